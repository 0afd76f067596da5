import { periodOfDay } from '../../../../shared/domain/period.ts';
import { inBunches, type Steps } from '../../book/steps.ts';
import { missingDay } from '../../workspace/types.ts';
import { type Span, spanOf } from '../farTables.ts';
import { onlyUsed, textCount } from '../sqlTexts.ts';
import type { SqlColumnData } from '../tableData.ts';

/** A column of the rows with what tells its values apart. */
export interface Told {
  column: SqlColumnData;
  /** By value (code, or day from the first one): values of one class need not be told apart. Null = all are. */
  classes: Int32Array | null;
  /** Of numbers by row: where a value is beside these is all that matters. Null = all are told apart. */
  thresholds: number[] | null;
}

/** Columns that are read by the same array, and the classes that rows fall into by them. */
export interface Lane {
  count: number;
  /** Adds the class of each row, `stride` times, to `slots`. */
  add(from: number, to: number, stride: number, slots: Int32Array): void;
  /** Its columns in each group, by the class that the group has here. */
  columns(classes: Int32Array): SqlColumnData[];
}

type Placed = Exclude<SqlColumnData, { type: 'number' }> | (SqlColumnData & { index: Int32Array });

/** More texts or members than this are not told apart. */
const mostPlaces = 2 ** 23;

/** The lanes of columns; null where a column has too many values. */
export function* lanesOf(all: Told[]): Steps<Lane[] | null> {
  const lanes: Lane[] = [];
  const placed = new Map<Int32Array, Told[]>();
  for (const told of all) {
    const { column } = told;
    if (column.type === 'number' && !column.index) {
      const lane = told.thresholds
        ? thresholdLane(column, told.thresholds)
        : yield* valueLane(column.name, column.values);
      if (!lane) return null;
      lanes.push(lane);
      continue;
    }
    if (column.type !== 'day' && sizeOf(column as Placed) > mostPlaces) return null;
    const place = column.index ?? (column.type === 'text' ? column.codes : (column.values as Int32Array));
    placed.set(place, [...(placed.get(place) ?? []), told]);
  }
  for (const [place, told] of placed) {
    const isDay = told[0]!.column.type === 'day' && !told[0]!.column.index;
    lanes.push(yield* placeLane(place, told, isDay ? yield* spanOf(place) : null));
  }
  return lanes;
}

/** Numbers by where they are beside some others: missing, below, at, between or above them. */
function thresholdLane(column: Extract<SqlColumnData, { type: 'number' }>, given: number[]): Lane {
  const thresholds = Float64Array.from(new Set(given)).sort();
  const { values } = column;
  const shown = besideAll(thresholds);
  return {
    count: shown.length,
    add(from, to, stride, slots) {
      for (let row = from; row < to; row++) {
        const value = values[row]!;
        if (Number.isNaN(value)) continue;
        let found = 1;
        for (let at = 0; at < thresholds.length && value >= thresholds[at]!; at++)
          found += value === thresholds[at] ? 1 : 2;
        shown[found] = value;
        slots[row - from]! += found * stride;
      }
    },
    columns: (classes) => [numbersBy(column.name, classes, shown)],
  };
}

/** A number for each place beside some others, the first for none. */
function besideAll(thresholds: Float64Array): Float64Array {
  const last = thresholds.at(-1) ?? 0;
  const shown = Float64Array.of(Number.NaN, thresholds.length > 0 ? below(thresholds[0]!) : 0);
  const further = [...thresholds].flatMap((value, at) => {
    const next = thresholds[at + 1];
    return [value, next === undefined ? -below(-last) : value / 2 + next / 2];
  });
  return Float64Array.of(...shown, ...further);
}

const below = (value: number) => value - 1 - Math.abs(value);

/** More values than this of numbers are not worth telling apart. */
const mostValues = 2 ** 16;

function* valueLane(name: string, values: Float64Array | Int32Array): Steps<Lane | null> {
  const numbers = new Map<number, number>();
  const codes = new Int32Array(values.length);
  const shown: number[] = [Number.NaN];
  yield* inBunches(values.length, (from, to) => {
    for (let row = from; row < to && shown.length <= mostValues; row++) {
      const value = values[row]!;
      if (Number.isNaN(value)) continue;
      let code = numbers.get(value);
      if (code === undefined) {
        code = shown.length;
        numbers.set(value, code);
        shown.push(value);
      }
      codes[row] = code;
    }
  });
  if (shown.length > mostValues) return null;
  return {
    count: shown.length,
    add(from, to, stride, slots) {
      for (let row = from; row < to; row++) slots[row - from]! += codes[row]! * stride;
    },
    columns: (classes) => [numbersBy(name, classes, shown)],
  };
}

function numbersBy(name: string, classes: Int32Array, shown: ArrayLike<number>): SqlColumnData {
  return { name, type: 'number', values: Float64Array.from(classes, (found) => shown[found]!) };
}

/** Columns by the member, code or day of a row; the first place, 0, is that of none. */
function* placeLane(place: Int32Array, told: Told[], span: Span | null): Steps<Lane> {
  const base = span ? span.first : 0;
  const size = 1 + (span ? span.last - span.first + 1 : sizeOf(told[0]!.column as Placed));
  let classOf: Int32Array | null = null;
  let places = upTo(size);
  const { column: first, classes: some } = told[0]!;
  const isItself = told.length === 1 && first.type === 'text' && !first.index && !some;
  if (isItself) classOf = places;
  for (const one of isItself ? [] : told) {
    const valueClass = yield* classesByPlace(one, size, base);
    const first: number[] = [];
    const found = new Map<number, number>();
    const known: Int32Array | null = classOf;
    const joined = new Int32Array(size);
    yield* inBunches(size, (from, to) => {
      for (let at = from; at < to; at++) {
        const key = valueClass(at) * (size + 1) + (known ? known[at]! : 0);
        let code = found.get(key);
        if (code === undefined) {
          code = first.length;
          found.set(key, code);
          first.push(at);
        }
        joined[at] = code;
      }
    });
    classOf = joined;
    places = Int32Array.from(first);
  }
  const classes = classOf!;
  return {
    count: places.length,
    add(from, to, stride, slots) {
      for (let row = from; row < to; row++) {
        const at = place[row]! - base + 1;
        slots[row - from]! += classes[at > 0 && at < size ? at : 0]! * stride;
      }
    },
    columns: (groups) => {
      const shown = groups.map((group) => places[group]!);
      return told.map(({ column }) => atPlaces(column as Placed, shown, base));
    },
  };
}

/** 0, 1, 2 … */
export function upTo(count: number): Int32Array {
  const all = new Int32Array(count);
  for (let at = 0; at < count; at++) all[at] = at;
  return all;
}

function sizeOf(column: Placed): number {
  if (!column.index) return column.type === 'text' ? textCount(column.texts) : 0;
  return column.type === 'text' ? column.codes.length : column.values.length;
}

/** The class of the value at a place, from 0. */
function* classesByPlace(
  { column, classes }: Told,
  size: number,
  base: number,
): Steps<(place: number) => number> {
  const missing = 0;
  if (column.type === 'text') {
    const { index, codes } = column;
    const of = (code: number) => (code < 0 ? missing : 1 + (classes ? classes[code]! : code));
    return (place) => (place === 0 ? missing : of(index ? codes[place - 1]! : place - 1));
  }
  const found = new Map<number | string, number>();
  const numbered = (key: number | string) => {
    const known = found.get(key) ?? found.size + 1;
    found.set(key, known);
    return known;
  };
  if (column.type === 'number') {
    const { values } = column;
    return (place) =>
      place === 0 || Number.isNaN(values[place - 1]) ? missing : numbered(values[place - 1]!);
  }
  const { index, values, grain } = column;
  const byPlace = new Int32Array(size);
  yield* inBunches(size - 1, (from, to) => {
    for (let at = from; at < to; at++) {
      const day = index ? values[at]! : base + at;
      if (day === missingDay) continue;
      // Classes are of the days of the rows, from the first one.
      byPlace[at + 1] =
        classes && !index ? 1 + classes[at]! : numbered(grain === 'day' ? day : periodOfDay(day, grain).text);
    }
  });
  return (place) => byPlace[place]!;
}

/** A column at some places, as one of its own. */
function atPlaces(column: Placed, places: Int32Array, base: number): SqlColumnData {
  const { name } = column;
  if (column.type === 'number') {
    const values = Float64Array.from(places, (at) => (at === 0 ? Number.NaN : column.values[at - 1]!));
    return { name, type: 'number', values };
  }
  if (column.type === 'day') {
    const { index, values, grain } = column;
    const day = (at: number) => (at === 0 ? missingDay : index ? values[at - 1]! : base + at - 1);
    return { name, type: 'day', values: places.map(day), grain };
  }
  const { index, codes: all } = column;
  const codes = places.map((at) => (at === 0 ? -1 : index ? all[at - 1]! : at - 1));
  return { name, type: 'text', ...onlyUsed(codes, column.texts) };
}
