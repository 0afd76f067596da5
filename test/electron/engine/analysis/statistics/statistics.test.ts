import { describe, expect, it } from 'vitest';
import { autocorrelation } from '../../../../../electron/engine/analysis/statistics/autocorrelation.ts';
import {
  addTo,
  compensatedSum,
  createSums,
  totalsOf,
} from '../../../../../electron/engine/analysis/statistics/compensated.ts';
import { gini, herfindahl } from '../../../../../electron/engine/analysis/statistics/inequality.ts';
import { mean } from '../../../../../electron/engine/analysis/statistics/mean.ts';
import { quantileOfSorted, quantiles } from '../../../../../electron/engine/analysis/statistics/quantile.ts';
import { descendingOrder } from '../../../../../electron/engine/analysis/statistics/rankOrder.ts';
import { roundMoney, withoutDust } from '../../../../../electron/engine/analysis/statistics/roundMoney.ts';
import { standardDeviation } from '../../../../../electron/engine/analysis/statistics/standardDeviation.ts';

describe('compensated sums', () => {
  it('keep what plain addition loses', () => {
    expect(compensatedSum([1, 1e100, 1, -1e100])).toBe(2);
    const slots = createSums(2);
    for (const value of [1, 1e100, 1, Number.NaN, -1e100]) addTo(slots, 1, value);
    expect([...totalsOf(slots)]).toEqual([0, 2]);
  });
  it('count a missing value as nothing', () => {
    expect(compensatedSum([1, Number.NaN, 2])).toBe(3);
    expect(compensatedSum([])).toBe(0);
  });
});

describe('money', () => {
  it('is compared at four decimals', () => {
    expect(roundMoney(0.1 + 0.2)).toBe(0.3);
    expect(roundMoney(-0.00001)).toBe(0);
    expect(Object.is(roundMoney(-0.00001), 0)).toBe(true);
    expect(roundMoney(123456789012345680)).toBe(123456789012345680);
    expect(withoutDust(1.4e-14)).toBe(0);
    expect(withoutDust(-0.01)).toBe(-0.01);
  });
});

describe('mean, standard deviation and autocorrelation', () => {
  it('survive a large common offset', () => {
    const values = [10000001, 10000003, 10000002];
    expect(mean(values)).toBe(10000002);
    expect(standardDeviation(values)).toBe(1);
    expect(autocorrelation(values)).toBe(-0.5);
  });
  it('refuse too few and non-finite values with a code', () => {
    expect(() => mean([])).toThrow(expect.objectContaining({ code: 'tooLittleData' }));
    expect(() => standardDeviation([1])).toThrow(expect.objectContaining({ code: 'tooLittleData' }));
    expect(() => autocorrelation([1, 2])).toThrow(expect.objectContaining({ code: 'tooLittleData' }));
    expect(() => mean([1, Number.NaN])).toThrow(expect.objectContaining({ code: 'badInput' }));
    expect(() => standardDeviation([1, Number.POSITIVE_INFINITY])).toThrow(
      expect.objectContaining({ code: 'badInput' }),
    );
  });
  it('give no autocorrelation where nothing varies', () => {
    expect(autocorrelation([4, 4, 4])).toBeNull();
  });
});

describe('quantiles', () => {
  it('follow type 7 unless told', () => {
    expect(quantiles([4, 1, 3, 2], [0, 0.25, 0.5, 1])).toEqual([1, 1.75, 2.5, 4]);
    expect(quantileOfSorted([1, 2, 3, 4], 0.5, 1)).toBe(2);
    expect(quantileOfSorted([7], 0.3, 6)).toBe(7);
  });
  it('refuse no values and shares outside 0 to 1', () => {
    expect(() => quantiles([], [0.5])).toThrow(expect.objectContaining({ code: 'tooLittleData' }));
    expect(() => quantileOfSorted([1], 1.1)).toThrow(expect.objectContaining({ code: 'badInput' }));
    expect(() => quantileOfSorted([1], Number.NaN)).toThrow(expect.objectContaining({ code: 'badInput' }));
  });
});

describe('inequality', () => {
  it('is nil when all are equal and largest when one has it all', () => {
    expect(gini([2, 2, 2])).toBe(0);
    expect(gini([0, 0, 0, 4])).toBe(0.75);
    expect(herfindahl([1, 1])).toBe(0.5);
    expect(herfindahl([5, 0])).toBe(1);
  });
  it('refuses nothing, negatives and a zero total', () => {
    for (const measure of [gini, herfindahl]) {
      expect(() => measure([])).toThrow(expect.objectContaining({ code: 'tooLittleData' }));
      expect(() => measure([0, 0])).toThrow(expect.objectContaining({ code: 'tooLittleData' }));
      expect(() => measure([2, -1])).toThrow(expect.objectContaining({ code: 'badInput' }));
    }
  });
});

describe('rank order', () => {
  it('keeps the order of equal values', () => {
    expect([...descendingOrder(Float64Array.of(1, 3, 3, 2))]).toEqual([1, 2, 3, 0]);
  });
});
