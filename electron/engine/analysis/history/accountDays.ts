import type { SalesRows } from '../types.ts';

/**
 * The days of every account: what a question about days, orders or money over time needs of the rows, at any day seen
 * from. Entries of account a: `starts[a]` … `starts[a + 1] - 1`, days rising, each once.
 *
 * Made once per slice and handed to every analysis and to every origin of a backtest, which is a search for a day in an
 * account's entries instead of another pass over the rows. In shared memory: threads take it without a copy.
 */
export interface AccountDays {
  accounts: number;
  starts: Int32Array;
  /** Days since 1970-01-01 with a kept row. */
  days: Int32Array;
  /** Money of the day, returns deducted; missing revenue counts as 0. */
  revenue: Float64Array;
  /** 1 where a row of the day has revenue above 0: an order day. */
  ordered: Uint8Array;
  /** 1 where a row of the day has revenue: its money, or part of it, is known. */
  valued: Uint8Array;
  /** Kept rows of the day. */
  rows: Int32Array;
}

/**
 * On which days did each account do anything, and what did the days bring?
 *
 * Input: `rows`. Output: see `AccountDays`; no entries for an account without kept rows.
 * Errors: none. Cost: linear in rows, plus a read of the calendar (or a sort) for accounts whose rows are not in date order.
 *
 * @example accountDays(rows).revenue[0] // money of the first account's first day
 */
export function accountDays(rows: SalesRows): AccountDays {
  const { accounts, offsets, keep, day, revenue } = rows;
  const calendar = createCalendar(rows);
  const kept = countKept(rows);
  const found = emptyDays(accounts, kept);
  let filled = 0;
  for (let account = 0; account < accounts; account++) {
    for (let row = offsets[account]!; row < offsets[account + 1]!; row++) {
      if (keep[row] === 1) addRow(calendar, day[row]!, revenue[row]!);
    }
    filled = readOff(calendar, found, filled);
    found.starts[account + 1] = filled;
  }
  return trimmed(found, filled);
}

/** Index of the account's first entry after `day`: what was known at the end of that day lies before it. */
export function entriesUntil({ starts, days }: AccountDays, account: number, day: number): number {
  let low = starts[account]!;
  let high = starts[account + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One account's days while its rows are read: a slot per day of the book, and the days touched. */
interface Calendar {
  first: number;
  sums: Float64Array;
  compensations: Float64Array;
  ordered: Uint8Array;
  valued: Uint8Array;
  rows: Int32Array;
  touched: Int32Array;
  count: number;
  rising: boolean;
}

function createCalendar({ accounts, offsets, keep, day }: SalesRows): Calendar {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let row = offsets[0]!; row < offsets[accounts]!; row++) {
    if (keep[row] !== 1) continue;
    if (day[row]! < first) first = day[row]!;
    if (day[row]! > last) last = day[row]!;
  }
  const days = last >= first ? last - first + 1 : 0;
  return {
    first,
    sums: new Float64Array(days),
    compensations: new Float64Array(days),
    ordered: new Uint8Array(days),
    valued: new Uint8Array(days),
    rows: new Int32Array(days),
    touched: new Int32Array(days),
    count: 0,
    rising: true,
  };
}

function countKept({ accounts, offsets, keep }: SalesRows): number {
  let kept = 0;
  for (let row = offsets[0]!; row < offsets[accounts]!; row++) kept += keep[row]!;
  return kept;
}

function addRow(calendar: Calendar, day: number, revenue: number): void {
  const slot = day - calendar.first;
  if (calendar.rows[slot] === 0) {
    if (calendar.count > 0 && calendar.touched[calendar.count - 1]! > slot) calendar.rising = false;
    calendar.touched[calendar.count++] = slot;
  }
  calendar.rows[slot]!++;
  if (Number.isNaN(revenue)) return;
  calendar.valued[slot] = 1;
  if (revenue > 0) calendar.ordered[slot] = 1;
  const sum = calendar.sums[slot]!;
  const next = sum + revenue;
  const added = next - sum;
  calendar.compensations[slot]! += sum - (next - added) + (revenue - added);
  calendar.sums[slot] = next;
}

/** Moves the calendar's days to the end of what is found, and empties it. */
function readOff(calendar: Calendar, found: AccountDays, from: number): number {
  const { count, touched, sums, compensations } = calendar;
  if (!calendar.rising) touched.subarray(0, count).sort();
  for (let i = 0; i < count; i++) {
    const slot = touched[i]!;
    const entry = from + i;
    found.days[entry] = calendar.first + slot;
    found.revenue[entry] = sums[slot]! + compensations[slot]!;
    found.ordered[entry] = calendar.ordered[slot]!;
    found.valued[entry] = calendar.valued[slot]!;
    found.rows[entry] = calendar.rows[slot]!;
    sums[slot] = 0;
    compensations[slot] = 0;
    calendar.ordered[slot] = 0;
    calendar.valued[slot] = 0;
    calendar.rows[slot] = 0;
  }
  calendar.count = 0;
  calendar.rising = true;
  return from + count;
}

function emptyDays(accounts: number, entries: number): AccountDays {
  return {
    accounts,
    starts: new Int32Array(new SharedArrayBuffer(4 * (accounts + 1))),
    days: new Int32Array(new SharedArrayBuffer(4 * entries)),
    revenue: new Float64Array(new SharedArrayBuffer(8 * entries)),
    ordered: new Uint8Array(new SharedArrayBuffer(entries)),
    valued: new Uint8Array(new SharedArrayBuffer(entries)),
    rows: new Int32Array(new SharedArrayBuffer(4 * entries)),
  };
}

/** The same in memory of its own size: what was made room for is as long as the rows. */
function trimmed(found: AccountDays, entries: number): AccountDays {
  const exact = emptyDays(found.accounts, entries);
  exact.starts.set(found.starts);
  exact.days.set(found.days.subarray(0, entries));
  exact.revenue.set(found.revenue.subarray(0, entries));
  exact.ordered.set(found.ordered.subarray(0, entries));
  exact.valued.set(found.valued.subarray(0, entries));
  exact.rows.set(found.rows.subarray(0, entries));
  return exact;
}
