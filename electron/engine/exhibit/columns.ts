import { type Column, numberColumn, textColumn } from '../../../shared/domain/table.ts';
import type { Book } from '../book/types.ts';

/** Key and name of each account; an index outside the book gives nulls. */
export function accountColumns(book: Book, accounts: ArrayLike<number>): Column[] {
  const indexes = Array.from(accounts);
  return [
    textColumn(
      'account',
      indexes.map((index) => book.accounts.keys[index] ?? null),
    ),
    textColumn(
      'account_name',
      indexes.map((index) => book.accounts.names[index] ?? null),
    ),
  ];
}

/** Key and name of each product; -1 gives nulls. */
export function productColumns(book: Book, products: ArrayLike<number>): Column[] {
  const indexes = Array.from(products);
  return [
    textColumn(
      'product',
      indexes.map((index) => book.products.keys[index] ?? null),
    ),
    textColumn(
      'product_name',
      indexes.map((index) => book.products.names[index] ?? null),
    ),
  ];
}

/** Codes as the words they stand for; a code outside the list gives null. */
export function wordColumn(name: string, codes: ArrayLike<number>, words: readonly string[]): Column {
  return textColumn(
    name,
    Array.from(codes, (code) => words[code] ?? null),
  );
}

export function moneyColumn(name: string, values: ArrayLike<number>): Column {
  return numberColumn(name, 'money', values);
}

export function countColumn(name: string, values: ArrayLike<number>): Column {
  return numberColumn(name, 'count', values, 'integer');
}

export function ratioColumn(name: string, values: ArrayLike<number>): Column {
  return numberColumn(name, 'ratio', values);
}

export function flagColumn(name: string, values: ArrayLike<number>): Column {
  return numberColumn(name, 'none', values, 'boolean');
}
