import type { evidence as english } from '../en/evidence.ts';

export const evidence: Record<keyof typeof english, string> = {};
