import type { SalesRuns } from './salesRuns.ts';

/** Up to so many values are copied faster one by one than as a block. */
const fewValues = 24;

type Values = Int32Array | Float64Array;

/** Copies the rows of the runs `from` … `to - 1` to where they stand in the book. A batch without source is passed over. */
export function placeRows(
  target: Values,
  sources: readonly (Values | null)[],
  runs: SalesRuns,
  from: number,
  to: number,
): null {
  const { start, length, target: positions, batch } = runs;
  for (let run = from; run < to; run++) {
    const source = sources[batch[run]!];
    if (!source) continue;
    const [first, count, position] = [start[run]!, length[run]!, positions[run]!];
    if (count > fewValues) target.set(source.subarray(first, first + count), position);
    else for (let at = 0; at < count; at++) target[position + at] = source[first + at]!;
  }
  return null;
}

/** The same for codes, which `maps` turns into those of the book. */
export function placeCodes(
  target: Int32Array,
  sources: readonly (Int32Array | null)[],
  maps: readonly (Int32Array | null)[],
  runs: SalesRuns,
  from: number,
  to: number,
): null {
  const { start, length, target: positions, batch } = runs;
  for (let run = from; run < to; run++) {
    const source = sources[batch[run]!];
    const map = maps[batch[run]!];
    if (!source || !map) continue;
    const [first, count, position] = [start[run]!, length[run]!, positions[run]!];
    for (let at = 0; at < count; at++) {
      const code = source[first + at]!;
      target[position + at] = code < 0 ? -1 : map[code]!;
    }
  }
  return null;
}

/** Turns codes into others, in place. */
export function renumber(codes: Int32Array, map: Int32Array, from: number, to: number): null {
  for (let row = from; row < to; row++) if (codes[row]! >= 0) codes[row] = map[codes[row]!]!;
  return null;
}
