import type { Selection } from './selection.ts';
import type { Book } from './types.ts';

/** What every kernel needs of the book: the kept rows, account by account, with day and product. */
export interface RowFrame {
  keep: Uint8Array;
  offsets: Int32Array;
  /** Accounts, plus one bucket for rows without account. */
  buckets: number;
  day: Int32Array;
  firstDay: number;
  product: Int32Array;
}

const noProducts = new WeakMap<Book, Int32Array>();

export function rowFrame(book: Book, selection: Selection): RowFrame {
  let product = book.product();
  if (!product) {
    product = noProducts.get(book) ?? new Int32Array(book.n).fill(-1);
    noProducts.set(book, product);
  }
  return {
    keep: selection.keep,
    offsets: book.offsets,
    buckets: book.accounts.count + 1,
    day: book.day(),
    firstDay: book.firstDay ?? 0,
    product,
  };
}
