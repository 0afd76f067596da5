import { NumberSet } from '../statistics/numberSet.ts';
import type { DaySpan, SalesRows } from '../types.ts';
import { buildPeriodIndex, type PeriodIndex } from './periodIndex.ts';

/** Words of 32 periods that orders may take together (256 MB). */
const mostWords = 2 ** 26;

/** The first period of each order, from 1, in as few bytes as it needs: orders are met in no order of theirs. Grows with them. */
type FirstPeriods = Uint8Array | Uint16Array | Int32Array;

/** The further periods of orders that have several. */
interface FurtherPeriods {
  /** False where that period of the order is known. */
  add(order: number, period: number): boolean;
}

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
  markPeriods(rows, order, index, firstPeriods(fewestOrders, periods.length), counts);
  return counts;
}

/** Orders that have room from the start. */
const fewestOrders = 2 ** 16;

/** Room for this order and as many more. */
function withRoomFor(order: number, known: FirstPeriods, periods: number): FirstPeriods {
  const room = firstPeriods(2 * (order + 1), periods);
  room.set(known);
  return room;
}

function firstPeriods(orders: number, periods: number): FirstPeriods {
  if (periods < 2 ** 8) return new Uint8Array(orders);
  return periods < 2 ** 16 ? new Uint16Array(orders) : new Int32Array(orders);
}

/** Rows of one order mostly stand together, on one day, and an order belongs to one period nearly always. */
function markPeriods(
  rows: SalesRows,
  order: Int32Array,
  index: PeriodIndex,
  room: FirstPeriods,
  counts: Float64Array,
): void {
  const { keep, day } = rows;
  const { first, last, periodOf } = index;
  const end = rows.offsets[rows.accounts]!;
  let firstPeriod = room;
  let further: FurtherPeriods | null = null;
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
    if (code >= firstPeriod.length) firstPeriod = withRoomFor(code, firstPeriod, counts.length);
    const known = firstPeriod[code]!;
    if (known === period + 1) continue;
    if (known === 0) firstPeriod[code] = period + 1;
    else {
      further ??= furtherPeriods(counts.length);
      if (!further.add(code, period)) continue;
    }
    counts[period]!++;
  }
}

/** One bit per order and period; for those whose bits would take too much, a set. */
function furtherPeriods(periods: number): FurtherPeriods {
  const words = Math.ceil(periods / 32);
  const beyond = new NumberSet();
  let seen = new Int32Array(0);
  return {
    add(order, period) {
      const word = order * words + (period >>> 5);
      if (word >= mostWords) {
        const before = beyond.size;
        beyond.add(order * periods + period);
        return beyond.size > before;
      }
      if (word >= seen.length) seen = withWord(word, seen);
      const bit = 1 << (period & 31);
      if ((seen[word]! & bit) !== 0) return false;
      seen[word]! |= bit;
      return true;
    },
  };
}

/** Room for this word and as many more. */
function withWord(word: number, seen: Int32Array): Int32Array<ArrayBuffer> {
  const room = new Int32Array(Math.min(mostWords, 2 * (word + 1)));
  room.set(seen);
  return room;
}
