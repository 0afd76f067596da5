import { brushBinOf, brushCount, type NumberAxis } from '../../../../shared/domain/cubeAxis.ts';

/* Passes over all rows that an axis is made from: pure, over shared memory, on any thread. */

/** Where the values of a column of numbers lie. */
export interface NumberSpread {
  /** Values that are there. */
  count: number;
  missing: number;
  /** NaN without values. */
  min: number;
  max: number;
  /** 0.5 % and 99.5 % of the values lie below these. */
  low: number;
  high: number;
}

/** Quantiles come from at most so many values, taken at equal distances. */
const sampleSize = 50_000;
const tail = 0.005;
const mostDecimals = 4;

/** Describes the values whose `keep` is 1 (all where there is no `keep`). */
export function summarise(values: Float64Array, keep: Uint8Array | null, kept: number): NumberSpread {
  const stride = Math.max(1, Math.floor(kept / sampleSize));
  const sample: number[] = [];
  let [count, missing, min, max, seen] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let row = 0; row < values.length; row++) {
    if (keep && keep[row] === 0) continue;
    const value = values[row]!;
    if (Number.isNaN(value)) {
      missing++;
      continue;
    }
    count++;
    if (value < min) min = value;
    if (value > max) max = value;
    if (seen++ % stride === 0) sample.push(value);
  }
  const ordered = Float64Array.from(sample).sort();
  const at = (share: number) => ordered[Math.min(ordered.length - 1, Math.floor(share * ordered.length))];
  return {
    count,
    missing,
    min: count > 0 ? min : Number.NaN,
    max: count > 0 ? max : Number.NaN,
    low: at(tail) ?? Number.NaN,
    high: at(1 - tail) ?? Number.NaN,
  };
}

/** Decimals that suffice for every value; null where more than four are needed. */
export function columnDecimals(values: Float64Array): number | null {
  let decimals = 0;
  let scale = 1;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    while (Math.round(value * scale) / scale !== value && !Number.isNaN(value)) {
      decimals++;
      if (decimals > mostDecimals) return null;
      scale = 10 ** decimals;
    }
  }
  return decimals;
}

/** Kept rows per index + 1; entry 0 is for a missing one. */
export function countPer(index: Int32Array, keep: Uint8Array, members: number): Float64Array {
  const lines = new Float64Array(members + 2);
  for (let row = 0; row < index.length; row++) lines[index[row]! + 1]! += keep[row]!;
  return lines;
}

/** The first column less the second one of the kept rows, where they are there, added up per index + 1. */
export function addPer(
  index: Int32Array,
  keep: Uint8Array,
  columns: readonly Float64Array[],
  members: number,
): Float64Array {
  const totals = new Float64Array(members + 2);
  for (const [place, column] of columns.entries()) {
    const sign = place === 0 ? 1 : -1;
    for (let row = 0; row < index.length; row++) {
      const value = column[row]!;
      if (keep[row] === 1 && !Number.isNaN(value)) totals[index[row]! + 1]! += sign * value;
    }
  }
  return totals;
}

/** Writes the bin of every row's value. */
export function binRows(axis: NumberAxis, values: Float64Array, codes: Uint16Array): void {
  const binOf = fastBins(axis, brushCount(axis));
  for (let row = 0; row < codes.length; row++) codes[row] = binOf(values[row]!);
}

/** `brushBinOf` for many values: guesses the bin from the mean width, then walks to the right one. */
function fastBins(axis: NumberAxis, bins: number): (value: number) => number {
  const { stops } = axis;
  const last = stops.length - 1;
  const first = stops[0]!;
  const end = stops[last]!;
  const perUnit = last / (end - first);
  const under = axis.under ? 1 : 0;
  const linear = axis.scale === 'linear';
  return (value) => {
    if (!(value >= first && value < end)) return reachable(brushBinOf(axis, value), bins);
    let stop = linear ? Math.min(last - 1, Math.floor((value - first) * perUnit)) : last >> 1;
    while (stops[stop]! > value) stop--;
    while (stops[stop + 1]! <= value) stop++;
    return stop + under;
  };
}

export function reachable(bin: number, bins: number): number {
  return bin < 0 ? bins : bin;
}
