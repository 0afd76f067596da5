import { describe, expect, test } from 'vitest';
import {
  findSequences,
  poissonUpper,
} from '../../../../../electron/engine/analysis/cross-sell/sequence/sequences.ts';
import { salesRows } from '../salesRows.ts';
import { allItems, bookOf, familySales, firstDay, lastDay } from './madeUpBook.ts';

test('the upper tail of a Poisson variable equals scipy’s', () => {
  // scipy.stats.poisson.sf(k − 1, mean), scipy 1.10.
  for (const [count, mean, expected] of [
    [5, 2.3, 0.08375071927940161],
    [40, 11.5, 4.6061528823530346e-11],
    [3, 7.25, 0.9754767906352807],
    [120, 20, 4.905027004477099e-52],
  ] as const) {
    expect(poissonUpper(count, mean) / expected).toBeCloseTo(1, 11);
  }
});

describe('sequences', () => {
  test('by hand: shares by Kaplan and Meier, days, accounts still open', () => {
    const of = { count: 2, of: Int32Array.from([0, 1]) };
    const sale = (account: number, day: number, product: number) => ({ account, day, product, revenue: 1 });
    const rows = salesRows(
      8,
      [
        ...Array.from({ length: 6 }, (_, account) => sale(account, account === 5 ? 190 : 100, 0)),
        sale(0, 110, 1),
        sale(1, 120, 1),
        sale(2, 120, 1),
        sale(3, 100, 1), // the same day: not at risk
        sale(4, 160, 1), // after the horizon
        sale(6, 50, 1),
        sale(7, 60, 0),
        sale(7, 70, 1),
      ],
      2,
    );
    const found = findSequences(rows, { asOf: 200, items: of, first: 0, horizon: 40, least: 1 });
    expect(found.n).toBe(1);
    expect([found.first[0], found.next[0], found.accounts[0], found.followed[0], found.open[0]]).toEqual([
      0, 1, 6, 4, 1,
    ]);
    // Six at risk; days 10 (two of six), then account 5 is censored at day 10; days 20 (two of three).
    expect(found.share[0]).toBeCloseTo(1 - (4 / 6) * (1 / 3), 14);
    expect(found.medianDays[0]).toBe(20);
    expect(found.buyers).toBe(7);
  });

  test('pairs of one family follow each other, with shares inside their limits', () => {
    const found = findSequences(bookOf(familySales(4)), { asOf: lastDay, items: allItems, horizon: 180 });
    const sure = [...found.chance].filter((p) => p * found.tested <= 0.05).length;
    expect(sure).toBeGreaterThan(2);
    let sameFamily = 0;
    for (let row = 0; row < sure; row++) {
      if (Math.floor(found.first[row]! / 4) === Math.floor(found.next[row]! / 4)) sameFamily++;
      expect(found.lower[row]).toBeLessThanOrEqual(found.share[row]!);
      expect(found.upper[row]).toBeGreaterThanOrEqual(found.share[row]!);
      expect(found.lift[row]).toBeGreaterThan(1);
    }
    expect(sameFamily).toBe(sure);
  });

  test('does not depend on the order of rows', () => {
    const sales = familySales(6);
    const options = { asOf: lastDay, items: allItems, horizon: 180 };
    expect(findSequences(bookOf(sales.toReversed()), options)).toEqual(findSequences(bookOf(sales), options));
  });

  test('refuses a product that nobody bought', () => {
    const rows = salesRows(2, [{ account: 0, day: firstDay, product: 0, revenue: 1 }], 12);
    const ask = () => findSequences(rows, { asOf: lastDay, items: allItems, horizon: 90, first: 3 });
    expect(ask).toThrow(expect.objectContaining({ code: 'tooLittleData' }));
  });
});
