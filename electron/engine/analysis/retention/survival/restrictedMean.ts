import { ExpectedError } from '../../../../../shared/errors/errors.ts';
import type { SurvivalCurve } from './kaplanMeier.ts';

export interface RestrictedMean {
  /** Mean time up to `horizon`, in the unit of the times. */
  mean: number;
  stdErr: number;
  horizon: number;
}

/**
 * How long does an account stay on average, within a horizon?
 *
 * The area under the curve from 0 to `horizon`. Beyond the last time the curve goes on at its last height. Errors:
 * `badInput` for a horizon that is not above 0. Cost: linear in the times.
 * Source: Irwin (1949); Royston & Parmar (2013); variance as in R's `survival:::survmean`.
 */
export function restrictedMean(curve: SurvivalCurve, horizon: number): RestrictedMean {
  if (!(horizon > 0 && Number.isFinite(horizon))) {
    throw new ExpectedError('badInput', `The horizon must be above 0, not ${horizon}`, {
      params: { horizon },
    });
  }
  let steps = 0;
  while (steps < curve.time.length && curve.time[steps]! <= horizon) steps++;
  let beyond = 0;
  let variance = 0;
  for (let i = steps - 1; i >= 0; i--) {
    const until = i === steps - 1 ? horizon : curve.time[i + 1]!;
    beyond += (until - curve.time[i]!) * curve.survival[i]!;
    const [n, d] = [curve.atRisk[i]!, curve.events[i]!];
    if (d > 0 && d < n) variance += (beyond * beyond * d) / (n * (n - d));
  }
  const mean = beyond + (steps > 0 ? curve.time[0]! : horizon);
  return { mean, stdErr: Math.sqrt(variance), horizon };
}
