import type { FieldInfo } from '../../../shared/contract/analyse.ts';
import { valueAt, valueCount } from './codedColumn.ts';
import { type Field, fieldNames, findField } from './fields.ts';
import { firstInOrder } from './firstInOrder.ts';
import { productColumn } from './rowFrame.ts';
import type { Book } from './types.ts';

/** Distinct values offered for a field; `distinct` still counts them all. */
const offeredValues = 500;

const described = new WeakMap<Book, FieldInfo[]>();

/** What can be filtered and grouped by, with the values met most among rows with an account. Found once per book. */
export function describeFields(book: Book): FieldInfo[] {
  const known = described.get(book);
  if (known) return known;
  const perMember = { account: rowsPerAccount(book), product: rowsPerProduct(book) };
  const fields = book.n === 0 ? [] : fieldNames(book).map((name) => describe(book, name, perMember));
  described.set(book, fields);
  return fields;
}

function describe(
  book: Book,
  name: string,
  perMember: Record<'account' | 'product', Float64Array>,
): FieldInfo {
  const field = findField(book, name);
  const of = field.level === 'row' ? 'sales' : field.level;
  const type = field.level === 'time' ? 'date' : field.level === 'row' ? field.type : field.attribute.type;
  const found = rowsPerValue(book, field, perMember);
  if (!found) return { name, of, type, values: [], distinct: 0 };
  const offered = offer(found);
  const unique = !isName.test(name) && isNearlyUnique(offered.distinct, membersOf(book, of));
  return { name, of, type, ...offered, ...(unique ? { unique } : {}) };
}

/** Keys and names are unique by their nature, and people do look for them. */
const isName = /^(?:account|product)(?:_name)?$/;
const fewValues = 50;

function isNearlyUnique(distinct: number, members: number): boolean {
  return distinct > fewValues && distinct > members * 0.5;
}

function membersOf(book: Book, of: FieldInfo['of']): number {
  if (of === 'account') return book.accounts.count;
  return of === 'product' ? book.products.count : rowsWithAccount(book);
}

interface Counted {
  valueAt(code: number): string;
  rows: Float64Array;
}

/** Rows per value of a text field; null for other fields. */
function rowsPerValue(
  book: Book,
  field: Field,
  perMember: Record<'account' | 'product', Float64Array>,
): Counted | null {
  if (field.level === 'time') return null;
  if (field.level === 'row') {
    if (field.type !== 'text') return null;
    const { column } = field;
    return {
      valueAt: (code) => valueAt(column, code)!,
      rows: countCodes(column.codes, rowsWithAccount(book), valueCount(column)),
    };
  }
  if (field.attribute.type !== 'text') return null;
  const { codes, values } = field.attribute;
  const members = perMember[field.level];
  const rows = new Float64Array(values.length);
  for (let member = 0; member < codes.length; member++) {
    if (codes[member]! >= 0) rows[codes[member]!]! += members[member]!;
  }
  return { valueAt: (code) => values[code]!, rows };
}

function rowsWithAccount({ offsets, accounts }: Book): number {
  return offsets[accounts.count]!;
}

function countCodes(codes: Int32Array, end: number, size: number): Float64Array {
  const rows = new Float64Array(size + 1);
  for (let row = 0; row < end; row++) rows[codes[row]! + 1]!++;
  return rows.subarray(1);
}

function rowsPerAccount({ accounts, offsets }: Book): Float64Array {
  const rows = new Float64Array(accounts.count);
  for (let account = 0; account < rows.length; account++)
    rows[account] = offsets[account + 1]! - offsets[account]!;
  return rows;
}

function rowsPerProduct(book: Book): Float64Array {
  if (book.products.count === 0) return new Float64Array(0);
  return countCodes(productColumn(book), rowsWithAccount(book), book.products.count);
}

/** The values met most, most first, equals as they were first met. */
function offer({ valueAt: textOf, rows }: Counted): Pick<FieldInfo, 'values' | 'distinct'> {
  const met: number[] = [];
  for (let code = 0; code < rows.length; code++) if (rows[code]! > 0) met.push(code);
  const first = firstInOrder(
    met.length,
    Math.min(offeredValues, met.length),
    (a, b) => rows[met[b]!]! - rows[met[a]!]! || a - b,
  );
  return {
    values: Array.from(first, (index) => ({ value: textOf(met[index]!), rows: rows[met[index]!]! })),
    distinct: met.length,
  };
}
