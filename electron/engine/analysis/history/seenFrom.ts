import { withoutDust } from '../statistics/roundMoney.ts';
import type { DaySpan } from '../types.ts';
import { type AccountDays, entriesUntil } from './accountDays.ts';

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
 * The order days that were known at the end of `day`: days with a kept row of revenue above 0.
 * No entries without orders. Cost: linear in entries.
 */
export function orderDatesUntil(history: AccountDays, day: number): OrderDates {
  const { accounts, starts, days, ordered } = history;
  const found = new Int32Array(days.length);
  const members = new Int32Array(accounts);
  const ends = new Int32Array(accounts + 1);
  let n = 0;
  let filled = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let account = 0; account < accounts; account++) {
    const start = filled;
    for (let entry = starts[account]!; entry < starts[account + 1]! && days[entry]! <= day; entry++) {
      if (ordered[entry] === 1) found[filled++] = days[entry]!;
    }
    if (filled === start) continue;
    if (found[start]! < first) first = found[start]!;
    if (found[filled - 1]! > last) last = found[filled - 1]!;
    members[n++] = account;
    ends[n] = filled;
  }
  return {
    accounts: members.slice(0, n),
    starts: ends.slice(0, n + 1),
    days: found.slice(0, filled),
    first,
    last,
  };
}

/**
 * Money per account over a span, both days included; what rounds to 0 at 4 decimals is exactly 0. That of `accountTotals`
 * to 1e-12 of the money that moved: days are rounded before they are added up. Cost: linear in the entries of the span.
 */
export function revenueBetween(history: AccountDays, { from, to }: DaySpan): Float64Array {
  const { accounts, starts, days, revenue } = history;
  const totals = new Float64Array(accounts);
  for (let account = 0; account < accounts; account++) {
    let sum = 0;
    let compensation = 0;
    const end = starts[account + 1]!;
    for (let entry = entriesUntil(history, account, from - 1); entry < end && days[entry]! <= to; entry++) {
      const value = revenue[entry]!;
      const next = sum + value;
      const added = next - sum;
      compensation += sum - (next - added) + (value - added);
      sum = next;
    }
    totals[account] = withoutDust(sum + compensation);
  }
  return totals;
}

/** Whether the account ordered from `first` to `last`, both days included. Cost: logarithmic, plus days without an order. */
export function orderedBetween(history: AccountDays, account: number, first: number, last: number): boolean {
  const end = history.starts[account + 1]!;
  for (
    let entry = entriesUntil(history, account, first - 1);
    entry < end && history.days[entry]! <= last;
    entry++
  ) {
    if (history.ordered[entry] === 1) return true;
  }
  return false;
}
