import { normalQuantile } from '../../statistics/specialFunctions.ts';
import { countTimes, type SurvivalSample, type TimeCounts } from './survivalSample.ts';

export const intervalKinds = ['log-log', 'log', 'plain'] as const;
export type IntervalKind = (typeof intervalKinds)[number];

export interface SurvivalOptions {
  /** The scale on which the interval is symmetric. Default log-log, which keeps within 0 and 1. */
  interval?: IntervalKind;
  /** Coverage of the interval, in (0, 1). Default .95. */
  coverage?: number;
}

/** One entry per distinct time, ascending. */
export interface SurvivalCurve extends TimeCounts {
  /** Share still there just after the time. */
  survival: Float64Array;
  /** Greenwood's standard error of the share; NaN once nobody is left. */
  stdErr: Float64Array;
  /** Limits of the share; NaN where the scale has none (nobody left; on the log-log scale also nobody gone). */
  lower: Float64Array;
  upper: Float64Array;
  /** Nelson and Aalen's estimate. */
  cumulativeHazard: Float64Array;
  /** Events in all. */
  eventsInAll: number;
}

/**
 * What share of the accounts is still there after a time, given that many are seen for a shorter time only?
 *
 * Inputs: times in any unit, events 0/1; `group` picks the subjects of one group. Subjects whose time ends without an
 * event (censored) count as at risk up to and including that time. Assumption: why an account is no longer seen has
 * nothing to do with its leaving. Subjects that enter late count as at risk after their entry (left truncation). Errors:
 * see `countTimes`. Cost: n log n.
 * Source: Kaplan & Meier (1958); Greenwood (1926); intervals by transformation: Kalbfleisch & Prentice (1980).
 *
 * @example kaplanMeier({ time: [1, 2, 3], event: [1, 0, 1] }).survival // [2/3, 2/3, 0]
 */
export function kaplanMeier(sample: SurvivalSample, options: SurvivalOptions = {}, group = 0): SurvivalCurve {
  const { interval = 'log-log', coverage = 0.95 } = options;
  const counts = countTimes(sample, group);
  const z = normalQuantile(0.5 + coverage / 2);
  const steps = counts.time.length;
  const curve: SurvivalCurve = {
    ...counts,
    survival: new Float64Array(steps),
    stdErr: new Float64Array(steps),
    lower: new Float64Array(steps),
    upper: new Float64Array(steps),
    cumulativeHazard: new Float64Array(steps),
    eventsInAll: counts.events.reduce((sum, events) => sum + events, 0),
  };
  let survival = 1;
  let variance = 0;
  let hazard = 0;
  for (let i = 0; i < steps; i++) {
    const [n, d] = [counts.atRisk[i]!, counts.events[i]!];
    survival *= (n - d) / n;
    if (d > 0) variance += d / (n * (n - d));
    hazard += d / n;
    const logError = Math.sqrt(variance);
    const [lower, upper] = limits(survival, logError, z, interval);
    curve.survival[i] = survival;
    curve.stdErr[i] = survival > 0 ? survival * logError : Number.NaN;
    curve.lower[i] = lower;
    curve.upper[i] = upper;
    curve.cumulativeHazard[i] = hazard;
  }
  return curve;
}

/** `logError` is the standard error of ln S. */
function limits(survival: number, logError: number, z: number, interval: IntervalKind): [number, number] {
  const none: [number, number] = [Number.NaN, Number.NaN];
  if (survival === 0) return none;
  if (interval === 'plain') {
    const reach = z * logError * survival;
    return [Math.max(0, survival - reach), Math.min(1, survival + reach)];
  }
  if (interval === 'log') {
    const factor = Math.exp(z * logError);
    return [survival / factor, Math.min(1, survival * factor)];
  }
  if (survival === 1) return none;
  const power = Math.exp((z * logError) / Math.log(survival));
  return [survival ** (1 / power), survival ** power];
}

/**
 * Whether the share fell to 0 while others were still to come in, whom it then says nothing about: few had been watched
 * from early on.
 */
export function endsBeforeOthersEnter({ survival }: SurvivalCurve): boolean {
  return survival.some((share, index) => share === 0 && index < survival.length - 1);
}

/** The median time and its limits in the unit of the times; null where the curve or its limit stays above one half. */
export interface MedianTime {
  median: number | null;
  lower: number | null;
  upper: number | null;
}

/**
 * After how long is half of the accounts gone?
 *
 * The first time at which the share falls to one half or below; where it rests at exactly one half, the middle of
 * that rest. Limits: the same of the curve's lower and upper limit. Source: Brookmeyer & Crowley (1982); ties as in
 * R's survival package (Therneau).
 */
export function medianTime(curve: SurvivalCurve): MedianTime {
  return {
    median: firstBelowHalf(curve.survival, curve.time),
    lower: firstBelowHalf(curve.lower, curve.time),
    upper: firstBelowHalf(curve.upper, curve.time),
  };
}

const half = 0.5;
const closeEnough = 2 ** -26;

function firstBelowHalf(shares: Float64Array, time: Float64Array): number | null {
  const first = shares.findIndex((share) => share < half + closeEnough);
  if (first < 0) return null;
  if (Math.abs(shares[first]! - half) >= closeEnough) return time[first]!;
  const next = shares.findIndex((share, index) => index > first && share < shares[first]!);
  return next < 0 ? time[first]! : (time[first]! + time[next]!) / 2;
}
