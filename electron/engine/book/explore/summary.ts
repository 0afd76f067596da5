/** What a column of numbers holds, as far as it decides how to cut it into bins. */
export interface NumberSummary {
  /** Values that are there. */
  count: number;
  missing: number;
  /** NaN without values. */
  min: number;
  max: number;
  /** 0.5 % and 99.5 % of the values lie below these. */
  low: number;
  high: number;
  /** Decimals that suffice to write every value of the column; null where more than four are needed. */
  decimals: number | null;
}

/** Quantiles come from at most so many values, taken at equal distances. */
const sampleSize = 50_000;
const tail = 0.005;
const mostDecimals = 4;

/** Describes the values whose `keep` is 1 (all where there is no `keep`). */
export function summarise(values: Float64Array, keep: Uint8Array | null, kept: number): NumberSummary {
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
    decimals: decimalsOf(values),
  };
}

const known = new WeakMap<Float64Array, number | null>();

/** Decimals that suffice for the whole column, whatever is selected; looked up once. */
function decimalsOf(values: Float64Array): number | null {
  if (!known.has(values)) known.set(values, findDecimals(values));
  return known.get(values)!;
}

function findDecimals(values: Float64Array): number | null {
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
