import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { AnalysisWarning } from '../types.ts';
import { leastSquares } from './leastSquares.ts';

export interface LogisticRegression {
  /** One per column; NaN for a column that the columns before it explain (aliased). */
  coefficients: Float64Array;
  stdErr: Float64Array;
  /** Fitted probability per row. */
  fitted: Float64Array;
  deviance: number;
  nullDeviance: number;
  loglik: number;
  aic: number;
  rank: number;
  iterations: number;
  converged: boolean;
  warnings: AnalysisWarning[];
}

const mostIterations = 100;
/** R's: the errors of the last step are then R's to the last digits printed, and the coefficients exact to 1e-8. */
const tolerance = 1e-8;
/** A coefficient that still wants to move by this share of its column's reach, at no gain, is on its way to infinity. */
const stillMoving = 0.05;

/**
 * How do the odds of an event change with each column?
 *
 * Inputs: `columns`, the intercept included where one is wanted, of n finite values each; `y`, n values 0 or 1.
 * Output: the maximum of the likelihood by iteratively reweighted least squares on a QR decomposition, with step
 * halving; standard errors from the expected information.
 * Errors: `tooLittleData` without rows; `badInput` for a response other than 0 or 1. Warnings: `oneOutcome` when all
 * responses are alike; `separation` when columns tell the outcomes apart completely, so that a coefficient has no finite
 * maximum (the deviance and the fitted probabilities hold, its size and error do not); `noConvergence`.
 * Cost: n p² per step. Source: McCullagh & Nelder (1989), 2.5; start, weights and aliasing as in R's `glm`; separation:
 * Albert & Anderson (1984).
 *
 * @example logisticRegression([ones, x], y).coefficients
 */
export function logisticRegression(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
): LogisticRegression {
  checkResponse(y);
  const n = y.length;
  let state = startState(y);
  let beta = new Float64Array(columns.length);
  let unscaled = new Float64Array();
  let rank = 0;
  let iterations = 0;
  let converged = false;
  while (!converged && iterations < mostIterations) {
    iterations++;
    const step = reweighted(columns, y, state);
    rank = step.rank;
    unscaled = step.unscaled as Float64Array<ArrayBuffer>;
    const next = halved(
      columns,
      y,
      beta,
      step.coefficients,
      iterations === 1 ? Number.POSITIVE_INFINITY : state.deviance,
    );
    converged = Math.abs(next.deviance - state.deviance) <= tolerance * (Math.abs(next.deviance) + 0.1);
    beta = next.beta;
    state = next;
  }
  const positive = sumOf(y);
  const separated = converged && stillMoves(columns, y, state, beta);
  return {
    coefficients: beta,
    stdErr: Float64Array.from(beta, (_, j) => Math.sqrt(unscaled[j * columns.length + j]!)),
    fitted: state.fitted,
    deviance: state.deviance,
    nullDeviance: nullDevianceOf(positive, n),
    loglik: -state.deviance / 2,
    aic: state.deviance + 2 * rank,
    rank,
    iterations,
    converged: converged && !separated,
    warnings: warningsOf(positive, n, separated, converged, iterations),
  };
}

function checkResponse(y: ArrayLike<number>): void {
  if (y.length === 0) {
    throw new ExpectedError('tooLittleData', 'A fit needs at least one row', {
      params: { what: 'A logistic regression', least: 1, n: 0 },
    });
  }
  for (let i = 0; i < y.length; i++) {
    if (y[i] !== 0 && y[i] !== 1) {
      throw new ExpectedError('badInput', `A response is 0 or 1, not ${y[i]}`, { row: i + 1 });
    }
  }
}

/** Whether one more step would still change a coefficient by much, which it does not at a maximum. */
function stillMoves(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  state: State,
  beta: Float64Array,
): boolean {
  const { coefficients } = reweighted(columns, y, state);
  return columns.some((column, j) => Math.abs(coefficients[j]! - beta[j]!) * spanOf(column) > stillMoving);
}

/** Half the distance between the extremes, and the size of a constant column. */
function spanOf(column: ArrayLike<number>): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < column.length; i++) {
    low = Math.min(low, column[i]!);
    high = Math.max(high, column[i]!);
  }
  return low === high ? Math.abs(low) : (high - low) / 2;
}

interface State {
  /** Linear predictor and probability per row. */
  eta: Float64Array;
  fitted: Float64Array;
  deviance: number;
}

function startState(y: ArrayLike<number>): State {
  const fitted = Float64Array.from(y, (value) => (value + 0.5) / 2);
  const eta = fitted.map((share) => Math.log(share / (1 - share)));
  return { eta, fitted, deviance: Number.POSITIVE_INFINITY };
}

/** One weighted least squares step from the working response. */
function reweighted(columns: readonly ArrayLike<number>[], y: ArrayLike<number>, { eta, fitted }: State) {
  const root = fitted.map((share) => Math.sqrt(Math.max(share * (1 - share), 1e-300)));
  const working = root.map((weight, i) => weight * eta[i]! + (y[i]! - fitted[i]!) / weight);
  const weighted = columns.map((column) => root.map((weight, i) => weight * column[i]!));
  return leastSquares(weighted, working, 1e-11);
}

function halved(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  from: Float64Array,
  to: Float64Array,
  deviance: number,
): State & { beta: Float64Array<ArrayBuffer> } {
  let factor = 1;
  for (;;) {
    const beta = Float64Array.from(to, (value, j) =>
      Number.isNaN(from[j]!) ? value : from[j]! + factor * (value - from[j]!),
    );
    const state = stateAt(columns, y, beta);
    if (state.deviance <= deviance * (1 + 1e-12) || factor < 1e-4) return { ...state, beta };
    factor /= 2;
  }
}

function stateAt(columns: readonly ArrayLike<number>[], y: ArrayLike<number>, beta: Float64Array): State {
  const eta = new Float64Array(y.length);
  for (const [j, column] of columns.entries()) {
    const factor = beta[j]!;
    if (Number.isNaN(factor)) continue;
    for (let i = 0; i < eta.length; i++) eta[i]! += factor * column[i]!;
  }
  let deviance = 0;
  const fitted = new Float64Array(eta.length);
  for (let i = 0; i < eta.length; i++) {
    fitted[i] = 1 / (1 + Math.exp(-eta[i]!));
    deviance += 2 * softPlus(y[i] === 1 ? -eta[i]! : eta[i]!);
  }
  return { eta, fitted, deviance };
}

/** ln(1 + eˣ) without overflow. */
function softPlus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}

function nullDevianceOf(positive: number, n: number): number {
  const part = (count: number) => (count === 0 ? 0 : count * Math.log(count / n));
  return -2 * (part(positive) + part(n - positive)) + 0;
}

function warningsOf(positive: number, n: number, separated: boolean, converged: boolean, iterations: number) {
  const warnings: AnalysisWarning[] = [];
  if (positive === 0 || positive === n) warnings.push({ code: 'oneOutcome', params: { n } });
  else if (separated) warnings.push({ code: 'separation', params: {} });
  if (!converged) warnings.push({ code: 'noConvergence', params: { iterations } });
  return warnings;
}
