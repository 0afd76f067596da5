import { breath, type Steps } from './steps.ts';

/** Entries that are sorted in one go, and that are merged between two breaths. */
const runLength = 4096;
const mergedAtOnce = 2 ** 15;

/**
 * Sorts in place as the array's own `sort` does, equals in their order, giving way between runs: a quarter of a million
 * names compared as people read them take a second.
 */
export function* sortSteps(values: Int32Array, compare: (a: number, b: number) => number): Steps<void> {
  for (let from = 0; from < values.length; from += runLength) {
    values.subarray(from, from + runLength).sort(compare);
    yield breath;
  }
  let [source, target]: [Int32Array, Int32Array] = [
    values,
    new Int32Array(values.length > runLength ? values.length : 0),
  ];
  for (let length = runLength; length < values.length; length *= 2) {
    yield* mergeRuns(source, target, length, compare);
    [source, target] = [target, source];
  }
  if (source !== values) values.set(source);
}

/** Merges neighbouring sorted runs of this length. */
function* mergeRuns(
  source: Int32Array,
  target: Int32Array,
  length: number,
  compare: (a: number, b: number) => number,
): Steps<void> {
  let merged = 0;
  for (let from = 0; from < source.length; from += 2 * length) {
    const middle = Math.min(source.length, from + length);
    const end = Math.min(source.length, middle + length);
    let [left, right, at] = [from, middle, from];
    while (at < end) {
      const stop = Math.min(end, at + mergedAtOnce);
      merged += stop - at;
      for (; at < stop; at++) {
        const isLeft = right >= end || (left < middle && compare(source[left]!, source[right]!) <= 0);
        target[at] = isLeft ? source[left++]! : source[right++]!;
      }
      if (merged < mergedAtOnce) continue;
      merged = 0;
      yield breath;
    }
  }
}
