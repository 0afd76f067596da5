/** Whole numbers: value = (stored + base) / scale; where some are missing, `gap` stands for those. */
export interface WholeNumbers {
  base: number;
  scale: number;
  gap: number | null;
  stored: Uint8Array | Uint16Array | Uint32Array;
}

const scales = [1, 10, 100, 1000, 10_000];
const highest = 0xffffffff;

/** Codes or days as whole numbers from 0 on. `missing` is the value that stands for a missing one; null where no number is left to stand for it. */
export function wholeIntegers(values: Int32Array, missing: number): WholeNumbers | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let present = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value === missing) continue;
    present++;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const gap = gapAfter(low, high, present < values.length);
  if (gap !== null && gap > highest) return null;
  const base = present > 0 ? low : 0;
  const stored = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    stored[i] = value === missing ? gap! : value - base;
  }
  return { base, scale: 1, gap, stored };
}

/** The number after the highest, so that a missing value does not widen the range. */
function gapAfter(low: number, high: number, needed: boolean): number | null {
  if (!needed) return null;
  return high < low ? 0 : high - low + 1;
}

/** Smallest power of ten that makes every value whole, with the range of what comes out; null when there is none. */
function findScale(
  values: Float64Array,
): { scale: number; low: number; high: number; present: number } | null {
  let step = 0;
  let scale = 1;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let present = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    present++;
    while (Math.round(value * scale) / scale !== value) {
      if (++step === scales.length) return null;
      scale = scales[step]!;
    }
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { scale, low: Math.round(low * scale), high: Math.round(high * scale), present };
}

/** Numbers with at most four decimals as whole numbers; null where that would not give back every number bit for bit. */
export function wholeDecimals(values: Float64Array): WholeNumbers | null {
  const found = findScale(values);
  if (!found) return null;
  const { scale, low, high, present } = found;
  const base = present > 0 ? low : 0;
  if (present > 0 && !(high - low < highest && Math.max(Math.abs(low), Math.abs(high)) < 2 ** 53))
    return null;
  const gap = gapAfter(low, high, present < values.length);
  const stored = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const whole = Math.round(value * scale) - base;
    if (Number.isNaN(value)) stored[i] = gap!;
    else if (!Object.is((whole + base) / scale, value)) return null;
    else stored[i] = whole;
  }
  return { base, scale, gap, stored };
}
