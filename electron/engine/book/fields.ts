import type { Grain } from '../../../shared/domain/period.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import type { Attribute, Book, CodedColumn, Dimension } from './types.ts';

/** Where a field's values live: one per sales row, one per account, one per product, or derived from the day. */
export type Field =
  | { name: string; level: 'row'; type: 'text'; column: CodedColumn }
  | { name: string; level: 'row'; type: 'number'; values: Float64Array }
  | { name: string; level: 'account' | 'product'; attribute: Attribute }
  | { name: string; level: 'time'; grain: Grain };

const grains: Record<string, Grain> = {
  day: 'day',
  date: 'day',
  week: 'week',
  month: 'month',
  quarter: 'quarter',
  half: 'half',
  year: 'year',
};

const identity = new WeakMap<string[], Attribute>();

/** Keys or names as an attribute: member i has code i. */
function identityAttribute(values: string[]): Attribute {
  let attribute = identity.get(values);
  if (!attribute) {
    attribute = { type: 'text', codes: Int32Array.from(values, (_, index) => index), values };
    identity.set(values, attribute);
  }
  return attribute;
}

function dimensionField(level: 'account' | 'product', dimension: Dimension, name: string): Field | undefined {
  const attribute =
    name === level
      ? identityAttribute(dimension.keys)
      : name === `${level}_name`
        ? identityAttribute(dimension.names)
        : dimension.attributes.get(name);
  return attribute && { name, level, attribute };
}

function rowField(book: Book, name: string): Field | undefined {
  const column = book.salesColumns().find((candidate) => candidate.name === name);
  if (column?.type === 'number') return { name, level: 'row', type: 'number', values: book.number(name)! };
  if (column?.type === 'text') return { name, level: 'row', type: 'text', column: book.text(name)! };
  return undefined;
}

/**
 * Finds what a field name means. A plain name is looked for among time grains, account and product keys, the
 * sales rows, accounts, then products; `account.NAME`, `product.NAME` and `sales.NAME` say which. Throws
 * `unknownField` naming the fields there are.
 */
export function findField(book: Book, name: string): Field {
  const grain = grains[name];
  if (grain) return { name, level: 'time', grain };
  const qualified = /^(account|product|sales)\.(.+)$/.exec(name);
  const plain = qualified?.[2] ?? name;
  const where = qualified?.[1];
  const keyed = /^(account|product)(_name)?$/.exec(plain);
  const found =
    (keyed && !where
      ? dimensionField(keyed[1] as 'account', keyed[1] === 'account' ? book.accounts : book.products, plain)
      : undefined) ??
    (!where || where === 'sales' ? rowField(book, plain) : undefined) ??
    (!where || where === 'account' ? dimensionField('account', book.accounts, plain) : undefined) ??
    (!where || where === 'product' ? dimensionField('product', book.products, plain) : undefined);
  if (!found) {
    throw new ExpectedError('unknownField', `There is no field "${name}"`, {
      hint: `Fields: ${fieldNames(book).join(', ')}`,
      params: { field: name },
    });
  }
  return { ...found, name };
}

/** Every field that can be grouped by or filtered on, in the order they are offered. */
export function fieldNames(book: Book): string[] {
  const names = [
    ...['account', 'account_name'],
    ...(book.products.count > 0 ? ['product', 'product_name'] : []),
    ...book.salesColumns().map((column) => column.name),
    ...book.accounts.attributes.keys(),
    ...book.products.attributes.keys(),
    ...['year', 'half', 'quarter', 'month', 'week', 'day'],
  ];
  return [...new Set(names)];
}

/**
 * An account attribute as text codes, one per account: from account files, or, where no file gives it, the
 * value that most of the account's sales rows bear (ties: the one met first). Null when neither has it.
 */
export function accountText(book: Book, name: string): CodedColumn | null {
  const attribute = book.accounts.attributes.get(name);
  if (attribute?.type === 'text') return attribute;
  if (attribute) return null;
  const column = book.text(name);
  if (!column) return null;
  const found = mostFrequent.get(column) ?? mostFrequentPerAccount(book, column);
  mostFrequent.set(column, found);
  return found;
}

/** By column of a book: found once, since several questions ask and every one would pass over all rows. */
const mostFrequent = new WeakMap<CodedColumn, CodedColumn>();

function mostFrequentPerAccount(book: Book, column: CodedColumn): CodedColumn {
  const codes = new Int32Array(book.accounts.count).fill(-1);
  const counts = new Int32Array(column.values.length);
  for (let account = 0; account < codes.length; account++) {
    const start = book.offsets[account]!;
    const end = book.offsets[account + 1]!;
    const only = onlyCode(column.codes, start, end);
    if (only !== null) {
      codes[account] = only;
      continue;
    }
    let best = -1;
    for (let row = start; row < end; row++) if (column.codes[row]! >= 0) counts[column.codes[row]!]! += 1;
    for (let row = start; row < end; row++) {
      const code = column.codes[row]!;
      if (code >= 0 && (best < 0 || counts[code]! > counts[best]!)) best = code;
    }
    for (let row = start; row < end; row++) if (column.codes[row]! >= 0) counts[column.codes[row]!] = 0;
    codes[account] = best;
  }
  return { codes, values: column.values };
}

/** The code that all of these rows have; null where they differ. Mostly an account's rows agree, which is soon seen. */
function onlyCode(codes: Int32Array, start: number, end: number): number | null {
  const first = start < end ? codes[start]! : -1;
  for (let row = start + 1; row < end; row++) if (codes[row] !== first) return null;
  return first;
}
