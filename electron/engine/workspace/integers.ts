/** Whole numbers in the fewest bytes: value = (stored + base) / scale; the highest stored number means missing. */
export interface PackedIntegers {
  base: number;
  scale: number;
  stored: Uint8Array | Uint16Array | Uint32Array;
}

const scales = [1, 10, 100, 1000, 10_000];

function allocate(length: number, range: number): PackedIntegers['stored'] {
  if (range < 0xff) return new Uint8Array(length);
  return range < 0xffff ? new Uint16Array(length) : new Uint32Array(length);
}

function highest(stored: PackedIntegers['stored']): number {
  return 2 ** (8 * stored.BYTES_PER_ELEMENT) - 1;
}

/** Packs codes or days. `missing` is the value that stands for a missing one. */
export function packIntegers(values: Int32Array, missing: number): PackedIntegers | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value === missing) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const base = high >= low ? low : 0;
  if (high - low >= 0xffffffff) return null;
  const stored = allocate(values.length, high - low);
  const gap = highest(stored);
  for (let i = 0; i < values.length; i++) stored[i] = values[i] === missing ? gap : values[i]! - base;
  return { base, scale: 1, stored };
}

/** Smallest power of ten that makes every value whole, with the range of what comes out; null when there is none. */
function findScale(values: Float64Array): { scale: number; low: number; high: number } | null {
  let step = 0;
  let scale = 1;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    while (Math.round(value * scale) / scale !== value) {
      if (++step === scales.length) return null;
      scale = scales[step]!;
    }
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { scale, low: Math.round(low * scale), high: Math.round(high * scale) };
}

/** Packs numbers with at most four decimals; null where that would not give back every number bit for bit. */
export function packDecimals(values: Float64Array): PackedIntegers | null {
  const found = findScale(values);
  if (!found) return null;
  const { scale, low, high } = found;
  const empty = high < low;
  const base = empty ? 0 : low;
  if (!empty && !(high - low < 0xffffffff && Math.max(Math.abs(low), Math.abs(high)) < 2 ** 53)) return null;
  const stored = allocate(values.length, empty ? 0 : high - low);
  const gap = highest(stored);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const whole = Math.round(value * scale) - base;
    if (Number.isNaN(value)) stored[i] = gap;
    else if (!Object.is((whole + base) / scale, value)) return null;
    else stored[i] = whole;
  }
  return { base, scale, stored };
}

type Unpack = (
  stored: PackedIntegers['stored'],
  target: Int32Array | Float64Array,
  offset: number,
  base: number,
  scale: number,
) => void;

/**
 * One loop per kind of stored number and of target, each with its own code: a loop that meets arrays of several kinds
 * runs several times slower. Without text of anybody in it.
 */
const loops = new Map<string, Unpack>();

function loopFor(stored: PackedIntegers['stored'], whole: boolean, scaled: boolean): Unpack {
  const key = `${stored.BYTES_PER_ELEMENT} ${whole} ${scaled}`;
  const value = scaled ? '(stored[i] + base) / scale' : 'stored[i] + base';
  const known =
    loops.get(key) ??
    (new Function(
      'stored',
      'target',
      'offset',
      'base',
      'scale',
      `for (let i = 0, n = stored.length; i < n; i++) target[offset + i] = ${value};`,
    ) as Unpack);
  loops.set(key, known);
  return known;
}

/** Writes the values into `target` from `offset` on. */
export function unpack(
  { base, scale, stored }: PackedIntegers,
  target: Int32Array | Float64Array,
  offset: number,
  missing: number,
): void {
  loopFor(stored, target instanceof Int32Array, scale !== 1)(stored, target, offset, base, scale);
  const gap = highest(stored);
  const first = stored.indexOf(gap);
  if (first < 0) return;
  for (let i = first; i < stored.length; i++) if (stored[i] === gap) target[offset + i] = missing;
}
