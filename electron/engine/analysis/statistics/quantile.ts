import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { checkSample } from './checkSample.ts';

/** The nine sample quantile definitions of Hyndman & Fan; 7 is the one of R, Excel (PERCENTILE.INC) and NumPy. */
export type QuantileType = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** Plotting positions a, b of the continuous types: the quantile sits at rank a + p(n + 1 − a − b). */
const positions: Record<4 | 5 | 6 | 7 | 8 | 9, readonly [number, number]> = {
  4: [0, 1],
  5: [0.5, 0.5],
  6: [0, 0],
  7: [1, 1],
  8: [1 / 3, 1 / 3],
  9: [3 / 8, 3 / 8],
};

/** p · n misses whole numbers by a few units in the last place; R's allowance. */
const fuzz = 4 * Number.EPSILON;

/**
 * Which value do a share `p` of the values not exceed?
 *
 * Inputs: `sorted`, at least 1 finite number in ascending order, none missing (not checked: see `quantiles`);
 * `p` a ratio in [0, 1]; `type` 1–9. Output: in the unit of the values, between the smallest and the largest,
 * never falling as p rises. Errors: `tooLittleData`, `badInput` for p outside [0, 1]. Cost: constant.
 * Source: Hyndman & Fan (1996), definitions 1–9, with the ties and rounding of R's `quantile`.
 *
 * @example quantileOfSorted([1, 2, 3, 4], 0.5) // 2.5
 */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number, type: QuantileType = 7): number {
  const n = sorted.length;
  if (n === 0) checkSample(sorted, 1, 'A quantile');
  if (!(p >= 0 && p <= 1)) {
    throw new ExpectedError('badInput', `A quantile needs a share from 0 to 1, not ${p}`, { params: { p } });
  }
  const { rank, weight } = quantileRank(n, p, type);
  const low = sorted[Math.min(Math.max(rank - 1, 0), n - 1)]!;
  const high = sorted[Math.min(Math.max(rank, 0), n - 1)]!;
  if (weight === 0 || low === high) return low;
  return weight === 1 ? high : (1 - weight) * low + weight * high;
}

/** The lower of the two neighbouring order statistics (1-based) and the weight of the upper one. */
export function quantileRank(n: number, p: number, type: QuantileType): { rank: number; weight: number } {
  if (type > 3) {
    const [a, b] = positions[type as keyof typeof positions];
    const position = a + p * (n + 1 - a - b);
    const rank = Math.floor(position + fuzz);
    const weight = position - rank;
    return { rank, weight: Math.abs(weight) < fuzz ? 0 : weight };
  }
  const position = type === 3 ? n * p - 0.5 : n * p;
  const rank = Math.floor(position + fuzz);
  const above = position > rank + fuzz;
  if (type === 1) return { rank, weight: above ? 1 : 0 };
  if (type === 2) return { rank, weight: above ? 1 : 0.5 };
  return { rank, weight: above || rank % 2 !== 0 ? 1 : 0 };
}

/**
 * Several quantiles of values in any order: sorts a copy, then `quantileOfSorted`.
 *
 * Inputs: at least 1 finite number, none missing. Errors: `tooLittleData`, `badInput`. Cost: n log n.
 *
 * @example quantiles([4, 1, 3, 2], [0.25, 0.5]) // [1.75, 2.5]
 */
export function quantiles(
  values: ArrayLike<number>,
  shares: readonly number[],
  type: QuantileType = 7,
): number[] {
  checkSample(values, 1, 'A quantile');
  const sorted = Float64Array.from(values).sort();
  return shares.map((p) => quantileOfSorted(sorted, p, type));
}
