import { ExpectedError } from '../../../../../shared/errors/errors.ts';
import { leastSquares } from '../../statistics/leastSquares.ts';

/** Rows ready for the search: columns centred and scaled, aliased ones gone. */
export interface QuantileData {
  n: number;
  /** Columns kept; 0 is the constant. */
  p: number;
  kept: number[];
  /** Row by row, n × p. */
  x: Float64Array;
  /** Centred and scaled. */
  y: Float64Array;
  /** Residuals of the least squares fit: where the search begins. */
  residuals: Float64Array;
}

/** Errors: `tooLittleData`, `badInput`; see `quantileRegression`. */
export function prepareQuantileData(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
): QuantileData {
  const n = y.length;
  if (n === 0) {
    throw new ExpectedError('tooLittleData', 'A quantile regression needs at least one row', {
      params: { what: 'A quantile regression', least: 1, n: 0 },
    });
  }
  checkFinite([...columns, y]);
  const prepared = columns.map((column, j) => (j === 0 ? Float64Array.from(column) : centred(column)));
  const around = centred(y);
  const fit = leastSquares(prepared, around);
  const kept = columns.flatMap((_, j) => (Number.isNaN(fit.coefficients[j]) ? [] : [j]));
  const p = kept.length;
  const x = new Float64Array(n * p);
  for (const [k, j] of kept.entries()) {
    const values = prepared[j]!;
    for (let i = 0; i < n; i++) x[i * p + k] = values[i]!;
  }
  return {
    n,
    p,
    kept,
    x,
    y: around,
    residuals: fit.residuals,
  };
}

function checkFinite(columns: readonly ArrayLike<number>[]): void {
  for (const column of columns)
    for (let i = 0; i < column.length; i++) {
      if (!Number.isFinite(column[i])) {
        throw new ExpectedError(
          'badInput',
          `A regression needs finite values; row ${i + 1} has ${column[i]}`,
          {
            row: i + 1,
          },
        );
      }
    }
}

/** The values around their mean, over the largest of them; all 0 where they differ by rounding alone. */
function centred(values: ArrayLike<number>): Float64Array {
  let mean = 0;
  for (let i = 0; i < values.length; i++) mean += values[i]! / values.length;
  const around = Float64Array.from(values, (value) => value - mean);
  const size = largest(around);
  return size > 1e-12 * Math.abs(mean) ? around.map((value) => value / size) : around.fill(0);
}

function largest(values: ArrayLike<number>): number {
  let size = 0;
  for (let i = 0; i < values.length; i++) size = Math.max(size, Math.abs(values[i]!));
  return size;
}
