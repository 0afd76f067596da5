import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cholesky,
  invertCholesky,
  solveCholesky,
} from '../../../../../electron/engine/analysis/statistics/cholesky.ts';
import { designMatrix } from '../../../../../electron/engine/analysis/statistics/designMatrix.ts';
import { leastSquares } from '../../../../../electron/engine/analysis/statistics/leastSquares.ts';
import { seed } from '../../../../property/seed.ts';

const options = { seed: seed(), numRuns: 200 };
const unit = fc.double({ min: -1, max: 1, noNaN: true });

/** B Bᵀ + I, positive definite. */
function definite(n: number, b: number[]): Float64Array {
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let sum = i === j ? 1 : 0;
      for (let k = 0; k < n; k++) sum += b[i * n + k]! * b[j * n + k]!;
      a[i * n + j] = sum;
    }
  return a;
}

describe('Cholesky', () => {
  it('solves and inverts positive definite matrices', () => {
    const matrix = fc
      .integer({ min: 1, max: 8 })
      .chain((n) => fc.tuple(fc.constant(n), fc.array(unit, { minLength: n * n, maxLength: n * n })));
    fc.assert(
      fc.property(matrix, ([n, b]) => {
        const a = definite(n, b);
        const lower = cholesky(a, n)!;
        const inverse = invertCholesky(lower, n);
        const x = solveCholesky(lower, a.subarray(0, n));
        for (let i = 0; i < n; i++) {
          expect(x[i]).toBeCloseTo(i === 0 ? 1 : 0, 10);
          for (let j = 0; j < n; j++) {
            let sum = 0;
            for (let k = 0; k < n; k++) sum += a[i * n + k]! * inverse[k * n + j]!;
            expect(sum).toBeCloseTo(i === j ? 1 : 0, 10);
            expect(inverse[i * n + j]).toBe(inverse[j * n + i]);
          }
        }
      }),
      options,
    );
  });
  it('says that a matrix is not positive definite', () => {
    expect(cholesky([1, 1, 1, 1], 2)).toBeNull();
    expect(cholesky([0], 1)).toBeNull();
    expect(cholesky([1, 0, 0, -1], 2)).toBeNull();
  });
});

describe('least squares', () => {
  it('leaves residuals at right angles to every column', () => {
    const rows = fc.array(fc.tuple(unit, unit, unit), { minLength: 5, maxLength: 30 });
    fc.assert(
      fc.property(rows, (list) => {
        const columns = [list.map(() => 1), list.map(([a]) => a), list.map(([, b]) => b * 1e6)];
        const fit = leastSquares(
          columns,
          list.map(([, , y]) => y),
        );
        for (const [index, column] of columns.entries()) {
          if (Number.isNaN(fit.coefficients[index])) continue;
          const size = Math.hypot(...column) * Math.hypot(...fit.residuals);
          const product = column.reduce((sum, value, row) => sum + value * fit.residuals[row]!, 0);
          expect(Math.abs(product)).toBeLessThanOrEqual(1e-12 * Math.max(size, Math.hypot(...column)));
        }
      }),
      options,
    );
  });
  it('gives no coefficient to a column that the earlier ones explain', () => {
    const x = [1, 2, 3, 4, 5];
    const y = [2, 1, 4, 3, 6];
    const fit = leastSquares([x.map(() => 1), x, x.map((value) => 2 * value + 3), x.map((v) => v * v)], y);
    expect(fit.rank).toBe(3);
    expect(fit.coefficients[2]).toBeNaN();
    expect(fit.unscaled[2 * 4 + 2]).toBeNaN();
    expect(Number.isFinite(fit.coefficients[3])).toBe(true);
  });
  it('fits more columns than rows, aliasing the rest', () => {
    const fit = leastSquares(
      [
        [1, 1],
        [0, 1],
        [3, 7],
      ],
      [5, 8],
    );
    expect(Array.from(fit.coefficients)).toEqual([expect.closeTo(5), expect.closeTo(3), Number.NaN]);
    expect(() => leastSquares([[]], [])).toThrowError(/at least one row/);
  });
});

describe('design matrix', () => {
  const text = { name: 'plan', codes: [2, 0, -1, 1, 0], levels: ['b', 'c', 'a'] };
  const numbers = { name: 'age', values: [1, 2, 3, Number.NaN, 5] };
  it('codes text against its first level, and leaves out incomplete rows', () => {
    const design = designMatrix([text, numbers], 5);
    expect(design.terms).toEqual(['(Intercept)', 'planb', 'age']);
    expect(Array.from(design.rows)).toEqual([0, 1, 4]);
    expect(design.columns.map((column) => Array.from(column))).toEqual([
      [1, 1, 1],
      [0, 1, 1],
      [1, 2, 5],
    ]);
    expect(design.levels.get('plan')).toEqual(['a', 'b']);
  });
  it('refuses infinite numbers with their row, and data without a complete row', () => {
    const infinite = { name: 'x', values: [1, Number.POSITIVE_INFINITY] };
    expect(() => designMatrix([infinite], 2)).toThrowError(/x is infinite/);
    expect(() => designMatrix([numbers], 5, [0, 0, 0, 1, 0])).toThrowError(/No row/);
  });
});
