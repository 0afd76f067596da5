import type { Query } from '../../../shared/contract/analyse.ts';
import { type MeasureName, measureNames, measures } from '../../../shared/domain/measures.ts';
import { parsePeriod } from '../../../shared/domain/period.ts';
import {
  type Column,
  makeTable,
  numberColumn,
  type Table,
  takeRows,
  textColumn,
} from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { activeAccountsPerGroup, distinctPerGroup } from './distinct.ts';
import { type GroupDimension, groupDimension } from './groups.ts';
import { cellCount, groupIds, groupSums } from './kernels.ts';
import { type RowFrame, rowFrame } from './rowFrame.ts';
import { select } from './selection.ts';
import type { Book } from './types.ts';

/** Above this many cells a dense result would be mostly empty: groups are then found by hashing. */
const denseCells = 4_000_000;

export interface QueryResult {
  table: Table;
  /** Groups before the limit. */
  n: number;
  /** Each measure over all rows of the query. */
  total: Record<string, number | null>;
  /** Sales rows that the query counted. */
  rows: number;
}

/** The measures that the columns of this book can support. */
export function supportedMeasures(book: Book): MeasureName[] {
  const columns = new Set(book.salesColumns().map((column) => column.name));
  if (book.product()) columns.add('product');
  return measureNames.filter((name) => measures[name].needs.every((column) => columns.has(column)));
}

/**
 * Sums and counts the book's sales by up to four fields.
 *
 * One row per group that has a kept sales row: the `by` fields, then the measures, ordered by the fields unless
 * `orderBy` names a column. Throws `unknownField`, `unknownMeasure` (also for a measure whose columns are
 * missing), `badPeriod`, `noData` where the book has no sales.
 */
export function runQuery(book: Book, query: Query): QueryResult {
  if (book.n === 0)
    throw new ExpectedError('noData', 'The workspace holds no sales', { hint: 'Import sales first' });
  const names = checkMeasures(book, query.measures);
  const span = {
    from: query.from === undefined ? Number.NEGATIVE_INFINITY : parsePeriod(query.from).from,
    to: query.to === undefined ? Number.POSITIVE_INFINITY : parsePeriod(query.to).to,
  };
  const selection = select(book, { where: query.where, basis: query.basis }, span);
  const frame = rowFrame(book, selection);
  const dimensions = query.by.map((name) => groupDimension(book, name));
  const groups = measureGroups(book, frame, dimensions, names);
  const overall = measureGroups(book, frame, [], names);
  const total = Object.fromEntries(
    names.map((name) => [name, overall.keys.length === 0 ? null : finite(overall.values.get(name)![0]!)]),
  );
  const table = toTable(dimensions, groups, names);
  const order = orderOf(table, query, dimensions);
  const limited = query.limit === undefined ? order : order.slice(0, query.limit);
  return { table: takeRows(table, limited), n: table.n, total, rows: selection.rows };
}

function checkMeasures(book: Book, names: string[]): MeasureName[] {
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

interface Groups {
  /** Cell number of each group. */
  keys: Float64Array;
  values: Map<MeasureName, Float64Array>;
}

function measureGroups(
  book: Book,
  frame: RowFrame,
  dimensions: GroupDimension[],
  names: MeasureName[],
): Groups {
  const needs = (name: MeasureName, ...users: MeasureName[]) =>
    [name, ...users].some((user) => names.includes(user));
  const sumNames = [
    ...(needs('revenue', 'margin', 'price', 'order_value') ? ['revenue'] : []),
    ...(needs('quantity', 'price') ? ['quantity'] : []),
    ...(needs('cost', 'margin') ? ['cost'] : []),
    ...(needs('gmv') ? ['gmv'] : []),
  ];
  const columns = sumNames.map((name) => book.number(name)!);
  if (!Number.isSafeInteger(cellCount(dimensions))) {
    throw new ExpectedError(
      'badRequest',
      'These fields have too many combinations of values to group by at once',
    );
  }
  const countsNeeded = needs('orders', 'order_value', 'products', 'active_accounts');
  const sparse = countsNeeded || cellCount(dimensions) > denseCells;
  const ids = sparse ? groupIds(frame, dimensions) : null;
  const { lines, sums } = ids
    ? groupSums(frame, [idDimension(ids.ids, ids.groups)], columns)
    : groupSums(frame, dimensions, columns);
  const raw = new Map<string, Float64Array>([['lines', ids ? lines.subarray(1) : lines]]);
  sumNames.forEach((name, index) => {
    raw.set(name, ids ? sums[index]!.subarray(1) : sums[index]!);
  });
  if (ids) addCounts(book, frame, ids, needs, raw);
  const cells = ids ? Int32Array.from(ids.keys, (_, index) => index) : nonEmpty(lines);
  return {
    keys: ids ? ids.keys : Float64Array.from(cells),
    values: new Map(names.map((name) => [name, Float64Array.from(cells, measureValue(name, raw))])),
  };
}

function addCounts(
  book: Book,
  frame: RowFrame,
  { ids, groups }: { ids: Int32Array; groups: number },
  needs: (name: MeasureName, ...users: MeasureName[]) => boolean,
  raw: Map<string, Float64Array>,
): void {
  if (needs('orders', 'order_value'))
    raw.set('orders', distinctPerGroup(ids, groups, book.text('order')!.codes));
  if (needs('products')) raw.set('products', distinctPerGroup(ids, groups, frame.product));
  if (needs('active_accounts')) {
    raw.set('active_accounts', activeAccountsPerGroup(frame, ids, groups, book.number('revenue')!));
  }
}

function measureValue(name: MeasureName, raw: Map<string, Float64Array>): (cell: number) => number {
  const at = (column: string) => raw.get(column)!;
  if (name === 'margin') return (cell) => at('revenue')[cell]! - at('cost')[cell]!;
  if (name === 'price') return (cell) => ratio(at('revenue')[cell]!, at('quantity')[cell]!);
  if (name === 'order_value') return (cell) => ratio(at('revenue')[cell]!, at('orders')[cell]!);
  return (cell) => at(name)[cell]!;
}

function ratio(numerator: number, denominator: number): number {
  return denominator === 0 ? Number.NaN : numerator / denominator;
}

/** Group ids are -1 for rows not kept; slot 0 takes those. */
function idDimension(ids: Int32Array, groups: number): GroupDimension {
  return {
    name: 'group',
    by: 'row',
    codes: ids.map((id) => id + 1),
    values: new Array(groups + 1).fill(null),
    type: 'text',
    sorted: false,
  };
}

function nonEmpty(lines: Float64Array): Int32Array {
  const cells: number[] = [];
  for (let cell = 0; cell < lines.length; cell++) if (lines[cell]! > 0) cells.push(cell);
  return Int32Array.from(cells);
}

function toTable(dimensions: GroupDimension[], groups: Groups, names: MeasureName[]): Table {
  const columns: Column[] = [];
  let stride = 1;
  for (const dimension of dimensions) {
    const size = dimension.values.length;
    const divisor = stride;
    const values = Array.from(
      groups.keys,
      (key) => dimension.values[Math.floor(key / divisor) % size] ?? null,
    );
    columns.push(
      dimension.type === 'text'
        ? textColumn(dimension.name, values as (string | null)[])
        : numberColumn(
            dimension.name,
            'none',
            values.map((value) => (value as number | null) ?? Number.NaN),
          ),
    );
    stride *= size;
  }
  for (const name of names) {
    const unit = measures[name].unit;
    const type = unit === 'count' ? 'integer' : 'number';
    columns.push(numberColumn(name, unit, groups.values.get(name)!, type));
  }
  return makeTable(columns);
}

function orderOf(table: Table, query: Query, dimensions: GroupDimension[]): number[] {
  const rows = Array.from({ length: table.n }, (_, row) => row);
  const natural = dimensions.map((_, index) => comparator(table.columns[index]!));
  const compareNatural = (a: number, b: number) => firstDifference(natural, a, b);
  if (query.orderBy === undefined) return rows.sort(compareNatural);
  const column = table.columns.find((candidate) => candidate.name === query.orderBy);
  if (!column) {
    throw new ExpectedError(
      'badRequest',
      `orderBy names "${query.orderBy}", which is no column of the result`,
    );
  }
  const compare = comparator(column);
  const descending = query.descending ?? column.type !== 'text';
  return rows.sort((a, b) => (descending ? compare(b, a) : compare(a, b)) || compareNatural(a, b));
}

function firstDifference(comparators: ((a: number, b: number) => number)[], a: number, b: number): number {
  for (const compare of comparators) {
    const difference = compare(a, b);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Missing values sort before all others. */
function comparator(column: Column): (a: number, b: number) => number {
  if (column.type === 'text') {
    const values = column.values;
    return (a, b) => {
      const [x, y] = [values[a] ?? '', values[b] ?? ''];
      return x < y ? -1 : x > y ? 1 : 0;
    };
  }
  const key = (row: number) => {
    const value = column.values[row]!;
    return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
  };
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
