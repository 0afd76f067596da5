import type { Selection } from './selection.ts';
import { sharedInt32 } from './shared.ts';
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
  return {
    keep: selection.keep,
    offsets: book.offsets,
    buckets: book.accounts.count + 1,
    day: book.day(),
    firstDay: book.firstDay ?? 0,
    product: productColumn(book),
  };
}

/** Product per row; all -1 where no batch has products. */
export function productColumn(book: Book): Int32Array {
  const product = book.product() ?? noProducts.get(book) ?? sharedInt32(book.n).fill(-1);
  if (!book.product()) noProducts.set(book, product);
  return product;
}
