import type { Decimals, NarrowCodes } from './narrowPasses.ts';
import { sharedBytes } from './shared.ts';
import { inParts, type Step, type Steps, task } from './steps.ts';
import { type WholeMemory, wholeMemory } from './wholeSums.ts';

/*
 * A pass over ten million rows waits for memory more than for anything else. Columns that it reads are therefore kept a
 * second time in as few bytes as they fit.
 */

/**
 * A column of codes and what each becomes: its place in a table of `size` entries, `missing` for one below the first. One
 * column is always narrowed in the same way.
 */
export interface CodesToNarrow {
  codes: Int32Array;
  shift: number;
  missing: number;
  size: number;
}

/** Decimals as whole numbers: each is `scale` times what the column holds, none is above `largest`. */
export interface WholeColumn extends WholeMemory {
  scale: number;
  largest: number;
}

const narrowed = new WeakMap<Int32Array, NarrowCodes>();
const whole = new WeakMap<Float64Array, WholeColumn | null>();

/** The column in one or two bytes a row, once it was prepared; null where the table is too large for that. */
export function narrowOf(codes: Int32Array): NarrowCodes | null {
  return narrowed.get(codes) ?? null;
}

/** The column as whole numbers, once it was prepared; null where its numbers are not decimals of so few places. */
export function wholeOf(numbers: Float64Array): WholeColumn | null {
  return whole.get(numbers) ?? null;
}

/** Prepares what was not prepared before. */
export function* narrowColumns(
  codes: readonly CodesToNarrow[],
  numbers: readonly Float64Array[],
): Steps<void> {
  for (const { codes: column, shift, missing, size } of codes) {
    if (size > 2 ** 16 || narrowed.has(column)) continue;
    const narrow =
      size <= 2 ** 8 ? sharedBytes(Uint8Array, column.length) : sharedBytes(Uint16Array, column.length);
    yield inRows(column.length, (from, to) =>
      task('narrowRows', column.length, column, shift, missing, narrow, from, to),
    );
    narrowed.set(column, narrow);
  }
  for (const column of numbers) if (!whole.has(column)) whole.set(column, yield* wholeColumn(column));
}

function inRows(rows: number, make: Parameters<typeof inParts>[1]): Step {
  return { tasks: inParts(rows, make) };
}

/** Most that all rows together may sum up to, so that every sum is exact. */
const mostExact = Number.MAX_SAFE_INTEGER;

function* wholeColumn(numbers: Float64Array): Steps<WholeColumn | null> {
  const rows = numbers.length;
  const parts = (yield inRows(rows, (from, to) =>
    task('findDecimals', rows, numbers, from, to),
  )) as (Decimals | null)[];
  const scale = Math.max(1, ...parts.map((part) => part?.scale ?? Number.NaN));
  const largest = Math.round(scale * Math.max(0, ...parts.map((part) => part?.largest ?? Number.NaN)));
  if (!(largest < 2 ** 31 && largest * rows <= mostExact)) return null;
  const Kind = largest < 2 ** 7 ? Int8Array : largest < 2 ** 15 ? Int16Array : Int32Array;
  const room = wholeMemory(Kind, rows);
  if (!room) return null;
  yield inRows(rows, (from, to) => task('wholeRows', rows, numbers, scale, room.values, from, to));
  return { ...room, scale, largest };
}
