import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coxRegression } from '../../electron/engine/analysis/retention/survival/coxRegression.ts';
import {
  intervalKinds,
  kaplanMeier,
  medianTime,
} from '../../electron/engine/analysis/retention/survival/kaplanMeier.ts';
import { logRank } from '../../electron/engine/analysis/retention/survival/logRank.ts';
import { restrictedMean } from '../../electron/engine/analysis/retention/survival/restrictedMean.ts';
import { seed } from './seed.ts';

const options = { seed: seed(), numRuns: 300 };
const subjects = fc.array(
  fc.record({
    time: fc.nat({ max: 30 }),
    event: fc.nat({ max: 1 }),
    group: fc.nat({ max: 2 }),
    x: fc.nat({ max: 5 }),
  }),
  { minLength: 1, maxLength: 60 },
);
type Subject = { time: number; event: number; group: number; x: number };

function sampleOf(list: Subject[]) {
  return {
    time: list.map(({ time }) => time),
    event: list.map(({ event }) => event),
    group: list.map(({ group }) => group),
  };
}

const inOne = (list: Subject[]) => ({ time: sampleOf(list).time, event: sampleOf(list).event });

describe('survival curves', () => {
  it('never rise, stay within their limits and within 0 and 1, and account for everybody', () => {
    fc.assert(
      fc.property(subjects, fc.constantFrom(...intervalKinds), (list, interval) => {
        const curve = kaplanMeier(inOne(list), { interval });
        let last = 1;
        for (const [i, share] of curve.survival.entries()) {
          expect(share).toBeLessThanOrEqual(last);
          expect(share).toBeGreaterThanOrEqual(0);
          if (!Number.isNaN(curve.lower[i])) {
            expect(curve.lower[i]).toBeGreaterThanOrEqual(0);
            expect(curve.lower[i]).toBeLessThanOrEqual(share + 1e-12);
            expect(curve.upper[i]).toBeGreaterThanOrEqual(share - 1e-12);
            expect(curve.upper[i]).toBeLessThanOrEqual(1);
          }
          last = share;
        }
        const gone = curve.events.reduce((a, b) => a + b, 0) + curve.censored.reduce((a, b) => a + b, 0);
        expect(gone).toBe(list.length);
        expect(curve.atRisk[0]).toBe(list.length);
      }),
      options,
    );
  });

  it('without censoring are the share that lived longer', () => {
    fc.assert(
      fc.property(subjects, (list) => {
        const time = list.map((one) => one.time);
        const curve = kaplanMeier({ time, event: time.map(() => 1) });
        for (const [i, at] of curve.time.entries())
          expect(curve.survival[i]).toBeCloseTo(time.filter((one) => one > at).length / time.length, 12);
        const mean = restrictedMean(curve, 31).mean;
        expect(mean).toBeCloseTo(time.reduce((sum, one) => sum + one, 0) / time.length, 9);
      }),
      options,
    );
  });

  it('depend neither on the order of accounts nor on the unit of time', () => {
    fc.assert(
      fc.property(subjects, fc.constantFrom(1e-6, 7, 1e9), (list, unit) => {
        const scaled = list.toReversed().map((one) => ({ ...one, time: one.time * unit }));
        const [a, b] = [kaplanMeier(inOne(list)), kaplanMeier(inOne(scaled))];
        expect(b.survival).toEqual(a.survival);
        const [first, second] = [medianTime(a).median, medianTime(b).median];
        expect(second).toEqual(first === null ? null : expect.closeTo(first * unit, 6));
        const [p, q] = [logRank(sampleOf(list), 3), logRank(sampleOf(scaled), 3)];
        expect(q.df).toBe(p.df);
        expect(q.chisq === null).toBe(p.chisq === null);
        if (p.chisq !== null) expect(q.chisq).toBeCloseTo(p.chisq, 8);
      }),
      options,
    );
  });

  it('of accounts that never leave stay at 1, with no median and a full mean', () => {
    const curve = kaplanMeier({ time: [0, 3, 9, 9], event: [0, 0, 0, 0] });
    expect(Array.from(curve.survival)).toEqual([1, 1, 1]);
    expect(medianTime(curve)).toEqual({ median: null, lower: null, upper: null });
    expect(restrictedMean(curve, 12)).toEqual({ mean: 12, stdErr: 0, horizon: 12 });
    expect(logRank({ time: [1, 2], event: [0, 0], group: [0, 1] }, 2)).toMatchObject({
      chisq: null,
      p: null,
    });
  });

  it('rest at one half: the median is the middle of the rest', () => {
    const curve = kaplanMeier({ time: [1, 3, 7, 7], event: [1, 1, 1, 0] });
    expect(medianTime(curve).median).toBe(5);
  });
});

describe('log-rank tests', () => {
  it('expect as many events as there were, and give probabilities', () => {
    fc.assert(
      fc.property(subjects, fc.constantFrom(0, 1), (list, rho) => {
        const test = logRank(sampleOf(list), 3, rho);
        const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
        expect(sum(test.observed)).toBeCloseTo(sum(test.expected), 9);
        if (test.chisq === null) return;
        expect(test.chisq).toBeGreaterThanOrEqual(-1e-9);
        expect(test.p).toBeGreaterThanOrEqual(0);
        expect(test.p).toBeLessThanOrEqual(1);
      }),
      options,
    );
  });
});

describe('Cox models', () => {
  const some = subjects.filter((list) => list.some(({ event }) => event === 1));
  it('are free of the unit and the zero of a column, and alias what is constant', () => {
    fc.assert(
      fc.property(some, (list) => {
        const x = list.map((one) => one.x);
        const plain = coxRegression(inOne(list), [x]);
        const moved = coxRegression(inOne(list), [x.map((value) => 1e6 + value * 1000), x.map(() => 4)]);
        expect(moved.coefficients[1]).toBeNaN();
        expect(moved.converged).toBe(plain.converged);
        if (!plain.converged) return;
        expect(plain.loglik).toBeGreaterThanOrEqual(plain.loglikNull - 1e-9);
        if (Number.isNaN(plain.coefficients[0])) expect(moved.coefficients[0]).toBeNaN();
        else expect(moved.coefficients[0]! * 1000).toBeCloseTo(plain.coefficients[0]!, 5);
      }),
      options,
    );
  });

  it('say so when a column tells the order apart completely', () => {
    const fit = coxRegression({ time: [1, 2, 3, 4, 5, 6], event: [1, 1, 1, 0, 0, 0] }, [[9, 8, 7, 1, 1, 0]]);
    expect(fit.converged).toBe(false);
    expect(fit.warnings.map(({ code }) => code)).toContain('separation');
    expect(() => coxRegression({ time: [1, 2], event: [0, 0] }, [[1, 2]])).toThrowError(/at least one event/);
  });
});

describe('bad survival samples', () => {
  it.each([
    [[-1], [1]],
    [[Number.NaN], [1]],
    [[Number.POSITIVE_INFINITY], [0]],
    [[1], [2]],
    [[], []],
  ])('times %j with events %j are refused', (time, event) => {
    expect(() => kaplanMeier({ time, event })).toThrowError();
  });
  it('a horizon must be above 0', () => {
    expect(() => restrictedMean(kaplanMeier({ time: [1], event: [1] }), 0)).toThrowError(/above 0/);
  });
});
