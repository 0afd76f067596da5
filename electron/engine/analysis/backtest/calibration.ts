import { brierScore, type CalibrationBin, calibrationTable } from '../statistics/discrimination.ts';
import type { JudgedList } from './judgedList.ts';

export interface Calibration {
  bins: CalibrationBin[];
  /** Entries with a probability. */
  n: number;
  brier: number | null;
  /** Of their share of events, given to every one of them: what a list without knowledge would reach. */
  brierOfBaseRate: number | null;
}

/** Did events happen as often as foretold? Over the entries with a probability, at all origins; 10 bins. */
export function calibrationOf(lists: readonly JudgedList[]): Calibration {
  const size = lists.reduce((sum, { hit }) => sum + hit.length, 0);
  const probabilities = new Float64Array(size);
  const outcomes = new Uint8Array(size);
  let n = 0;
  for (const { probability, hit } of lists) {
    for (let i = 0; i < hit.length; i++) {
      if (Number.isNaN(probability[i]!)) continue;
      probabilities[n] = probability[i]!;
      outcomes[n++] = hit[i]!;
    }
  }
  const [p, y] = [probabilities.subarray(0, n), outcomes.subarray(0, n)];
  const rate = y.reduce((sum, one) => sum + one, 0) / n;
  return {
    bins: calibrationTable(p, y),
    n,
    brier: brierScore(p, y),
    brierOfBaseRate: n > 0 ? rate * (1 - rate) : null,
  };
}
