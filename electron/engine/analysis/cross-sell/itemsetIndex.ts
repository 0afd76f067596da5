import type { FrequentItemsets } from './frequentItemsets.ts';

function mixed(hash: number, item: number): number {
  const next = Math.imul(hash ^ item, 0x9e3779b1);
  return next ^ (next >>> 15);
}

/**
 * Finds itemsets by their items: open addressing over the flat itemset arrays, no strings.
 * The returned function takes an ascending item list without its `skip`-th entry and gives the itemset, or -1.
 */
export function indexItemsets(
  itemsets: FrequentItemsets,
): (items: Int32Array, from: number, to: number, skip: number) => number {
  const { n, offsets, items } = itemsets;
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, n * 2)));
  const table = new Int32Array(size).fill(-1);
  for (let itemset = 0; itemset < n; itemset++) {
    let slot = hashOf(items, offsets[itemset]!, offsets[itemset + 1]!, -1) & (size - 1);
    while (table[slot]! >= 0) slot = (slot + 1) & (size - 1);
    table[slot] = itemset;
  }
  return (wanted, from, to, skip) => {
    let slot = hashOf(wanted, from, to, skip) & (size - 1);
    for (; table[slot]! >= 0; slot = (slot + 1) & (size - 1)) {
      if (same(table[slot]!, wanted, from, to, skip)) return table[slot]!;
    }
    return -1;
  };

  function same(itemset: number, wanted: Int32Array, from: number, to: number, skip: number): boolean {
    let at = offsets[itemset]!;
    if (offsets[itemset + 1]! - at !== to - from - (skip >= 0 ? 1 : 0)) return false;
    for (let i = from; i < to; i++) {
      if (i !== skip && items[at++] !== wanted[i]) return false;
    }
    return true;
  }
}

function hashOf(items: Int32Array, from: number, to: number, skip: number): number {
  let hash = 0;
  for (let i = from; i < to; i++) if (i !== skip) hash = mixed(hash, items[i]!);
  return hash;
}
