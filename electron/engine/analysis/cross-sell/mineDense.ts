import { sharedOnes } from './bitSets.ts';
import type { ItemsetCollector } from './itemsetCollector.ts';
import type { RankedBaskets } from './rankedBaskets.ts';

/**
 * Frequent itemsets of dense baskets, depth first over one bit set of baskets per item (Zaki, Eclat, IEEE TKDE 12,
 * 2000). An extension that is not frequent is dropped from the whole branch below. Each depth owns one bit set.
 */
export function mineDense(
  baskets: RankedBaskets,
  minCount: number,
  maxLength: number,
  collector: ItemsetCollector,
): void {
  const words = Math.ceil(baskets.n / 32);
  const itemSets = bitSetPerItem(baskets, words);
  const prefix = new Int32Array(maxLength);
  const prefixSets = Array.from({ length: maxLength }, () => new Int32Array(words));

  function extend(candidates: Int32Array, counts: Int32Array, depth: number): void {
    for (const [i, rank] of candidates.entries()) {
      prefix[depth] = rank;
      collector.add(prefix, depth + 1, counts[i]!);
      if (depth + 1 < maxLength && i + 1 < candidates.length) {
        intersect(rank, depth);
        descend(candidates.subarray(i + 1), depth);
      }
    }
  }

  function intersect(rank: number, depth: number): void {
    const target = prefixSets[depth]!;
    const from = rank * words;
    if (depth === 0) {
      target.set(itemSets.subarray(from, from + words));
      return;
    }
    const parent = prefixSets[depth - 1]!;
    for (let word = 0; word < words; word++) target[word] = parent[word]! & itemSets[from + word]!;
  }

  function descend(candidates: Int32Array, depth: number): void {
    const kept = new Int32Array(candidates.length);
    const counts = new Int32Array(candidates.length);
    let frequent = 0;
    for (const rank of candidates) {
      collector.pause(words);
      const count = sharedOnes(prefixSets[depth]!, 0, itemSets, rank * words, words);
      if (count < minCount) continue;
      kept[frequent] = rank;
      counts[frequent++] = count;
    }
    extend(kept.subarray(0, frequent), counts, depth + 1);
  }

  extend(Int32Array.from(baskets.countOfRank.keys()), baskets.countOfRank, 0);
}

function bitSetPerItem({ n, offsets, items, ranks }: RankedBaskets, words: number): Int32Array {
  const sets = new Int32Array(ranks * words);
  for (let basket = 0; basket < n; basket++) {
    const word = basket >>> 5;
    const bit = 1 << (basket & 31);
    for (let at = offsets[basket]!; at < offsets[basket + 1]!; at++) sets[items[at]! * words + word]! |= bit;
  }
  return sets;
}
