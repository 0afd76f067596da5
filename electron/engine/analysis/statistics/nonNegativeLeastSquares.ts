/**
 * The weights ≥ 0 that bring the columns of X closest to y, from their products alone: `gram` is XᵀX (row by row),
 * `target` Xᵀy. Lawson & Hanson's active-set method in the form of Bro & de Jong (1997), "A fast non-negativity-constrained
 * least squares algorithm". Stops when no weight left at zero would bring them closer, or after 3n steps.
 */
export function nonNegativeLeastSquares(gram: Float64Array, target: Float64Array): Float64Array {
  const n = target.length;
  const weights = new Float64Array(n);
  const passive: number[] = [];
  const scale = target.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let step = 0; step < 3 * n; step++) {
    const next = steepest(gram, target, weights, passive, scale * 1e-12);
    if (next < 0) break;
    passive.push(next);
    settle(gram, target, weights, passive);
  }
  return weights;
}

/** The column still at zero along which the error falls most; −1 where it falls along none. */
function steepest(
  gram: Float64Array,
  target: Float64Array,
  weights: Float64Array,
  passive: number[],
  least: number,
): number {
  const n = target.length;
  let best = -1;
  let most = 0;
  for (let column = 0; column < n; column++) {
    const own = gram[column * n + column]!;
    if (own === 0 || passive.includes(column)) continue;
    let slope = target[column]!;
    for (const other of passive) slope -= gram[column * n + other]! * weights[other]!;
    if (slope <= least) continue;
    const gain = (slope * slope) / own;
    if (gain > most) [best, most] = [column, gain];
  }
  return best;
}

/** Solves for the passive columns; those that would turn negative are let go, one at a time. */
function settle(gram: Float64Array, target: Float64Array, weights: Float64Array, passive: number[]): void {
  for (let round = 0; round <= target.length && passive.length > 0; round++) {
    const solved = solve(gram, target, passive);
    if (!solved) {
      weights[passive.pop()!] = 0;
      continue;
    }
    let share = 1;
    let leaving = -1;
    passive.forEach((column, at) => {
      if (solved[at]! > 0) return;
      const before = weights[column]!;
      const reach = before <= 0 ? 0 : before / (before - solved[at]!);
      if (reach < share || leaving < 0) [share, leaving] = [Math.min(share, reach), at];
    });
    passive.forEach((column, at) => {
      weights[column] =
        leaving < 0 ? solved[at]! : weights[column]! + share * (solved[at]! - weights[column]!);
    });
    if (leaving < 0) return;
    weights[passive[leaving]!] = 0;
    passive.splice(leaving, 1);
  }
}

/** Cholesky on the chosen columns; null where they depend on each other. */
function solve(gram: Float64Array, target: Float64Array, chosen: number[]): Float64Array | null {
  const n = target.length;
  const size = chosen.length;
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let value = gram[chosen[row]! * n + chosen[column]!]!;
      for (let at = 0; at < column; at++) value -= lower[row * size + at]! * lower[column * size + at]!;
      if (row === column) {
        if (value <= gram[chosen[row]! * n + chosen[row]!]! * 1e-11) return null;
        lower[row * size + row] = Math.sqrt(value);
      } else lower[row * size + column] = value / lower[column * size + column]!;
    }
  }
  const values = Float64Array.from(chosen, (column) => target[column]!);
  for (let row = 0; row < size; row++) {
    for (let at = 0; at < row; at++) values[row]! -= lower[row * size + at]! * values[at]!;
    values[row]! /= lower[row * size + row]!;
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let at = row + 1; at < size; at++) values[row]! -= lower[at * size + row]! * values[at]!;
    values[row]! /= lower[row * size + row]!;
  }
  return values;
}
