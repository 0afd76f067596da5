import type { native as english } from '../en/native.ts';

export const native: Record<keyof typeof english, string> = {};
