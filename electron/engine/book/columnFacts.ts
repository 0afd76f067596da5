import { valueCount } from './codedColumn.ts';
import { sharedUint8 } from './shared.ts';
import { inBunches, runSteps, type Steps } from './steps.ts';
import type { Book } from './types.ts';

/* What is true of a column as a whole, found in one pass when first asked for. */

const missingIn = new WeakMap<Float64Array, boolean>();

/** Whether any value of the column is missing; looked up once. */
export function hasMissing(column: Float64Array): boolean {
  return missingIn.get(column) ?? runSteps(findMissing(column));
}

/** Looks for it in steps: `hasMissing` knows it then. */
export function* findMissing(column: Float64Array): Steps<boolean> {
  const known = missingIn.get(column);
  if (known !== undefined) return known;
  let found = false;
  yield* inBunches(column.length, (from, to) => {
    for (let row = from; row < to && !found; row++) found = Number.isNaN(column[row]!);
  });
  missingIn.set(column, found);
  return found;
}

const spread = new WeakMap<Book, Uint8Array>();

/** How the rows of an order lie: next to each other under one account; under several accounts; under one, but apart. */
export const orderRows = { together: 0, shared: 1, apart: 2 } as const;

/** What `findOrderSpread` found in a book that was asked. */
export function orderSpread(book: Book): Uint8Array {
  return spread.get(book)!;
}

/**
 * How do the rows of each order lie (`orderRows`, one per order code)? Nearly all lie together, so that distinct orders
 * can be counted by comparing each with the one before it; no filter changes that. A bucket of rows without account is
 * taken for one. Cost: one pass over the rows, once per book.
 */
export function* findOrderSpread(book: Book): Steps<void> {
  if (spread.has(book)) return;
  const order = book.text('order')!;
  const { codes } = order;
  const owner = new Int32Array(valueCount(order));
  const found = sharedUint8(owner.length);
  const lookAt = (account: number) => {
    const end = book.offsets[account + 1]!;
    let last = -1;
    for (let row = book.offsets[account]!; row < end; row++) {
      const code = codes[row]!;
      if (code < 0 || code === last) continue;
      last = code;
      if (owner[code] === 0) owner[code] = account + 1;
      else if (owner[code] !== account + 1) found[code] = orderRows.shared;
      else if (found[code] === orderRows.together) found[code] = orderRows.apart;
    }
  };
  yield* inBunches(
    book.accounts.count + 1,
    (from, to) => {
      for (let account = from; account < to; account++) lookAt(account);
    },
    accountsAtOnce,
  );
  spread.set(book, found);
}

/** Accounts whose rows are passed in one go. */
const accountsAtOnce = 256;

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
