import { normalQuantile } from './specialFunctions.ts';

export interface Discrimination {
  /** Chance that an event scores above a non-event, ties half; null with one outcome only. */
  auc: number | null;
  /** 95 % interval of the AUC; null where it has none. */
  lower: number | null;
  upper: number | null;
}

/**
 * How well do scores tell events from non-events?
 *
 * Inputs: n finite scores, n outcomes 0/1. Output: area under the ROC curve with DeLong's interval. Cost: n log n.
 * Source: Hanley & McNeil (1982); DeLong, DeLong & Clarke-Pearson (1988) by midranks (Sun & Xu 2014).
 *
 * @example discrimination([0.9, 0.8, 0.1], [1, 0, 0]).auc // 1
 */
export function discrimination(scores: ArrayLike<number>, outcomes: ArrayLike<number>): Discrimination {
  const indexes = Array.from({ length: scores.length }, (_, i) => i);
  const events = indexes.filter((i) => outcomes[i] === 1);
  const others = indexes.filter((i) => outcomes[i] !== 1);
  const [m, n] = [events.length, others.length];
  if (m === 0 || n === 0) return { auc: null, lower: null, upper: null };
  const pick = (list: number[]) => Float64Array.from(list, (i) => scores[i]!);
  const all = midranks(pick(indexes));
  const ownEvents = midranks(pick(events));
  const ownOthers = midranks(pick(others));
  const above = events.map((i, k) => (all[i]! - ownEvents[k]!) / n);
  const below = others.map((i, k) => 1 - (all[i]! - ownOthers[k]!) / m);
  const auc = above.reduce((sum, value) => sum + value, 0) / m;
  const error = Math.sqrt(varianceOf(above) / m + varianceOf(below) / n);
  if (Number.isNaN(error)) return { auc, lower: null, upper: null };
  const reach = normalQuantile(0.975) * error;
  return { auc, lower: Math.max(0, auc - reach), upper: Math.min(1, auc + reach) };
}

/** Ranks from 1, equal values share the mean of theirs. */
export function midranks(values: ArrayLike<number>): Float64Array {
  const order = Int32Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => values[a]! - values[b]!,
  );
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let i = from; i < to; i++) ranks[order[i]!] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

/**
 * How far are predicted probabilities from what happened? The mean squared difference, 0 the best. Source: Brier (1950).
 */
export function brierScore(probabilities: ArrayLike<number>, outcomes: ArrayLike<number>): number | null {
  if (probabilities.length === 0) return null;
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) sum += (probabilities[i]! - outcomes[i]!) ** 2;
  return sum / probabilities.length;
}

export interface CalibrationBin {
  predicted: number;
  observed: number;
  n: number;
}

/**
 * Do events happen as often as predicted?
 *
 * Rows in order of their probability, cut into at most `bins` parts of equal size, equal probabilities kept together.
 * Output: mean prediction and share of events per part. Cost: n log n. Source: reliability table, Murphy & Winkler (1977).
 */
export function calibrationTable(
  probabilities: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  bins = 10,
): CalibrationBin[] {
  const n = probabilities.length;
  const order = Int32Array.from({ length: n }, (_, i) => i).sort(
    (a, b) => probabilities[a]! - probabilities[b]!,
  );
  const found: CalibrationBin[] = [];
  for (let from = 0, bin = 1; from < n; bin++) {
    let to = Math.max(from + 1, Math.round((bin * n) / bins));
    while (to < n && probabilities[order[to]!] === probabilities[order[to - 1]!]) to++;
    let [predicted, observed] = [0, 0];
    for (let i = from; i < to; i++) {
      predicted += probabilities[order[i]!]!;
      observed += outcomes[order[i]!]!;
    }
    found.push({ predicted: predicted / (to - from), observed: observed / (to - from), n: to - from });
    while (bin < bins && Math.round(((bin + 1) * n) / bins) <= to) bin++;
    from = to;
  }
  return found;
}
