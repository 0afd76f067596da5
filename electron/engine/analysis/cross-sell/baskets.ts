import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { SalesRows } from '../types.ts';

/** What was bought together: basket b holds the distinct items `items[offsets[b]]` … `items[offsets[b + 1] - 1]`. */
export interface Baskets {
  /** Baskets with at least one item. */
  n: number;
  offsets: Int32Array;
  items: Int32Array;
  /** Items are numbered 0 … itemCount - 1; some may occur in no basket. */
  itemCount: number;
  /** Distinct items that occur. */
  itemsSeen: number;
}

/** What counts as one basket: a single order, or everything an account has ever bought. */
export type BasketUnit = 'order' | 'account';

/**
 * What was bought together, from any two coded columns of equal length?
 *
 * @param basket code of the basket per row, 0 … basketCount - 1; -1 = missing, the row is left out.
 * @param item code of the item per row, 0 … itemCount - 1; -1 = missing, the row is left out.
 * @returns baskets in code order, without the empty ones; an item counts once per basket, in order of first row.
 *
 * Cost: O(rows), three integers per row.
 */
export function makeBaskets(
  basket: Int32Array,
  item: Int32Array,
  basketCount: number,
  itemCount: number,
): Baskets {
  const starts = new Int32Array(basketCount + 1);
  for (let row = 0; row < basket.length; row++) {
    if (basket[row]! >= 0 && item[row]! >= 0) starts[basket[row]! + 1]!++;
  }
  for (let code = 0; code < basketCount; code++) starts[code + 1]! += starts[code]!;
  const next = starts.slice();
  const gathered = new Int32Array(starts[basketCount]!);
  for (let row = 0; row < basket.length; row++) {
    if (basket[row]! >= 0 && item[row]! >= 0) gathered[next[basket[row]!]!++] = item[row]!;
  }
  return withoutRepeats(starts, gathered, itemCount);
}

function withoutRepeats(starts: Int32Array, gathered: Int32Array, itemCount: number): Baskets {
  const seenIn = new Int32Array(itemCount).fill(-1);
  const offsets = new Int32Array(starts.length);
  let n = 0;
  let length = 0;
  for (let code = 0; code + 1 < starts.length; code++) {
    const before = length;
    for (let at = starts[code]!; at < starts[code + 1]!; at++) {
      const item = gathered[at]!;
      if (seenIn[item] === code) continue;
      seenIn[item] = code;
      gathered[length++] = item;
    }
    if (length > before) offsets[++n] = length;
  }
  const itemsSeen = seenIn.reduce((sum, code) => sum + (code >= 0 ? 1 : 0), 0);
  return { n, offsets: offsets.slice(0, n + 1), items: gathered.slice(0, length), itemCount, itemsSeen };
}

/**
 * What did each order (or each account, over its whole history) hold?
 *
 * Assumptions: 1. lines of one order code are one basket, also across days and accounts; 2. quantity and amount do
 * not matter, only whether the item is there.
 *
 * @param rows the rows of the slice; only kept ones count. A row without order (unit `order`), without product, or
 *   whose product has no item is left out.
 * @param itemOf item per product (itself, its category …), -1 = leave it out; length `rows.products`.
 * @throws `noData` where no batch has products, or orders when the unit is `order`.
 *
 * Cost: O(rows).
 */
export function basketsFromRows(rows: SalesRows, unit: BasketUnit, itemOf: Int32Array): Baskets {
  const { product, order } = rows;
  if (!product) throw missingColumn('product');
  if (unit === 'order' && !order) throw missingColumn('order');
  const total = rows.offsets[rows.accounts]!;
  const basket = new Int32Array(total).fill(-1);
  const item = new Int32Array(total).fill(-1);
  let orders = 0;
  let items = 0;
  for (const code of itemOf) items = Math.max(items, code + 1);
  for (let account = 0; account < rows.accounts; account++) {
    for (let row = rows.offsets[account]!; row < rows.offsets[account + 1]!; row++) {
      if (rows.keep[row] !== 1 || product[row]! < 0) continue;
      item[row] = itemOf[product[row]!]!;
      basket[row] = unit === 'account' ? account : order![row]!;
      if (basket[row]! >= orders) orders = basket[row]! + 1;
    }
  }
  return makeBaskets(basket, item, orders, items);
}

function missingColumn(column: string): ExpectedError {
  return new ExpectedError('noData', `No batch has the column ${column}, which baskets are made of`, {
    column,
    hint: `Import sales with the column ${column}`,
    params: { needs: column },
  });
}
