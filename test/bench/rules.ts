import { performance } from 'node:perf_hooks';
import { findAssociationRules } from '../../electron/engine/analysis/cross-sell/associationRules.ts';
import { type Baskets, makeBaskets } from '../../electron/engine/analysis/cross-sell/baskets.ts';
import { findFrequentItemsets } from '../../electron/engine/analysis/cross-sell/frequentItemsets.ts';

/** Time per size of rule mining, sparse and dense engine. Run: `node test/bench/rules.ts`. */

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Baskets of a random length around `mean`; item popularity falls as 1 / (rank + 5), and one basket in five holds a bundle. */
function randomBaskets(n: number, itemCount: number, mean: number): Baskets {
  const next = random(7);
  const weights = Float64Array.from({ length: itemCount }, (_, i) => 1 / (i + 5));
  let total = 0;
  const cumulative = weights.map((weight) => {
    total += weight;
    return total;
  });
  const basket: number[] = [];
  const item: number[] = [];
  for (let b = 0; b < n; b++) {
    const length = 1 + Math.floor(next() * (2 * mean - 1));
    const bundle = Math.floor(next() * 25);
    if (bundle < 5) {
      for (let i = 0; i < 3; i++) {
        basket.push(b);
        item.push((bundle * 3 + i) % itemCount);
      }
    }
    for (let i = 0; i < length; i++) {
      const target = next() * total;
      let low = 0;
      let high = itemCount - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (cumulative[middle]! < target) low = middle + 1;
        else high = middle;
      }
      basket.push(b);
      item.push(low);
    }
  }
  return makeBaskets(Int32Array.from(basket), Int32Array.from(item), n, itemCount);
}

function time<T>(run: () => T): { seconds: number; result: T } {
  const start = performance.now();
  const result = run();
  return { seconds: (performance.now() - start) / 1000, result };
}

const cases: [n: number, items: number, mean: number, support: number, maxLength: number][] = [
  [10_000, 200, 4, 0.001, 10],
  [20_000, 3_600, 20, 0.01, 10],
  [100_000, 1_000, 8, 0.002, 4],
  [1_000_000, 1_000, 8, 0.01, 4],
  [1_000_000, 1_000, 8, 0.001, 4],
  [100_000, 200, 6, 0.01, 4],
  [100_000, 120, 6, 0.01, 4],
  [100_000, 60, 6, 0.01, 4],
  [100_000, 60, 12, 0.05, 4],
  [50_000, 60, 20, 0.2, 4],
];
console.log('baskets\titems\tmean\tsupport\tdensity\titemsets\tsparse s\tdense s\tauto rules s\trules');
for (const [n, items, mean, support, maxLength] of cases) {
  const baskets = randomBaskets(n, items, mean);
  const frequent = findFrequentItemsets(baskets, { support, maxLength: 1 });
  const cells = frequent.counts.reduce((sum, count) => sum + count, 0);
  const density = cells / (n * Math.max(1, frequent.n));
  const sparse = time(() => findFrequentItemsets(baskets, { support, maxLength, engine: 'sparse' }));
  const dense =
    frequent.n * n < 1e8
      ? time(() => findFrequentItemsets(baskets, { support, maxLength, engine: 'dense' }))
      : null;
  const rules = time(() => findAssociationRules(baskets, { support, confidence: 0.3, maxLength }));
  const cellsOut = [
    n,
    items,
    mean,
    support,
    density.toFixed(4),
    sparse.result.n,
    sparse.seconds.toFixed(2),
    dense ? dense.seconds.toFixed(2) : '-',
    rules.seconds.toFixed(2),
    rules.result.n,
  ];
  console.log(cellsOut.join('\t'));
}
