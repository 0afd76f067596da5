import { quantileOfSorted } from '../analysis/statistics/quantile.ts';
import type { DaySpan } from '../analysis/types.ts';
import { missingDay } from '../workspace/types.ts';

/** First and last day with a sale, and the days that the data speaks for. */
export interface Coverage {
  first: number;
  last: number;
  covered: DaySpan;
}

/**
 * Which days does the data speak for? From its first to its last sales day, and on both sides the days on which
 * this business hardly sells: a book whose first sale is on Monday the 3rd covers that month, and one
 * with a single date per month covers the months to their ends. What is usual is the 95 % quantile of the gaps
 * between consecutive sales days. Null without a sale. Cost: linear in rows + days.
 */
export function findCoverage(days: Int32Array): Coverage | null {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < days.length; row++) {
    const day = days[row]!;
    if (day === missingDay) continue;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  if (first === Number.POSITIVE_INFINITY) return null;
  const quiet = usualGap(days, first, last) - 1;
  return { first, last, covered: { from: first - quiet, to: last + quiet } };
}

/** Days with less than this share of the median day's rows count as days without sales. */
const busyShare = 0.1;

function usualGap(days: Int32Array, first: number, last: number): number {
  const rows = new Int32Array(last - first + 1);
  for (let row = 0; row < days.length; row++) if (days[row] !== missingDay) rows[days[row]! - first]!++;
  const busy = busyShare * quantileOfSorted(rows.filter((count) => count > 0).sort(), 0.5);
  const gaps: number[] = [];
  let previous = 0;
  for (let day = 1; day < rows.length; day++) {
    if (rows[day]! === 0 || rows[day]! < busy) continue;
    gaps.push(day - previous);
    previous = day;
  }
  if (gaps.length === 0) return 1;
  return Math.floor(quantileOfSorted(Float64Array.from(gaps).sort(), 0.95));
}
