import { ExpectedError } from '../../../../../shared/errors/errors.ts';
import { normalUpper } from '../../statistics/specialFunctions.ts';
import type { AnalysisWarning } from '../../types.ts';
import { coxRegression } from './coxRegression.ts';
import {
  endsBeforeOthersEnter,
  type IntervalKind,
  kaplanMeier,
  type MedianTime,
  medianTime,
  type SurvivalCurve,
} from './kaplanMeier.ts';
import { type LogRank, logRank } from './logRank.ts';
import { type RestrictedMean, restrictedMean } from './restrictedMean.ts';

/** Times in any unit, events 0/1, and the group of each subject: 0 … groups − 1. */
export interface GroupedSample {
  time: Float64Array;
  event: Uint8Array;
  /** From when on each is watched; see `SurvivalSample`. */
  entry?: Float64Array;
  group: Int32Array;
  groups: number;
}

export interface ByGroupOptions {
  interval: IntervalKind;
  /** For the restricted mean, in the unit of the times; null = as far as every group is seen. */
  horizon: number | null;
}

/** One group against the reference group. */
export interface HazardRatio {
  /** Pace of leaving relative to the reference; null where one of the two has no leaver. */
  ratio: number | null;
  lower: number | null;
  upper: number | null;
  p: number | null;
}

export interface GroupSurvival {
  curve: SurvivalCurve;
  median: MedianTime;
  mean: RestrictedMean;
  hazard: HazardRatio;
}

export interface SurvivalByGroup {
  groups: GroupSurvival[];
  /** Index of the group that the others are compared with. */
  reference: number;
  horizon: number;
  test: Pick<LogRank, 'chisq' | 'df' | 'p'>;
  warnings: AnalysisWarning[];
}

const fewestPerGroup = 10;

/**
 * How long do accounts of each group stay, and do the groups differ?
 *
 * Input: a sample with groups none of which is empty, the largest first. Output: per group the curve, its median, its mean
 * up to the horizon (the shortest of the groups' longest times unless given) and its hazard ratio against the first group
 * that has leavers; the log-rank test over all groups. Assumptions: those of `kaplanMeier`; the ratios also assume that
 * they do not change over time. Errors: `tooLittleData` without subjects. Warnings: `smallGroups` {groups, least};
 * `noLeavers` when nobody left; `endsEarly` {groups} where a curve fell to 0 before all had come in; those of the hazard model. Cost: n log n + n · groups² per step of the hazard model.
 */
export function survivalByGroup(sample: GroupedSample, options: ByGroupOptions): SurvivalByGroup {
  if (sample.time.length === 0) {
    throw new ExpectedError('tooLittleData', 'A survival curve needs at least one account', {
      params: { what: 'A survival curve', least: 1, n: 0 },
    });
  }
  const curves = Array.from({ length: sample.groups }, (_, group) =>
    kaplanMeier(sample, { interval: options.interval }, group),
  );
  const horizon = options.horizon ?? commonHorizon(curves);
  const { chisq, df, p } = logRank(sample, sample.groups);
  const hazards = hazardRatios(sample, curves);
  const small = curves.filter((curve) => curve.n < fewestPerGroup).length;
  const warnings = [...hazards.warnings];
  if (small > 0) warnings.push({ code: 'smallGroups', params: { groups: small, least: fewestPerGroup } });
  const early = curves.filter(endsBeforeOthersEnter).length;
  if (early > 0) warnings.push({ code: 'endsEarly', params: { groups: early } });
  if (!curves.some((curve) => curve.eventsInAll > 0)) warnings.push({ code: 'noLeavers', params: {} });
  return {
    groups: curves.map((curve, group) => ({
      curve,
      median: medianTime(curve),
      mean: restrictedMean(curve, horizon),
      hazard: hazards.ratios[group]!,
    })),
    reference: hazards.reference,
    horizon,
    test: { chisq, df, p },
    warnings,
  };
}

/** The longest time to which every group is seen; 1 where some group is not seen at all beyond its start. */
function commonHorizon(curves: SurvivalCurve[]): number {
  const shortest = Math.min(...curves.map((curve) => curve.time.at(-1)!));
  return shortest > 0 ? shortest : 1;
}

const z95 = 1.959963984540054;
const nothing: HazardRatio = { ratio: null, lower: null, upper: null, p: null };

/** Every group against the first with leavers; groups without leavers have no finite ratio and take no part. */
function hazardRatios(sample: GroupedSample, curves: SurvivalCurve[]) {
  const withLeavers = curves.flatMap((curve, group) => (curve.eventsInAll > 0 ? [group] : []));
  const [reference, ...others] = withLeavers;
  const ratios: HazardRatio[] = curves.map(() => nothing);
  if (reference === undefined || others.length === 0) {
    return { ratios, reference: reference ?? 0, warnings: [] as AnalysisWarning[] };
  }
  const compared = new Set(withLeavers);
  const kept = Array.from(sample.time.keys()).filter((subject) => compared.has(sample.group[subject]!));
  const fit = coxRegression(
    {
      time: Float64Array.from(kept, (subject) => sample.time[subject]!),
      event: Uint8Array.from(kept, (subject) => sample.event[subject]!),
      ...(sample.entry ? { entry: Float64Array.from(kept, (subject) => sample.entry![subject]!) } : {}),
    },
    others.map((group) => Float64Array.from(kept, (subject) => (sample.group[subject] === group ? 1 : 0))),
  );
  ratios[reference] = { ratio: 1, lower: null, upper: null, p: null };
  for (const [place, group] of others.entries()) {
    ratios[group] = ratioOf(fit.coefficients[place]!, fit.stdErr[place]!);
  }
  return { ratios, reference, warnings: fit.warnings };
}

function ratioOf(coefficient: number, error: number): HazardRatio {
  if (!Number.isFinite(coefficient) || !Number.isFinite(error)) return nothing;
  return {
    ratio: Math.exp(coefficient),
    lower: finite(Math.exp(coefficient - z95 * error)),
    upper: finite(Math.exp(coefficient + z95 * error)),
    p: 2 * normalUpper(Math.abs(coefficient / error)),
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
