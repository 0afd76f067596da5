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
 * Quantile regression of ln revenue on ln size at τ .5, .75 and .9, at sizes evenly spread on the log scale from the
 * smallest to the largest; lines that cross are put in order. Accounts without a size above 0 are left out.
 * Cost: 3 exact quantile regressions with one column.
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
  const x = Float64Array.from(rows, (row) => Math.log(size[row]!));
  const y = Float64Array.from(rows, (row) => Math.log(revenue[row]!));
  const middle = quantileOfSorted(y, 0.5);
  const sorted = x.slice().sort();
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  const fits = quantileRegression(
    [new Float64Array(x.length).fill(1), x],
    y.map((value) => value - middle),
    [0.5, 0.75, 0.9],
  );
  const at = Array.from(
    { length: high > low ? points : 1 },
    (_, i) => low + ((high - low) * i) / (points - 1),
  );
  const lines = at.map((place) =>
    fits
      .map(({ coefficients: [constant, slope] }) =>
        Math.exp(constant! + (Number.isNaN(slope!) ? 0 : slope! * place) + middle),
      )
      .sort((a, b) => a - b),
  );
  const of = (index: number) => lines.map((line) => line[index]!);
  return { size: at.map(Math.exp), q50: of(0), q75: of(1), q90: of(2) };
}
