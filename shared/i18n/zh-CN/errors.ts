import type { errors as english } from '../en/errors.ts';

export const errors: Record<keyof typeof english, string> = {};
