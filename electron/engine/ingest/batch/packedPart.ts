import { spanAt } from '../csv/kernel/packing.ts';
import { type Scratch, threadScratch } from '../csv/kernel/scratch.ts';

export type Values = Int32Array | Float64Array;

/**
 * Some rows of a column: value = (stored + base) / scale, in `width` bytes each from `at` on; where some are missing,
 * `gap` stands for those. Numbers that no power of ten up to 10,000 makes whole are stored as they are: scale 0.
 */
export interface PackedPart {
  at: number;
  rows: number;
  width: 1 | 2 | 4 | 8;
  scale: number;
  base: number;
  /** Largest of the whole numbers, from `base` on; −1 where all are missing. */
  range: number;
  gap: number | null;
}

const scales = [1, 10, 100, 1000, 10_000];
const highest = 0xffffffff;

/** Writes the values, at most `scratchRows`, from `at` on, which is a multiple of eight, in as few bytes as they all need. */
export function packPart(values: Values, missing: number, bytes: ArrayBuffer, at: number): PackedPart {
  return values instanceof Float64Array
    ? packNumbers(values, bytes, at)
    : packIntegers(values, missing, bytes, at);
}

function packIntegers(values: Int32Array, missing: number, bytes: ArrayBuffer, at: number): PackedPart {
  const scratch = threadScratch();
  const { kernels } = scratch.heap;
  const { first, second, state } = scratch;
  const end = scratch.put(first, values);
  kernels.spanInts(first, end, missing, state);
  const [low, , high, , lacks] = scratch.heap.ints(state, spanAt.bytes / 4) as unknown as number[];
  const part = { at, rows: values.length, scale: 1, ...spanOf(low!, high!, lacks !== 0) };
  kernels.narrowInts(first, end, part.base, missing, part.gap ?? 0, part.width, second);
  scratch.take(second, storedOf(part, bytes));
  return part;
}

function spanOf(
  low: number,
  high: number,
  lacks: boolean,
): Pick<PackedPart, 'base' | 'range' | 'gap' | 'width'> {
  const base = high < low ? 0 : low;
  const range = high < low ? -1 : high - low;
  const most = lacks ? range + 1 : range;
  return { base, range, gap: lacks ? most : null, width: widthOf(most) };
}

/** Bytes of a whole number from 0 to `most`. */
export function widthOf(most: number): 1 | 2 | 4 {
  return most < 256 ? 1 : most < 65_536 ? 2 : 4;
}

function packNumbers(values: Float64Array, bytes: ArrayBuffer, at: number): PackedPart {
  const scratch = threadScratch();
  const { first, second } = scratch;
  const rows = values.length;
  const end = scratch.put(first, values);
  const found = findScale(scratch, end);
  if (!found) {
    new Float64Array(bytes, at, rows).set(values);
    return { at, rows, width: 8, scale: 0, base: 0, range: 0, gap: null };
  }
  const { scale, low, high, lacks } = found;
  const part = { at, rows, scale, ...spanOf(low, high, lacks) };
  scratch.heap.kernels.narrowNumbers(first, end, scale, part.base, part.gap ?? 0, part.width, second);
  scratch.take(second, storedOf(part, bytes));
  return part;
}

/** The least power of ten by which all numbers become whole, and give themselves back; null where none does. */
function findScale(
  { heap, first, state }: Scratch,
  end: number,
): { scale: number; low: number; high: number; lacks: boolean } | null {
  for (const scale of scales) {
    if (heap.kernels.spanNumbers(first, end, scale, state) === 0) continue;
    const [low, high] = heap.numbers(state, 2) as unknown as [number, number];
    if (high - low >= highest) return null;
    if (high >= low && !(Math.max(Math.abs(low), Math.abs(high)) < 2 ** 53)) continue;
    return { scale, low, high, lacks: heap.ints(state + spanAt.lacks, 1)[0] !== 0 };
  }
  return null;
}

type Stored = Uint8Array | Uint16Array | Uint32Array;

/** The stored whole numbers of a part that is not kept as it is. */
export function storedOf(
  { at, rows, width }: Pick<PackedPart, 'at' | 'rows' | 'width'>,
  bytes: ArrayBuffer,
): Stored {
  if (width === 1) return new Uint8Array(bytes, at, rows);
  if (width === 2) return new Uint16Array(bytes, at, rows);
  return new Uint32Array(bytes, at, rows);
}

/** The values of a part, at the start of `near`. */
export function unpackPart(part: PackedPart, bytes: ArrayBuffer, missing: number, near: Values): Values {
  const { at, rows, width, scale, base, gap } = part;
  const values = near.subarray(0, rows);
  if (scale === 0) {
    values.set(new Float64Array(bytes, at, rows));
    return values;
  }
  const scratch = threadScratch();
  const { widenInts, widenNumbers } = scratch.heap.kernels;
  const { first, second } = scratch;
  const end = scratch.put(first, storedOf(part, bytes));
  const [lacks, blank] = [gap === null ? 0 : 1, gap ?? 0];
  if (values instanceof Int32Array) widenInts(first, end, width, base, lacks, blank, missing, second);
  else widenNumbers(first, end, width, base, scale, lacks, blank, second);
  scratch.take(second, values);
  return values;
}
