import { digammaDifference, lnGammaRatio } from '../../statistics/gammaRatio.ts';
import { gaussLegendre } from '../../statistics/gaussLegendre.ts';
import { decayingGrowth, logistic } from '../../statistics/logSum.ts';
import { fitPurchases, type ModelFit, type PurchaseModel, purchaseLoglik } from './fitPurchases.ts';
import type { FutureOf } from './future.ts';
import { lnNegativeBinomial } from './negativeBinomial.ts';
import { SilenceIntegral } from './paretoSilence.ts';
import type { PurchaseGroups, Purchases } from './purchases.ts';

export type ParetoNbdName = 'r' | 'alpha' | 's' | 'beta';

/**
 * Purchase rates are gamma distributed with shape r and rate alpha, the rates of leaving with shape s and rate beta
 * (alpha and beta in units of time). All above 0.
 */
export type ParetoNbdParameters = Record<ParetoNbdName, number>;

/** The log likelihood over groups: purchases until tx, then silence until T, of a customer active or gone. */
function loglik(groups: PurchaseGroups, parameters: Float64Array, slopes: Float64Array): number {
  const [r, alpha, s, beta] = parameters as unknown as [number, number, number, number];
  const silence = new SilenceIntegral(r, alpha, s, beta);
  slopes.fill(0);
  let sum = 0;
  let last = -1;
  let ratio = 0;
  let ratioSlope = 0;
  for (let group = 0; group < groups.x.length; group++) {
    const x = groups.x[group]!;
    const tx = groups.tx[group]!;
    const count = groups.count[group]!;
    if (x !== last) {
      ratio = lnGammaRatio(r, x);
      ratioSlope = digammaDifference(r, x);
      last = x;
    }
    silence.evaluate(x, tx, groups.T[group]!);
    const buying = Math.log1p(tx / alpha);
    const staying = Math.log1p(tx / beta);
    const a = alpha + tx;
    const b = beta + tx;
    sum += count * (ratio - r * buying - x * Math.log(a) - s * staying + Math.log(silence.total));
    slopes[0]! += count * (ratioSlope - buying + silence.byR / silence.total);
    slopes[1]! += count * (((r * tx) / alpha - x) / a + silence.byAlpha / silence.total);
    slopes[2]! += count * (silence.byS / silence.total - staying);
    slopes[3]! += count * ((s * tx) / (beta * b) + silence.byBeta / silence.total);
  }
  return sum;
}

const model: PurchaseModel<ParetoNbdName> = {
  names: ['r', 'alpha', 's', 'beta'],
  times: ['alpha', 'beta'],
  loglik,
  starts: (rate) => [
    [0.5, 0.4 / rate, 0.6, 0.4],
    [1, 1 / rate, 1, 2],
    [4, 4 / rate, 0.3, 1],
    [0.2, 0.1 / rate, 1, 0.2],
  ],
};

/**
 * How often do customers without contract buy, and when do they leave? The Pareto/NBD model by maximum likelihood.
 *
 * Assumes: 1. an active customer buys at random moments at a rate of its own; 2. it leaves for good at a random moment,
 * at a rate of its own, whether it bought or not; 3. both rates are gamma distributed and 4. independent.
 * Input: x, tx, T of each customer since its first purchase. Output: parameters (alpha, beta in the unit of time),
 * standard errors, log likelihood. Errors and warnings: `fitPurchases`. Cost: some tens of integrals per distinct customer.
 * Source: Schmittlein, Morrison & Colombo (1987), Management Science 33(1); Fader & Hardie (2005), A Note on Deriving the
 * Pareto/NBD Model. Their hypergeometric functions are integrals over the moment of leaving; those are taken here, which
 * needs no difference of two nearly equal numbers.
 *
 * @example fitParetoNbd(purchases).params // CDNOW: r 0.553, alpha 10.578, s 0.606, beta 11.669
 */
export function fitParetoNbd(purchases: Purchases): ModelFit<ParetoNbdName> {
  return fitPurchases(model, purchases);
}

/** The log likelihood of given parameters; `badInput` naming the entry for impossible numbers. */
export function paretoNbdLoglik(parameters: ParetoNbdParameters, purchases: Purchases): number {
  return purchaseLoglik(model, parameters, purchases);
}

/** How likely is each customer still active? In [0, 1]. */
export function paretoNbdActive(
  { r, alpha, s, beta }: ParetoNbdParameters,
  { x, tx, T }: Purchases,
): Float64Array {
  const silence = new SilenceIntegral(r, alpha, s, beta);
  return x.map((count, index) => {
    silence.evaluate(count, tx[index]!, T[index]!);
    return Math.min(1, silence.active / silence.total);
  });
}

/** What an active customer with x repeat purchases in a time T is going to do. Source: equation 41 of the note. */
export function paretoNbdFuture({ r, alpha, s, beta }: ParetoNbdParameters): FutureOf {
  return (x, T) => {
    const rate = (r + x) / (alpha + T);
    const since = beta + T;
    return {
      scale: since / (1 + s),
      expected: (time) => rate * since * decayingGrowth(s - 1, Math.log1p(time / since)),
      rate: (time) => rate * Math.exp(-s * Math.log1p(time / since)),
    };
  };
}

/** How many purchases will each customer make in the next `time`? Not negative; holds for every s > 0. */
export function paretoNbdExpected(
  parameters: ParetoNbdParameters,
  purchases: Purchases,
  time: number,
): Float64Array {
  const future = paretoNbdFuture(parameters);
  return paretoNbdActive(parameters, purchases).map(
    (active, index) => active * future(purchases.x[index]!, purchases.T[index]!).expected(time),
  );
}

/** How many repeat purchases does a new customer make within `time` of the first? Source: equation 16 of the note. */
export function paretoNbdExpectedOfNew(parameters: ParetoNbdParameters, time: number): number {
  return paretoNbdFuture(parameters)(0, 0).expected(time);
}

const rule = gaussLegendre(10);

/**
 * How likely does a new customer make exactly x repeat purchases within `time`?
 *
 * Still active with x purchases, or gone at a moment before with x purchases until then: the integral over that moment,
 * on a logarithmic scale, in panels as long as the integrand is smooth. Source: equation 20 of the note.
 */
export function paretoNbdProbability(parameters: ParetoNbdParameters, time: number, x: number): number {
  const { r, alpha, s, beta } = parameters;
  if (time === 0) return x === 0 ? 1 : 0;
  const active = Math.exp(lnNegativeBinomial(r, alpha, time, x) - s * Math.log1p(time / beta));
  const atLeaving = (y: number) => {
    const moment = Math.exp(y);
    const leaving = Math.log(s / beta) - (s + 1) * Math.log1p(moment / beta);
    return Math.exp(lnNegativeBinomial(r, alpha, moment, x) + leaving + y);
  };
  const end = Math.log(time);
  let from = Math.min(end, Math.log(alpha), Math.log(beta / (s + 1)), Math.log((alpha * (x + 1)) / r));
  from -= 42 / (x + 1);
  let gone = 0;
  while (from < end) {
    const share = logistic(from - Math.log(alpha));
    const slope = Math.abs(x - (r + x) * share) + (s + 1) * logistic(from - Math.log(beta));
    const curvature = (r + x) * share * (1 - share);
    const width = Math.min(end - from, 0.75, 4 / slope, 1.5 / Math.sqrt(1 + curvature));
    for (let k = 0; k < rule.points.length; k++)
      gone += width * rule.weights[k]! * atLeaving(from + width * rule.points[k]!);
    from += width;
  }
  return Math.min(1, active + gone);
}
