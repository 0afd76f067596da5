import { compensatedSum } from './compensated.ts';
import { leastSquares } from './leastSquares.ts';
import { fisherUpper, studentUpper } from './studentT.ts';

export interface LinearRegression {
  /** One per column; NaN for a column that the columns before it explain (aliased). */
  coefficients: Float64Array;
  /** Standard errors, t and two-sided p per column; NaN where aliased or without degrees of freedom. */
  stdErr: Float64Array;
  t: Float64Array;
  p: Float64Array;
  /** Share of the squared deviations from the mean that the columns explain; NaN where y is constant. */
  r2: number;
  adjustedR2: number;
  /** Standard deviation of the residuals, on `df` degrees of freedom. */
  sigma: number;
  df: number;
  rank: number;
  /** Test of all columns but the constant together; NaN without one. */
  f: number;
  fDf: number;
  fP: number;
  residuals: Float64Array;
}

/**
 * Which linear combination of the columns comes closest to y in squares, and how sure is each coefficient?
 *
 * Inputs: `columns`, the first one all 1, of n finite values each; `y`, n finite values. Assumptions of the errors and
 * tests: rows independent, one variance, near-normal residuals or many rows. Errors: `tooLittleData` without rows.
 * Cost: n p². Source: ordinary least squares by QR, see `leastSquares`; figures as in R's `summary.lm`.
 *
 * @example linearRegression([ones, x], y).coefficients
 */
export function linearRegression(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
): LinearRegression {
  const { coefficients, unscaled, rank, residuals } = leastSquares(columns, y);
  const df = y.length - rank;
  const rss = squaresOf(residuals);
  const variance = df > 0 ? rss / df : Number.NaN;
  const width = columns.length;
  const stdErr = Float64Array.from(coefficients, (_, j) => Math.sqrt(variance * unscaled[j * width + j]!));
  const t = coefficients.map((value, j) => value / stdErr[j]!);
  const total = squaresOf(aroundMean(y));
  const r2 = total > 0 ? 1 - rss / total : Number.NaN;
  const f = rank > 1 ? (total - rss) / (rank - 1) / variance : Number.NaN;
  return {
    coefficients,
    stdErr,
    t,
    p: t.map((value) => 2 * studentUpper(Math.abs(value), df)),
    r2,
    adjustedR2: df > 0 ? 1 - ((1 - r2) * (y.length - 1)) / df : Number.NaN,
    sigma: Math.sqrt(variance),
    df,
    rank,
    f,
    fDf: rank - 1,
    fP: fisherUpper(f, rank - 1, df),
    residuals,
  };
}

function aroundMean(y: ArrayLike<number>): Float64Array {
  const mean = compensatedSum(y) / y.length;
  return Float64Array.from(y, (value) => value - mean);
}

function squaresOf(values: Float64Array): number {
  return compensatedSum(values.map((value) => value * value));
}
