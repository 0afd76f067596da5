import { NearestK } from '../upsell/nearestK.ts';
import type { Pattern, References } from './patterns.ts';

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
    const { above, tied } = search(pattern);
    for (const row of pattern.rows) {
      pause();
      visit(row, nearestOf(row, above, tied, references.candidates, logRevenue, k));
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
 * only rises. Shared products are counted through the lists of references per product. Within one size a rank at or
 * above the threshold means at least `needed` shared products, which is all that the inner loop compares.
 */
function createSearch(references: References, most: number, k: number): (pattern: Pattern) => Found {
  const { n, starts, candidates, postingStarts, postings } = references;
  const { rankOf, count } = rankFractions(most);
  const members = Int32Array.from(candidates, (rows) => rows.length);
  const sharedWith = new Uint16Array(n);
  const histogram = new Int32Array(count);
  const ranks = new Int32Array(n);
  const seen = new Int32Array(n);
  let found = 0;
  let threshold = 1;
  let inside = 0;

  function countShared({ columns }: Pattern): void {
    sharedWith.fill(0);
    for (const column of columns) {
      const end = postingStarts[column + 1]!;
      for (let at = postingStarts[column]!; at < end; at++) sharedWith[postings[at]!]!++;
    }
  }

  function rankAt(shared: number, size: number, other: number): number {
    return rankOf[shared * (most + 1) + size + other - shared]!;
  }

  function neededFor(size: number, other: number, from: number): number {
    let needed = from;
    while (needed <= Math.min(size, other) && rankAt(needed, size, other) < threshold) needed++;
    return needed;
  }

  function look({ columns, reference }: Pattern, other: number): void {
    const size = columns.length;
    const end = starts[other + 1]!;
    let needed = neededFor(size, other, 1);
    for (let index = starts[other]!; index < end; index++) {
      const shared = sharedWith[index]!;
      if (shared < needed) continue;
      // A row is not its own look-alike; one too few here only widens the ties.
      const added = index === reference ? Math.max(0, members[index]! - 1) : members[index]!;
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

  function possible(size: number, other: number): boolean {
    return other >= 1 && other <= most && rankAt(Math.min(size, other), size, other) >= threshold;
  }

  return (pattern) => {
    const size = pattern.columns.length;
    histogram.fill(0);
    found = 0;
    threshold = 1;
    inside = 0;
    countShared(pattern);
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

function nearestOf(
  row: number,
  above: readonly number[],
  tied: readonly number[],
  candidates: readonly Int32Array[],
  logRevenue: Float64Array,
  k: number,
): Int32Array {
  const chosen: number[] = [];
  for (const index of above) for (const other of candidates[index]!) if (other !== row) chosen.push(other);
  const room = k - chosen.length;
  if (room <= 0) return Int32Array.from(chosen);
  const nearest = new NearestK(room);
  for (const index of tied) {
    for (const other of candidates[index]!) {
      if (other !== row) nearest.offer(other, Math.abs(logRevenue[other]! - logRevenue[row]!));
    }
  }
  return Int32Array.from([...chosen, ...nearest.indexes.subarray(0, nearest.size)]);
}
