import { ExpectedError } from '../../../../../shared/errors/errors.ts';
import { digamma, digammaDifference, lnGammaRatio } from '../../statistics/gammaRatio.ts';
import { minimise } from '../../statistics/minimise.ts';
import { lnGamma } from '../../statistics/specialFunctions.ts';
import { describeFit, fitWarnings, type ModelFit, overLogarithms } from './fitPurchases.ts';

export type GammaGammaName = 'p' | 'q' | 'gamma';

/**
 * The value of a purchase is gamma distributed with shape p and a rate of the customer's own; rates are gamma
 * distributed with shape q and rate gamma (in the currency). All above 0.
 */
export type GammaGammaParameters = Record<GammaGammaName, number>;

/** Columns of equal length, one entry a customer. */
export interface Spending {
  /** Repeat purchases. */
  x: Float64Array;
  /** Mean value of a repeat purchase, in the currency; whatever it is, it is not looked at where x is 0. */
  z: Float64Array;
}

/** Customers with a mean value above 0, in order of x and z. */
interface Spenders extends Spending {
  /** Where the customers of each distinct x begin; one more entry at the end. */
  starts: number[];
}

/** Fewer customers with a repeat purchase are refused. */
const leastSpenders = 4;

/**
 * What is a purchase of each customer worth in the long run? The Gamma-Gamma model by maximum likelihood.
 *
 * Assumes: 1. the values of a customer's purchases vary around a mean of its own; 2. means differ between customers, not
 * over time; 3. they do not depend on how often a customer buys.
 * Input: x and mean value z; customers with x = 0 say nothing and take no part. Output: parameters, gamma in the currency.
 * Errors: `badInput` naming the entry (x no whole number, z missing where x > 0); `tooLittleData` with fewer than 4
 * customers with a repeat purchase of value above 0. Warnings: `spendNotPositive` {customers}: left out, as their mean
 * value is 0 or below; `noMeanSpend` when q ≤ 1, so that the mean over all customers is infinite; as `fitWarnings`.
 * Cost: some tens of passes. Source: Fader & Hardie (2013), The Gamma-Gamma Model of Monetary Value, equation 1a.
 *
 * @example fitGammaGamma(spending).params // CDNOW: p 6.25, q 3.74, gamma 15.44
 */
export function fitGammaGamma(spending: Spending): ModelFit<GammaGammaName> {
  const { spenders, left } = takeSpenders(spending);
  const n = spenders.x.length;
  if (n < leastSpenders) {
    throw new ExpectedError('tooLittleData', `${n} customers with a repeat purchase of value are too few`, {
      params: { n, least: leastSpenders },
    });
  }
  const unit = spenders.z.reduce((sum, value) => sum + value, 0) / n;
  const scaled = { ...spenders, z: spenders.z.map((value) => value / unit) };
  const minimum = minimise(
    overLogarithms((parameters, slopes) => loglik(scaled, parameters, slopes), n),
    [
      [6, 4, 0.5],
      [1, 2, 1],
      [20, 10, 0.5],
      [2, 20, 10],
    ].map((start) => start.map(Math.log)),
  );
  const names = ['p', 'q', 'gamma'] as const;
  const warnings = fitWarnings(names, minimum, n);
  const fit = describeFit(names, minimum, n, (name) => (name === 'gamma' ? unit : 1));
  if (left > 0) warnings.push({ code: 'spendNotPositive', params: { customers: left } });
  if (fit.params.q <= 1) warnings.push({ code: 'noMeanSpend', params: {} });
  return { ...fit, loglik: fit.loglik - n * Math.log(unit), warnings };
}

function takeSpenders({ x, z }: Spending): { spenders: Spenders; left: number } {
  const kept: number[] = [];
  let left = 0;
  x.forEach((count, index) => {
    checkSpending(count, z[index]!, index);
    if (count > 0 && z[index]! > 0) kept.push(index);
    else if (count > 0) left++;
  });
  kept.sort((a, b) => x[a]! - x[b]! || z[a]! - z[b]!);
  const counts = Float64Array.from(kept, (index) => x[index]!);
  const starts = [0, counts.length];
  for (let i = 1; i < counts.length; i++) if (counts[i] !== counts[i - 1]) starts.splice(-1, 0, i);
  return { spenders: { x: counts, z: Float64Array.from(kept, (index) => z[index]!), starts }, left };
}

function checkSpending(x: number, z: number, index: number): void {
  const isBadCount = !(Number.isSafeInteger(x) && x >= 0);
  if (!isBadCount && (x === 0 || Number.isFinite(z))) return;
  throw new ExpectedError(
    'badInput',
    isBadCount
      ? `Customer ${index}: x must be a whole number, not ${x}`
      : `Customer ${index}: the mean value is missing`,
    { row: index, column: isBadCount ? 'x' : 'z' },
  );
}

/** The log likelihood; fills its derivatives by p, q and gamma. */
function loglik({ x, z, starts }: Spenders, parameters: Float64Array, slopes: Float64Array): number {
  const [p, q, gamma] = parameters as unknown as [number, number, number];
  let sum = 0;
  slopes.fill(0);
  for (let part = 0; part + 1 < starts.length; part++) {
    const count = x[starts[part]!]!;
    const customers = starts[part + 1]! - starts[part]!;
    const shape = p * count;
    sum += customers * (lnGammaRatio(shape, q) - lnGamma(q));
    slopes[0]! += customers * count * digammaDifference(shape, q);
    slopes[1]! += customers * (digamma(shape + q) - digamma(q));
    for (let i = starts[part]!; i < starts[part + 1]!; i++) {
      const total = count * z[i]!;
      const above = Math.log1p(gamma / total);
      const below = Math.log1p(total / gamma);
      sum -= shape * above + q * below + Math.log(z[i]!);
      slopes[0]! -= count * above;
      slopes[1]! -= below;
      slopes[2]! += ((q * total) / gamma - shape) / (gamma + total);
    }
  }
  return sum;
}

/**
 * What is the expected value of a purchase of each customer, its own mean drawn towards that of all?
 *
 * Output: money; NaN where the mean does not exist (without repeat purchase when q ≤ 1). Source: equation 5 of the note.
 */
export function gammaGammaSpend({ p, q, gamma }: GammaGammaParameters, { x, z }: Spending): Float64Array {
  return x.map((count, index) => {
    const weight = p * count + q - 1;
    const total = count > 0 ? count * z[index]! : 0;
    return weight > 0 ? (p * (gamma + total)) / weight : Number.NaN;
  });
}
