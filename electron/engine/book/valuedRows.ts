import { hasMissing } from './columnFacts.ts';
import { sharedFloat64, sharedInt32 } from './shared.ts';
import type { Book } from './types.ts';

/* What revenue is divided by: quantity and orders of the rows whose revenue is there, so that a row without a rate is in neither. */

/** Whether every row has its revenue. */
export function isAllValued(book: Book): boolean {
  const revenue = book.number('revenue');
  return revenue === null || !hasMissing(revenue);
}

const quantities = new WeakMap<Float64Array, Float64Array>();
const orders = new WeakMap<Float64Array, Int32Array>();

/** The column behind a sum of the sales rows; `valued_quantity` is the quantity of the rows whose revenue is there. */
export function sumColumn(book: Book, name: string): Float64Array {
  if (name !== 'valued_quantity') return book.number(name)!;
  const quantity = book.number('quantity')!;
  if (isAllValued(book)) return quantity;
  const revenue = book.number('revenue')!;
  const known = quantities.get(revenue);
  if (known) return known;
  const valued = sharedFloat64(book.n);
  for (let row = 0; row < valued.length; row++) {
    valued[row] = Number.isNaN(revenue[row]!) ? Number.NaN : quantity[row]!;
  }
  quantities.set(revenue, valued);
  return valued;
}

/** The order code of every row whose revenue is there, else −1. */
export function valuedOrders(book: Book): Int32Array {
  const { codes } = book.text('order')!;
  if (isAllValued(book)) return codes;
  const revenue = book.number('revenue')!;
  const known = orders.get(revenue);
  if (known) return known;
  const valued = sharedInt32(book.n);
  for (let row = 0; row < valued.length; row++) valued[row] = Number.isNaN(revenue[row]!) ? -1 : codes[row]!;
  orders.set(revenue, valued);
  return valued;
}
