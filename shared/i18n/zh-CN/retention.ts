import type { retention as english } from '../en/retention.ts';

export const retention: Record<keyof typeof english, string> = {};
