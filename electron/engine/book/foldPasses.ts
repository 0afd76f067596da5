import { missingDay } from '../workspace/types.ts';
import { countDays } from './coverage.ts';
import { convertRows, findHoles } from './currency/conversionTable.ts';
import { addPer, binRows, columnDecimals, countPer, summarise } from './explore/axisPasses.ts';
import { largestFirst } from './firstInOrder.ts';
import { addKeys, findKeys } from './keyTable.ts';
import { findDecimals, markPresence, narrowRows, wholeRows } from './narrowPasses.ts';
import { placeCodes, placeRows, renumber } from './placing.ts';
import { mergeRuns } from './salesRuns.ts';
import { sharedFloat64, sharedInt32, sharedUint8 } from './shared.ts';
import { findStretches, stretchesOf } from './stretches.ts';
import { addTexts, findTexts } from './textTable.ts';

/** 1 for the codes that a row in force has; all are where there is no mask. */
export function usedCodes(values: Int32Array, mask: Uint8Array | null, codes: number): Uint8Array {
  const used = sharedUint8(codes);
  for (let row = 0; row < values.length; row++) {
    if (mask?.[row] !== 1 && values[row]! >= 0) used[values[row]!] = 1;
  }
  return used;
}

/** The codes that are used, in their order, and which of them each code is. */
function keptCodes(used: Uint8Array): { kept: Int32Array; map: Int32Array } {
  const map = sharedInt32(used.length);
  let count = 0;
  for (let code = 0; code < used.length; code++) if (used[code] === 1) map[code] = count++;
  const kept = sharedInt32(count);
  for (let code = 0; code < used.length; code++) if (used[code] === 1) kept[map[code]!] = code;
  return { kept, map };
}

/** How many of the rows before `end` have each of so many codes. */
function countCodes(values: Int32Array, end: number, codes: number): Float64Array {
  const rows = sharedFloat64(codes);
  for (let row = 0; row < end; row++) if (values[row]! >= 0) rows[values[row]!]!++;
  return rows;
}

/** The codes that most rows have, by `rows` of each code: most first, equals in their order; and how many have any. */
export interface MostMet {
  codes: Int32Array;
  rows: Float64Array;
  distinct: number;
}

function mostMet(rows: Float64Array, most: number): MostMet {
  let distinct = 0;
  for (let code = 0; code < rows.length; code++) if (rows[code]! > 0) distinct++;
  const codes = largestFirst(rows, Math.min(most, distinct));
  return { codes, rows: Float64Array.from(codes, (code) => rows[code]!), distinct };
}

/** Codes that pass. */
export interface CodeTest {
  codes: Int32Array;
  pass: Uint8Array;
}

/** Days that are replaced: 1 at their distance from `first`. */
export interface DayTest {
  days: Int32Array;
  first: number;
  replaced: Uint8Array;
}

/** Marks in `mask` the rows `from` … `to - 1` that pass all tests. */
function maskWhere(
  day: DayTest | null,
  tests: readonly CodeTest[],
  from: number,
  to: number,
  mask: Uint8Array,
): null {
  for (let row = from; row < to; row++) {
    if (day && !isReplaced(day, row)) continue;
    let passes = true;
    for (const { codes, pass } of tests) {
      const code = codes[row]!;
      if (code < 0 || pass[code] !== 1) {
        passes = false;
        break;
      }
    }
    if (passes) mask[row] = 1;
  }
  return null;
}

function isReplaced({ days, first, replaced }: DayTest, row: number): boolean {
  const at = days[row]! - first;
  return at >= 0 && at < replaced.length && replaced[at] === 1;
}

/** Marks in `mask` the rows whose record lies in one of the spans, given as from, to, from, to … in ascending order. */
function maskRecords(records: ArrayLike<number>, spans: Float64Array, mask: Uint8Array): null {
  for (let row = 0; row < mask.length; row++) {
    const record = records[row]!;
    let low = 0;
    let high = spans.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (spans[2 * middle + 1]! < record) low = middle + 1;
      else high = middle;
    }
    if (2 * low < spans.length && spans[2 * low]! <= record) mask[row] = 1;
  }
  return null;
}

/** First and last day that is there; null without one. */
export function daySpan(days: Int32Array): [first: number, last: number] | null {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < days.length; row++) {
    const day = days[row]!;
    if (day === missingDay) continue;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  return first <= last ? [first, last] : null;
}

/** The sum of the values that are there, of rows in force. */
function sumInForce(values: Float64Array, mask: Uint8Array | null): number {
  let sum = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (mask?.[row] !== 1 && !Number.isNaN(value)) sum += value;
  }
  return sum;
}

/** What is done with rows by the million while a book is made ready: pure, over shared memory, on any thread. */
export const foldPasses = {
  addKeys,
  addPer,
  addTexts,
  binRows,
  columnDecimals,
  convertRows,
  countCodes,
  countDays,
  countPer,
  daySpan,
  findDecimals,
  findHoles,
  findKeys,
  findStretches,
  findTexts,
  keptCodes,
  markPresence,
  maskRecords,
  maskWhere,
  mergeRuns,
  mostMet,
  narrowRows,
  placeCodes,
  placeRows,
  renumber,
  stretchesOf,
  sumInForce,
  summarise,
  usedCodes,
  wholeRows,
};

export type FoldPasses = typeof foldPasses;
export type FoldPassName = keyof FoldPasses;
