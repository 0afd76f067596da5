import { type Grain, periodOfDay } from '../../../shared/domain/period.ts';
import { missingDay } from '../workspace/types.ts';
import { type SqlTexts, speller, textsNow } from './sqlTexts.ts';
import type { SqlColumnData } from './tableData.ts';

/** What a column has in each row: a number (NaN = missing), or the code of one of its texts (below zero = missing). */
export interface ColumnReader {
  texts: SqlTexts | null;
  at(row: number): number;
}

export function readerOf(column: SqlColumnData): ColumnReader {
  if (column.type === 'number') {
    const { values } = column;
    return { texts: null, at: placed(column.index, values.length, (at) => values[at]!, Number.NaN) };
  }
  if (column.type === 'text') {
    const { codes, texts } = column;
    return { texts, at: placed(column.index, codes.length, (at) => codes[at]!, -1) };
  }
  const days = column.values;
  const { first, texts } = textsOfDays(days, column.grain);
  const code = (at: number) => (days[at] === missingDay ? -1 : days[at]! - first);
  return { texts: textsNow(texts), at: placed(column.index, days.length, code, -1) };
}

/** Reads by row; where there is an index, the value of the member that the row belongs to. */
export function placed<Value>(
  index: Int32Array | undefined,
  members: number,
  read: (at: number) => Value,
  missing: Value,
): (row: number) => Value {
  if (!index) return read;
  return (row) => {
    const member = index[row]!;
    return member < 0 || member >= members ? missing : read(member);
  };
}

/** The value of each row as a statement gets it. */
export function valuesOf(column: SqlColumnData): (row: number) => string | number | null {
  const { texts, at } = readerOf(column);
  if (texts) {
    const spell = speller(texts);
    return (row) => spell(at(row));
  }
  return (row) => {
    const value = at(row);
    return Number.isNaN(value) ? null : value;
  };
}

/** The texts of every day between the first and the last. */
function textsOfDays(days: Int32Array, grain: Grain): { first: number; texts: string[] } {
  const { first, last } = spanOf(days);
  const length = Math.max(0, last - first + 1);
  return { first, texts: Array.from({ length }, (_, at) => periodOfDay(first + at, grain).text) };
}

interface Span {
  first: number;
  last: number;
}

const spans = new WeakMap<Int32Array, Span>();

/** First and last day, looked up once: the same days are told as dates, weeks, months, quarters and years. */
function spanOf(days: Int32Array): Span {
  const known = spans.get(days);
  if (known) return known;
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < days.length; row++) {
    const day = days[row]!;
    if (day === missingDay) continue;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  spans.set(days, { first, last });
  return { first, last };
}
