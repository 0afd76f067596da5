import type { charts as english } from '../en/charts.ts';

export const charts: Record<keyof typeof english, string> = {};
