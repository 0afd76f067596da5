import { type BetaPoints, betaPoints } from '../../statistics/betaQuadrature.ts';
import { digammaDifference, lnGammaRatio } from '../../statistics/gammaRatio.ts';
import { log1pExp, logistic } from '../../statistics/logSum.ts';
import { fitPurchases, type ModelFit, type PurchaseModel, purchaseLoglik } from './fitPurchases.ts';
import type { FutureOf } from './future.ts';
import { lnNegativeBinomial, negativeBinomialUpper } from './negativeBinomial.ts';
import { mapPairs, type PurchaseGroups, type Purchases, remember } from './purchases.ts';

export type BgNbdName = 'r' | 'alpha' | 'a' | 'b';

/**
 * Purchase rates are gamma distributed with shape r and rate alpha (in units of time); the probability to leave after a
 * purchase is beta distributed with a and b. All above 0.
 */
export type BgNbdParameters = Record<BgNbdName, number>;

/** The log likelihood (equation 6 of the paper) over groups, terms that depend on x alone taken once per x. */
function loglik(groups: PurchaseGroups, parameters: Float64Array, slopes: Float64Array): number {
  const [r, alpha, a, b] = parameters as unknown as [number, number, number, number];
  slopes.fill(0);
  let sum = countTerms(groups, r, a, b, slopes);
  for (let group = 0; group < groups.x.length; group++) {
    const x = groups.x[group]!;
    const T = groups.T[group]!;
    const count = groups.count[group]!;
    const wait = Math.log1p(T / alpha);
    sum -= count * (r * wait + x * Math.log(alpha + T));
    slopes[0]! -= count * wait;
    slopes[1]! += (count * ((r * T) / alpha - x)) / (alpha + T);
    if (x === 0) continue;
    const tx = groups.tx[group]!;
    const silence = Math.log1p((T - tx) / (alpha + tx));
    const odds = Math.log(a / (b + x - 1)) + (r + x) * silence;
    const left = count * logistic(odds);
    sum += count * log1pExp(odds);
    slopes[0]! += left * silence;
    slopes[1]! -= (left * (r + x) * (T - tx)) / ((alpha + T) * (alpha + tx));
    slopes[2]! += left / a;
    slopes[3]! -= left / (b + x - 1);
  }
  return sum;
}

/** ln (r)ₓ + ln (b)ₓ − ln (a + b)ₓ summed over customers; groups are in order of x. */
function countTerms(groups: PurchaseGroups, r: number, a: number, b: number, slopes: Float64Array): number {
  let sum = 0;
  for (let group = 0; group < groups.x.length; ) {
    const x = groups.x[group]!;
    let count = 0;
    while (group < groups.x.length && groups.x[group] === x) count += groups.count[group++]!;
    if (x === 0) continue;
    const both = digammaDifference(a + b, x);
    sum += count * (lnGammaRatio(r, x) + lnGammaRatio(b, x) - lnGammaRatio(a + b, x));
    slopes[0]! += count * digammaDifference(r, x);
    slopes[2]! -= count * both;
    slopes[3]! += count * (digammaDifference(b, x) - both);
  }
  return sum;
}

const model: PurchaseModel<BgNbdName> = {
  names: ['r', 'alpha', 'a', 'b'],
  times: ['alpha'],
  loglik,
  starts: (rate) => [
    [0.3, 0.3 / rate, 0.7, 2],
    [1, 1 / rate, 1, 5],
    [4, 4 / rate, 0.2, 4],
    [0.1, 0.05 / rate, 2, 2],
  ],
};

/**
 * How often do customers without contract buy, and when do they leave? The BG/NBD model by maximum likelihood.
 *
 * Assumes: 1. an active customer buys at random moments at a rate of its own; 2. rates differ as a gamma distribution;
 * 3. after every purchase a customer leaves for good with a probability of its own; 4. these differ as a beta
 * distribution; 5. rate and probability are independent.
 * Input: x, tx, T of each customer since its first purchase. Output: parameters (alpha in the unit of time), standard
 * errors, log likelihood. Errors and warnings: `fitPurchases`. Cost: some tens of passes over distinct customers.
 * Source: Fader, Hardie & Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2).
 *
 * @example fitBgNbd(purchases).params // CDNOW: r 0.243, alpha 4.414, a 0.793, b 2.426
 */
export function fitBgNbd(purchases: Purchases): ModelFit<BgNbdName> {
  return fitPurchases(model, purchases);
}

/** The log likelihood of given parameters; `badInput` naming the entry for impossible numbers. */
export function bgNbdLoglik(parameters: BgNbdParameters, purchases: Purchases): number {
  return purchaseLoglik(model, parameters, purchases);
}

/** How likely is each customer still active? In [0, 1]; 1 without repeat purchase, as one leaves only after one. */
export function bgNbdActive({ r, alpha, a, b }: BgNbdParameters, { x, tx, T }: Purchases): Float64Array {
  return x.map((count, index) => {
    if (count === 0) return 1;
    const silence = Math.log1p((T[index]! - tx[index]!) / (alpha + tx[index]!));
    return logistic(-(Math.log(a / (b + count - 1)) + (r + count) * silence));
  });
}

/**
 * How many purchases will each customer make in the next `time`?
 *
 * Output: expected number, not negative. Cost: some hundred steps per distinct pair of x and T.
 * Source: equation 10 of the paper, written as an expectation over the probability p of leaving, which holds for every
 * a > 0: P(active) · E[(1 − (1 + p t / (α + T))^−(r + x)) / p], p ~ Beta(a, b + x).
 */
export function bgNbdExpected(parameters: BgNbdParameters, purchases: Purchases, time: number): Float64Array {
  const active = bgNbdActive(parameters, purchases);
  const future = bgNbdFuture(parameters);
  const expected = mapPairs(purchases.x, purchases.T, (x, T) => future(x, T).expected(time));
  return expected.map((value, index) => value * active[index]!);
}

/** What an active customer with x repeat purchases in a time T is going to do. */
export function bgNbdFuture({ r, alpha, a, b }: BgNbdParameters): FutureOf {
  const known = new Map<number, BetaPoints>();
  return (x, T) => {
    const { p, weights } = remember(known, x, () => betaPoints(a, b + x));
    const shape = r + x;
    const since = alpha + T;
    return {
      scale: since / (1 + shape),
      expected: (time) =>
        weights.reduce(
          (sum, weight, k) =>
            sum - (weight * Math.expm1(-shape * Math.log1p((p[k]! * time) / since))) / p[k]!,
          0,
        ),
      rate: (time) =>
        weights.reduce(
          (sum, weight, k) => sum + weight * Math.exp(-(shape + 1) * Math.log1p((p[k]! * time) / since)),
          0,
        ) *
        (shape / since),
    };
  };
}

/** How many repeat purchases does a new customer make within `time` of the first? Source: equation 9 of the paper. */
export function bgNbdExpectedOfNew(parameters: BgNbdParameters, time: number): number {
  return bgNbdFuture(parameters)(0, 0).expected(time);
}

/** How likely does a new customer make exactly x repeat purchases within `time`? Source: equation 8 of the paper. */
export function bgNbdProbability(parameters: BgNbdParameters, time: number, x: number): number {
  const { r, alpha, a, b } = parameters;
  const stays = Math.exp(lnGammaRatio(b, x) - lnGammaRatio(a + b, x) + lnNegativeBinomial(r, alpha, time, x));
  if (x === 0) return stays;
  const leaves = Math.exp(lnGammaRatio(b, x - 1) - lnGammaRatio(a + b, x - 1)) * (a / (a + b + x - 1));
  return Math.min(1, stays + leaves * negativeBinomialUpper(r, alpha, time, x));
}
