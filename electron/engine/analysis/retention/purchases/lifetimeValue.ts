import { ExpectedError } from '../../../../../shared/errors/errors.ts';
import { integrateDecaying } from '../../statistics/gaussLegendre.ts';
import type { FutureOf } from './future.ts';
import { mapPairs, type Purchases } from './purchases.ts';

export interface DiscountOptions {
  /** How far to look ahead, in the unit of the purchase times; Infinity only with a discount. */
  horizon: number;
  /** Continuous discount rate per unit of time: see `continuousDiscount`. */
  discount: number;
}

/**
 * The continuous rate per unit of time that is `annual` a year, with so many units in a year (365.25 / 7 weeks).
 *
 * @example continuousDiscount(0.15, 52) // 0.0027
 */
export function continuousDiscount(annual: number, unitsPerYear: number): number {
  return Math.log1p(annual) / unitsPerYear;
}

/**
 * How many purchases will each customer make from now on, later ones counting less?
 *
 * Inputs: how likely each customer is active; the future of an active one (`bgNbdFuture`, `paretoNbdFuture`); horizon and
 * discount. Output: expected discounted purchases, not negative. Errors: `badInput` for a negative horizon or discount, or
 * for an infinite horizon without discount. Cost: some tens of rates per distinct pair of x and T.
 * Source: Fader, Hardie & Lee (2005), RFM and CLV, Journal of Marketing Research 42(4): their DERT is the case of
 * Pareto/NBD and an infinite horizon.
 */
export function discountedPurchases(
  active: Float64Array,
  future: FutureOf,
  { x, T }: Purchases,
  { horizon, discount }: DiscountOptions,
): Float64Array {
  if (!(horizon >= 0 && discount >= 0) || !(Number.isFinite(horizon) || discount > 0))
    throw new ExpectedError('badInput', `Horizon ${horizon} and discount ${discount} cannot be used`);
  const ahead = mapPairs(x, T, (count, time) => {
    const { rate, scale } = future(count, time);
    const smooth = discount > 0 ? Math.min(scale, 1 / discount) : scale;
    return integrateDecaying((later) => rate(later) * Math.exp(-discount * later), horizon, smooth);
  });
  return ahead.map((value, index) => value * active[index]!);
}

/**
 * What is each customer going to be worth? Discounted purchases × expected spend, in the currency of the spend.
 *
 * Assumes that spend does not depend on how often a customer buys. NaN where the spend is unknown.
 */
export function lifetimeValue(discounted: Float64Array, spend: Float64Array): Float64Array {
  return discounted.map((purchases, index) => purchases * spend[index]!);
}
