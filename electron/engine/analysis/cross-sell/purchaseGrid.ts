import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { accountTotals } from '../portfolio/accountTotals.ts';
import { addTo, createSums, totalsOf } from '../statistics/compensated.ts';
import { withoutDust } from '../statistics/roundMoney.ts';
import type { DaySpan, SalesRows } from '../types.ts';

/** State of an account × product cell; its position is the code in `PurchaseGrid.states`. */
export const purchaseStates = ['never', 'lapsed', 'bought'] as const;
export const lapsed = 1;
export const bought = 2;

/** Accounts active in the span × its products with most revenue; cell (row, column) is at row * products.length + column. */
export interface PurchaseGrid {
  /** Account index per row. */
  accounts: Int32Array;
  /** Product index per column, most revenue in the span first. */
  products: Int32Array;
  states: Uint8Array;
  /** Revenue in the span per cell, returns included. */
  revenue: Float64Array;
  /** Revenue in the span per row over all products. */
  accountRevenue: Float64Array;
  /** Revenue in the span per column over all accounts, active or not. */
  productRevenue: Float64Array;
  /** Products with revenue above 0 in the span, before the choice. */
  productsSold: number;
}

/**
 * Who buys what now, who bought it earlier, who never did?
 *
 * A row with revenue above 0 is a purchase; returns lower revenue but change no state. bought: a purchase in the span;
 * lapsed: only before it; never: neither. Rows after the span do not count. Missing revenue counts as 0.
 * Rows: accounts with revenue above 0 in the span. Columns: the `limit` products with most revenue in it, ties by index.
 * Errors: `noData` {needs} without a product column. Cost: O(rows + accounts × limit); 9 bytes per cell.
 */
export function gridOfPurchases(rows: SalesRows, span: DaySpan, limit: number): PurchaseGrid {
  const perAccount = accountTotals(rows, span).revenue;
  const perProduct = revenuePerProduct(rows, span);
  const selling = Array.from(perProduct.keys()).filter((product) => perProduct[product]! > 0);
  selling.sort((a, b) => perProduct[b]! - perProduct[a]! || a - b);
  const products = Int32Array.from(selling.slice(0, limit));
  const columnOf = new Int32Array(rows.products).fill(-1);
  for (const [column, product] of products.entries()) columnOf[product] = column;
  const accounts = Int32Array.from(perAccount.keys()).filter((account) => perAccount[account]! > 0);
  const grid: PurchaseGrid = {
    accounts,
    products,
    states: new Uint8Array(accounts.length * products.length),
    revenue: new Float64Array(accounts.length * products.length),
    accountRevenue: Float64Array.from(accounts, (account) => perAccount[account]!),
    productRevenue: Float64Array.from(products, (product) => perProduct[product]!),
    productsSold: selling.length,
  };
  for (const [row, account] of accounts.entries()) fillRow(grid, row, rows, account, span, columnOf);
  return grid;
}

function revenuePerProduct(
  { accounts, offsets, keep, day, revenue, product, products }: SalesRows,
  span: DaySpan,
) {
  if (!product) {
    throw new ExpectedError('noData', 'The data has no products', { params: { needs: 'product' } });
  }
  const money = createSums(products);
  for (let row = offsets[0]!; row < offsets[accounts]!; row++) {
    const code = product[row]!;
    if (keep[row] !== 1 || code < 0 || day[row]! < span.from || day[row]! > span.to) continue;
    addTo(money, code, revenue[row]!);
  }
  return totalsOf(money).map(withoutDust);
}

function fillRow(
  grid: PurchaseGrid,
  gridRow: number,
  { offsets, keep, day, revenue, product }: SalesRows,
  account: number,
  span: DaySpan,
  columnOf: Int32Array,
): void {
  const start = gridRow * grid.products.length;
  for (let row = offsets[account]!; row < offsets[account + 1]!; row++) {
    const code = product ? product[row]! : -1;
    if (keep[row] !== 1 || day[row]! > span.to || code < 0 || columnOf[code]! < 0) continue;
    const amount = revenue[row]!;
    if (Number.isNaN(amount)) continue;
    const cell = start + columnOf[code]!;
    const recent = day[row]! >= span.from;
    if (recent) grid.revenue[cell]! += amount;
    if (amount > 0) grid.states[cell] = Math.max(grid.states[cell]!, recent ? bought : lapsed);
  }
}
