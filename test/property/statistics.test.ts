import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compensatedSum } from '../../electron/engine/analysis/statistics/compensated.ts';
import { gini, herfindahl } from '../../electron/engine/analysis/statistics/inequality.ts';
import { mean } from '../../electron/engine/analysis/statistics/mean.ts';
import { type QuantileType, quantiles } from '../../electron/engine/analysis/statistics/quantile.ts';
import { standardDeviation } from '../../electron/engine/analysis/statistics/standardDeviation.ts';
import { seed } from './seed.ts';

const options = { seed: seed(), numRuns: 500 };
const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 });
const amounts = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 60 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('quantiles of every type', () => {
  it('stay between the extremes and never fall as the share rises', () => {
    const type = fc.integer({ min: 1, max: 9 }) as fc.Arbitrary<QuantileType>;
    fc.assert(
      fc.property(values, share, share, type, (list, p, q, kind) => {
        const [low, high] = quantiles(list, [Math.min(p, q), Math.max(p, q)], kind);
        expect(low).toBeLessThanOrEqual(high! + 1e-9 * Math.abs(high!));
        expect(low).toBeGreaterThanOrEqual(Math.min(...list) - 1e-9);
        expect(high).toBeLessThanOrEqual(Math.max(...list) + 1e-9);
      }),
      options,
    );
  });
});

describe('sums', () => {
  it('of cents are exact in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e8, max: 1e8 })), (cents) => {
        const exact = cents.reduce((sum, value) => sum + value, 0) / 100;
        const list = cents.map((value) => value / 100);
        expect(compensatedSum(list)).toBeCloseTo(exact, 6);
        expect(compensatedSum(list.toReversed())).toBeCloseTo(compensatedSum(list), 9);
      }),
      options,
    );
  });
});

describe('mean and standard deviation', () => {
  it('shift with the values and do not', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 40 }),
        fc.integer({ min: -1e9, max: 1e9 }),
        (list, shift) => {
          const shifted = list.map((value) => value + shift);
          expect(mean(shifted) - shift).toBeCloseTo(mean(list), 5);
          expect(standardDeviation(shifted)).toBeCloseTo(standardDeviation(list), 5);
        },
      ),
      options,
    );
  });
});

describe('inequality', () => {
  it('has its bounds, ignores scale and order', () => {
    fc.assert(
      fc.property(amounts, (list) => {
        fc.pre(list.some((value) => value > 0));
        const n = list.length;
        expect(gini(list)).toBeGreaterThanOrEqual(0);
        expect(gini(list)).toBeLessThanOrEqual((n - 1) / n + 1e-12);
        expect(herfindahl(list)).toBeGreaterThanOrEqual(1 / n - 1e-12);
        expect(herfindahl(list)).toBeLessThanOrEqual(1 + 1e-12);
        expect(gini(list.map((value) => value * 1000))).toBeCloseTo(gini(list), 10);
        expect(gini(list.toReversed())).toBeCloseTo(gini(list), 12);
      }),
      options,
    );
  });
});
