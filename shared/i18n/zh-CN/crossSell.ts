import type { crossSell as english } from '../en/crossSell.ts';

export const crossSell: Record<keyof typeof english, string> = {};
