import { NearestK } from '../upsell/nearestK.ts';
import type { Pattern, References } from './patterns.ts';
import { SharedProducts } from './sharedProducts.ts';

interface NeighbourOptions {
  /** Look-alikes per row. */
  k: number;
  /** Most products in a pattern. */
  columns: number;
  /** Revenue per row; decides between equally similar purchases. */
  revenue: Float64Array;
  /** Called often; may throw to stop. */
  pause: () => void;
}

/**
 * Nearest look-alikes of each grid row by what they buy: most products in common first (Jaccard: shared / either),
 * then the most similar revenue, then the smaller row. Rows that share no product are never look-alikes.
 *
 * Rows with the same purchases are searched for once. Patterns are visited by size outwards from the own size; the
 * visit ends where smaller / larger size, the best Jaccard possible, falls below the k-th found. Exact.
 * `visit` is called once per row with the rows of its look-alikes, nearest first.
 */
export function visitNeighbours(
  patterns: readonly Pattern[],
  references: References,
  options: NeighbourOptions,
  visit: (row: number, neighbours: Int32Array) => void,
): void {
  const { k, pause } = options;
  const logRevenue = options.revenue.map((revenue) => Math.log(revenue));
  const search = createSearch(references, options.columns, k);
  for (const pattern of patterns) {
    pause();
    const found = search(pattern);
    for (const row of pattern.rows) {
      pause();
      visit(row, nearestOf(row, found, references, logRevenue, k));
    }
  }
}

/** Rank of shared / either at shared * (most + 1) + either: equal fractions share a rank, larger ones rank higher. */
function rankFractions(most: number): { rankOf: Int32Array; count: number } {
  const values = new Set<number>([0]);
  for (let either = 1; either <= most; either++) {
    for (let shared = 1; shared <= either; shared++) values.add(shared / either);
  }
  const rankOfValue = new Map([...values].sort((a, b) => a - b).map((value, rank) => [value, rank]));
  const rankOf = new Int32Array((most + 1) ** 2);
  for (let either = 1; either <= most; either++) {
    for (let shared = 1; shared <= either; shared++) {
      rankOf[shared * (most + 1) + either] = rankOfValue.get(shared / either)!;
    }
  }
  return { rankOf, count: rankOfValue.size };
}

interface Found {
  /** References whose rows are all among the k nearest, best first, and those that tie for the last places. */
  above: number[];
  tied: number[];
}

/**
 * `histogram[rank]` counts candidates per similarity; `threshold` is the lowest rank still needed for k of them, and
 * only rises. Within one size a rank at or above the threshold means at least `needed` shared products, which is all that
 * is compared; `SharedProducts` counts them, 32 references at once.
 */
function createSearch(references: References, most: number, k: number): (pattern: Pattern) => Found {
  const { n, starts, candidateStarts } = references;
  const { rankOf, count } = rankFractions(most);
  const products = new SharedProducts(references);
  const histogram = new Int32Array(count);
  const ranks = new Int32Array(n);
  const seen = new Int32Array(n);
  let found = 0;
  let threshold = 1;
  let inside = 0;

  function rankAt(shared: number, size: number, other: number): number {
    return rankOf[shared * (most + 1) + size + other - shared]!;
  }

  /** Sets that together are larger than all columns share what does not fit: fewer cannot occur and have no rank. */
  function neededFor(size: number, other: number, from: number): number {
    let least = Math.max(from, size + other - most);
    while (least <= Math.min(size, other) && rankAt(least, size, other) < threshold) least++;
    return least;
  }

  function look({ columns, reference }: Pattern, other: number): void {
    const size = columns.length;
    const [from, to] = [starts[other]!, starts[other + 1]!];
    let needed = neededFor(size, other, 1);
    for (let block = from >> 5; block << 5 < to; block++) {
      let hits = products.hits(block, needed) & bitsBetween(from - (block << 5), to - (block << 5));
      for (; hits !== 0; hits &= hits - 1) {
        const bit = 31 - Math.clz32(hits & -hits);
        const shared = products.sharedAt(bit);
        if (shared < needed) continue;
        const index = (block << 5) + bit;
        // A row is not its own look-alike; one too few here only widens the ties.
        const members = candidateStarts[index + 1]! - candidateStarts[index]!;
        const added = index === reference ? Math.max(0, members - 1) : members;
        const rank = rankAt(shared, size, other);
        ranks[index] = rank;
        seen[found++] = index;
        histogram[rank]! += added;
        inside += added;
        if (inside - histogram[threshold]! < k) continue;
        while (inside - histogram[threshold]! >= k) inside -= histogram[threshold++]!;
        needed = neededFor(size, other, needed);
      }
    }
  }

  function possible(size: number, other: number): boolean {
    return other >= 1 && other <= most && rankAt(Math.min(size, other), size, other) >= threshold;
  }

  return (pattern) => {
    const size = pattern.columns.length;
    histogram.fill(0);
    found = 0;
    threshold = 1;
    inside = 0;
    products.ask(pattern.columns);
    look(pattern, size);
    for (let step = 1; possible(size, size - step) || possible(size, size + step); step++) {
      if (possible(size, size - step)) look(pattern, size - step);
      if (possible(size, size + step)) look(pattern, size + step);
    }
    const above: number[] = [];
    const tied: number[] = [];
    for (let i = 0; i < found; i++) {
      const index = seen[i]!;
      if (ranks[index]! > threshold) above.push(index);
      else if (ranks[index] === threshold) tied.push(index);
    }
    above.sort((a, b) => ranks[b]! - ranks[a]! || a - b);
    return { above, tied };
  };
}

/** The bits `from` … `to - 1` of a word; either may lie outside of it. */
function bitsBetween(from: number, to: number): number {
  return (from > 0 ? -1 << from : -1) & (to < 32 ? (1 << to) - 1 : -1);
}

/** Look-alikes of one row, nearest first: all rows of the patterns above, then those of the tied ones with the nearest revenue. */
function nearestOf(
  row: number,
  { above, tied }: Found,
  { candidateStarts, candidates }: References,
  logRevenue: Float64Array,
  k: number,
): Int32Array {
  const chosen = new Int32Array(k);
  let size = 0;
  for (const index of above) {
    for (let at = candidateStarts[index]!; at < candidateStarts[index + 1]!; at++) {
      if (candidates[at] !== row) chosen[size++] = candidates[at]!;
    }
  }
  if (size === k) return chosen;
  const nearest = new NearestK(k - size);
  const own = logRevenue[row]!;
  for (const index of tied) {
    for (let at = candidateStarts[index]!; at < candidateStarts[index + 1]!; at++) {
      const other = candidates[at]!;
      if (other !== row) nearest.offer(other, Math.abs(logRevenue[other]! - own));
    }
  }
  chosen.set(nearest.indexes.subarray(0, nearest.size), size);
  return chosen.subarray(0, size + nearest.size);
}
