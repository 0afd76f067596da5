import { lnGammaRatio } from '../../statistics/gammaRatio.ts';

/** ln P(X = x) for purchases at gamma distributed rates (shape r, rate alpha) over `time`; −∞ where impossible. */
export function lnNegativeBinomial(r: number, alpha: number, time: number, x: number): number {
  const none = -r * Math.log1p(time / alpha);
  return x === 0 ? none : none + lnGammaRatio(r, x) - lnGammaRatio(1, x) - x * Math.log1p(alpha / time);
}

/** P(X ≥ x), in [0, 1], summed from the smaller side. Cost: linear in x, or in the length of the tail. */
export function negativeBinomialUpper(r: number, alpha: number, time: number, x: number): number {
  if (x <= 0) return 1;
  if (time === 0) return 0;
  const share = time / (alpha + time);
  if (x <= (r * time) / alpha) return Math.max(0, 1 - sumBelow(r, alpha, time, x));
  let term = Math.exp(lnNegativeBinomial(r, alpha, time, x));
  let sum = 0;
  for (let k = x; term > sum * 1e-17; k++) {
    sum += term;
    term *= ((r + k) / (k + 1)) * share;
  }
  return Math.min(1, sum);
}

function sumBelow(r: number, alpha: number, time: number, x: number): number {
  let sum = 0;
  for (let k = 0; k < x; k++) sum += Math.exp(lnNegativeBinomial(r, alpha, time, k));
  return sum;
}
