/** How good are the first k of ranked lists? */
export interface HitRates {
  /** Share of what was taken up that stood among the first k. */
  recall: number | null;
  /** As recall, but earlier places count more; 1 = the best order possible. */
  ndcg: number | null;
  /** Lists with something to find. */
  lists: number;
  /** What there was to find. */
  found: number;
}

export interface HitCounter {
  k: number;
  lists: number;
  hits: number;
  wanted: number;
  recall: number;
  ndcg: number;
}

export function createHitCounter(k: number): HitCounter {
  return { k, lists: 0, hits: 0, wanted: 0, recall: 0, ndcg: 0 };
}

/**
 * Counts one list: `first` are its best k (or fewer) candidates, best first; `taken` says what was taken up and
 * `wanted` how many in all. Recall is over min(k, wanted), so that 1 can be reached; both are means over lists.
 * Source: Järvelin & Kekäläinen (2002), with gains 0 and 1.
 */
export function countHits(
  counter: HitCounter,
  first: ArrayLike<number>,
  taken: (candidate: number) => boolean,
  wanted: number,
): void {
  if (wanted === 0) return;
  let gain = 0;
  let hits = 0;
  let best = 0;
  const reachable = Math.min(counter.k, wanted);
  for (let place = 0; place < counter.k; place++) {
    const worth = 1 / Math.log2(place + 2);
    if (place < reachable) best += worth;
    if (place < first.length && taken(first[place]!)) {
      gain += worth;
      hits++;
    }
  }
  counter.lists++;
  counter.hits += hits;
  counter.wanted += wanted;
  counter.recall += hits / reachable;
  counter.ndcg += gain / best;
}

export function hitRates({ lists, recall, ndcg, wanted }: HitCounter): HitRates {
  const mean = (sum: number) => (lists === 0 ? null : sum / lists);
  return { recall: mean(recall), ndcg: mean(ndcg), lists, found: wanted };
}

/** The k candidates with the highest scores, best first; equal ones by index. */
export function bestOf(scores: Float64Array, candidates: Int32Array, count: number, k: number): Int32Array {
  const best = new Int32Array(Math.min(k, count));
  let filled = 0;
  for (let i = 0; i < count; i++) {
    const candidate = candidates[i]!;
    const score = scores[candidate]!;
    if (filled === best.length && !(score > scores[best[filled - 1]!]!)) continue;
    let place = filled < best.length ? filled++ : filled - 1;
    while (place > 0 && scores[best[place - 1]!]! < score) {
      best[place] = best[place - 1]!;
      place--;
    }
    best[place] = candidate;
  }
  return best.subarray(0, filled);
}
