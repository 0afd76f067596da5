import { cholesky, invertCholesky } from '../../statistics/cholesky.ts';

/** Sets of items: set s holds `items[starts[s]]` … `items[starts[s + 1] - 1]`, each once. */
export interface ItemSets {
  n: number;
  starts: Int32Array;
  items: Int32Array;
  /** Items are numbered 0 … count − 1. */
  count: number;
}

/** How much each item speaks for each other: `weights[i * count + j]` is what a bought item i adds to the score of j. */
export interface Ease {
  count: number;
  weights: Float64Array;
  penalty: number;
}

/** XᵀX of the sets as a 0/1 matrix: how many sets hold both items. Cost: Σ size². */
export function sharedSets({ n, starts, items, count }: ItemSets): Float64Array {
  const shared = new Float64Array(count * count);
  for (let set = 0; set < n; set++) {
    for (let a = starts[set]!; a < starts[set + 1]!; a++) {
      const line = items[a]! * count;
      for (let b = starts[set]!; b < starts[set + 1]!; b++) shared[line + items[b]!]!++;
    }
  }
  return shared;
}

/**
 * Which items go with which, each given all the others?
 *
 * Every item is predicted from all the others by ridge regression over the sets, all at once and in closed form:
 * P = (XᵀX + λI)⁻¹, B = I − P · diag(1 / diag P). Unlike shares of pairs it does not count twice what items that are
 * always bought together say. A set's score of item j is Σ of B_ij over its items i: the parts are exact.
 * Assumption: sets count alike; amounts do not matter.
 *
 * @param shared XᵀX as by `sharedSets`. @param penalty λ above 0: larger pulls all weights to 0.
 * @returns see `Ease`; the diagonal is exactly 0. Cost: count³ multiplications.
 * Source: Steck, Embarrassingly Shallow Autoencoders for Sparse Data, WWW 2019, equation 8.
 */
export function easeOf(shared: Float64Array, count: number, penalty: number): Ease {
  const matrix = shared.slice();
  for (let i = 0; i < count; i++) matrix[i * count + i]! += penalty;
  // λ above 0 makes the matrix positive definite; only a λ lost in rounding could fail, and then nothing speaks for anything.
  const lower = cholesky(matrix, count, 0);
  if (!lower) return { count, weights: new Float64Array(count * count), penalty };
  const weights = invertCholesky(lower, count);
  const inverse = Float64Array.from({ length: count }, (_, j) => 1 / weights[j * count + j]!);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) weights[i * count + j] = -weights[i * count + j]! * inverse[j]!;
    weights[i * count + i] = 0;
  }
  return { count, weights, penalty };
}

/** Adds up the scores of all items for one set into `scores`. Cost: size × count. */
export function scoreItems(
  { count, weights }: Ease,
  { starts, items }: ItemSets,
  set: number,
  scores: Float64Array,
): void {
  scores.fill(0);
  for (let at = starts[set]!; at < starts[set + 1]!; at++) {
    const line = items[at]! * count;
    for (let j = 0; j < count; j++) scores[j]! += weights[line + j]!;
  }
}
