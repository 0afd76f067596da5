import type { ItemsetCollector } from './itemsetCollector.ts';
import type { RankedBaskets } from './rankedBaskets.ts';

/**
 * Frequent itemsets of sparse baskets, depth first by occurrence deliver (Uno et al., LCM, FIMI 2003).
 *
 * An itemset's occurrences are positions in one flat array, each right after the itemset's last item in a basket;
 * what follows up to the basket's end mark are the items that can extend it. One pass over those suffixes counts
 * every extension; a second one hands each frequent extension its own positions. A depth keeps one block of
 * positions, no longer than the suffixes it came from, so memory stays within depth × items of the baskets.
 */
export function mineSparse(
  baskets: RankedBaskets,
  minCount: number,
  maxLength: number,
  collector: ItemsetCollector,
): void {
  const { marked, firsts } = withEndMarks(baskets);
  const prefix = new Int32Array(maxLength);
  const counts = new Int32Array(baskets.ranks);
  const touched = new Int32Array(baskets.ranks);
  const slots = new Int32Array(baskets.ranks).fill(-1);

  function extend(positions: Int32Array, depth: number): void {
    const extensions = countSuffixes(positions);
    const frequent = extensions.filter((rank) => counts[rank]! >= minCount).sort();
    const frequentCounts = frequent.map((rank) => counts[rank]!);
    for (const rank of extensions) counts[rank] = 0;
    const blocks = depth + 1 < maxLength ? deliver(positions, frequent, frequentCounts) : null;
    for (let i = 0; i < frequent.length; i++) {
      prefix[depth] = frequent[i]!;
      collector.add(prefix, depth + 1, frequentCounts[i]!);
      const block = blocks?.[i];
      if (block && block.length >= minCount) extend(block, depth + 1);
    }
  }

  function countSuffixes(positions: Int32Array): Int32Array {
    let found = 0;
    for (let i = 0; i < positions.length; i++) {
      collector.pause();
      for (let at = positions[i]!; marked[at]! >= 0; at++) {
        const rank = marked[at]!;
        if (counts[rank]!++ === 0) touched[found++] = rank;
      }
    }
    return touched.subarray(0, found);
  }

  function deliver(positions: Int32Array, frequent: Int32Array, frequentCounts: Int32Array): Int32Array[] {
    const starts = new Int32Array(frequent.length + 1);
    for (const [i, count] of frequentCounts.entries()) starts[i + 1] = starts[i]! + count;
    const delivered = new Int32Array(starts[frequent.length]!);
    for (const [i, rank] of frequent.entries()) slots[rank] = starts[i]!;
    for (let i = 0; i < positions.length; i++) {
      for (let at = positions[i]!; marked[at]! >= 0; at++) {
        const rank = marked[at]!;
        if (slots[rank]! >= 0 && marked[at + 1]! >= 0) delivered[slots[rank]!++] = at + 1;
      }
    }
    const blocks = Array.from(frequent, (rank, i) => delivered.subarray(starts[i]!, slots[rank]!));
    for (const rank of frequent) slots[rank] = -1;
    return blocks;
  }

  extend(firsts, 0);
}

const endMark = -1;

/** The baskets in one array, each closed by an end mark, and the first positions of those that are not empty. */
function withEndMarks({ n, offsets, items }: RankedBaskets): { marked: Int32Array; firsts: Int32Array } {
  const marked = new Int32Array(items.length + n).fill(endMark);
  const firsts = new Int32Array(n);
  let filled = 0;
  for (let basket = 0; basket < n; basket++) {
    const from = offsets[basket]!;
    const to = offsets[basket + 1]!;
    if (to === from) continue;
    marked.set(items.subarray(from, to), from + basket);
    firsts[filled++] = from + basket;
  }
  return { marked, firsts: firsts.slice(0, filled) };
}
