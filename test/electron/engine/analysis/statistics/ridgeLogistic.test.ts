import { describe, expect, it } from 'vitest';
import {
  logLoss,
  probabilityOf,
  ridgeLogistic,
} from '../../../../../electron/engine/analysis/statistics/ridgeLogistic.ts';

const [n, p] = [120, 3];
const x = Float64Array.from({ length: n * p }, (_, at) => {
  const [i, j] = [Math.floor(at / p), at % p];
  return Math.sin(1.7 * i + 2.3 * j + 0.37 * i * j);
});
const y = Uint8Array.from({ length: n }, (_, i) =>
  Math.sin(3.1 * i) + 0.8 * x[i * p]! - 0.5 * x[i * p + 1]! > 0.2 ? 1 : 0,
);

/** scipy 1 `optimize.minimize(method='trust-exact', gtol=1e-13)` of the same loss on the same data. */
const minima = [
  [0.01, [-0.18590410689660525, 1.3614660078928469, -1.2164243220424162, 0.35316389980717044]],
  [1, [-0.17590411595592687, 1.2010344297095028, -1.0597165570902203, 0.28891882365348825]],
  [30, [-0.13852421413692753, 0.3568066820339505, -0.30451432799437755, 0.06667307544036961]],
] as const;

describe('ridge logistic regression', () => {
  it.each(minima)('penalty %d: the minimum that scipy finds', (penalty, expected) => {
    const found = ridgeLogistic({ x, y, p }, penalty);
    expect(found.converged).toBe(true);
    for (const [at, value] of [found.intercept, ...found.slopes].entries())
      expect(Math.abs(value - expected[at]!)).toBeLessThan(1e-7);
  });

  it.each([0, 1, 2, 3])('%d rows of no case before the others change no bit', (empty) => {
    const shifted = {
      x: Float64Array.from([...x.subarray(0, empty * p), ...x.subarray(0, 118 * p)]),
      y: [...new Uint8Array(empty), ...y.subarray(0, 118)],
      trials: [...new Uint8Array(empty), ...new Uint8Array(118).fill(1)],
      p,
    };
    const plain = ridgeLogistic({ x: x.subarray(0, 118 * p), y: y.subarray(0, 118), p }, 1);
    expect(ridgeLogistic(shifted, 1)).toEqual(plain);
  });

  it('without columns: the log odds of the share of events', () => {
    const outcomes = [1, 1, 1, 0];
    const found = ridgeLogistic({ x: new Float64Array(0), y: outcomes, p: 0 }, 1);
    expect(found.intercept).toBeCloseTo(Math.log(3), 10);
  });

  it('two groups, almost no penalty: the log odds of each', () => {
    const outcomes = [1, 1, 1, 0, 1, 0, 0, 0, 0];
    const group = Float64Array.from([1, 1, 1, 1, 0, 0, 0, 0, 0]);
    const found = ridgeLogistic({ x: group, y: outcomes, p: 1 }, 1e-10);
    expect(found.intercept).toBeCloseTo(Math.log(1 / 4), 6);
    expect(found.intercept + found.slopes[0]!).toBeCloseTo(Math.log(3), 6);
  });

  it('stays finite where a column parts the outcomes, and where two columns are one', () => {
    const apart = Float64Array.from([-1, -1, -2, 1, 2, 1]);
    const found = ridgeLogistic({ x: apart, y: [0, 0, 0, 1, 1, 1], p: 1 }, 0.1);
    expect(found.converged).toBe(true);
    expect(found.slopes[0]).toBeGreaterThan(0);
    const twice = Float64Array.from([...apart].flatMap((value) => [value, value]));
    const same = ridgeLogistic({ x: twice, y: [0, 0, 0, 1, 1, 1], p: 2 }, 0.1);
    expect(same.slopes[0]).toBeCloseTo(same.slopes[1]!, 10);
  });

  it('cases that share their values count as if written out', () => {
    const grouped = { x: Float64Array.of(-1, 0.5, 2), y: [1, 3, 4], trials: [5, 6, 4], p: 1 };
    const cases = grouped.trials.flatMap((count, row) =>
      Array.from({ length: count }, (_, at) => ({ x: grouped.x[row]!, y: at < grouped.y[row]! ? 1 : 0 })),
    );
    const single = { x: Float64Array.from(cases, (one) => one.x), y: cases.map((one) => one.y), p: 1 };
    const [a, b] = [ridgeLogistic(grouped, 0.7), ridgeLogistic(single, 0.7)];
    expect(a.intercept).toBeCloseTo(b.intercept, 9);
    expect(a.slopes[0]).toBeCloseTo(b.slopes[0]!, 9);
  });

  it('with one outcome only: (events + ½) to (others + ½), no slopes', () => {
    const found = ridgeLogistic({ x: Float64Array.of(1, 2, 3), y: [0, 0, 0], p: 1 }, 1);
    expect(found.intercept).toBeCloseTo(Math.log(0.5 / 3.5), 12);
    expect([...found.slopes]).toEqual([0]);
  });

  it('probability and loss hold at any odds', () => {
    for (const odds of [-800, -30, 0, 30, 800]) {
      expect(probabilityOf(odds) + probabilityOf(-odds)).toBeCloseTo(1, 15);
      expect(Number.isFinite(logLoss(odds, 1))).toBe(true);
    }
    expect(logLoss(800, 0)).toBe(800);
    expect(logLoss(0, 1)).toBeCloseTo(Math.LN2, 15);
  });
});
