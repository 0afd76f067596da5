import { addTo, createSums, totalsOf } from '../statistics/compensated.ts';
import { withoutDust } from '../statistics/roundMoney.ts';
import type { DaySpan, SalesRows } from '../types.ts';
import { never } from './accountTotals.ts';
import { createOrderStamps, stampOrder } from './orderStamps.ts';

/** One entry per account, over its kept rows in the span. */
export interface AccountActivity {
  revenue: Float64Array;
  /** NaN where the data has no quantity column. */
  quantity: Float64Array;
  lines: Int32Array;
  orders: Int32Array;
  /** Distinct products; rows without product do not count. */
  products: Int32Array;
  /** First and last day; `never` and -`never` without a row. */
  firstDay: Int32Array;
  lastDay: Int32Array;
}

export interface ActivityOptions {
  /** Count orders, products and days only on rows with revenue above 0, so that a return is not an order. */
  purchasesOnly: boolean;
}

/**
 * How busy was each account in a span: revenue, units, lines, orders, products, first and last day?
 *
 * Assumptions: 1. only kept rows in the span count. 2. An order seen under two accounts counts once for each.
 * 3. Rows without order number count as one order per account and day.
 * Inputs: `rows` (missing revenue or quantity counts as 0); `span` in days, both ends included.
 * Output: one entry per account; money in the reporting currency, 0 where an account has no row.
 * Errors: none. Cost: linear in rows.
 *
 * @example accountActivity(rows, span, { purchasesOnly: false }).orders[3] // 73
 */
export function accountActivity(rows: SalesRows, span: DaySpan, options: ActivityOptions): AccountActivity {
  const { accounts, offsets, keep, day, revenue, order, product } = rows;
  const money = createSums(accounts);
  const units = createSums(accounts);
  const lines = new Int32Array(accounts);
  const orders = new Int32Array(accounts);
  const products = new Int32Array(accounts);
  const firstDay = new Int32Array(accounts).fill(never);
  const lastDay = new Int32Array(accounts).fill(-never);
  const stamps = createOrderStamps(rows);
  const productStamps = new Int32Array(rows.products);
  for (let account = 0; account < accounts; account++) {
    for (let row = offsets[account]!; row < offsets[account + 1]!; row++) {
      const date = day[row]!;
      if (keep[row] !== 1 || date < span.from || date > span.to) continue;
      lines[account]!++;
      addTo(money, account, revenue[row]!);
      if (rows.quantity) addTo(units, account, rows.quantity[row]!);
      if (options.purchasesOnly && !(revenue[row]! > 0)) continue;
      if (date < firstDay[account]!) firstDay[account] = date;
      if (date > lastDay[account]!) lastDay[account] = date;
      orders[account]! += stampOrder(stamps, order ? order[row]! : -1, date, account + 1);
      const code = product ? product[row]! : -1;
      if (code < 0 || productStamps[code] === account + 1) continue;
      productStamps[code] = account + 1;
      products[account]!++;
    }
  }
  const quantity = rows.quantity ? totalsOf(units) : new Float64Array(accounts).fill(Number.NaN);
  return { revenue: totalsOf(money).map(withoutDust), quantity, lines, orders, products, firstDay, lastDay };
}
