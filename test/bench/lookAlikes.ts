import { performance } from 'node:perf_hooks';
import { findLookAlikes } from '../../electron/engine/analysis/upsell/lookAlikes.ts';

/** Time per size of the look-alike search. Run: `node test/bench/lookAlikes.ts`. */

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const cases: [members: number, markets: number, segments: number][] = [
  [5_000, 38, 4],
  [50_000, 1, 1],
  [50_000, 38, 4],
  [50_000, 500, 40],
  [200_000, 38, 4],
];
console.log('accounts\tmarkets\tsegments\tseconds\tMB');
for (const [members, markets, segments] of cases) {
  const next = random(11);
  const skewed = () => Math.floor(next() ** 3 * 200) + 1;
  const numeric = [
    Float64Array.from({ length: members }, () => Math.log1p(next() * 60)),
    Float64Array.from({ length: members }, () => Math.log1p(skewed())),
    Float64Array.from({ length: members }, () => Math.log1p(skewed())),
  ];
  const codes = (count: number) =>
    Int32Array.from({ length: members }, () => Math.floor(next() ** 2 * count));
  const features = { members, numeric, categories: [codes(markets), codes(segments)] };
  const start = performance.now();
  findLookAlikes(features, 15);
  const seconds = (performance.now() - start) / 1000;
  const megabytes = process.memoryUsage().rss / 2 ** 20;
  console.log([members, markets, segments, seconds.toFixed(2), megabytes.toFixed(0)].join('\t'));
}
