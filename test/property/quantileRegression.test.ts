import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantileRegression } from '../../electron/engine/analysis/upsell/quantile/quantileRegression.ts';
import { seed } from './seed.ts';

const options = { seed: seed(), numRuns: 150 };
const small = fc.integer({ min: -4, max: 4 });
const rows = fc.array(fc.tuple(small, small, small), { minLength: 3, maxLength: 12 });
const tau = fc.constantFrom(0.1, 0.25, 1 / 3, 0.5, 0.75, 0.9);

function loss(list: number[][], beta: number[], share: number): number {
  return list.reduce((sum, [a, b, y]) => {
    const residual = y! - beta[0]! - beta[1]! * a! - beta[2]! * b!;
    return sum + residual * (residual < 0 ? share - 1 : share);
  }, 0);
}

/** Cramer's rule; null where the rows are not independent. */
function through(list: number[][]): number[] | null {
  const m = list.map(([a, b]) => [1, a!, b!]);
  const det = (q: number[][]) =>
    q[0]![0]! * (q[1]![1]! * q[2]![2]! - q[1]![2]! * q[2]![1]!) -
    q[0]![1]! * (q[1]![0]! * q[2]![2]! - q[1]![2]! * q[2]![0]!) +
    q[0]![2]! * (q[1]![0]! * q[2]![1]! - q[1]![1]! * q[2]![0]!);
  const whole = det(m);
  if (whole === 0) return null;
  return [0, 1, 2].map(
    (k) => det(m.map((row, i) => row.map((v, j) => (j === k ? list[i]![2]! : v)))) / whole,
  );
}

/** The smallest loss over every plane through three rows: a minimum is among them. */
function bruteForce(list: number[][], share: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < list.length; i++)
    for (let j = i + 1; j < list.length; j++)
      for (let k = j + 1; k < list.length; k++) {
        const beta = through([list[i]!, list[j]!, list[k]!]);
        if (beta) best = Math.min(best, loss(list, beta, share));
      }
  return best;
}

describe('quantile regression', () => {
  it('reaches the least loss of all vertices, ties and repeated rows included', () => {
    fc.assert(
      fc.property(rows, tau, (list, share) => {
        const columns = [list.map(() => 1), list.map(([a]) => a), list.map(([, b]) => b)];
        const [fit] = quantileRegression(
          columns,
          list.map(([, , y]) => y),
          [share],
        );
        expect(fit!.warnings).toEqual([]);
        const best = bruteForce(list, share);
        if (Number.isFinite(best)) expect(fit!.objective).toBeCloseTo(best, 7);
      }),
      options,
    );
  });

  it('finds the same loss from one τ to the next as from the start, however many rows are alike', () => {
    const few = fc.integer({ min: 0, max: 2 });
    const many = fc.array(fc.tuple(few, few, few), { minLength: 40, maxLength: 120 });
    fc.assert(
      fc.property(many, fc.constantFrom(1e-7, 1, 1e7), (list, unit) => {
        const columns = [
          list.map(() => 1),
          list.map(([a]) => a * unit),
          list.map(([, b]) => (b > 1 ? 1 : 0)),
        ];
        const y = list.map(([a, , c]) => a * c * unit);
        const taus = [0.01, 0.25, 0.5, 0.75, 0.99];
        for (const fit of quantileRegression(columns, y, taus)) {
          const fresh = quantileRegression(columns, y, [fit.tau])[0]!;
          expect([fit.warnings, fresh.warnings]).toEqual([[], []]);
          expect(fit.objective / unit).toBeCloseTo(fresh.objective / unit, 8);
        }
      }),
      options,
    );
  });

  it('scales with y, moves with a shift, and leaves a share τ below', () => {
    const many = fc.array(
      fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })),
      {
        minLength: 5,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(many, tau, fc.constantFrom(1e-9, 1e9), (list, share, unit) => {
        const ones = list.map(() => 1);
        const x = list.map(([a]) => a);
        const y = list.map(([, b]) => b);
        const plain = quantileRegression([ones, x], y, [share])[0]!;
        const scaled = quantileRegression(
          [ones, x.map((value) => value * 1e6)],
          y.map((value) => value * unit),
          [share],
        )[0]!;
        expect(scaled.objective / unit).toBeCloseTo(plain.objective, 7);
        const fitted = (i: number) =>
          plain.coefficients[0]! +
          (Number.isNaN(plain.coefficients[1]!) ? 0 : plain.coefficients[1]! * x[i]!);
        const below = y.filter((value, i) => value < fitted(i) - 1e-9).length;
        const upTo = y.filter((value, i) => value <= fitted(i) + 1e-9).length;
        expect(below).toBeLessThanOrEqual(share * y.length + 1e-9);
        expect(upTo).toBeGreaterThanOrEqual(share * y.length - 1e-9);
      }),
      options,
    );
  });

  it('aliases what the columns before explain, meets as many rows as it has coefficients, and refuses nonsense', () => {
    const ones = [1, 1, 1, 1];
    const fit = quantileRegression([ones, [1, 2, 3, 4], [2, 4, 6, 8]], [1, 3, 2, 9], [0.5])[0]!;
    expect(fit.coefficients[2]).toBeNaN();
    expect(fit.basis.length).toBe(2);
    const constant = quantileRegression([ones, [5, 5, 5, 5]], [1, 2, 3, 4], [0.5])[0]!;
    expect(constant.coefficients[1]).toBeNaN();
    expect(quantileRegression([[1]], [7], [0.9])[0]!.coefficients[0]).toBe(7);
    expect(() => quantileRegression([ones], [1, 2, 3, 4], [1])).toThrowError(/between 0 and 1/);
    expect(() => quantileRegression([ones], [1, Number.NaN, 3, 4], [0.5])).toThrowError(/row 2/);
    expect(() => quantileRegression([[]], [], [0.5])).toThrowError(/at least one row/);
  });
});
