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
import { type GroupDimension, groupDimension } from './groups.ts';
import { cellCount } from './kernels.ts';
import { type MeasuredGroups, measureGroups } from './measureGroups.ts';
import { rowFrame } from './rowFrame.ts';
import { select } from './selection.ts';
import type { Book } from './types.ts';

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
  const table = orderTable(toTable(dimensions, groups, names), query);
  const n = table.n;
  return {
    table: query.limit === undefined || query.limit >= n ? table : takeRows(table, range(query.limit)),
    n,
    total: Object.fromEntries(groups.total),
    rows: selection.rows,
  };
}

function range(length: number): Int32Array {
  return Int32Array.from({ length }, (_, index) => index);
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

function toTable(dimensions: GroupDimension[], groups: MeasuredGroups, names: MeasureName[]): Table {
  const columns: Column[] = [];
  let stride = cellCount(dimensions);
  for (const { name, type, values } of dimensions) {
    stride /= values.length;
    const divisor = stride;
    const size = values.length;
    const cellValues = Array.from(groups.cells, (cell) => values[Math.floor(cell / divisor) % size] ?? null);
    columns.push(
      type === 'text'
        ? textColumn(name, cellValues as (string | null)[])
        : numberColumn(
            name,
            'none',
            Float64Array.from(cellValues, (value) => (value as number | null) ?? Number.NaN),
          ),
    );
  }
  for (const name of names) {
    const unit = measures[name].unit;
    const type = unit === 'count' ? 'integer' : 'number';
    columns.push(numberColumn(name, unit, groups.values.get(name)!, type));
  }
  return makeTable(columns);
}

/** By the column that the query names, largest first for numbers; ties keep the natural order of the fields. */
function orderTable(table: Table, query: Query): Table {
  if (query.orderBy === undefined) return table;
  const column = table.columns.find((candidate) => candidate.name === query.orderBy);
  if (!column) {
    throw new ExpectedError(
      'badRequest',
      `orderBy names "${query.orderBy}", which is no column of the result`,
    );
  }
  const compare = comparator(column);
  const sign = (query.descending ?? column.type !== 'text') ? -1 : 1;
  return takeRows(
    table,
    range(table.n).sort((a, b) => sign * compare(a, b) || a - b),
  );
}

/** Missing values sort before all others. */
function comparator(column: Column): (a: number, b: number) => number {
  if (column.type === 'text') {
    const { values } = column;
    return (a, b) => {
      const [x, y] = [values[a] ?? '', values[b] ?? ''];
      return x < y ? -1 : x > y ? 1 : 0;
    };
  }
  const keys = column.values.map((value) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value));
  return (a, b) => (keys[a]! < keys[b]! ? -1 : keys[a]! > keys[b]! ? 1 : 0);
}
