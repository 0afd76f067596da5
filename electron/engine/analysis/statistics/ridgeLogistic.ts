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
  const information = new Float64Array(width * width);
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
    const weight = (cases * small) / (1 + small) ** 2;
    const residual = outcome - cases * share;
    loss += cases * (Math.log1p(small) + Math.max(0, odds)) - outcome * odds;
    gradient[0]! += residual;
    information[0]! += weight;
    for (let j = 0; j < p; j++) {
      const value = x[base + j]!;
      gradient[j + 1]! += residual * value;
      const weighted = weight * value;
      const line = (j + 1) * width;
      information[line]! += weighted;
      for (let k = 0; k <= j; k++) information[line + k + 1]! += weighted * x[base + k]!;
    }
  }
  for (let j = 1; j <= p; j++) {
    loss += (penalty / 2) * beta[j]! ** 2;
    gradient[j]! -= penalty * beta[j]!;
    information[j * width + j]! += penalty;
  }
  return { loss, gradient, information };
}
