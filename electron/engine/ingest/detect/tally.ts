import type { DateOrder } from '../values/dateTypes.ts';

/** Distinct values, and how often each occurs: what is asked of a value is asked once. */
export type Tally = ReadonlyMap<string, number>;

export interface DetectedOrder {
  order: DateOrder;
  matters: boolean;
  confidence: number;
}
