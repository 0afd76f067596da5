import { leastSquares } from '../../statistics/leastSquares.ts';
import { normalQuantile } from '../../statistics/specialFunctions.ts';
import { type QuantileFit, quantileRegression } from './quantileRegression.ts';

/** How the standard errors come about: `nid` lets the density at the fit differ from row to row, `iid` does not. */
export type ErrorKind = 'nid' | 'iid';

export interface QuantileErrors {
  /** Standard error per coefficient; NaN for an aliased one, or where the data cannot tell. */
  stdErr: Float64Array;
  /** Rows at which the quantiles on both sides cross, so that no density can be told (`nid`). */
  crossed: number;
}

/**
 * How far may the coefficients of a quantile regression be off?
 *
 * Inputs: those of `quantileRegression` and its fit. Assumes independent rows; both need many rows near the quantile.
 * `nid` (Hendricks & Koenker 1992): a sandwich with the density at each row from the fits at τ ± h. `iid` (Koenker &
 * Bassett 1978): one sparsity for all rows, the slope of the ordered residuals nearest to 0. h is the bandwidth of Hall
 * and Sheather (1988). Errors: those of `quantileRegression`. Cost: two fits (`nid`), or sorting the residuals (`iid`).
 */
export function quantileErrors(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  fit: QuantileFit,
  kind: ErrorKind,
): QuantileErrors {
  const kept = columns.flatMap((_, j) => (Number.isNaN(fit.coefficients[j]!) ? [] : [j]));
  const used = kept.map((j) => columns[j]!);
  const found = kind === 'nid' ? unequal(used, y, fit.tau) : equal(used, y, fit, kept);
  const stdErr = new Float64Array(columns.length).fill(Number.NaN);
  for (const [k, j] of kept.entries()) stdErr[j] = found.stdErr[k]!;
  return { stdErr, crossed: found.crossed };
}

/** Hall and Sheather's bandwidth for 95 % intervals, on the scale of τ. */
function bandwidth(tau: number, n: number): number {
  const z = normalQuantile(tau);
  const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  const share = (1.5 * density * density) / (2 * z * z + 1);
  return n ** (-1 / 3) * normalQuantile(0.975) ** (2 / 3) * Math.cbrt(share);
}

function unequal(columns: ArrayLike<number>[], y: ArrayLike<number>, tau: number): QuantileErrors {
  let h = bandwidth(tau, y.length);
  while (tau - h <= 0 || tau + h >= 1) h /= 2;
  const [below, above] = quantileRegression(columns, y, [tau - h, tau + h]);
  const slope = above!.coefficients.map((value, k) => value - below!.coefficients[k]!);
  const widths = combined(columns, slope);
  const size = largest(y);
  const density = widths.map((width) => (width > 1e-12 * size ? (2 * h) / width : 0));
  const crossed = density.reduce((count, value) => count + (value > 0 ? 0 : 1), 0);
  const root = density.map(Math.sqrt);
  const weighted = columns.map((column) => root.map((value, i) => value * column[i]!));
  const bread = leastSquares(weighted, new Float64Array(y.length)).unscaled;
  return { stdErr: sandwich(bread, columns, tau), crossed };
}

/** √ of the diagonal of τ (1 − τ) B XᵀX B. */
function sandwich(bread: Float64Array, columns: ArrayLike<number>[], tau: number): Float64Array {
  const p = columns.length;
  return Float64Array.from(columns, (_, k) => {
    const line = combined(columns, bread.subarray(k * p, k * p + p));
    return Math.sqrt(tau * (1 - tau) * line.reduce((sum, value) => sum + value * value, 0));
  });
}

function equal(columns: ArrayLike<number>[], y: ArrayLike<number>, fit: QuantileFit, kept: number[]) {
  const { tau } = fit;
  const [n, p] = [y.length, columns.length];
  const fitted = combined(
    columns,
    Float64Array.from(kept, (j) => fit.coefficients[j]!),
  );
  const residuals = fitted.map((value, i) => y[i]! - value);
  const exact = residuals.filter((value) => Math.abs(value) < 1e-10 * largest(y)).length;
  const wanted = Math.max(p + 1, Math.ceil(n * bandwidth(tau, n)));
  const nearest = residuals
    .sort((a, b) => Math.abs(a) - Math.abs(b))
    .slice(exact, exact + wanted + 1)
    .sort();
  const none = { stdErr: new Float64Array(p).fill(Number.NaN), crossed: 0 };
  if (nearest.length < 2 || n <= p) return none;
  const place = Float64Array.from(nearest, (_, i) => (exact + 1 + i) / (n - p));
  const ones = new Float64Array(nearest.length).fill(1);
  const sparsity = quantileRegression([ones, place], nearest, [0.5])[0]!.coefficients[1]!;
  const { unscaled } = leastSquares(columns, new Float64Array(n));
  const factor = Math.abs(sparsity) * Math.sqrt(tau * (1 - tau));
  return { ...none, stdErr: none.stdErr.map((_, k) => factor * Math.sqrt(unscaled[k * p + k]!)) };
}

function combined(columns: readonly ArrayLike<number>[], factors: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(columns[0]!.length);
  for (const [k, column] of columns.entries())
    for (let i = 0; i < sums.length; i++) sums[i]! += factors[k]! * column[i]!;
  return sums;
}

function largest(values: ArrayLike<number>): number {
  let size = 0;
  for (let i = 0; i < values.length; i++) size = Math.max(size, Math.abs(values[i]!));
  return size;
}
