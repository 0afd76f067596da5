import { inBunches, type Steps } from '../book/steps.ts';
import { missingDay } from '../workspace/types.ts';
import type { FarArray, FarColumn, FarTable, SqlWant, Values } from './protocol.ts';
import type { SqlColumnData, SqlTableData } from './tableData.ts';

/** Tables as they are told to the process, and the arrays that it may then ask parts of. */
export interface FarTables {
  tables: FarTable[];
  arrays: Values[];
}

/** Numbers the arrays of tables; one that several columns share has one number. */
export function* farTables(tables: readonly SqlTableData[]): Steps<FarTables> {
  const numbers = new Map<Values, number>();
  const far = <Kind extends Values>(values: Kind): FarArray<Kind> => {
    if (!numbers.has(values)) numbers.set(values, numbers.size);
    const kind = values.constructor.name as FarArray['kind'];
    return { array: numbers.get(values)!, kind, length: values.length };
  };
  const told: FarTable[] = [];
  for (const { columns, ...table } of tables) {
    const list: FarColumn[] = [];
    for (const column of columns) list.push(yield* farColumn(column, far));
    told.push({ ...table, columns: list });
  }
  return { tables: told, arrays: [...numbers.keys()] };
}

function* farColumn(
  column: SqlColumnData,
  far: <Kind extends Values>(values: Kind) => FarArray<Kind>,
): Steps<FarColumn> {
  const { name, type } = column;
  const head = column.index ? { name, index: far(column.index) } : { name };
  if (type === 'number') return { ...head, type, values: far(column.values) };
  if (type === 'text') {
    const { bytes, offsets } = column.texts;
    return { ...head, type, codes: far(column.codes), texts: { bytes: far(bytes), offsets: far(offsets) } };
  }
  const { values, grain } = column;
  return { ...head, type, values: far(values), grain, ...(yield* spanOf(values)) };
}

/** A part of some arrays, in memory of its own, which can be sent. */
export function partOf(arrays: readonly Values[], { arrays: wanted, from, to }: SqlWant): Values[] {
  return wanted.map((array) => arrays[array]!.slice(from, to));
}

export interface Span {
  first: number;
  last: number;
}

const spans = new WeakMap<Int32Array, Span>();

/** First and last day, looked up once: the same days are told as dates, weeks, months, quarters and years. */
export function* spanOf(days: Int32Array): Steps<Span> {
  const known = spans.get(days);
  if (known) return known;
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  yield* inBunches(days.length, (from, to) => {
    for (let row = from; row < to; row++) {
      const day = days[row]!;
      if (day === missingDay) continue;
      if (day < first) first = day;
      if (day > last) last = day;
    }
  });
  const span = first <= last ? { first, last } : { first: 0, last: -1 };
  spans.set(days, span);
  return span;
}
