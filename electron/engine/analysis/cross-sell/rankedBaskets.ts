import type { Baskets } from './baskets.ts';

/** Baskets with only their frequent items, renumbered by rank (rarest = 0) and ascending within each basket. */
export interface RankedBaskets {
  n: number;
  offsets: Int32Array;
  items: Int32Array;
  /** Number of frequent items. */
  ranks: number;
  itemOfRank: Int32Array;
  countOfRank: Int32Array;
}

/** Keeps the items in at least `minCount` baskets, rarest first: suffixes of a basket then hold the more frequent items. */
export function rankItems(baskets: Baskets, minCount: number): RankedBaskets {
  const counts = new Int32Array(baskets.itemCount);
  for (const item of baskets.items) counts[item]!++;
  const frequent = Array.from(counts.keys()).filter((item) => counts[item]! >= minCount);
  frequent.sort((a, b) => counts[a]! - counts[b]! || a - b);
  const itemOfRank = Int32Array.from(frequent);
  const countOfRank = itemOfRank.map((item) => counts[item]!);
  const rankOfItem = new Int32Array(baskets.itemCount).fill(-1);
  for (const [rank, item] of frequent.entries()) rankOfItem[item] = rank;
  return {
    n: baskets.n,
    ranks: frequent.length,
    itemOfRank,
    countOfRank,
    ...sortByRank(baskets, rankOfItem, countOfRank),
  };
}

/** Transposing twice sorts every basket in linear time. */
function sortByRank(
  { n, offsets, items }: Baskets,
  rankOfItem: Int32Array,
  countOfRank: Int32Array,
): { offsets: Int32Array; items: Int32Array } {
  const starts = new Int32Array(countOfRank.length + 1);
  for (const [rank, count] of countOfRank.entries()) starts[rank + 1] = starts[rank]! + count;
  const total = starts[countOfRank.length]!;
  const basketsOfRank = new Int32Array(total);
  const sorted = new Int32Array(n + 1);
  const next = starts.slice();
  for (let basket = 0; basket < n; basket++) {
    let kept = 0;
    for (let at = offsets[basket]!; at < offsets[basket + 1]!; at++) {
      const rank = rankOfItem[items[at]!]!;
      if (rank < 0) continue;
      basketsOfRank[next[rank]!++] = basket;
      kept++;
    }
    sorted[basket + 1] = sorted[basket]! + kept;
  }
  const place = sorted.slice();
  const ranked = new Int32Array(total);
  for (let rank = 0; rank < countOfRank.length; rank++) {
    for (let at = starts[rank]!; at < starts[rank + 1]!; at++) ranked[place[basketsOfRank[at]!]!++] = rank;
  }
  return { offsets: sorted, items: ranked };
}
