import { cholesky, solveCholesky } from './cholesky.ts';

/**
 * Rows of a model: `x` holds n × p values row by row, standardised by the caller; `y` n outcomes 0 or 1, or events among
 * `trials` cases that share the row's values.
 */
export interface ModelRows {
  x: Float64Array;
  y: ArrayLike<number>;
  p: number;
  /** Cases per row; absent = 1 each. */
  trials?: ArrayLike<number>;
  /** The rows to use; absent = all. */
  rows?: Int32Array;
}

export interface RidgeLogistic {
  /** Log odds at the mean of every column. */
  intercept: number;
  /** One per column. */
  slopes: Float64Array;
  iterations: number;
  converged: boolean;
}

const mostIterations = 60;

/**
 * How do the odds of an event change with each column, with slopes held back towards 0?
 *
 * Minimises −loglik + penalty/2 · Σ slope²; the intercept is free. Columns should be standardised, so that the penalty
 * treats them alike. Newton's method with step halving from `start` or from the mean; never fails: without both
 * outcomes the intercept stays at the log odds of (events + ½) / (n + 1).
 * Cost: n p² per step. Source: Hoerl & Kennard (1970); le Cessie & van Houwelingen (1992).
 */
export function ridgeLogistic(data: ModelRows, penalty: number, start?: RidgeLogistic): RidgeLogistic {
  const { p } = data;
  const rows = data.rows ?? Int32Array.from({ length: data.y.length }, (_, row) => row);
  const events = rows.reduce((sum, row) => sum + data.y[row]!, 0);
  const { trials } = data;
  const cases = trials ? rows.reduce((sum, row) => sum + trials[row]!, 0) : rows.length;
  const beta = new Float64Array(p + 1);
  beta[0] = Math.log((events + 0.5) / (cases - events + 0.5));
  const fitted = (converged: boolean, iterations: number): RidgeLogistic => ({
    intercept: beta[0]!,
    slopes: beta.slice(1),
    iterations,
    converged,
  });
  if (events === 0 || events === cases) return fitted(false, 0);
  if (start) beta.set([start.intercept, ...start.slopes]);
  let state = evaluate(data, rows, beta, penalty);
  for (let iteration = 1; iteration <= mostIterations; iteration++) {
    const lower = cholesky(state.information, p + 1);
    if (!lower) return fitted(false, iteration);
    const step = solveCholesky(lower, state.gradient);
    const before = state.loss;
    const from = beta.slice();
    let factor = 1;
    do {
      for (let j = 0; j <= p; j++) beta[j] = from[j]! + factor * step[j]!;
      state = evaluate(data, rows, beta, penalty);
      factor /= 2;
    } while (!(state.loss <= before + 1e-12 * Math.abs(before)) && factor > 1e-8);
    if (Math.abs(before - state.loss) <= 1e-11 * (Math.abs(state.loss) + 1e-6))
      return fitted(true, iteration);
  }
  return fitted(false, mostIterations);
}

/** Log odds of one row. */
export function logOdds(model: RidgeLogistic, x: Float64Array, row: number): number {
  const p = model.slopes.length;
  let sum = model.intercept;
  for (let j = 0; j < p; j++) sum += model.slopes[j]! * x[row * p + j]!;
  return sum;
}

/** The probability of some log odds. */
export function probabilityOf(odds: number): number {
  return odds >= 0 ? 1 / (1 + Math.exp(-odds)) : Math.exp(odds) / (1 + Math.exp(odds));
}

/** −ln of the probability given to what happened. */
export function logLoss(odds: number, outcome: number): number {
  const against = outcome === 1 ? -odds : odds;
  return against > 0 ? against + Math.log1p(Math.exp(-against)) : Math.log1p(Math.exp(against));
}

interface State {
  loss: number;
  /** Downhill. */
  gradient: Float64Array;
  /** Penalised information, lower triangle. */
  information: Float64Array;
}

function evaluate(data: ModelRows, rows: Int32Array, beta: Float64Array, penalty: number): State {
  const { x, y, p, trials } = data;
  const width = p + 1;
  const gradient = new Float64Array(width);
  const weights = new Float64Array(rows.length);
  let loss = 0;
  const n = rows.length;
  for (let at = 0; at < n; at++) {
    const row = rows[at]!;
    const base = row * p;
    const outcome = y[row]!;
    const cases = trials ? trials[row]! : 1;
    let odds = beta[0]!;
    for (let j = 0; j < p; j++) odds += beta[j + 1]! * x[base + j]!;
    const small = Math.exp(-Math.abs(odds));
    const share = odds >= 0 ? 1 / (1 + small) : small / (1 + small);
    weights[at] = (cases * small) / (1 + small) ** 2;
    const residual = outcome - cases * share;
    loss += cases * (Math.log1p(small) + Math.max(0, odds)) - outcome * odds;
    gradient[0]! += residual;
    for (let j = 0; j < p; j++) gradient[j + 1]! += residual * x[base + j]!;
  }
  const information = informationOf(x, p, rows, weights);
  for (let j = 1; j <= p; j++) {
    loss += (penalty / 2) * beta[j]! ** 2;
    gradient[j]! -= penalty * beta[j]!;
    information[j * width + j]! += penalty;
  }
  return { loss, gradient, information };
}

/** Σ weight · (1, x)(1, x)ᵀ, lower triangle: four rows at a time, each sum in the order of the rows. */
function informationOf(x: Float64Array, p: number, rows: Int32Array, weights: Float64Array): Float64Array {
  const sums = new Float64Array((p + 1) ** 2);
  const whole = rows.length - (rows.length % 4);
  for (let at = 0; at < whole; at += 4) addFourRows(sums, x, p, rows, weights, at);
  for (let at = whole; at < rows.length; at++) addRow(sums, x, p, rows[at]! * p, weights[at]!);
  return sums;
}

function addRow(sums: Float64Array, x: Float64Array, p: number, base: number, weight: number): void {
  sums[0]! += weight;
  for (let j = 0; j < p; j++) {
    const weighted = weight * x[base + j]!;
    const line = (j + 1) * (p + 1);
    sums[line]! += weighted;
    for (let k = 0; k <= j; k++) sums[line + k + 1]! += weighted * x[base + k]!;
  }
}

function addFourRows(
  sums: Float64Array,
  x: Float64Array,
  p: number,
  rows: Int32Array,
  weights: Float64Array,
  at: number,
): void {
  const [a, b, c, d] = [rows[at]! * p, rows[at + 1]! * p, rows[at + 2]! * p, rows[at + 3]! * p];
  const [wa, wb, wc, wd] = [weights[at]!, weights[at + 1]!, weights[at + 2]!, weights[at + 3]!];
  sums[0] = sums[0]! + wa + wb + wc + wd;
  for (let j = 0; j < p; j++) {
    const va = wa * x[a + j]!;
    const vb = wb * x[b + j]!;
    const vc = wc * x[c + j]!;
    const vd = wd * x[d + j]!;
    const line = (j + 1) * (p + 1);
    sums[line] = sums[line]! + va + vb + vc + vd;
    for (let k = 0; k <= j; k++) {
      const cell = line + k + 1;
      sums[cell] = sums[cell]! + va * x[a + k]! + vb * x[b + k]! + vc * x[c + k]! + vd * x[d + k]!;
    }
  }
}
