import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chiSquareUpper,
  lnBeta,
  lnGamma,
  normalCdf,
  normalQuantile,
  normalUpper,
} from '../../../../../electron/engine/analysis/statistics/specialFunctions.ts';
import { seed } from '../../../../property/seed.ts';

const options = { seed: seed(), numRuns: 300 };

/** Values computed by SciPy 1.17.1 (scipy.special, scipy.stats). */
describe('special functions against SciPy', () => {
  it.each([
    [1e-8, 18.42068073818021],
    [0.01, 4.599479878042022],
    [0.24, 1.3311791434660618],
    [0.5, 0.5723649429247],
    [1.5, -0.12078223763524526],
    [3.7, 1.428072326665388],
    [12.0, 17.502307845873887],
    [12.5, 18.73434751193645],
    [100.0, 359.1342053695754],
    [100000.0, 1051287.7089736569],
  ])('ln Γ(%d)', (x, value) => {
    expect(Math.abs(lnGamma(x) - value)).toBeLessThan(2e-14 * Math.max(1, Math.abs(value)));
  });
  it.each([
    [-10.0, 1.0],
    [-3.0, 0.9986501019683699],
    [-0.5, 0.6914624612740131],
    [0.3, 0.3820885778110474],
    [0.7, 0.24196365222307303],
    [1.96, 0.024997895148220435],
    [5.0, 2.866515718791933e-7],
    [5.6, 1.0717590258310887e-8],
    [6.0, 9.865876450376946e-10],
    [8.0, 6.22096057427174e-16],
    [20.0, 2.7536241186061556e-89],
    [37.0, 5.7255712225239266e-300],
  ])('share of a normal distribution above %d', (z, value) => {
    expect(Math.abs(normalUpper(z) / value - 1)).toBeLessThan(3e-13);
  });
  it.each([
    [1e-300, -37.0470962993612],
    [1e-20, -9.262340089798409],
    [1e-5, -4.264890793922825],
    [0.01, -2.3263478740408408],
    [0.025, -1.9599639845400545],
    [0.3, -0.5244005127080409],
    [0.8, 0.8416212335729143],
    [0.975, 1.959963984540054],
    [0.999999, 4.753424308817087],
  ])('normal quantile of %d', (p, value) => {
    expect(Math.abs(normalQuantile(p) / value - 1)).toBeLessThan(1e-14);
  });
  it.each([
    [0.01, 1, 0.920344325445942],
    [3.84, 1, 0.05004352124870519],
    [10.3267419548856, 1, 0.0013111645203555118],
    [1000.0, 2, 7.124576406741474e-218],
    [5.0, 5, 0.4158801869955079],
    [100.0, 100, 0.48119168452795674],
    [1.0, 50, 1.0],
    [200.0, 3, 4.218541107192018e-43],
    [50.0, 1000, 1.0],
  ])('chi-square above %d with %d degrees of freedom', (x, df, value) => {
    expect(Math.abs(chiSquareUpper(x, df) / value - 1)).toBeLessThan(1e-13);
  });
});

describe('special functions', () => {
  it('refuse what they are not defined for with NaN', () => {
    for (const x of [0, -1, Number.NaN]) expect(lnGamma(x)).toBeNaN();
    for (const p of [-0.1, 1.1, Number.NaN]) expect(normalQuantile(p)).toBeNaN();
    expect(chiSquareUpper(-1, 1)).toBeNaN();
    expect(chiSquareUpper(1, 0)).toBeNaN();
    expect(normalUpper(Number.NaN)).toBeNaN();
  });
  it('reach their limits', () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(normalUpper(60)).toBe(0);
    expect(normalCdf(60)).toBe(1);
    expect(chiSquareUpper(0, 3)).toBe(1);
    expect(chiSquareUpper(Number.POSITIVE_INFINITY, 3)).toBe(0);
  });
  it('ln Γ(x + 1) = ln Γ(x) + ln x', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (x) => {
        const left = lnGamma(x + 1);
        const right = lnGamma(x) + Math.log(x);
        expect(Math.abs(left - right)).toBeLessThan(
          1e-13 * Math.max(10, Math.abs(left), Math.abs(Math.log(x))),
        );
      }),
      options,
    );
  });
  it('the quantile undoes the distribution, and the beta function is symmetric', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (p, a) => {
          expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1e-14);
          expect(lnBeta(a, p)).toBe(lnBeta(p, a));
        },
      ),
      options,
    );
  });
  it('the chi-square tail never rises', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 400, noNaN: true }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        fc.integer({ min: 1, max: 200 }),
        (x, more, df) => {
          expect(chiSquareUpper(x + more, df)).toBeLessThanOrEqual(chiSquareUpper(x, df) * (1 + 1e-12));
        },
      ),
      options,
    );
  });
});
