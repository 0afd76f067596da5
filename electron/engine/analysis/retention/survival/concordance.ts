import { lateEntrants, type SurvivalSample } from './survivalSample.ts';

/**
 * Of two accounts of which one left first, how often did that one have the higher risk?
 *
 * Pairs count when the earlier time is an event (at equal times: an event against a censoring); equal risks count
 * half; of those that enter late, pairs count from their entry on. Output: a share; null without a comparable pair. Cost: n log n by a Fenwick tree over ranks of the risk.
 * Source: Harrell et al. (1982); ties as in R's `concordance`.
 */
export function concordance(sample: SurvivalSample, risk: ArrayLike<number>): number | null {
  const { time, event } = sample;
  const n = time.length;
  const late = lateEntrants(sample);
  let waiting = late.length;
  const ranks = rankOf(risk);
  const order = Int32Array.from({ length: n }, (_, index) => index).sort(
    (a, b) => time[b]! - time[a]! || event[a]! - event[b]!,
  );
  const tree = new Float64Array(n + 1);
  let seen = 0;
  let pairs = 0;
  let right = 0;
  for (let from = 0; from < n; ) {
    let to = from;
    const [at, kind] = [time[order[from]!]!, event[order[from]!]!];
    while (to < n && time[order[to]!] === at && event[order[to]!] === kind) to++;
    for (; waiting > 0 && sample.entry![late[waiting - 1]!]! >= at!; waiting--) {
      add(tree, ranks[late[waiting - 1]!]!, -1);
      seen--;
    }
    if (kind === 1) {
      for (let i = from; i < to; i++) {
        const rank = ranks[order[i]!]!;
        const below = countUpTo(tree, rank - 1);
        right += below + (countUpTo(tree, rank) - below) / 2;
        pairs += seen;
      }
    }
    for (let i = from; i < to; i++) add(tree, ranks[order[i]!]!, 1);
    seen += to - from;
    from = to;
  }
  return pairs > 0 ? right / pairs : null;
}

/** Dense ranks from 1. */
function rankOf(values: ArrayLike<number>): Int32Array {
  const order = Int32Array.from({ length: values.length }, (_, index) => index).sort(
    (a, b) => values[a]! - values[b]!,
  );
  const ranks = new Int32Array(values.length);
  let rank = 0;
  for (let i = 0; i < order.length; i++) {
    if (i === 0 || values[order[i]!] !== values[order[i - 1]!]) rank++;
    ranks[order[i]!] = rank;
  }
  return ranks;
}

function add(tree: Float64Array, rank: number, count: 1 | -1): void {
  for (let i = rank; i < tree.length; i += i & -i) tree[i]! += count;
}

function countUpTo(tree: Float64Array, rank: number): number {
  let sum = 0;
  for (let i = rank; i > 0; i -= i & -i) sum += tree[i]!;
  return sum;
}
