import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { addTo, createSums, totalsOf } from '../statistics/compensated.ts';
import { withoutDust } from '../statistics/roundMoney.ts';
import type { DaySpan, SalesRows } from '../types.ts';
import { createOrderStamps, stampOrder } from './orderStamps.ts';

/** One entry per product, over the kept rows in the span. */
export interface ProductTotals {
  revenue: Float64Array;
  /** NaN where the data has no quantity column. */
  quantity: Float64Array;
  lines: Int32Array;
  /** Distinct accounts and distinct orders that the product is on. */
  accounts: Int32Array;
  orders: Int32Array;
}

/**
 * What did each product bring in during a span, in how many accounts and orders?
 *
 * Assumptions: 1. only kept rows with a product count. 2. Rows without order number count as one order per product
 * and day. Inputs: `rows` with a product column (missing revenue or quantity counts as 0); `span` in days, both ends
 * included. Output: one entry per product, 0 where it was not sold.
 * Errors: `noData` {needs} without a product column. Cost: linear in rows; 4 bytes per row while it runs.
 *
 * @example productTotals(rows, span).revenue[productIndex]
 */
export function productTotals(rows: SalesRows, span: DaySpan): ProductTotals {
  const { accounts, offsets, keep, day, revenue, order, product, products } = rows;
  if (!product)
    throw new ExpectedError('noData', 'The data has no products', { params: { needs: 'product' } });
  const money = createSums(products);
  const units = createSums(products);
  const lines = new Int32Array(products);
  const buyers = new Int32Array(products);
  const accountStamps = new Int32Array(products);
  for (let account = 0; account < accounts; account++) {
    for (let row = offsets[account]!; row < offsets[account + 1]!; row++) {
      const date = day[row]!;
      const code = product[row]!;
      if (keep[row] !== 1 || code < 0 || date < span.from || date > span.to) continue;
      lines[code]!++;
      addTo(money, code, revenue[row]!);
      if (rows.quantity) addTo(units, code, rows.quantity[row]!);
      if (accountStamps[code] === account + 1) continue;
      accountStamps[code] = account + 1;
      buyers[code]!++;
    }
  }
  const orders = new Int32Array(products);
  const stamps = createOrderStamps(rows);
  const { starts, sorted } = sortByProduct(product, rows, span, lines);
  for (let code = 0; code < products; code++) {
    for (let i = starts[code]!; i < starts[code + 1]!; i++) {
      const row = sorted[i]!;
      orders[code]! += stampOrder(stamps, order ? order[row]! : -1, day[row]!, code + 1);
    }
  }
  const quantity = rows.quantity ? totalsOf(units) : new Float64Array(products).fill(Number.NaN);
  return { revenue: totalsOf(money).map(withoutDust), quantity, lines, accounts: buyers, orders };
}

/** Counting sort: row numbers of the span, product after product. */
function sortByProduct(product: Int32Array, rows: SalesRows, span: DaySpan, lines: Int32Array) {
  const starts = new Int32Array(lines.length + 1);
  for (let code = 0; code < lines.length; code++) starts[code + 1] = starts[code]! + lines[code]!;
  const next = starts.slice();
  const sorted = new Int32Array(starts[lines.length]!);
  const end = rows.offsets[rows.accounts]!;
  for (let row = rows.offsets[0]!; row < end; row++) {
    const date = rows.day[row]!;
    const code = product[row]!;
    if (rows.keep[row] !== 1 || code < 0 || date < span.from || date > span.to) continue;
    sorted[next[code]!++] = row;
  }
  return { starts, sorted };
}
