import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { DaySpan } from '../types.ts';

/** Which period a day belongs to: `periodOf[day - first]`, -1 for a day between periods. */
export interface PeriodIndex {
  first: number;
  last: number;
  periodOf: Int32Array;
}

/**
 * A table from day to period, so that a pass over rows needs no date arithmetic.
 *
 * Inputs: at least one period, in ascending order, not overlapping, gaps allowed. Errors: `badPeriod` otherwise.
 * Cost: one entry per day from the first to the last period.
 */
export function buildPeriodIndex(periods: readonly DaySpan[]): PeriodIndex {
  const first = periods[0]?.from;
  const last = periods.at(-1)?.to;
  if (first === undefined || last === undefined) throw new ExpectedError('badPeriod', 'There is no period');
  const periodOf = new Int32Array(Math.max(0, last - first + 1)).fill(-1);
  let previous = first - 1;
  for (const [index, period] of periods.entries()) {
    if (period.from <= previous || period.to < period.from) {
      throw new ExpectedError('badPeriod', 'Periods must be in order and must not overlap');
    }
    periodOf.fill(index, period.from - first, period.to - first + 1);
    previous = period.to;
  }
  return { first, last, periodOf };
}

/** 1 where the data, which covers `coverage`, does not reach both ends of the period. */
export function markPartial(periods: readonly DaySpan[], coverage: DaySpan): Uint8Array {
  return Uint8Array.from(periods, ({ from, to }) => (from < coverage.from || to > coverage.to ? 1 : 0));
}
