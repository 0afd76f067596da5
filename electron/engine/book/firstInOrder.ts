/**
 * The first `most` of 0 … n - 1 under an order without ties, in that order. Few out of many are kept in a heap, which
 * looks at each of the others once or twice instead of sorting them all.
 */
export function firstInOrder(n: number, most: number, compare: (a: number, b: number) => number): Int32Array {
  if (most * 8 >= n) {
    const all = Int32Array.from({ length: n }, (_, index) => index).sort(compare);
    return most < n ? all.slice(0, most) : all;
  }
  const heap = new Int32Array(most);
  let size = 0;
  for (let item = 0; item < n; item++) {
    if (size < most) siftUp(heap, size++, item, compare);
    else if (compare(item, heap[0]!) < 0) siftDown(heap, item, compare);
  }
  return heap.sort(compare);
}

/**
 * The places of the `most` largest keys, largest first, equal ones in their own order. Most keys are below the least of
 * those kept, which one comparison of numbers tells.
 */
export function largestFirst(keys: Float64Array, most: number): Int32Array {
  const compare = (a: number, b: number) => (keys[a]! > keys[b]! ? -1 : keys[a]! < keys[b]! ? 1 : a - b);
  if (most * 8 >= keys.length) return firstInOrder(keys.length, most, compare);
  const heap = new Int32Array(most);
  for (let item = 0; item < most; item++) siftUp(heap, item, item, compare);
  let least = keys[heap[0]!]!;
  for (let item = most; item < keys.length; item++) {
    if (keys[item]! <= least) continue;
    siftDown(heap, item, compare);
    least = keys[heap[0]!]!;
  }
  return heap.sort(compare);
}

/** The last in order stands at the top. */
function siftUp(heap: Int32Array, at: number, item: number, compare: (a: number, b: number) => number): void {
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (compare(heap[parent]!, item) >= 0) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = item;
}

function siftDown(heap: Int32Array, item: number, compare: (a: number, b: number) => number): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && compare(heap[child + 1]!, heap[child]!) > 0) child++;
    if (compare(heap[child]!, item) <= 0) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = item;
}
