import { withoutDust } from '../statistics/roundMoney.ts';
import type { DaySpan, SalesRows } from '../types.ts';

/** Larger than any day: the first day of an account that has none. */
export const never = 2147483647;

/** One entry per account. */
export interface AccountTotals {
  span: DaySpan;
  /** Revenue in the span; what rounds to 0 at 4 decimals is exactly 0. */
  revenue: Float64Array;
  /** Kept rows in the span. */
  rows: Int32Array;
  /** First day with a kept row, in or outside the span; `never` where there is none. */
  firstDay: Int32Array;
}

/**
 * What did each account bring in during a span, and had it ever bought before?
 *
 * Assumptions: 1. only kept rows count. 2. `firstDay` looks at all kept rows, so an account was there before the
 * span exactly when `firstDay[account] < span.from`.
 * Inputs: `rows` (missing revenue counts as 0); `span` in days, both ends included.
 * Output: three columns of `rows.accounts` entries; revenue in the reporting currency, compensated sums.
 * Errors: none; an account without rows has revenue 0 and rows 0. Cost: linear in rows, no allocation per row.
 *
 * @example accountTotals(rows, { from: dayOf(2011, 1, 1), to: dayOf(2011, 6, 30) }).revenue[7]
 */
export function accountTotals(rows: SalesRows, span: DaySpan): AccountTotals {
  const { accounts, offsets, keep, day, revenue } = rows;
  const { from, to } = span;
  const totals = new Float64Array(accounts);
  const counts = new Int32Array(accounts);
  const firstDays = new Int32Array(accounts);
  for (let account = 0; account < accounts; account++) {
    let sum = 0;
    let compensation = 0;
    let count = 0;
    let first = never;
    for (let row = offsets[account]!; row < offsets[account + 1]!; row++) {
      if (keep[row] !== 1) continue;
      const date = day[row]!;
      if (date < first) first = date;
      if (date < from || date > to) continue;
      count++;
      const given = revenue[row]!;
      const value = Number.isNaN(given) ? 0 : given;
      const next = sum + value;
      const added = next - sum;
      compensation += sum - (next - added) + (value - added);
      sum = next;
    }
    totals[account] = withoutDust(sum + compensation);
    counts[account] = count;
    firstDays[account] = first;
  }
  return { span, revenue: totals, rows: counts, firstDay: firstDays };
}
