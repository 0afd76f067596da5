import { ExpectedError } from '../../../../../shared/errors/errors.ts';
import { leastSquares } from '../../statistics/leastSquares.ts';

/** Rows ready for the search: columns centred and scaled, aliased ones gone. */
export interface QuantileData {
  n: number;
  /** Columns kept; 0 is the constant. */
  p: number;
  kept: number[];
  centre: Float64Array;
  scale: Float64Array;
  /** Row by row, n × p. */
  x: Float64Array;
  /** As given, over `yScale`. */
  y: Float64Array;
  yScale: number;
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
  const centred = columns.map((column, j) => centredColumn(column, j === 0));
  const yScale = largest(y) || 1;
  const scaledY = Float64Array.from(y, (value) => value / yScale);
  const fit = leastSquares(
    centred.map(({ values }) => values),
    scaledY,
  );
  const kept = columns.flatMap((_, j) => (Number.isNaN(fit.coefficients[j]) ? [] : [j]));
  const p = kept.length;
  const x = new Float64Array(n * p);
  for (const [k, j] of kept.entries()) {
    const { values } = centred[j]!;
    for (let i = 0; i < n; i++) x[i * p + k] = values[i]!;
  }
  return {
    n,
    p,
    kept,
    centre: Float64Array.from(kept, (j) => centred[j]!.centre),
    scale: Float64Array.from(kept, (j) => centred[j]!.scale),
    x,
    y: scaledY,
    yScale,
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

function centredColumn(column: ArrayLike<number>, constant: boolean) {
  const values = Float64Array.from(column);
  if (constant) return { values, centre: 0, scale: 1 };
  let mean = 0;
  for (const value of values) mean += value / values.length;
  for (let i = 0; i < values.length; i++) values[i]! -= mean;
  const size = largest(values);
  const scale = size > 1e-12 * Math.abs(mean) ? size : 1;
  if (scale === 1 && size <= 1e-12 * Math.abs(mean)) values.fill(0);
  else for (let i = 0; i < values.length; i++) values[i]! /= scale;
  return { values, centre: mean, scale };
}

function largest(values: ArrayLike<number>): number {
  let size = 0;
  for (let i = 0; i < values.length; i++) size = Math.max(size, Math.abs(values[i]!));
  return size;
}

/** Coefficients of the columns as given; NaN for those left out. */
export function unscaled(data: QuantileData, solution: Float64Array, width: number): Float64Array {
  const coefficients = new Float64Array(width).fill(Number.NaN);
  let constant = solution[0]! * data.yScale;
  for (let k = 1; k < data.p; k++) {
    const slope = (solution[k]! * data.yScale) / data.scale[k]!;
    coefficients[data.kept[k]!] = slope;
    constant -= slope * data.centre[k]!;
  }
  coefficients[data.kept[0]!] = constant;
  return coefficients;
}
