import type { SalesRows } from '../types.ts';

/** Order days of every account with an order: `days[starts[i]]` … `days[starts[i + 1] - 1]`, ascending, distinct. */
export interface OrderDates {
  /** Account index per entry, ascending. */
  accounts: Int32Array;
  starts: Int32Array;
  days: Int32Array;
  /** First and last order day of all. */
  first: number;
  last: number;
}

/**
 * On which days did each account order? A day counts when it has a kept row with revenue above 0.
 *
 * Input: `rows` (a row with missing revenue is no order). Output: see `OrderDates`; no entries without orders.
 * Errors: none. Cost: linear in rows, plus sorting within accounts whose rows are not in date order.
 */
export function orderDates(rows: SalesRows): OrderDates {
  const { accounts, offsets, keep, day, revenue } = rows;
  const days = new Int32Array(offsets[accounts]! - offsets[0]!);
  const members = new Int32Array(accounts);
  const marks = new DayMarks();
  const starts = new Int32Array(accounts + 1);
  let n = 0;
  let filled = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let account = 0; account < accounts; account++) {
    const start = filled;
    let sorted = true;
    for (let row = offsets[account]!; row < offsets[account + 1]!; row++) {
      if (keep[row] !== 1 || !(revenue[row]! > 0)) continue;
      const date = day[row]!;
      if (filled > start && date === days[filled - 1]) continue;
      if (filled > start && date < days[filled - 1]!) sorted = false;
      days[filled++] = date;
    }
    if (filled === start) continue;
    if (!sorted) filled = marks.sortDistinct(days, start, filled);
    first = Math.min(first, days[start]!);
    last = Math.max(last, days[filled - 1]!);
    members[n] = account;
    starts[++n] = filled;
  }
  return {
    accounts: members.slice(0, n),
    starts: starts.slice(0, n + 1),
    days: days.subarray(0, filled),
    first,
    last,
  };
}

/** Fewer days than one in so many of their span are sorted; more are marked on a calendar and read off it. */
const sparse = 32;

/** A calendar that is used again for every account. */
class DayMarks {
  #marks = new Uint8Array(4096);

  /** Sorts `days[start … end − 1]` and drops repeats; the new end. */
  sortDistinct(days: Int32Array, start: number, end: number): number {
    let low = days[start]!;
    let high = low;
    for (let i = start + 1; i < end; i++) {
      const day = days[i]!;
      if (day < low) low = day;
      if (day > high) high = day;
    }
    const span = high - low + 1;
    return (end - start) * sparse < span
      ? sortFew(days, start, end)
      : this.#readOff(days, start, end, low, span);
  }

  #readOff(days: Int32Array, start: number, end: number, low: number, span: number): number {
    if (span > this.#marks.length) this.#marks = new Uint8Array(2 * span);
    const marks = this.#marks;
    for (let i = start; i < end; i++) marks[days[i]! - low] = 1;
    let kept = start;
    for (let day = 0; day < span; day++) {
      if (marks[day] === 0) continue;
      days[kept++] = low + day;
      marks[day] = 0;
    }
    return kept;
  }
}

function sortFew(days: Int32Array, start: number, end: number): number {
  days.subarray(start, end).sort();
  let kept = start + 1;
  for (let i = start + 1; i < end; i++) {
    if (days[i] !== days[kept - 1]) days[kept++] = days[i]!;
  }
  return kept;
}
