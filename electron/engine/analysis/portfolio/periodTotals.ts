import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { addTo, clearSums, createSums, totalOf, totalsOf } from '../statistics/compensated.ts';
import { roundMoney, withoutDust } from '../statistics/roundMoney.ts';
import type { DaySpan, SalesRows } from '../types.ts';
import { buildPeriodIndex, markPartial, type PeriodIndex } from './periodIndex.ts';

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
  const { accounts, offsets, keep, day, revenue } = rows;
  const index = buildPeriodIndex(periods);
  const money = createSums(periods.length);
  const units = createSums(periods.length);
  const own = createSums(periods.length);
  const lines = new Int32Array(periods.length);
  const activeAccounts = new Int32Array(periods.length);
  for (let account = 0; account < accounts; account++) {
    let hits = 0;
    for (let row = offsets[account]!; row < offsets[account + 1]!; row++) {
      const period = keep[row] === 1 ? periodOfDay(index, day[row]!) : -1;
      if (period < 0) continue;
      hits++;
      lines[period]!++;
      addTo(money, period, revenue[row]!);
      addTo(own, period, revenue[row]!);
      if (rows.quantity) addTo(units, period, rows.quantity[row]!);
    }
    if (hits === 0) continue;
    for (let period = 0; period < periods.length; period++) {
      if (roundMoney(totalOf(own, period)) > 0) activeAccounts[period]!++;
    }
    clearSums(own);
  }
  if (lines.every((count) => count === 0)) throw new ExpectedError('noData', 'No period has sales');
  return {
    revenue: totalsOf(money).map(withoutDust),
    quantity: rows.quantity ? totalsOf(units) : new Float64Array(periods.length).fill(Number.NaN),
    lines,
    orders: countOrders(rows, index, periods.length),
    activeAccounts,
    partial: markPartial(periods, coverage),
  };
}

function periodOfDay(index: PeriodIndex, date: number): number {
  return date < index.first || date > index.last ? -1 : index.periodOf[date - index.first]!;
}

/** An order belongs to one period nearly always; the rare further periods of an order go into a small set. */
function countOrders(rows: SalesRows, index: PeriodIndex, periods: number): Float64Array {
  const { order, keep, day } = rows;
  const counts = new Float64Array(periods);
  if (!order) return counts.fill(Number.NaN);
  const end = rows.offsets[rows.accounts]!;
  let most = -1;
  for (let row = rows.offsets[0]!; row < end; row++) if (order[row]! > most) most = order[row]!;
  const firstPeriod = new Int32Array(most + 1);
  const further = new Set<number>();
  for (let row = rows.offsets[0]!; row < end; row++) {
    const code = order[row]!;
    if (keep[row] !== 1 || code < 0) continue;
    const period = periodOfDay(index, day[row]!);
    if (period < 0 || firstPeriod[code] === period + 1) continue;
    if (firstPeriod[code] === 0) firstPeriod[code] = period + 1;
    else if (further.has(code * periods + period)) continue;
    else further.add(code * periods + period);
    counts[period]!++;
  }
  return counts;
}
