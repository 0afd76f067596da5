import { describe, expect, it } from 'vitest';
import { coxRegression } from '../../../../../../electron/engine/analysis/retention/survival/coxRegression.ts';
import {
  endsBeforeOthersEnter,
  kaplanMeier,
  medianTime,
} from '../../../../../../electron/engine/analysis/retention/survival/kaplanMeier.ts';
import { logRank } from '../../../../../../electron/engine/analysis/retention/survival/logRank.ts';
import { restrictedMean } from '../../../../../../electron/engine/analysis/retention/survival/restrictedMean.ts';
import { settleTimes } from '../../../../../../electron/engine/analysis/retention/survival/settleTimes.ts';
import { atRiskAt } from '../../../../../../electron/engine/analysis/retention/survival/survivalSample.ts';

const sample = {
  entry: [0, 0, 2, 3, 0, 1, 4, 0, 2, 5, 0, 3],
  time: [3, 6, 5, 8, 8, 2, 9, 10, 6, 7, 4, 8],
  event: [1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 0],
};
const group = sample.time.map((_, i) => i % 2);
const x = [1.2, 0.3, -0.5, 2, 0.1, 1.1, -1, -0.7, 0.4, 0.9, -1.5, 0.2];

/** R 4.2 survival: survfit(Surv(entry, time, event) ~ 1, conf.type = "log-log"), coxph(Surv(entry, time, event) ~ x + g). */
describe('delayed entry as in R survival', () => {
  it('curve, median and mean', () => {
    const curve = kaplanMeier(sample);
    expect([...curve.time]).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect([...curve.atRisk]).toEqual([6, 7, 8, 8, 8, 6, 5, 2, 1]);
    const [survival, lower, upper] = [curve.survival, curve.lower, curve.upper];
    expect(survival[4]).toBeCloseTo(0.535714285714, 11);
    expect(curve.stdErr[4]).toBeCloseTo(0.168396333312, 11);
    expect(lower[7]).toBeCloseTo(0.00893649282213, 11);
    expect(upper[7]).toBeCloseTo(0.424531522857, 11);
    expect(medianTime(curve)).toEqual({ median: 7, lower: 2, upper: 9 });
    const mean = restrictedMean(curve, 10);
    expect(mean.mean).toBeCloseTo(6.36011904762, 10);
    expect(mean.stdErr).toBeCloseTo(1.03155868269, 10);
    expect([0, 1, 2, 9.5].map((at) => atRiskAt(curve, at))).toEqual([5, 5, 6, 1]);
  });

  it('hazard ratios with both treatments of ties', () => {
    const efron = coxRegression(sample, [x, group], 'efron');
    expect(efron.coefficients[0]).toBeCloseTo(0.991215624314, 9);
    expect(efron.coefficients[1]).toBeCloseTo(-1.05854587459, 9);
    expect(efron.stdErr[0]).toBeCloseTo(0.465252923911, 8);
    expect(efron.stdErr[1]).toBeCloseTo(0.931685092547, 8);
    expect([efron.loglikNull, efron.loglik].map((value) => value.toFixed(9))).toEqual([
      '-13.243660232',
      '-10.602154982',
    ]);
    expect(efron.concordance).toBeCloseTo(0.771428571429, 11);
    const breslow = coxRegression(sample, [x, group], 'breslow');
    expect(breslow.coefficients[0]).toBeCloseTo(0.940535965335, 9);
    expect(breslow.loglik).toBeCloseTo(-11.2394040075, 9);
  });

  it('log-rank by risk sets (counted by hand, variance 1.68808956916)', () => {
    const test = logRank({ ...sample, group }, 2);
    expect(test.n).toEqual([6, 6]);
    expect(test.observed[1]).toBe(4);
    expect(test.expected[1]).toBeCloseTo(4.40238095238, 11);
    expect(test.chisq).toBeCloseTo(0.0959134122957, 12);
  });

  it('without entries is what it was, and refuses an entry that is not before its time', () => {
    const plain = { time: sample.time, event: sample.event };
    expect(kaplanMeier({ ...plain, entry: sample.time.map(() => 0) })).toEqual(kaplanMeier(plain));
    expect(() => kaplanMeier({ time: [3], event: [1], entry: [3] })).toThrowError(/entry lies before/);
  });

  it('says when a curve ends before others come in', () => {
    expect(endsBeforeOthersEnter(kaplanMeier({ time: [1, 5], event: [1, 1], entry: [0, 2] }))).toBe(true);
    expect(endsBeforeOthersEnter(kaplanMeier(sample))).toBe(false);
  });

  it('gives no coefficient to a column that tells nobody at risk apart', () => {
    const fit = coxRegression({ time: [1, 5, 6], event: [1, 1, 0], entry: [0, 2, 2] }, [
      [1, 0, 0],
      [0, 1, 0],
    ]);
    expect(fit.coefficients[0]).toBeNaN();
    expect(fit.df).toBe(1);
  });
});

describe('times that differ by rounding', () => {
  it('are one, those of another unit are not', () => {
    expect([...settleTimes(Float64Array.of(0.1 + 0.2, 0.3, 1), null).time]).toEqual([0.3, 0.3, 1]);
    expect([...settleTimes(Float64Array.of(1e-9, 2e-9), null).time]).toEqual([1e-9, 2e-9]);
  });
});
