/** Number of ones in a 32-bit word. H. S. Warren, Hacker's Delight, figure 5-2. */
export function onesIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Number of members two sets of `words` words share. */
export function sharedOnes(
  a: Int32Array,
  fromA: number,
  b: Int32Array,
  fromB: number,
  words: number,
): number {
  let ones = 0;
  for (let word = 0; word < words; word++) ones += onesIn(a[fromA + word]! & b[fromB + word]!);
  return ones;
}
