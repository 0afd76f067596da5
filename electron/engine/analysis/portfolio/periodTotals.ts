import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { addTo, createSums, totalsOf } from '../statistics/compensated.ts';
import { roundMoney, withoutDust } from '../statistics/roundMoney.ts';
import type { DaySpan, SalesRows } from '../types.ts';
import { buildPeriodIndex, markPartial, type PeriodIndex } from './periodIndex.ts';
import { periodOrders } from './periodOrders.ts';

/** One entry per period. */
export interface PeriodTotals {
  revenue: Float64Array;
  /** NaN where the data has no quantity column. */
  quantity: Float64Array;
  lines: Int32Array;
  /** Distinct orders; NaN where the data has no order column. Rows without order number do not count. */
  orders: Float64Array;
  /** Accounts whose revenue in the period is above 0. */
  activeAccounts: Int32Array;
  /** 1 where the data does not cover the period to both ends. */
  partial: Uint8Array;
}

/**
 * How did the business run, period by period: revenue, units, lines, orders, active accounts?
 *
 * Assumptions: 1. only kept rows count; rows between periods are left out. 2. An order with rows in two periods
 * counts in both, one under two accounts once. Inputs: `rows` (missing revenue or quantity counts as 0); `periods`
 * in order, not overlapping; `coverage`, the first and last day the data reaches. Output: one entry per period, 0
 * where nothing was sold. Errors: `badPeriod`, `noData` without a row in any period. Cost: linear in rows +
 * accounts × periods.
 *
 * @example periodTotals(rows, periodsBetween(first, last, 'month'), { from: first, to: last }).revenue[0]
 */
export function periodTotals(rows: SalesRows, periods: readonly DaySpan[], coverage: DaySpan): PeriodTotals {
  const { accounts, offsets } = rows;
  const index = buildPeriodIndex(periods);
  const money = createSums(periods.length);
  const units = createSums(periods.length);
  const own = createOwnTotals(periods.length);
  const lines = new Int32Array(periods.length);
  const activeAccounts = new Int32Array(periods.length);
  for (let account = 0; account < accounts; account++) {
    addRows(own, rows, index, offsets[account]!, offsets[account + 1]!);
    for (let at = 0; at < own.used; at++) {
      const period = own.touched[at]!;
      lines[period]! += own.lines[period]!;
      addTo(money, period, own.money[period]!);
      addTo(units, period, own.units[period]!);
      if (roundMoney(own.money[period]!) > 0) activeAccounts[period]!++;
      own.lines[period] = own.money[period] = own.units[period] = 0;
    }
    own.used = 0;
  }
  if (lines.every((count) => count === 0)) throw new ExpectedError('noData', 'No period has sales');
  return {
    revenue: totalsOf(money).map(withoutDust),
    quantity: rows.quantity ? totalsOf(units) : new Float64Array(periods.length).fill(Number.NaN),
    lines,
    orders: periodOrders(rows, periods),
    activeAccounts,
    partial: markPartial(periods, coverage),
  };
}

/** What one account brought in each period, gathered before it is added to everybody's. */
interface OwnTotals {
  money: Float64Array;
  units: Float64Array;
  lines: Int32Array;
  /** Periods with a row, in order of arrival; the first `used` entries count. */
  touched: Int32Array;
  used: number;
}

function createOwnTotals(periods: number): OwnTotals {
  return {
    money: new Float64Array(periods),
    units: new Float64Array(periods),
    lines: new Int32Array(periods),
    touched: new Int32Array(periods),
    used: 0,
  };
}

function addRows(own: OwnTotals, rows: SalesRows, index: PeriodIndex, from: number, to: number): void {
  const { keep, day, revenue, quantity } = rows;
  const { money, units, lines, touched } = own;
  const { first, last, periodOf } = index;
  for (let row = from; row < to; row++) {
    const date = day[row]!;
    if (keep[row] !== 1 || date < first || date > last) continue;
    const period = periodOf[date - first]!;
    if (period < 0) continue;
    if (lines[period] === 0) touched[own.used++] = period;
    lines[period]!++;
    const value = revenue[row]!;
    if (!Number.isNaN(value)) money[period]! += value;
    const unit = quantity ? quantity[row]! : 0;
    if (!Number.isNaN(unit)) units[period]! += unit;
  }
}
