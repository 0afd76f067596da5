import { describe, expect, it } from 'vitest';
import { minimise, type Objective } from '../../../../../electron/engine/analysis/statistics/minimise.ts';

const rosenbrock: Objective = (at, gradient) => {
  const [x, y] = at as unknown as [number, number];
  gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x);
  gradient[1] = 200 * (y - x * x);
  return (1 - x) ** 2 + 100 * (y - x * x) ** 2;
};

describe('minimise', () => {
  it('follows a bent valley to its end', () => {
    const found = minimise(rosenbrock, [[-1.2, 1]]);
    expect(found.converged).toBe(true);
    expect(found.gradient).toBeLessThan(1e-7);
    expect(found.at[0]).toBeCloseTo(1, 9);
    expect(found.at[1]).toBeCloseTo(1, 9);
    for (const [i, value] of [802, -400, -400, 200].entries())
      expect(found.hessian[i]! / value).toBeCloseTo(1, 5);
  });

  it('turns back from where the function is infinite or no number', () => {
    for (const outside of [Number.POSITIVE_INFINITY, Number.NaN, Number.NEGATIVE_INFINITY]) {
      const found = minimise(
        (at, gradient) => {
          gradient[0] = 1 - 0.01 / at[0]!;
          return at[0]! > 0 ? at[0]! - 0.01 * Math.log(at[0]!) : outside;
        },
        [[5]],
      );
      expect(found.converged).toBe(true);
      expect(found.at[0]).toBeCloseTo(0.01, 9);
    }
  });

  it('takes the lowest of several ends', () => {
    const twoValleys: Objective = (at, gradient) => {
      const x = at[0]!;
      gradient[0] = 4 * x * (x * x - 1) + 0.3;
      return (x * x - 1) ** 2 + 0.3 * x;
    };
    expect(minimise(twoValleys, [[1]]).at[0]).toBeGreaterThan(0);
    expect(minimise(twoValleys, [[1], [-1]]).at[0]).toBeLessThan(0);
    expect(minimise(twoValleys, [[Number.NaN], [-1]]).at[0]).toBeLessThan(0);
  });

  it('says that it has not converged', () => {
    const found = minimise(rosenbrock, [[-1.2, 1]], { tolerance: 1e-7, iterations: 3, longestMove: 0.1 });
    expect(found.converged).toBe(false);
    expect(found.gradient).toBeGreaterThan(1e-7);
  });

  it('refuses starts that are all outside', () => {
    expect(() => minimise(() => Number.NaN, [[1], [2]])).toThrow('No start');
  });
});
