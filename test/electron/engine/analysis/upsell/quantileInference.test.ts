import { describe, expect, it } from 'vitest';
import { linearRegression } from '../../../../../electron/engine/analysis/statistics/linearRegression.ts';
import { quantileErrors } from '../../../../../electron/engine/analysis/upsell/quantile/quantileErrors.ts';
import { quantileRegression } from '../../../../../electron/engine/analysis/upsell/quantile/quantileRegression.ts';
import { rankIntervals } from '../../../../../electron/engine/analysis/upsell/quantile/rankIntervals.ts';

/** Motor Trend 1974 (R's mtcars): miles per gallon, weight, horse power. */
const mpg = [
  21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4,
  30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4,
];
const wt = [
  2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73, 3.78, 5.25, 5.424, 5.345,
  2.2, 1.615, 1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935, 2.14, 1.513, 3.17, 2.77, 3.57, 2.78,
];
const hp = [
  110, 110, 93, 110, 175, 105, 245, 62, 95, 123, 123, 180, 180, 180, 205, 215, 230, 66, 52, 65, 97, 150, 150,
  245, 175, 66, 91, 113, 264, 175, 335, 109,
];
const columns = [mpg.map(() => 1), wt, hp];
const fits = quantileRegression(columns, mpg, [0.25, 0.5, 0.75]);

/** Limits of intercept, weight and horse power per τ. */
const limits = [
  [
    31.1572683618027, 39.3452557153072, -6.3352698314378, -2.7854436024353, -0.0810655314937,
    -0.0214296075136,
  ],
  [
    31.4128237761062, 38.9094873721942, -5.9120793284601, -2.8127216201144, -0.0498088669832,
    -0.0188485427438,
  ],
  [35.0185700151677, 41.2676125331784, -4.696740952246, -3.0175001991986, -0.0441218327458, -0.0140717692672],
];

function near(found: ArrayLike<number>, expected: number[], within: number): void {
  for (const [j, value] of expected.entries()) expect(Math.abs(found[j]! / value - 1)).toBeLessThan(within);
}

/** R 4.2 quantreg 5.94: summary(rq(mpg ~ wt + hp, tau), se = "rank" | "nid" | "iid"). */
describe('how far quantile coefficients may be off, as in R quantreg', () => {
  it.each([0, 1, 2])('90 %% rank intervals, fit %s', (index) => {
    const found = rankIntervals(columns, mpg, fits[index]!).flatMap(({ lower, upper }) => [lower!, upper!]);
    near(found, limits[index]!, 1e-7);
  });

  it('standard errors', () => {
    const [low, middle, high] = fits.map((fit) => quantileErrors(columns, mpg, fit, 'nid'));
    near(low!.stdErr, [1.2544214423919, 0.5821339602549, 0.0153320826622], 1e-6);
    near(middle!.stdErr, [1.947699658309, 0.6233325395723, 0.00949106131696], 1e-6);
    expect([low!.crossed, middle!.crossed, high!.crossed]).toEqual([2, 0, 0]);
    const even = quantileErrors(columns, mpg, fits[1]!, 'iid');
    near(even.stdErr, [1.805574787137, 0.7145712718367, 0.0101976127149], 1e-6);
  });

  it('say nothing of aliased columns, and nothing at all with as many coefficients as rows', () => {
    const twice = [...columns, wt.map((value) => 2 * value)];
    const fit = quantileRegression(twice, mpg, [0.5])[0]!;
    expect(rankIntervals(twice, mpg, fit)[3]).toEqual({ lower: null, upper: null });
    expect(quantileErrors(twice, mpg, fit, 'nid').stdErr[3]).toBeNaN();
    const two = [
      [1, 1],
      [0, 1],
    ];
    const few = quantileRegression(two, [1, 2], [0.5])[0]!;
    expect(rankIntervals(two, [1, 2], few)[0]).toEqual({ lower: null, upper: null });
  });
});

/** R 4.2: summary(lm(mpg ~ wt + hp)). */
describe('linear regression as in R lm', () => {
  it('coefficients, errors, fit', () => {
    const fit = linearRegression(columns, mpg);
    near(fit.coefficients, [37.2272701164472, -3.8778307424047, -0.0317729469822], 1e-11);
    near(fit.stdErr, [1.59878753799939, 0.6327334943774, 0.00902970967586], 1e-11);
    near(fit.p, [2.56545851198e-20, 1.1196471362e-6, 1.45122853157e-3], 1e-9);
    near(
      [fit.sigma, fit.r2, fit.adjustedR2, fit.f],
      [2.59341177723, 0.826785451883, 0.814839620978, 69.2112133918],
      1e-11,
    );
    expect([fit.df, fit.fDf]).toEqual([29, 2]);
  });

  it('aliases as R does, and knows no error without degrees of freedom', () => {
    const fit = linearRegression([...columns, wt.map((value) => 3 - value)], mpg);
    expect(fit.coefficients[3]).toBeNaN();
    expect(fit.df).toBe(29);
    const exact = linearRegression([[1, 1]], [2, 2]);
    expect([exact.sigma, exact.r2]).toEqual([0, Number.NaN]);
    expect(linearRegression([[1], [2]], [7]).stdErr[0]).toBeNaN();
  });
});
