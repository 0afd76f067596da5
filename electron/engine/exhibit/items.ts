import type { Column } from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import type { Book } from '../book/types.ts';
import { wordColumn } from './columns.ts';
import type { ExhibitContext } from './context.ts';

/** What cross-sell looks at: items numbered 0 …, with key and name, and the item of each product (-1 = left out). */
export interface NamedItems {
  of: Int32Array;
  count: number;
  keys: string[];
  names: string[];
}

/**
 * Products, or the values of one of their text fields. With a pattern only keys that match it; with `except` on top none
 * that match that one. Throws `noData` where products have no such field, `badRequest` for a bad pattern.
 */
export function namedItems(book: Book, level: string, pattern: string, except = ''): NamedItems {
  const [matches, excluded] = [pattern, except].map((text) => (text === '' ? null : compile(text)));
  const keep = (key: string) => (!matches || matches.test(key)) && !excluded?.test(key);
  const { keys, names } = book.products;
  const productKept = (index: number) => keep(keys[index]!);
  if (level === 'product') {
    const of = Int32Array.from(keys, (_, index) => (productKept(index) ? index : -1));
    return { of, count: keys.length, keys, names };
  }
  const attribute = book.products.attributes.get(level);
  if (attribute?.type !== 'text') {
    throw new ExpectedError('noData', `The products have no ${level}`, { params: { needs: level } });
  }
  const of = attribute.codes.map((code) => (code >= 0 && keep(attribute.values[code]!) ? code : -1));
  return { of, count: attribute.values.length, keys: attribute.values, names: attribute.values };
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch (cause) {
    throw new ExpectedError('badRequest', `"${pattern}" is not a regular expression`, {}, cause);
  }
}

/** The options that say which items are looked at, as evidence shows them. */
export function itemOptions(context: ExhibitContext): {
  level: string;
  productPattern: string;
  productExcept: string;
} {
  return {
    level: context.text('level', 'product'),
    productPattern: context.text('productPattern', ''),
    productExcept: context.text('productExcept', ''),
  };
}

/** Key and name of items under column names of choice; -1 gives nulls. */
export function itemColumns(
  items: NamedItems,
  chosen: ArrayLike<number>,
  name: string,
  label: string,
): Column[] {
  return [wordColumn(name, chosen, items.keys), wordColumn(label, chosen, items.names)];
}

/** The item with that key. Throws `notFound`. */
export function itemIndex(items: NamedItems, key: string): number {
  const index = items.keys.indexOf(key);
  if (index >= 0) return index;
  throw new ExpectedError('notFound', `There is no product or category "${key}"`, {
    hint: 'qd query lists them: {"measures":["revenue"],"by":["product"]}',
  });
}
