import { CancelledError, ExpectedError } from '../../../../shared/errors/errors.ts';

/** Receives itemsets as they are found. */
export interface ItemsetCollector {
  /** Adds the itemset made of the first `length` ranks of `prefix`. */
  add(prefix: Int32Array, length: number, count: number): void;
  /** Counts steps of work; throws `CancelledError` when the caller no longer wants the answer. Cheap in inner loops. */
  pause(steps?: number): void;
  finish(): { n: number; offsets: Int32Array; items: Int32Array; counts: Int32Array };
}

const stepsPerPause = 1 << 16;

function grown(array: Int32Array<ArrayBuffer>, needed: number): Int32Array<ArrayBuffer> {
  if (needed <= array.length) return array;
  const larger = new Int32Array(Math.max(needed, array.length * 2));
  larger.set(array);
  return larger;
}

/** Collects itemsets in flat arrays, translated from ranks to items, and refuses more than `limit` of them. */
export function collectItemsets(
  itemOfRank: Int32Array,
  limit: number,
  shouldStop?: () => boolean,
): ItemsetCollector {
  let offsets = new Int32Array(1024);
  let counts = new Int32Array(1024);
  let items = new Int32Array(4096);
  let n = 0;
  let steps = 0;
  function add(prefix: Int32Array, length: number, count: number): void {
    if (n === limit) throw tooMany(limit);
    offsets = grown(offsets, n + 2);
    counts = grown(counts, n + 1);
    const start = offsets[n]!;
    items = grown(items, start + length);
    for (let i = 0; i < length; i++) {
      const item = itemOfRank[prefix[i]!]!;
      let at = start + i;
      for (; at > start && items[at - 1]! > item; at--) items[at] = items[at - 1]!;
      items[at] = item;
    }
    counts[n++] = count;
    offsets[n] = start + length;
  }
  function pause(more = 1): void {
    steps += more;
    if (steps < stepsPerPause) return;
    steps = 0;
    if (shouldStop?.()) throw new CancelledError();
  }
  function finish() {
    return {
      n,
      offsets: offsets.slice(0, n + 1),
      items: items.slice(0, offsets[n]!),
      counts: counts.slice(0, n),
    };
  }
  return { add, pause, finish };
}

/** The refusal of an explosion: it names the limit, nothing is cut. */
export function tooMany(limit: number): ExpectedError {
  return new ExpectedError('tooManyResults', `More than ${limit} item combinations reach these thresholds`, {
    hint: 'Raise support or confidence, lower maxLength, or use a coarser level such as category',
    params: { limit },
  });
}
