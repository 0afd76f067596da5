import { monthsBefore } from '../../history/monthsBefore.ts';
import type { DaySpan, SalesRows } from '../../types.ts';
import { expectedSpend, spendOfBuyers } from './buyerSpend.ts';
import { later, within } from './purchaseView.ts';
import { takeSnapshot } from './snapshot.ts';

export interface AdoptedOptions {
  /** What was looked back over, and the days after it; both of one length. */
  before: DaySpan;
  after: DaySpan;
  /** A product counts as taken up when it is bought within so many months after the first span. */
  horizonMonths: number;
  /** Products looked at, most buyers first. */
  most: number;
  /** First day with sales. */
  firstDay: number;
}

const daysPerYear = 365.25;

/**
 * Of what the next-product list would have said a product is worth to an account, how much did those spend who took it up?
 *
 * Seen from the end of `before`: pairs of an active account and a product that it had not bought for 12 months and bought
 * within the horizon; share = what it spent on it in `after` (returns deducted, raised to a year), within 0 … 1 of what buyers
 * of its size spent (`spendOfBuyers`). Which products were taken up is not chosen by any list: there is one share for all.
 * @returns the sum of the shares and their number. Errors: those of `takeSnapshot`. Cost: linear in rows.
 */
export function adoptedSpend(rows: SalesRows, options: AdoptedOptions): { shares: number; cases: number } {
  const { before, after, horizonMonths, most, firstDay } = options;
  const origin = before.to;
  const items = { count: rows.products, of: Int32Array.from({ length: rows.products }, (_, item) => item) };
  const days = {
    before: monthsBefore(origin, 12) + 1,
    recent: monthsBefore(origin, horizonMonths) + 1,
    origin,
    after: Math.min(after.to, monthsBefore(origin, -horizonMonths)),
  };
  const snapshot = takeSnapshot(rows, items, days, most);
  const { view, itemOf } = snapshot;
  const usual = spendOfBuyers(snapshot, firstDay);
  const perYear = Math.max(1, daysPerYear / (after.to - after.from + 1));
  const found = { shares: 0, cases: 0 };
  const spent = new Float64Array(rows.products);
  for (const account of snapshot.active) {
    spendIn(rows, account, after, spent);
    for (let cell = view.starts[account]!; cell < view.starts[account + 1]!; cell++) {
      if ((view.when[cell]! & (within | later)) !== later) continue;
      const column = view.items[cell]!;
      const expected = expectedSpend(usual, column, view.revenue[account]!);
      if (!(expected > 0)) continue;
      found.shares += Math.min(1, Math.max(0, (perYear * spent[itemOf[column]!]!) / expected));
      found.cases++;
    }
  }
  return found;
}

/** Money of the account in the span by product, into `spent`. */
function spendIn(
  { offsets, keep, day, revenue, product }: SalesRows,
  account: number,
  span: DaySpan,
  spent: Float64Array,
): void {
  spent.fill(0);
  for (let row = offsets[account]!; row < offsets[account + 1]!; row++) {
    const date = day[row]!;
    const item = product![row]!;
    if (keep[row] === 1 && item >= 0 && date >= span.from && date <= span.to) spent[item]! += revenue[row]!;
  }
}
