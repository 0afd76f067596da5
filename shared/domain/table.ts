/**
 * A result table: named, typed columns of equal length. The one shape that analyses return, screens draw,
 * exports write and `qd` prints.
 *
 * Missing values: NaN in a number column, null in a text column. Dates are whole days since 1970-01-01,
 * months are `year * 12 + (month - 1)`.
 */
export type ColumnType = 'text' | 'number' | 'integer' | 'date' | 'month' | 'boolean';

/** What a number counts; decides its format everywhere. `p` is the p value of a test, `none` a bare number. */
export type Unit =
  | 'money'
  | 'ratio'
  | 'count'
  | 'days'
  | 'units'
  | 'price'
  | 'score'
  | 'months'
  | 'p'
  | 'none';

export interface TextColumn {
  name: string;
  type: 'text';
  values: (string | null)[];
  /** Where the values repeat: the dictionary entry of each row. */
  coded?: { codes: Int32Array; dictionary: readonly (string | null)[] };
  /** Where the values are kept as bytes; none of them is missing. */
  packed?: PackedTexts;
  /** Where each text is spelled out when it is asked for: one of them, without the others. */
  spell?(row: number): string | null;
}

/** Texts as UTF-8, one after the other: text i is `bytes` from `offsets[i]` to `offsets[i + 1]`. */
export interface PackedTexts {
  bytes: Uint8Array;
  offsets: Int32Array;
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

/** A text column from a dictionary. The text of each row is looked up only when `values` is first asked for. */
export function codedColumn(
  name: string,
  codes: Int32Array,
  dictionary: readonly (string | null)[],
): TextColumn {
  let values: (string | null)[] | null = null;
  return {
    name,
    type: 'text',
    coded: { codes, dictionary },
    get values() {
      values ??= spell(codes, dictionary);
      return values;
    },
  };
}

function spell(codes: Int32Array, dictionary: readonly (string | null)[]): (string | null)[] {
  const values: (string | null)[] = new Array(codes.length);
  for (let row = 0; row < codes.length; row++) values[row] = dictionary[codes[row]!] ?? null;
  return values;
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
  const n = columns[0] ? lengthOf(columns[0]) : 0;
  for (const column of columns) {
    if (lengthOf(column) !== n) {
      throw new Error(`Column ${column.name} has ${lengthOf(column)} values where ${n} are expected`);
    }
  }
  return { columns, n };
}

function lengthOf(column: Column): number {
  if (column.type !== 'text') return column.values.length;
  if (column.packed) return column.packed.offsets.length - 1;
  return column.coded ? column.coded.codes.length : column.values.length;
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

/** One text of a column, without spelling out the others where they need not be. */
export function textAt(column: TextColumn, row: number): string | null {
  return (column.spell ? column.spell(row) : column.values[row]) ?? null;
}

/** The rows `order[0], order[1], …` of a table, in that order. */
export function takeRows(table: Table, order: ArrayLike<number>): Table {
  return { columns: table.columns.map((column) => takeValues(column, order)), n: order.length };
}

function takeValues(column: Column, order: ArrayLike<number>): Column {
  if (column.type === 'text' && column.coded) {
    const { codes, dictionary } = column.coded;
    return codedColumn(
      column.name,
      Int32Array.from(order, (row) => codes[row] ?? -1),
      dictionary,
    );
  }
  if (column.type === 'text') {
    const { values } = column;
    return textColumn(
      column.name,
      Array.from(order, (row) => values[row] ?? null),
    );
  }
  return { ...column, values: Float64Array.from(order, (row) => column.values[row] ?? Number.NaN) };
}
