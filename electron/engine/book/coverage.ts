import { quantileOfSorted } from '../analysis/statistics/quantile.ts';
import type { DaySpan } from '../analysis/types.ts';
import { missingDay } from '../workspace/types.ts';

/** First and last day with a sale, and the days that the data speaks for. */
export interface Coverage {
  first: number;
  last: number;
  covered: DaySpan;
  /** Rows without a day. */
  undated: number;
}

/** How many rows fall on each day from `first` on; the first and the last of them have some. */
export interface DayCounts {
  first: number;
  counts: Int32Array;
}

/** Days on both sides of the first one met that have room from the start. */
const roomBeside = 512;

/** Counts the rows `from` … `to - 1` of each day; null where none has a day. Cost: linear in rows + days. */
export function countDays(days: Int32Array, from: number, to: number): DayCounts | null {
  let first = 0;
  let counts = new Int32Array(0);
  for (let row = from; row < to; row++) {
    const day = days[row]!;
    if (day === missingDay) continue;
    if (day < first || day >= first + counts.length) ({ first, counts } = widened(first, counts, day));
    counts[day - first]!++;
  }
  const start = counts.findIndex((count) => count > 0);
  if (start < 0) return null;
  const end = counts.findLastIndex((count) => count > 0) + 1;
  return { first: first + start, counts: counts.slice(start, end) };
}

/** With room for the day and, beyond it, for as many more as there were. */
function widened(
  first: number,
  counts: Int32Array,
  day: number,
): DayCounts & { counts: Int32Array<ArrayBuffer> } {
  const beside = Math.max(roomBeside, counts.length);
  const known = counts.length === 0 ? day : first;
  const start = Math.min(known, day - beside);
  const end = Math.max(known + counts.length, day + beside);
  const wide = new Int32Array(end - start);
  wide.set(counts, known - start);
  return { first: start, counts: wide };
}

/**
 * Which days does the data speak for? From its first to its last sales day, and on both sides the days on which
 * this business hardly sells: a book whose first sale is on Monday the 3rd covers that month, and one
 * with a single date per month covers the months to their ends. What is usual is the 95 % quantile of the gaps
 * between consecutive sales days. The `n` rows may be counted in parts. Null without a sale. Cost: linear in days.
 */
export function findCoverage(parts: readonly (DayCounts | null)[], n: number): Coverage | null {
  const found = parts.filter((part) => part !== null);
  if (found.length === 0) return null;
  const first = Math.min(...found.map((part) => part.first));
  const last = Math.max(...found.map((part) => part.first + part.counts.length - 1));
  const rows = new Int32Array(last - first + 1);
  for (const part of found) {
    for (let at = 0; at < part.counts.length; at++) rows[part.first - first + at]! += part.counts[at]!;
  }
  const quiet = usualGap(rows) - 1;
  const undated = n - rows.reduce((sum, count) => sum + count, 0);
  return { first, last, covered: { from: first - quiet, to: last + quiet }, undated };
}

/** Days with less than this share of the median day's rows count as days without sales. */
const busyShare = 0.1;

function usualGap(rows: Int32Array): number {
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
