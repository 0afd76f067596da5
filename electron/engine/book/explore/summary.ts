import { pass, type Steps } from '../steps.ts';
import type { NumberSpread } from './axisPasses.ts';

/** What a column of numbers holds, as far as it decides how to cut it into bins. */
export interface NumberSummary extends NumberSpread {
  /** Decimals that suffice to write every value of the column; null where more than four are needed. */
  decimals: number | null;
}

/** Of whole columns, whatever is selected: looked up once. */
const known = new WeakMap<Float64Array, number | null>();

/** Describes the values whose `keep` is 1 (all where there is no `keep`). */
export function* summaryOf(
  values: Float64Array,
  keep: Uint8Array | null,
  kept: number,
): Steps<NumberSummary> {
  const spread = yield* pass('summarise', values.length, values, keep, kept);
  if (!known.has(values)) known.set(values, yield* pass('columnDecimals', values.length, values));
  return { ...spread, decimals: known.get(values)! };
}
