import { ExpectedError } from '../../../../../shared/errors/errors.ts';
import { cholesky, solveCholesky } from '../../statistics/cholesky.ts';
import { chiSquareUpper } from '../../statistics/specialFunctions.ts';
import { lateEntrants, type SurvivalSample } from './survivalSample.ts';

export interface LogRank {
  /** null when it cannot be told: without events, or when only one group was ever at risk of one. */
  chisq: number | null;
  df: number;
  p: number | null;
  /** Per group: subjects, (weighted) events seen, and those expected if all groups were alike. */
  n: number[];
  observed: number[];
  expected: number[];
}

/**
 * Do the groups leave at the same pace?
 *
 * Inputs: a sample with groups 0 … `groups` − 1; `rho` weights each event time by S(t−) to that power: 0 the log-rank
 * test, 1 Peto and Peto's; subjects that enter late are at risk after their entry. Output: chi-square on (groups that could have events − 1) degrees of freedom. Errors:
 * `tooLittleData` without subjects. Cost: n log n + times · groups².
 * Source: Mantel (1966); Peto & Peto (1972); Harrington & Fleming (1982); ties as in R's `survdiff`.
 */
export function logRank(sample: SurvivalSample, groups: number, rho = 0): LogRank {
  const { time, event } = sample;
  const group = sample.group!;
  if (time.length === 0) {
    throw new ExpectedError('tooLittleData', 'A comparison of groups needs subjects', {
      params: { what: 'A log-rank test', least: 1, n: 0 },
    });
  }
  const order = Int32Array.from({ length: time.length }, (_, index) => index).sort(
    (a, b) => time[a]! - time[b]!,
  );
  const n = new Array<number>(groups).fill(0);
  for (let i = 0; i < order.length; i++) n[group[i]!]!++;
  const sums = {
    observed: n.map(() => 0),
    expected: n.map(() => 0),
    variance: new Float64Array(groups ** 2),
  };
  const atRisk = [...n];
  const late = lateEntrants(sample);
  for (const subject of late) atRisk[group[subject]!]!--;
  let entered = 0;
  let survival = 1;
  for (let from = 0; from < order.length; ) {
    let to = from;
    const at = time[order[from]!]!;
    for (; entered < late.length && sample.entry![late[entered]!]! < at; entered++)
      atRisk[group[late[entered]!]!]!++;
    const events = n.map(() => 0);
    const gone = n.map(() => 0);
    for (; to < order.length && time[order[to]!] === at; to++) {
      const subject = order[to]!;
      gone[group[subject]!]!++;
      if (event[subject] === 1) events[group[subject]!]!++;
    }
    survival = addTime(sums, atRisk, events, survival, rho);
    for (let g = 0; g < groups; g++) atRisk[g]! -= gone[g]!;
    from = to;
  }
  return { ...chiSquareOf(sums, groups), n, observed: sums.observed, expected: sums.expected };
}

interface Sums {
  observed: number[];
  expected: number[];
  variance: Float64Array;
}

/** Adds one time; returns the pooled share that is left after it. */
function addTime(sums: Sums, atRisk: number[], events: number[], survival: number, rho: number): number {
  const n = atRisk.reduce((sum, count) => sum + count, 0);
  const d = events.reduce((sum, count) => sum + count, 0);
  if (d === 0) return survival;
  const weight = rho === 0 ? 1 : survival ** rho;
  const spread = n > 1 ? (weight * weight * d * (n - d)) / (n - 1) : 0;
  const groups = atRisk.length;
  for (let g = 0; g < groups; g++) {
    const share = atRisk[g]! / n;
    sums.observed[g]! += weight * events[g]!;
    sums.expected[g]! += weight * d * share;
    for (let h = 0; h < groups; h++)
      sums.variance[g * groups + h]! += spread * share * ((g === h ? 1 : 0) - atRisk[h]! / n);
  }
  return survival * ((n - d) / n);
}

/** The quadratic form over all groups with events to expect but one. */
function chiSquareOf({ observed, expected, variance }: Sums, groups: number) {
  const used = expected.flatMap((value, index) => (value > 0 ? [index] : [])).slice(1);
  const df = used.length;
  if (df === 0) return { chisq: null, df, p: null };
  const difference = used.map((g) => observed[g]! - expected[g]!);
  const matrix = used.flatMap((g) => used.map((h) => variance[g * groups + h]!));
  const lower = cholesky(matrix, df);
  if (!lower) return { chisq: null, df, p: null };
  const solved = solveCholesky(lower, difference);
  const chisq = difference.reduce((sum, value, index) => sum + value * solved[index]!, 0);
  return { chisq, df, p: chiSquareUpper(chisq, df) };
}
