import { performance } from 'node:perf_hooks';
import { mapWhiteSpace } from '../../electron/engine/analysis/cross-sell/whiteSpace.ts';

/** Time per size of the white-space map. Run: `node test/bench/whiteSpace.ts`. */

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const cases: [accounts: number, products: number, rowsPerAccount: number][] = [
  [5_000, 60, 20],
  [50_000, 60, 8],
  [50_000, 60, 25],
  [50_000, 100, 25],
];
console.log('accounts\tproducts\trows\tseconds\tMB');
for (const [accounts, products, perAccount] of cases) {
  const next = random(5);
  const n = accounts * perAccount;
  const rows = {
    accounts,
    offsets: Int32Array.from({ length: accounts + 1 }, (_, i) => i * perAccount),
    keep: new Uint8Array(n).fill(1),
    day: Int32Array.from({ length: n }, () => Math.floor(next() * 730)),
    revenue: Float64Array.from({ length: n }, () => next() * 1000),
    quantity: null,
    order: null,
    product: Int32Array.from({ length: n }, () => Math.floor(next() ** 2 * products)),
    products,
  };
  const start = performance.now();
  mapWhiteSpace(rows, { span: { from: 365, to: 729 }, products });
  const seconds = (performance.now() - start) / 1000;
  const megabytes = process.memoryUsage().rss / 2 ** 20;
  console.log([accounts, products, n, seconds.toFixed(2), megabytes.toFixed(0)].join('\t'));
}
