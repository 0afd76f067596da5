/** Numbers that the sums of all parts together may take: 32 MB. */
const mostSlots = 2 ** 22;
const mostParts = 32;

/** How many parts a job with so many numbers per part is cut into: by its size alone, never by the threads there are. */
export function partCount(slotsPerPart: number): number {
  return Math.max(2, Math.min(mostParts, Math.floor(mostSlots / Math.max(1, slotsPerPart))));
}

/** Cuts accounts 0 … buckets - 1 into parts of about equal rows. Part p covers `bounds[p]` … `bounds[p + 1] - 1`. */
export function cutParts(offsets: Int32Array, buckets: number, parts: number): Int32Array {
  const bounds = new Int32Array(parts + 1);
  const rows = offsets[buckets]!;
  for (let part = 1; part < parts; part++) {
    bounds[part] = Math.max(bounds[part - 1]!, firstAtLeast(offsets, buckets, (rows * part) / parts));
  }
  bounds[parts] = buckets;
  return bounds;
}

function firstAtLeast(offsets: Int32Array, buckets: number, row: number): number {
  let low = 0;
  let high = buckets;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsets[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
