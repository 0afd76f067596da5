import { ExpectedError } from '../../../../../shared/errors/errors.ts';
import type { AnalysisWarning } from '../../types.ts';
import type { Baskets } from '../baskets.ts';
import { sharedSets } from '../nextProduct/ease.ts';
import { measureRule } from '../ruleMeasures.ts';
import { layoutNetwork } from './networkLayout.ts';

export interface NetworkOptions {
  /** Items looked at, those in most baskets. Default 300. */
  mostItems?: number;
  /** Edges kept, those furthest above chance (leverage) first. Default 80. */
  edges?: number;
  /** Fewest baskets that hold both. Default 5. */
  least?: number;
}

/** Items that go together more often than chance. */
export interface ProductNetwork {
  /** Items with an edge, most baskets first, and where they stand, in [0, 1]. */
  items: Int32Array;
  baskets: Int32Array;
  x: Float64Array;
  y: Float64Array;
  /** Edges per item. */
  degree: Int32Array;
  /** Edges between positions among `items`, highest leverage first. */
  from: Int32Array;
  to: Int32Array;
  count: Int32Array;
  support: Float64Array;
  lift: Float64Array;
  leverage: Float64Array;
  /** Fisher's one-sided p, and the same after Benjamini and Hochberg's correction over all pairs. */
  chance: Float64Array;
  adjusted: Float64Array;
  transactions: number;
  tested: number;
  /** Pairs beyond chance, before the choice of edges. */
  significant: number;
  warnings: AnalysisWarning[];
}

const falseDiscoveries = 0.05;

/**
 * Which products hang together, as a network?
 *
 * An edge joins two items that share at least `least` baskets, more than chance would give: Fisher's one-sided test at a
 * false discovery rate of 5 % over all pairs of items looked at (Benjamini & Hochberg). The strongest by leverage are
 * kept. Assumption: baskets are independent draws; accounts with many orders make orders look surer than they are.
 *
 * @throws `noData` without baskets. Cost: Σ basket size² + pairs; places as in `layoutNetwork`.
 * Source: Benjamini & Hochberg (1995); leverage: Piatetsky-Shapiro (1991).
 */
export function productNetwork(baskets: Baskets, options: NetworkOptions = {}): ProductNetwork {
  const { mostItems = 300, edges: mostEdges = 80, least = 5 } = options;
  if (baskets.n === 0)
    throw new ExpectedError('noData', 'There are no baskets in this slice', {
      hint: 'Widen the slice; a network needs sales with products',
    });
  const { itemOf, counts, shared, sold } = countShared(baskets, mostItems);
  const width = itemOf.length;
  const tested = (width * (width - 1)) / 2;
  const pairs = testPairs(shared, counts, baskets.n, least, tested);
  const kept = pairs
    .filter(({ adjusted }) => adjusted <= falseDiscoveries)
    .sort((a, b) => b.leverage - a.leverage || a.a - b.a || a.b - b.b);
  const shown = kept.slice(0, mostEdges);
  const nodes = [...new Set(shown.flatMap(({ a, b }) => [a, b]))].sort((a, b) => a - b);
  const place = new Map(nodes.map((column, index) => [column, index]));
  const from = Int32Array.from(shown, ({ a }) => place.get(a)!);
  const to = Int32Array.from(shown, ({ b }) => place.get(b)!);
  const degree = new Int32Array(nodes.length);
  for (const node of [...from, ...to]) degree[node]!++;
  const numbers = (of: (pair: Pair) => number) => Float64Array.from(shown, of);
  const leverage = numbers((pair) => pair.leverage);
  return {
    items: Int32Array.from(nodes, (column) => itemOf[column]!),
    baskets: Int32Array.from(nodes, (column) => counts[column]!),
    ...layoutNetwork(nodes.length, from, to, leverage),
    degree,
    from,
    to,
    count: Int32Array.from(shown, ({ count }) => count),
    support: numbers(({ count }) => count / baskets.n),
    lift: numbers(({ lift }) => lift),
    leverage,
    chance: numbers(({ chance }) => chance),
    adjusted: numbers(({ adjusted }) => adjusted),
    transactions: baskets.n,
    tested,
    significant: kept.length,
    warnings: warningsOf(kept.length, shown.length, width, sold),
  };
}

function countShared(baskets: Baskets, most: number) {
  const inBaskets = new Int32Array(baskets.itemCount);
  for (const item of baskets.items) inBaskets[item]!++;
  const sold = Array.from(inBaskets.keys()).filter((item) => inBaskets[item]! > 0);
  sold.sort((a, b) => inBaskets[b]! - inBaskets[a]! || a - b);
  const itemOf = Int32Array.from(sold.slice(0, most));
  const columnOf = new Int32Array(baskets.itemCount).fill(-1);
  for (const [column, item] of itemOf.entries()) columnOf[item] = column;
  const starts = new Int32Array(baskets.n + 1);
  const items = new Int32Array(baskets.items.length);
  let filled = 0;
  for (let basket = 0; basket < baskets.n; basket++) {
    for (let at = baskets.offsets[basket]!; at < baskets.offsets[basket + 1]!; at++) {
      const column = columnOf[baskets.items[at]!]!;
      if (column >= 0) items[filled++] = column;
    }
    starts[basket + 1] = filled;
  }
  const shared = sharedSets({ n: baskets.n, starts, items, count: itemOf.length });
  return { itemOf, counts: itemOf.map((item) => inBaskets[item]!), shared, sold: sold.length };
}

interface Pair {
  a: number;
  b: number;
  count: number;
  lift: number;
  leverage: number;
  chance: number;
  adjusted: number;
}

/** Pairs above chance with p corrected for all `tested` pairs; those not looked at closer count as p = 1. */
function testPairs(
  shared: Float64Array,
  counts: Int32Array,
  n: number,
  least: number,
  tested: number,
): Pair[] {
  const width = counts.length;
  const pairs: Pair[] = [];
  for (let a = 0; a < width; a++) {
    for (let b = a + 1; b < width; b++) {
      const both = shared[a * width + b]!;
      if (both < least || both * n <= counts[a]! * counts[b]!) continue;
      const { lift, leverage, chance } = measureRule({
        both,
        lhs: counts[a]!,
        rhs: counts[b]!,
        transactions: n,
      });
      pairs.push({ a, b, count: both, lift, leverage, chance, adjusted: 1 });
    }
  }
  const order = [...pairs].sort((x, y) => y.chance - x.chance);
  let lowest = 1;
  for (const [index, pair] of order.entries()) {
    lowest = Math.min(lowest, (pair.chance * tested) / (order.length - index));
    pair.adjusted = lowest;
  }
  return pairs;
}

function warningsOf(significant: number, shown: number, looked: number, sold: number): AnalysisWarning[] {
  const warnings: AnalysisWarning[] = [];
  if (significant === 0) warnings.push({ code: 'noNetwork', params: {} });
  if (significant > shown) warnings.push({ code: 'edgesNotShown', params: { shown, edges: significant } });
  if (sold > looked) warnings.push({ code: 'productsByBuyers', params: { shown: looked, products: sold } });
  return warnings;
}
