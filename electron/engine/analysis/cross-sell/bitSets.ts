/** Number of ones in a 32-bit word. H. S. Warren, Hacker's Delight, figure 5-2. */
function onesIn(word: number): number {
  return Math.imul(halfCounted(word), 0x01010101) >>> 24;
}

function halfCounted(word: number): number {
  const bits = word - ((word >>> 1) & 0x55555555);
  const pairs = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (pairs + (pairs >>> 4)) & 0x0f0f0f0f;
}

/** Number of members two sets of `words` words share; two words at a time share the last step of the count. */
export function sharedOnes(
  a: Int32Array,
  fromA: number,
  b: Int32Array,
  fromB: number,
  words: number,
): number {
  let ones = 0;
  let word = 0;
  for (; word + 1 < words; word += 2) {
    const both =
      halfCounted(a[fromA + word]! & b[fromB + word]!) +
      halfCounted(a[fromA + word + 1]! & b[fromB + word + 1]!);
    ones += Math.imul(both, 0x01010101) >>> 24;
  }
  return word < words ? ones + onesIn(a[fromA + word]! & b[fromB + word]!) : ones;
}
