import type { DaySpan, SalesRows } from '../types.ts';
import { buildPeriodIndex, type PeriodIndex } from './periodIndex.ts';

/** Words of 32 periods that orders may take together (64 MB). */
const mostWords = 2 ** 24;

/**
 * How many distinct orders has each period?
 *
 * Assumptions: those of `periodTotals`. Inputs: `rows`; `periods` in order, not overlapping. Output: one count per
 * period, NaN where the data has no order column. Errors: `badPeriod`. Cost: linear in rows.
 *
 * @example periodOrders(rows, periodsBetween(first, last, 'month'))[0]
 */
export function periodOrders(rows: SalesRows, periods: readonly DaySpan[]): Float64Array {
  const { order } = rows;
  const index = buildPeriodIndex(periods);
  const counts = new Float64Array(periods.length);
  if (!order) return counts.fill(Number.NaN);
  const end = rows.offsets[rows.accounts]!;
  let most = -1;
  for (let row = rows.offsets[0]!; row < end; row++) if (order[row]! > most) most = order[row]!;
  const words = Math.ceil(periods.length / 32);
  if ((most + 1) * words <= mostWords) markPeriods(rows, order, index, most + 1, words, counts);
  else countFurther(rows, order, index, most + 1, counts);
  return counts;
}

/** One bit per order and period. Rows of one order mostly stand together, on one day. */
function markPeriods(
  rows: SalesRows,
  order: Int32Array,
  index: PeriodIndex,
  orders: number,
  words: number,
  counts: Float64Array,
): void {
  const { keep, day } = rows;
  const { first, last, periodOf } = index;
  const seen = new Int32Array(orders * words);
  const end = rows.offsets[rows.accounts]!;
  let counted = -1;
  let countedOn = 0;
  for (let row = rows.offsets[0]!; row < end; row++) {
    const code = order[row]!;
    const date = day[row]!;
    if (keep[row] !== 1 || code < 0 || date < first || date > last) continue;
    if (code === counted && date === countedOn) continue;
    counted = code;
    countedOn = date;
    const period = periodOf[date - first]!;
    if (period < 0) continue;
    const word = code * words + (period >>> 5);
    const bit = 1 << (period & 31);
    if ((seen[word]! & bit) !== 0) continue;
    seen[word]! |= bit;
    counts[period]!++;
  }
}

/** For many short periods: an order belongs to one of them nearly always; the rare further ones go into a set. */
function countFurther(
  rows: SalesRows,
  order: Int32Array,
  index: PeriodIndex,
  orders: number,
  counts: Float64Array,
): void {
  const { keep, day } = rows;
  const firstPeriod = new Int32Array(orders);
  const further = new Set<number>();
  const end = rows.offsets[rows.accounts]!;
  for (let row = rows.offsets[0]!; row < end; row++) {
    const code = order[row]!;
    if (keep[row] !== 1 || code < 0) continue;
    const period = periodOfDay(index, day[row]!);
    if (period < 0 || firstPeriod[code] === period + 1) continue;
    if (firstPeriod[code] === 0) firstPeriod[code] = period + 1;
    else if (further.has(code * counts.length + period)) continue;
    else further.add(code * counts.length + period);
    counts[period]!++;
  }
}

function periodOfDay(index: PeriodIndex, date: number): number {
  return date < index.first || date > index.last ? -1 : index.periodOf[date - index.first]!;
}
