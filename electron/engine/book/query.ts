import type { Query } from '../../../shared/contract/analyse.ts';
import { type MeasureName, measureNames, measures } from '../../../shared/domain/measures.ts';
import { parsePeriod } from '../../../shared/domain/period.ts';
import {
  type Column,
  codedColumn,
  makeTable,
  numberColumn,
  type Table,
  type TextColumn,
  takeRows,
} from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { firstInOrder, largestFirst } from './firstInOrder.ts';
import { type GroupDimension, groupDimension } from './groups.ts';
import { cellCount } from './kernels.ts';
import { type GroupRun, measureGroups } from './measureGroups.ts';
import type { MeasuredGroups } from './measureParts.ts';
import { type Bounds, planSlice } from './slicePlan.ts';
import type { Book } from './types.ts';

export interface QueryResult {
  table: Table;
  /** Groups before the limit. */
  n: number;
  /** Each measure over all rows of the query. */
  total: Record<string, number | null>;
}

/** The measures that the columns of this book can support. */
export function supportedMeasures(book: Book): MeasureName[] {
  const columns = new Set(book.salesColumns().map((column) => column.name));
  if (book.hasProducts) columns.add('product');
  return measureNames.filter((name) => measures[name].needs.every((column) => columns.has(column)));
}

/**
 * Sums and counts the book's sales by up to four fields.
 *
 * One row per group that has a kept sales row: the `by` fields, then the measures, ordered by the fields unless
 * `orderBy` names a column. Throws `unknownField`, `unknownMeasure` (also for a measure whose columns are
 * missing), `badPeriod`, `noData` where the book has no sales.
 */
export async function runQuery(book: Book, query: Query, run: GroupRun = {}): Promise<QueryResult> {
  if (book.n === 0)
    throw new ExpectedError('noData', 'The workspace holds no sales', { hint: 'Import sales first' });
  const names = checkMeasures(book, query.measures);
  const span = spanOf(query);
  await book.prefetch(columnsOf(query, names), run.signal);
  const plan = planSlice(book, { where: query.where, basis: query.basis }, span);
  const dimensions = query.by.map((name) => groupDimension(book, name));
  const groups = await measureGroups(book, plan, dimensions, names, { ...run, countRows: false });
  const table = ordersByMeasure(query, names)
    ? toTable(dimensions, takeGroups(groups, orderGroups(groups, query)), names)
    : orderTable(toTable(dimensions, groups, names), query);
  return { table, n: groups.cells.length, total: Object.fromEntries(groups.total) };
}

/** A field of this name comes before a measure of it. */
function ordersByMeasure({ by, orderBy }: Query, names: readonly string[]): boolean {
  return orderBy !== undefined && names.includes(orderBy) && !by.includes(orderBy);
}

/** Which groups come first by the measure that the query names, so that only those become rows. */
function orderGroups({ values, cells }: MeasuredGroups, query: Query): Int32Array {
  const most = Math.min(query.limit ?? cells.length, cells.length);
  return byNumber(values.get(query.orderBy as MeasureName)!, (query.descending ?? true) ? -1 : 1, most);
}

function takeGroups(groups: MeasuredGroups, order: Int32Array): MeasuredGroups {
  const take = (values: Float64Array) => Float64Array.from(order, (group) => values[group]!);
  return {
    ...groups,
    cells: take(groups.cells),
    values: new Map([...groups.values].map(([name, values]) => [name, take(values)])),
  };
}

/** The days from the first of one period to the last of another; all where none is named. Throws `badPeriod`. */
export function spanOf({ from, to }: { from?: string | undefined; to?: string | undefined }): Bounds {
  return {
    from: from === undefined ? Number.NEGATIVE_INFINITY : parsePeriod(from).from,
    to: to === undefined ? Number.POSITIVE_INFINITY : parsePeriod(to).to,
  };
}

/** The columns of the rows that a query reads, under their plain names. */
function columnsOf(query: Query, names: MeasureName[]): string[] {
  const fields = [...query.by, ...query.where.map(({ field }) => field)];
  const gross = query.basis === 'gross' ? ['quantity', 'price'] : [];
  return [
    ...names.flatMap((name) => measures[name].needs),
    ...fields.map((field) =>
      field.replace(/^(sales\.|product_name$)/, (prefix) => (prefix === 'sales.' ? '' : 'product')),
    ),
    ...gross,
  ];
}

function range(length: number): Int32Array {
  return Int32Array.from({ length }, (_, index) => index);
}

/** The measures by name. Throws `unknownMeasure`, also for one whose columns the book lacks. */
export function checkMeasures(book: Book, names: string[]): MeasureName[] {
  const supported = new Set<string>(supportedMeasures(book));
  for (const name of names) {
    if (supported.has(name)) continue;
    const known = Object.hasOwn(measures, name);
    throw new ExpectedError(
      'unknownMeasure',
      known ? `The book lacks the columns that "${name}" needs` : `There is no measure "${name}"`,
      { hint: `Measures: ${[...supported].join(', ')}`, params: { measure: name } },
    );
  }
  return names as MeasureName[];
}

function toTable(dimensions: GroupDimension[], groups: MeasuredGroups, names: MeasureName[]): Table {
  const columns: Column[] = [];
  const all = cellCount(dimensions);
  let stride = all;
  for (const dimension of dimensions) {
    const size = dimension.values.length;
    stride /= size;
    const codes = size === all ? new Int32Array(groups.cells) : codesAt(groups.cells, all, stride, size);
    columns.push(dimensionColumn(dimension, codes));
  }
  for (const name of names) {
    const unit = measures[name].unit;
    const type = unit === 'count' ? 'integer' : 'number';
    columns.push(numberColumn(name, unit, groups.values.get(name)!, type));
  }
  return makeTable(columns);
}

/** The code of one dimension in every cell, of `all` that there can be. */
function codesAt(cells: Float64Array, all: number, stride: number, size: number): Int32Array {
  const codes = new Int32Array(cells.length);
  if (all <= 2 ** 31) {
    for (let index = 0; index < codes.length; index++) codes[index] = ((cells[index]! / stride) | 0) % size;
  } else {
    for (let index = 0; index < codes.length; index++)
      codes[index] = Math.floor(cells[index]! / stride) % size;
  }
  return codes;
}

function dimensionColumn({ name, type, values }: GroupDimension, codes: Int32Array): Column {
  if (type === 'text') return codedColumn(name, codes, values as (string | null)[]);
  const numbers = new Float64Array(codes.length);
  for (let row = 0; row < codes.length; row++)
    numbers[row] = (values[codes[row]!] as number | null) ?? Number.NaN;
  return numberColumn(name, 'none', numbers);
}

/** By the column that the query names, largest first for numbers; ties keep the natural order of the fields. */
function orderTable(table: Table, query: Query): Table {
  const most = Math.min(query.limit ?? table.n, table.n);
  if (query.orderBy === undefined) return most === table.n ? table : takeRows(table, range(most));
  const column = table.columns.find((candidate) => candidate.name === query.orderBy);
  if (!column) {
    throw new ExpectedError(
      'badRequest',
      `orderBy names "${query.orderBy}", which is no column of the result`,
    );
  }
  const sign = (query.descending ?? column.type !== 'text') ? -1 : 1;
  const order = column.type === 'text' ? byText(column, sign, most) : byNumber(column.values, sign, most);
  return takeRows(table, order);
}

/** Missing values sort before all others. */
function byText({ values }: TextColumn, sign: number, most: number): Int32Array {
  const compare = (a: number, b: number) => {
    const [x, y] = [values[a] ?? '', values[b] ?? ''];
    return sign * (x < y ? -1 : x > y ? 1 : 0) || a - b;
  };
  return firstInOrder(values.length, most, compare);
}

/** Missing values sort before all others. */
function byNumber(values: Float64Array, sign: number, most: number): Int32Array {
  const keys = new Float64Array(values.length);
  for (let row = 0; row < keys.length; row++) {
    const value = values[row]!;
    keys[row] = -sign * (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value);
  }
  return largestFirst(keys, most);
}
