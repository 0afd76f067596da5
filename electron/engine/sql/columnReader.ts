import { periodOfDay } from '../../../shared/domain/period.ts';
import { missingDay } from '../workspace/types.ts';
import type { FarArray, FarColumn, FarTable, Values } from './protocol.ts';
import { type SqlTexts, speller, textsNow } from './sqlTexts.ts';

/** Brings parts of arrays of the other side, in the order in which they are asked for. */
export interface Supply {
  /** Asks for values `from` to `to` of some arrays, for `take` or `drop`. */
  ask(arrays: number[], from: number, to: number): number;
  /** Waits for them. */
  take(part: number): Values[];
  drop(part: number): void;
}

/** What a column has in each row: a number (NaN = missing), or the code of one of its texts (below zero = missing). */
export interface ColumnReader {
  texts: SqlTexts | null;
  at(row: number): number;
}

/** Rows that are brought at once, and how many such blocks are asked for before they are needed. */
export const blockRows = 65_536;
const ahead = 3;
/** Values of an array that is brought whole, at once. */
const wholeAtOnce = 2 ** 18;

/** A table whose rows can be gone through again and again: what its columns share is there, its rows are brought. */
export class FarReader {
  readonly #table: FarTable;
  readonly #supply: Supply;
  readonly #wholes = new Map<number, Values>();
  readonly #texts = new Map<FarColumn, SqlTexts>();

  constructor(table: FarTable, supply: Supply) {
    this.#table = table;
    this.#supply = supply;
    for (const column of table.columns) {
      if (column.type === 'text') {
        const { bytes, offsets } = column.texts;
        this.#texts.set(column, { bytes: this.#bring(bytes), offsets: this.#bring(offsets) });
      } else if (column.type === 'day') this.#texts.set(column, textsOfDays(column));
      if (column.index) this.#bring(valuesOf(column));
    }
  }

  #bring<Kind extends Values>({ array, kind, length }: FarArray<Kind>): Kind {
    const known = this.#wholes.get(array);
    if (known) return known as Kind;
    const whole = new { Float64Array, Int32Array, Uint8Array }[kind](length);
    const values = eachPart(this.#supply, [array], length, wholeAtOnce);
    for (const { from, parts } of values) whole.set(parts[0]!, from);
    this.#wholes.set(array, whole);
    return whole as Kind;
  }

  /** Goes through the rows once: each column reads those from `from` to `to` after `next` has given them. */
  open(): { columns: ColumnReader[]; blocks: Generator<{ from: number; to: number }> } {
    const lanes = new Map<number, Lane>();
    const laneOf = ({ array }: FarArray) => {
      const lane = lanes.get(array) ?? new Lane();
      lanes.set(array, lane);
      return lane;
    };
    const columns = this.#table.columns.map((column) => this.#reader(column, laneOf));
    return { columns, blocks: blocksOf(this.#supply, lanes, this.#table.n) };
  }

  #reader(column: FarColumn, laneOf: (array: FarArray) => Lane): ColumnReader {
    const values = valuesOf(column);
    const missing = column.type === 'number' ? Number.NaN : column.type === 'text' ? -1 : missingDay;
    const at = column.index
      ? memberReader(laneOf(column.index), this.#bring(values), missing)
      : rowReader(laneOf(values));
    const texts = this.#texts.get(column) ?? null;
    if (column.type !== 'day') return { texts, at };
    const { first } = column;
    return {
      texts,
      at: (row) => {
        const day = at(row);
        return day === missingDay ? -1 : day - first;
      },
    };
  }
}

/** The values of an array in the rows that are there now. */
class Lane {
  values: Values = new Float64Array(0);
  first = 0;
}

function rowReader(lane: Lane): (row: number) => number {
  return (row) => lane.values[row - lane.first]!;
}

/** Through an index, the value of the member that the row belongs to. */
function memberReader(lane: Lane, members: Values, missing: number): (row: number) => number {
  return (row) => {
    const member = lane.values[row - lane.first]!;
    return member < 0 || member >= members.length ? missing : members[member]!;
  };
}

function valuesOf(column: FarColumn): FarArray {
  return column.type === 'text' ? column.codes : column.values;
}

function* blocksOf(
  supply: Supply,
  lanes: Map<number, Lane>,
  n: number,
): Generator<{ from: number; to: number }> {
  const list = [...lanes.values()];
  for (const { from, to, parts } of eachPart(supply, [...lanes.keys()], n, blockRows)) {
    for (const [index, lane] of list.entries()) {
      lane.values = parts[index]!;
      lane.first = from;
    }
    yield { from, to };
  }
}

/** The values of some arrays in parts, asked for some way ahead. */
function* eachPart(
  supply: Supply,
  arrays: number[],
  length: number,
  atOnce: number,
): Generator<{ from: number; to: number; parts: Values[] }> {
  const asked: { part: number; from: number; to: number }[] = [];
  let next = 0;
  const askFor = (count: number) => {
    for (; asked.length < count && next < length; next += atOnce) {
      const to = Math.min(length, next + atOnce);
      asked.push({ part: arrays.length > 0 ? supply.ask(arrays, next, to) : -1, from: next, to });
    }
  };
  try {
    for (askFor(1 + ahead); asked.length > 0; askFor(1 + ahead)) {
      const { part, from, to } = asked.shift()!;
      yield { from, to, parts: part < 0 ? [] : supply.take(part) };
    }
  } finally {
    for (const { part } of asked) if (part >= 0) supply.drop(part);
  }
}

/** Spells what a reader reads as a statement gets it. */
export function spelled({ texts, at }: ColumnReader): (row: number) => string | number | null {
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
function textsOfDays({ first, last, grain }: Extract<FarColumn, { type: 'day' }>): SqlTexts {
  return textsNow(Array.from({ length: last - first + 1 }, (_, at) => periodOfDay(first + at, grain).text));
}
