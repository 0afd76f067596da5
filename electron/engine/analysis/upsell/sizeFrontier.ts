import { quantileOfSorted } from '../statistics/quantile.ts';
import { quantileRegression } from './quantile/quantileRegression.ts';
import { rowsPerColumn } from './quantile/spendPredictors.ts';

/** Points along the sizes at which the lines are given. */
const points = 33;

/** Revenue that half, a quarter and a tenth of the accounts of a size exceed; empty below 20 accounts. */
export interface SizeFrontier {
  size: Float64Array;
  q50: Float64Array;
  q75: Float64Array;
  q90: Float64Array;
}

/**
 * How does what accounts spend go with their size alone? The lines of the picture; gaps are measured by
 * `conditionalSpend`, which knows more of an account than its size.
 *
 * Quantile regression of ln revenue on ln size at τ .5, .75 and .9, a line that may bend at the quartiles of size from
 * 100 accounts on (linear spline), at sizes evenly spread on the log scale from the
 * smallest to the largest; lines that cross are put in order. Accounts without a size above 0 are left out.
 * Cost: 3 exact quantile regressions with four columns.
 */
export function sizeFrontier(size: ArrayLike<number>, revenue: ArrayLike<number>): SizeFrontier {
  const rows = Array.from({ length: size.length }, (_, row) => row)
    .filter((row) => size[row]! > 0 && revenue[row]! > 0)
    .sort((a, b) => revenue[a]! - revenue[b]! || size[a]! - size[b]!);
  const empty = { size: [], q50: [], q75: [], q90: [] };
  const line = rows.length < rowsPerColumn ? empty : linesOf(rows, size, revenue);
  return {
    size: Float64Array.from(line.size),
    q50: Float64Array.from(line.q50),
    q75: Float64Array.from(line.q75),
    q90: Float64Array.from(line.q90),
  };
}

function linesOf(rows: readonly number[], size: ArrayLike<number>, revenue: ArrayLike<number>) {
  const logs = rows.map((row) => Math.log(size[row]!));
  const low = logs.reduce((least, value) => Math.min(least, value));
  const high = logs.reduce((most, value) => Math.max(most, value));
  const y = Float64Array.from(rows, (row) => Math.log(revenue[row]!));
  const middle = quantileOfSorted(y, 0.5);
  const sorted = Float64Array.from(logs, (value) => value - low).sort();
  const bends =
    rows.length >= 5 * rowsPerColumn ? [0.25, 0.5, 0.75].map((tau) => quantileOfSorted(sorted, tau)) : [];
  const columns = termsAt(bends).map((term) => Float64Array.from(logs, (value) => term(value - low)));
  const fits = quantileRegression(
    columns,
    y.map((value) => value - middle),
    [0.5, 0.75, 0.9],
  );
  const steps = Array.from({ length: high > low ? points : 1 }, (_, i) => ((high - low) * i) / (points - 1));
  const lines = steps.map((step) =>
    fits
      .map(({ coefficients }) => Math.exp(middle + valueAt(coefficients, step, bends)))
      .sort((a, b) => a - b),
  );
  const of = (index: number) => lines.map((line) => line[index]!);
  return { size: steps.map((step) => Math.exp(low + step)), q50: of(0), q75: of(1), q90: of(2) };
}

/** A constant, the size, and what it is above each bend. */
function termsAt(bends: readonly number[]): ((size: number) => number)[] {
  return [() => 1, (size) => size, ...bends.map((bend) => (size: number) => Math.max(0, size - bend))];
}

function valueAt(coefficients: Float64Array, size: number, bends: readonly number[]): number {
  return termsAt(bends).reduce((sum, term, at) => {
    const coefficient = coefficients[at]!;
    return sum + (Number.isNaN(coefficient) ? 0 : coefficient * term(size));
  }, 0);
}
