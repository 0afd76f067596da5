import { expect, test } from 'vitest';
import { basketsFromRows } from '../../../../../electron/engine/analysis/cross-sell/baskets.ts';
import { layoutNetwork } from '../../../../../electron/engine/analysis/cross-sell/network/networkLayout.ts';
import { productNetwork } from '../../../../../electron/engine/analysis/cross-sell/network/productNetwork.ts';
import { measureRule } from '../../../../../electron/engine/analysis/cross-sell/ruleMeasures.ts';
import { allItems, bookOf, familySales } from './madeUpBook.ts';

const baskets = basketsFromRows(bookOf(familySales(4)), 'account', allItems.of);

test('edges are the pairs that Benjamini and Hochberg’s rule keeps, counted apart', () => {
  const has = Array.from(
    { length: baskets.n },
    (_, basket) => new Set(baskets.items.subarray(baskets.offsets[basket], baskets.offsets[basket + 1])),
  );
  const counts = Array.from({ length: 12 }, (_, item) => has.filter((one) => one.has(item)).length);
  const pairs: { key: string; p: number; both: number }[] = [];
  for (let a = 0; a < 12; a++) {
    for (let b = a + 1; b < 12; b++) {
      const both = has.filter((one) => one.has(a) && one.has(b)).length;
      const { chance, lift } = measureRule({
        both,
        lhs: counts[a]!,
        rhs: counts[b]!,
        transactions: baskets.n,
      });
      pairs.push({ key: `${a}-${b}`, p: lift > 1 ? chance : 1, both });
    }
  }
  pairs.sort((x, y) => x.p - y.p);
  const last = pairs.findLastIndex(({ p }, index) => p <= (0.05 * (index + 1)) / pairs.length);
  const kept = pairs.slice(0, last + 1).filter(({ both }) => both >= 5);
  const found = productNetwork(baskets);
  expect(found.tested).toBe(66);
  const keys = Array.from(found.from, (from, edge) => {
    const [a, b] = [found.items[from]!, found.items[found.to[edge]!]!].sort((x, y) => x - y);
    return `${a}-${b}`;
  });
  expect(keys.sort()).toEqual(kept.map(({ key }) => key).sort());
  expect(kept.length).toBeGreaterThan(10);
});

test('the same network always has the same picture, inside the frame', () => {
  const [from, to] = [Int32Array.from([0, 1, 3]), Int32Array.from([1, 2, 4])];
  const weights = Float64Array.from([0.1, 0.2, 0.05]);
  const first = layoutNetwork(5, from, to, weights);
  expect(layoutNetwork(5, from, to, weights)).toEqual(first);
  for (const value of [...first.x, ...first.y]) {
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThanOrEqual(1);
  }
  const gap = (a: number, b: number) => Math.hypot(first.x[a]! - first.x[b]!, first.y[a]! - first.y[b]!);
  expect(gap(0, 1)).toBeLessThan(gap(0, 3));
  expect(layoutNetwork(0, new Int32Array(0), new Int32Array(0), new Float64Array(0)).x.length).toBe(0);
});

test('says when nothing hangs together', () => {
  const lonely = basketsFromRows(bookOf(familySales(4, 3), 3), 'account', allItems.of);
  expect(productNetwork(lonely).warnings.map(({ code }) => code)).toContain('noNetwork');
});
