import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visitNeighbours } from '../../electron/engine/analysis/cross-sell/patternNeighbours.ts';
import { groupPatterns } from '../../electron/engine/analysis/cross-sell/patterns.ts';
import { bought, type PurchaseGrid } from '../../electron/engine/analysis/cross-sell/purchaseGrid.ts';
import { medianInPlace } from '../../electron/engine/analysis/statistics/medianInPlace.ts';
import { seed } from './seed.ts';

/** Rows of what is bought, with revenue: several words of references, and more columns than a word has bits. */
const grids = fc.integer({ min: 1, max: 90 }).chain((width) =>
  fc.record({
    width: fc.constant(width),
    k: fc.integer({ min: 1, max: 12 }),
    rows: fc.array(
      fc.record({
        buys: fc.array(fc.integer({ min: 0, max: width - 1 }), { maxLength: width }),
        revenue: fc.integer({ min: 1, max: 5 }),
        serves: fc.boolean(),
      }),
      { minLength: 40, maxLength: 140 },
    ),
  }),
);

function gridOf(width: number, rows: readonly { buys: number[]; revenue: number }[]): PurchaseGrid {
  const states = new Uint8Array(rows.length * width);
  for (const [row, { buys }] of rows.entries()) {
    for (const column of buys) states[row * width + column] = bought;
  }
  return {
    accounts: Int32Array.from(rows.keys()),
    products: Int32Array.from({ length: width }, (_, column) => column),
    states,
    revenue: new Float64Array(states.length),
    accountRevenue: Float64Array.from(rows, ({ revenue }) => revenue),
    productRevenue: new Float64Array(width),
    productsSold: width,
  };
}

describe('look-alikes by what they buy', () => {
  it('are those of the definition, in every row', () => {
    fc.assert(
      fc.property(grids, ({ width, k, rows }) => {
        const grid = gridOf(width, rows);
        const { patterns, references } = groupPatterns(
          grid,
          Uint8Array.from(rows, ({ serves }) => (serves ? 1 : 0)),
        );
        const options = { k, columns: width, revenue: grid.accountRevenue, pause: () => undefined };
        const found: number[][] = [];
        visitNeighbours(patterns, references, options, (row, neighbours) => {
          found[row] = [...neighbours];
        });
        const sets = rows.map(({ buys }) => new Set(buys));
        for (const [row, own] of sets.entries()) {
          const likeness = (other: number) => {
            const shared = [...own].filter((column) => sets[other]!.has(column)).length;
            return shared / (own.size + sets[other]!.size - shared) || 0;
          };
          const apart = (other: number) =>
            Math.abs(Math.log(rows[other]!.revenue) - Math.log(rows[row]!.revenue));
          const expected = Array.from(rows.keys())
            .filter((other) => other !== row && rows[other]!.serves && likeness(other) > 0)
            .sort((a, b) => likeness(b) - likeness(a) || apart(a) - apart(b) || a - b)
            .slice(0, k);
          // Among equally similar ones that are all taken, the order is by pattern: which they are is what counts.
          expect([...found[row]!].sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b));
        }
      }),
      { seed: seed(), numRuns: 60 },
    );
  });
});

describe('the median of a short list', () => {
  it('is that of the sorted list', () => {
    const lists = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(lists, fc.nat(3), (list, before) => {
        const values = Float64Array.from([...new Array(before).fill(99), ...list, -99]);
        const sorted = list.toSorted((a, b) => a - b);
        const [low, high] = [sorted[(list.length - 1) >> 1]!, sorted[list.length >> 1]!];
        expect(medianInPlace(values, before, before + list.length)).toBe((low + high) / 2);
        expect(values.at(-1)).toBe(-99);
      }),
      { seed: seed() },
    );
  });

  it('is 0 for an empty one', () => {
    expect(medianInPlace(new Float64Array(3), 1, 1)).toBe(0);
  });
});
