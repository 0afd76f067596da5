import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { addTo, createSums, totalsOf } from '../statistics/compensated.ts';
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
    orders: countOrders(rows, index, periods.length),
    activeAccounts,
    partial: markPartial(periods, coverage),
  };
}

function periodOfDay(index: PeriodIndex, date: number): number {
  return date < index.first || date > index.last ? -1 : index.periodOf[date - index.first]!;
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

/** Words of 32 periods that orders may take together (64 MB). */
const mostWords = 2 ** 24;

/** Distinct orders per period; NaN where there is no order column. */
function countOrders(rows: SalesRows, index: PeriodIndex, periods: number): Float64Array {
  const { order } = rows;
  const counts = new Float64Array(periods);
  if (!order) return counts.fill(Number.NaN);
  const end = rows.offsets[rows.accounts]!;
  let most = -1;
  for (let row = rows.offsets[0]!; row < end; row++) if (order[row]! > most) most = order[row]!;
  const words = Math.ceil(periods / 32);
  if ((most + 1) * words <= mostWords) markPeriods(rows, order, index, most + 1, words, counts);
  else countFurther(rows, order, index, most + 1, counts);
  return counts;
}

/** One bit per order and period. */
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
  for (let row = rows.offsets[0]!; row < end; row++) {
    const code = order[row]!;
    const date = day[row]!;
    if (keep[row] !== 1 || code < 0 || date < first || date > last) continue;
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
