import type { JudgedPair } from './bootstrap.ts';
import type { JudgedList } from './judgedList.ts';
import { topOfList } from './topOfList.ts';

/** Precision and recall of list and rival at rising k, over all origins. Columns of equal length. */
export interface LiftCurve {
  k: number[];
  precision: number[];
  recall: number[];
  rivalPrecision: number[];
  rivalRecall: number[];
  /** Of a random order. */
  chancePrecision: number[];
  chanceRecall: number[];
}

const points = 40;

/** From a fraction of k to four times k, as far as there are cases; k itself is one of the points. */
export function liftCurve(pairs: readonly JudgedPair[], k: number): LiftCurve {
  const least = Math.min(...pairs.map(({ list }) => list.outcomes.n));
  const ks = pairs.length > 0 && least > 0 ? steps(k, least) : [];
  const lists = pairs.map(({ list }) => list);
  const events = lists.reduce((sum, { outcomes }) => sum + outcomes.events, 0);
  const hits = hitsAt(lists, ks);
  const rivalHits = hitsAt(
    pairs.map(({ rival }) => rival),
    ks,
  );
  const byChance = ks.map((at) =>
    lists.reduce((sum, { outcomes }) => sum + (at * outcomes.events) / outcomes.n, 0),
  );
  const precision = (values: number[]) => values.map((value, i) => value / (ks[i]! * pairs.length));
  const recall = (values: number[]) => values.map((value) => (events > 0 ? value / events : Number.NaN));
  return {
    k: ks,
    precision: precision(hits),
    recall: recall(hits),
    rivalPrecision: precision(rivalHits),
    rivalRecall: recall(rivalHits),
    chancePrecision: precision(byChance),
    chanceRecall: recall(byChance),
  };
}

function hitsAt(lists: readonly JudgedList[], ks: readonly number[]): number[] {
  const sums = ks.map(() => 0);
  for (const list of lists) for (const [i, top] of topOfList(list, ks).entries()) sums[i]! += top.hits;
  return sums;
}

function steps(k: number, n: number): number[] {
  const last = Math.min(n, 4 * k);
  const found = Array.from({ length: points }, (_, i) => Math.max(1, Math.round(((i + 1) * last) / points)));
  return [...new Set([...found, Math.min(k, n)])].sort((a, b) => a - b);
}
