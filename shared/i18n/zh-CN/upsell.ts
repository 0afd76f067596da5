import type { upsell as english } from '../en/upsell.ts';

export const upsell: Record<keyof typeof english, string> = {};
