/**
 * A result table: named, typed columns of equal length. The one shape that analyses return, screens draw,
 * exports write and `qd` prints.
 *
 * Missing values: NaN in a number column, null in a text column. Dates are whole days since 1970-01-01,
 * months are `year * 12 + (month - 1)`.
 */
export type ColumnType = 'text' | 'number' | 'integer' | 'date' | 'month' | 'boolean';

/** What a number counts; decides its format everywhere. `none` is a bare number. */
export type Unit = 'money' | 'ratio' | 'count' | 'days' | 'units' | 'price' | 'score' | 'months' | 'none';

export interface TextColumn {
  name: string;
  type: 'text';
  values: (string | null)[];
}

export interface NumberColumn {
  name: string;
  type: Exclude<ColumnType, 'text'>;
  unit: Unit;
  values: Float64Array;
}

export type Column = TextColumn | NumberColumn;

export interface Table {
  columns: Column[];
  /** Rows in this table. */
  n: number;
}

export function textColumn(name: string, values: (string | null)[]): TextColumn {
  return { name, type: 'text', values };
}

export function numberColumn(
  name: string,
  unit: Unit,
  values: ArrayLike<number>,
  type: NumberColumn['type'] = 'number',
): NumberColumn {
  return { name, type, unit, values: values instanceof Float64Array ? values : Float64Array.from(values) };
}

/** Builds a table and refuses columns of unequal length. */
export function makeTable(columns: Column[]): Table {
  const n = columns[0]?.values.length ?? 0;
  for (const column of columns) {
    if (column.values.length !== n) {
      throw new Error(`Column ${column.name} has ${column.values.length} values where ${n} are expected`);
    }
  }
  return { columns, n };
}

export function findColumn(table: Table, name: string): Column {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) throw new Error(`Table has no column ${name}`);
  return column;
}

export function numbers(table: Table, name: string): Float64Array {
  const column = findColumn(table, name);
  if (column.type === 'text') throw new Error(`Column ${name} holds text`);
  return column.values;
}

export function texts(table: Table, name: string): (string | null)[] {
  const column = findColumn(table, name);
  if (column.type !== 'text') throw new Error(`Column ${name} holds numbers`);
  return column.values;
}

/** The rows `order[0], order[1], …` of a table, in that order. */
export function takeRows(table: Table, order: ArrayLike<number>): Table {
  const rows = Array.from(order);
  const columns = table.columns.map((column): Column => {
    if (column.type === 'text') return { ...column, values: rows.map((row) => column.values[row] ?? null) };
    return { ...column, values: Float64Array.from(rows, (row) => column.values[row] ?? Number.NaN) };
  });
  return { columns, n: rows.length };
}
