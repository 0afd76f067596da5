/** Codes as places in a table: one or two bytes each. */
export type NarrowCodes = Uint8Array | Uint16Array;

/** Decimals as whole numbers. */
export type WholeNumbers = Int8Array | Int16Array | Int32Array;

/** Writes `code + shift` of the rows `from` … `to - 1`; a code so small that this is below 0 becomes `missing`. */
export function narrowRows(
  codes: Int32Array,
  shift: number,
  missing: number,
  narrow: NarrowCodes,
  from: number,
  to: number,
): null {
  for (let row = from; row < to; row++) {
    const code = codes[row]! + shift;
    narrow[row] = code < 0 ? missing : code;
  }
  return null;
}

/** Most that a whole number may be, and the finest decimals that are looked for. */
const mostWhole = 2 ** 31 - 1;
const finest = 10_000;

/** What the numbers of a column are multiples of: all are whole after multiplying by `scale`, the largest is `largest` before. */
export interface Decimals {
  scale: number;
  largest: number;
}

/**
 * The fewest decimals (scale 1, 10 … 10,000) with which every number of the rows `from` … `to - 1` is exactly what
 * its whole number divided by the scale gives; null where there are none. Missing numbers are passed over.
 */
export function findDecimals(numbers: Float64Array, from: number, to: number): Decimals | null {
  let [scale, largest] = [1, 0];
  for (let row = from; row < to; row++) {
    const value = numbers[row]!;
    if (Number.isNaN(value)) continue;
    while (Math.round(value * scale) / scale !== value) {
      if (scale === finest) return null;
      scale *= 10;
    }
    const size = Math.abs(value);
    if (size > largest) largest = size;
  }
  return largest * scale <= mostWhole ? { scale, largest } : null;
}

/** Writes the whole numbers of the rows `from` … `to - 1`; a missing number adds nothing to a sum and becomes 0. */
export function wholeRows(
  numbers: Float64Array,
  scale: number,
  whole: WholeNumbers,
  from: number,
  to: number,
): null {
  for (let row = from; row < to; row++) {
    const value = numbers[row]!;
    whole[row] = Number.isNaN(value) ? 0 : Math.round(value * scale);
  }
  return null;
}

/** Bits of accounts and values that `markPresence` sets; see Presence. */
export interface PresenceBits {
  words: number;
  any: Int32Array;
  paying: Int32Array;
  mixed: Uint8Array;
}

/** Marks under which values the accounts `from` … `to - 1` have rows, and rows that pay at least half of a ten-thousandth. */
export function markPresence(
  offsets: Int32Array,
  codes: NarrowCodes,
  lut: Int32Array | null,
  revenue: Float64Array,
  { words, any, paying, mixed }: PresenceBits,
  from: number,
  to: number,
): null {
  for (let account = from; account < to; account++) {
    const base = account * words;
    const end = offsets[account + 1]!;
    for (let row = offsets[account]!; row < end; row++) {
      const value = lut ? lut[codes[row]!]! : codes[row]!;
      const word = base + (value >>> 5);
      const bit = 1 << (value & 31);
      const amount = revenue[row]!;
      any[word]! |= bit;
      if (amount * 10_000 >= 0.5) paying[word]! |= bit;
      else if (amount < 0 || amount > 0) mixed[account] = 1;
    }
  }
  return null;
}
