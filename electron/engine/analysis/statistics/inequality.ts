import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { checkSample } from './checkSample.ts';
import { addTo, compensatedSum, createSums, totalOf } from './compensated.ts';

/**
 * How unequally is a total spread? The Gini coefficient Σ(2i−n−1)x₍ᵢ₎ / (nΣx), x ascending.
 *
 * Values: at least 1 finite number ≥ 0 with a sum > 0, any order, none missing. Output: a ratio in [0, (n−1)/n];
 * 0 = all equal. Errors: `tooLittleData` without values or with a zero sum, `badInput` for a negative or
 * non-finite value. Cost: n log n. Source: Gini (1912); analyses.md, section 1.
 *
 * @example gini([0, 0, 0, 4]) // 0.75
 */
export function gini(values: ArrayLike<number>): number {
  const total = checkShares(values, 'A Gini coefficient');
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const weighted = createSums(1);
  for (let i = 0; i < n; i++) addTo(weighted, 0, (2 * (i + 1) - n - 1) * (sorted[i]! / total));
  return Math.max(0, totalOf(weighted, 0) / n);
}

/**
 * How much of a total sits with few? The Herfindahl–Hirschman index Σ(x/Σx)².
 *
 * Values, errors: as `gini`. Output: a ratio in [1/n, 1]; 1 = all with one. Cost: linear. Source: Hirschman (1945).
 *
 * @example herfindahl([1, 1]) // 0.5
 */
export function herfindahl(values: ArrayLike<number>): number {
  const total = checkShares(values, 'A Herfindahl index');
  const squares = createSums(1);
  for (let i = 0; i < values.length; i++) addTo(squares, 0, (values[i]! / total) ** 2);
  return totalOf(squares, 0);
}

function checkShares(values: ArrayLike<number>, what: string): number {
  checkSample(values, 1, what);
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < 0) {
      throw new ExpectedError('badInput', `${what} needs values ≥ 0; value ${i} is ${values[i]}`, {
        params: { what, index: i },
      });
    }
  }
  const total = compensatedSum(values);
  if (!(total > 0))
    throw new ExpectedError('tooLittleData', `${what} needs a total above 0`, { params: { what } });
  return total;
}
