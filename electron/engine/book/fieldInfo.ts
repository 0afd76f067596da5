import type { FieldInfo } from '../../../shared/contract/analyse.ts';
import type { TextStore } from '../workspace/types.ts';
import { valueAt, valueCount } from './codedColumn.ts';
import { type Field, fieldNames, findField } from './fields.ts';
import { productColumn } from './rowFrame.ts';
import { breath, pass, runStepsBeside, type StepContext, type Steps } from './steps.ts';
import type { Book } from './types.ts';

/** Distinct values offered for a field; `distinct` still counts them all. */
const offeredValues = 500;

const described = new WeakMap<Book, FieldInfo[]>();

/**
 * What can be filtered and grouped by, with the values met most among rows with an account. Found once per book, beside
 * other work. Throws CancelledError.
 */
export async function describeFields(book: Book, context: StepContext = {}): Promise<FieldInfo[]> {
  const known = described.get(book);
  if (known) return known;
  const fields = book.n === 0 ? [] : await runStepsBeside(fieldSteps(book), context);
  described.set(book, fields);
  return fields;
}

type PerMember = Record<'account' | 'product', Float64Array>;

function* fieldSteps(book: Book): Steps<FieldInfo[]> {
  const perMember = { account: rowsPerAccount(book), product: yield* rowsPerProduct(book) };
  const fields: FieldInfo[] = [];
  for (const name of fieldNames(book)) fields.push(yield* describe(book, name, perMember));
  return fields;
}

function* describe(book: Book, name: string, perMember: PerMember): Steps<FieldInfo> {
  if (book.salesColumns().some((column) => column.name === name && column.type === 'number'))
    return { name, of: 'sales', type: 'number', values: [], distinct: 0 };
  const field = findField(book, name);
  const of = field.level === 'row' ? 'sales' : field.level;
  const type = field.level === 'time' ? 'date' : field.level === 'row' ? field.type : field.attribute.type;
  const found = yield* rowsPerValue(book, field, perMember);
  if (!found) return { name, of, type, values: [], distinct: 0 };
  const offered = yield* offer(found);
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
  texts?: TextStore | undefined;
}

/** Rows per value of a text field; null for other fields. */
function* rowsPerValue(book: Book, field: Field, perMember: PerMember): Steps<Counted | null> {
  if (field.level === 'time') return null;
  if (field.level === 'row') {
    if (field.type !== 'text') return null;
    const { column } = field;
    const end = rowsWithAccount(book);
    const rows = yield* pass('countCodes', end, column.codes, end, valueCount(column));
    return { valueAt: (code) => valueAt(column, code)!, rows, texts: column.texts };
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

function rowsPerAccount({ accounts, offsets }: Book): Float64Array {
  const rows = new Float64Array(accounts.count);
  for (let account = 0; account < rows.length; account++)
    rows[account] = offsets[account + 1]! - offsets[account]!;
  return rows;
}

function* rowsPerProduct(book: Book): Steps<Float64Array> {
  if (book.products.count === 0) return new Float64Array(0);
  const end = rowsWithAccount(book);
  return yield* pass('countCodes', end, productColumn(book), end, book.products.count);
}

/** The values met most, most first, equals as they were first met. To read the texts of many may take a while. */
function* offer({ valueAt: textOf, rows, texts }: Counted): Steps<Pick<FieldInfo, 'values' | 'distinct'>> {
  const { codes, rows: counts, distinct } = yield* pass('mostMet', rows.length, rows, offeredValues);
  yield { texts: [texts] };
  const values: FieldInfo['values'] = [];
  for (let index = 0; index < codes.length; index++) {
    values.push({ value: textOf(codes[index]!), rows: counts[index]! });
    yield breath;
  }
  return { values, distinct };
}
