import { cholesky, solveCholesky } from './cholesky.ts';

/** The value at a point; fills the gradient. Anything but a finite value says that the point is outside. */
export type Objective = (at: Float64Array, gradient: Float64Array) => number;

export interface Minimum {
  at: Float64Array;
  value: number;
  /** The largest component of the gradient, absolute: how far from flat. */
  gradient: number;
  converged: boolean;
  iterations: number;
  /** Second derivatives at the minimum, n × n, row by row. */
  hessian: Float64Array;
}

export interface MinimiseOptions {
  /** Converged when no component of the gradient is larger. */
  tolerance: number;
  iterations: number;
  /** The longest move of one component in one iteration. */
  longestMove: number;
}

export const minimiseDefaults: MinimiseOptions = { tolerance: 1e-7, iterations: 300, longestMove: 2 };

interface Point {
  at: Float64Array;
  value: number;
  gradient: Float64Array;
}

/**
 * Where is a smooth function of a few variables smallest?
 *
 * Each start is followed by BFGS; the best end is polished by Newton steps with second derivatives taken from differences
 * of the gradient. Inputs: an objective whose variables are of order 1 (logarithms of parameters), starts.
 * Output: the best point found, and whether it is flat there to `tolerance`; never an error for want of convergence.
 * Errors: throws when no start has a finite value. Cost: some tens of evaluations a start.
 * Source: Nocedal & Wright (2006), Numerical Optimization, algorithm 6.1; line search: Lewis & Overton (2013), weak Wolfe
 * conditions by bisection, which survives infinite values.
 */
export function minimise(
  objective: Objective,
  starts: readonly ArrayLike<number>[],
  options: MinimiseOptions = minimiseDefaults,
): Minimum {
  let best: Point | null = null;
  let iterations = 0;
  for (const start of starts) {
    const first = evaluate(objective, Float64Array.from(start));
    if (!Number.isFinite(first.value)) continue;
    const [end, steps] = followBfgs(objective, first, options);
    iterations += steps;
    if (!best || end.value < best.value) best = end;
  }
  if (!best) throw new Error('No start has a finite value');
  const { point, hessian } = polish(objective, best, options);
  const gradient = largest(point.gradient);
  return {
    at: point.at,
    value: point.value,
    gradient,
    converged: gradient <= options.tolerance,
    iterations,
    hessian,
  };
}

function evaluate(objective: Objective, at: Float64Array): Point {
  const gradient = new Float64Array(at.length);
  const value = objective(at, gradient);
  const usable = Number.isFinite(value) && gradient.every(Number.isFinite);
  return { at, value: usable ? value : Number.POSITIVE_INFINITY, gradient };
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

function followBfgs(objective: Objective, start: Point, options: MinimiseOptions): [Point, number] {
  const n = start.at.length;
  let point = start;
  let inverse = identity(n);
  for (let step = 0; step < options.iterations; step++) {
    if (largest(point.gradient) <= options.tolerance) return [point, step];
    let direction = multiply(inverse, point.gradient).map((value) => -value);
    if (!(dot(direction, point.gradient) < 0)) {
      inverse = identity(n);
      direction = point.gradient.map((value) => -value);
    }
    const next = searchLine(objective, point, direction, options.longestMove);
    if (!next) return [point, step];
    inverse = updateInverse(inverse, point, next, step === 0);
    point = next;
  }
  return [point, options.iterations];
}

const sufficient = 1e-4;
const flatter = 0.9;

/** A lower point along the direction; null where there is none to be told from rounding. */
function searchLine(
  objective: Objective,
  from: Point,
  direction: Float64Array,
  longestMove: number,
): Point | null {
  const slope = dot(direction, from.gradient);
  const furthest = longestMove / largest(direction);
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let length = Math.min(1, furthest);
  let best: Point | null = null;
  for (let trial = 0; trial < 60; trial++) {
    const next = evaluate(
      objective,
      from.at.map((value, i) => value + length * direction[i]!),
    );
    if (!(next.value < from.value + sufficient * length * slope)) high = length;
    else {
      best = next;
      if (dot(direction, next.gradient) >= flatter * slope || length === furthest) break;
      low = length;
    }
    length = Number.isFinite(high) ? (low + high) / 2 : Math.min(2 * low, furthest);
    if (best && trial > 12) break;
  }
  return best;
}

function identity(n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
}

function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const n = vector.length;
  return vector.map((_, i) => dot(matrix.subarray(i * n, i * n + n), vector));
}

/** The BFGS update of the inverse; the first one is scaled first. Unchanged without positive curvature. */
function updateInverse(inverse: Float64Array, from: Point, to: Point, isFirst: boolean): Float64Array {
  const n = from.at.length;
  const move = to.at.map((value, i) => value - from.at[i]!);
  const change = to.gradient.map((value, i) => value - from.gradient[i]!);
  const curvature = dot(move, change);
  if (!(curvature > 0)) return inverse;
  const scale = isFirst ? curvature / dot(change, change) : 1;
  const start = inverse.map((value) => value * scale);
  const through = multiply(start, change);
  const weight = (1 + dot(change, through) / curvature) / curvature;
  return start.map((value, index) => {
    const i = Math.floor(index / n);
    const j = index % n;
    return (
      value + weight * move[i]! * move[j]! - (through[i]! * move[j]! + move[i]! * through[j]!) / curvature
    );
  });
}

/** Newton steps as long as the gradient gets smaller. */
function polish(objective: Objective, start: Point, options: MinimiseOptions) {
  let point = start;
  let hessian = secondDerivatives(objective, point.at);
  for (let round = 0; round < 3; round++) {
    const next = newtonSteps(objective, point, hessian);
    if (next === point) break;
    const moved = largest(next.at.map((value, i) => value - point.at[i]!));
    point = next;
    if (moved > 1e-4) hessian = secondDerivatives(objective, point.at);
    if (largest(point.gradient) < options.tolerance * 1e-4) break;
  }
  return { point, hessian };
}

function newtonSteps(objective: Objective, start: Point, hessian: Float64Array): Point {
  const lower = cholesky(hessian, start.at.length);
  if (!lower) return start;
  let point = start;
  for (let step = 0; step < 6; step++) {
    const move = solveCholesky(lower, point.gradient);
    if (!(largest(move) < 1)) return point;
    const next = evaluate(
      objective,
      point.at.map((value, i) => value - move[i]!),
    );
    const isBetter =
      largest(next.gradient) < largest(point.gradient) &&
      next.value <= point.value + 1e-12 * Math.abs(point.value);
    if (!isBetter) return point;
    point = next;
  }
  return point;
}

/** Second derivatives from central differences of the gradient, symmetric. */
function secondDerivatives(objective: Objective, at: Float64Array): Float64Array {
  const n = at.length;
  const step = 1e-4;
  const columns = Array.from(at, (_, j) => {
    const [above, below] = [step, -step].map((shift) => {
      const gradient = new Float64Array(n);
      objective(
        at.map((value, i) => (i === j ? value + shift : value)),
        gradient,
      );
      return gradient;
    });
    return above!.map((value, i) => (value - below![i]!) / (2 * step));
  });
  return Float64Array.from({ length: n * n }, (_, index) => {
    const i = Math.floor(index / n);
    const j = index % n;
    return (columns[j]![i]! + columns[i]![j]!) / 2;
  });
}
