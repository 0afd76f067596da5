import { valueCount } from './codedColumn.ts';
import { sharedUint8 } from './shared.ts';
import type { Book } from './types.ts';

/* What is true of a column as a whole, found in one pass when first asked for. */

const missingIn = new WeakMap<Float64Array, boolean>();

/** Whether any value of the column is missing; looked up once. */
export function hasMissing(column: Float64Array): boolean {
  const known = missingIn.get(column);
  if (known !== undefined) return known;
  let found = false;
  for (let row = 0; row < column.length && !found; row++) found = Number.isNaN(column[row]!);
  missingIn.set(column, found);
  return found;
}

const spread = new WeakMap<Book, Uint8Array>();

/**
 * Which orders have rows under more than one account (or bucket of rows without account)? 1 per order code. Nearly
 * none, so that distinct orders can be counted account by account. Cost: one pass over the rows, once per book.
 */
export function sharedOrders(book: Book): Uint8Array {
  const known = spread.get(book);
  if (known) return known;
  const order = book.text('order')!;
  const { codes } = order;
  const owner = new Int32Array(valueCount(order));
  const shared = sharedUint8(owner.length);
  for (let account = 0; account <= book.accounts.count; account++) {
    const end = book.offsets[account + 1]!;
    for (let row = book.offsets[account]!; row < end; row++) {
      const code = codes[row]!;
      if (code < 0) continue;
      if (owner[code] === 0) owner[code] = account + 1;
      else if (owner[code] !== account + 1) shared[code] = 1;
    }
  }
  spread.set(book, shared);
  return shared;
}

const returning = new WeakMap<Float64Array, Uint8Array>();

/** Which accounts (and whether the bucket of rows without account) have a row below zero? 1 per account. */
export function accountsWithReturns(book: Book, revenue: Float64Array): Uint8Array {
  const known = returning.get(revenue);
  if (known) return known;
  const marks = sharedUint8(book.accounts.count + 1);
  for (let account = 0; account < marks.length; account++) {
    const end = book.offsets[account + 1]!;
    for (let row = book.offsets[account]!; row < end; row++) {
      if (revenue[row]! < 0) {
        marks[account] = 1;
        break;
      }
    }
  }
  returning.set(revenue, marks);
  return marks;
}
