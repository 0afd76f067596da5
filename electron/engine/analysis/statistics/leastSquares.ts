import { ExpectedError } from '../../../../shared/errors/errors.ts';

export interface LeastSquares {
  /** One coefficient per column; NaN for a column that the columns before it already explain (aliased). */
  coefficients: Float64Array;
  /** (XᵀX)⁻¹ of the columns kept, p × p row by row; NaN in the rows and columns of aliased terms. */
  unscaled: Float64Array;
  /** Columns kept. */
  rank: number;
  residuals: Float64Array;
}

/**
 * Which linear combination of the columns comes closest to y, in squares?
 *
 * Inputs: `columns`, p ≥ 1 of n values each; `y`, n values; all finite; weights go in as square roots, multiplied
 * into both by the caller. A column whose length falls below `tolerance` times its own after the columns before it
 * are taken out is aliased and gets no coefficient, as in R's `lm` and `glm`.
 * Errors: `tooLittleData` when n < 1. Cost: n p². Source: Householder QR with limited column pivoting (LINPACK dqrdc2,
 * the decomposition R uses); the residuals are refined once.
 *
 * @example leastSquares([[1, 1, 1], [0, 1, 2]].map(Float64Array.from), [1, 3, 5]).coefficients // [1, 2]
 */
export function leastSquares(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  tolerance = 1e-7,
): LeastSquares {
  const n = y.length;
  if (n < 1) throw new ExpectedError('tooLittleData', 'A fit needs at least one row', { params: { n } });
  const qr = decompose(columns, n, tolerance);
  const solution = solve(qr, Float64Array.from(y));
  let residuals = residualsOf(columns, qr, solution, y);
  const correction = solve(qr, Float64Array.from(residuals));
  for (let k = 0; k < qr.rank; k++) solution[k]! += correction[k]!;
  residuals = residualsOf(columns, qr, solution, y);
  const coefficients = new Float64Array(columns.length).fill(Number.NaN);
  for (let k = 0; k < qr.rank; k++) coefficients[qr.kept[k]!] = solution[k]!;
  return { coefficients, unscaled: unscaledOf(qr, columns.length), rank: qr.rank, residuals };
}

/** Householder vectors and R, column by column, of the columns kept in order. */
interface Decomposition {
  n: number;
  rank: number;
  kept: number[];
  vectors: Float64Array[];
  /** R by columns: `r[k]` has k + 1 entries. */
  r: Float64Array[];
}

function decompose(columns: readonly ArrayLike<number>[], n: number, tolerance: number): Decomposition {
  const qr: Decomposition = { n, rank: 0, kept: [], vectors: [], r: [] };
  for (const [index, column] of columns.entries()) {
    if (qr.rank >= n) break;
    const work = Float64Array.from(column);
    const length = norm(work, 0);
    for (const [k, vector] of qr.vectors.entries()) reflect(vector, k, work);
    const left = norm(work, qr.rank);
    if (!(left > tolerance * length)) continue;
    const k = qr.rank;
    const top = work[k]! > 0 ? -left : left;
    const vector = work.slice();
    vector[k]! -= top;
    const size = norm(vector, k);
    for (let i = k; i < n; i++) vector[i]! /= size;
    const r = work.slice(0, k + 1);
    r[k] = top;
    qr.vectors.push(vector);
    qr.r.push(r);
    qr.kept.push(index);
    qr.rank++;
  }
  return qr;
}

function norm(values: Float64Array, from: number): number {
  let largest = 0;
  for (let i = from; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = from; i < values.length; i++) sum += (values[i]! / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** Applies I − 2 v vᵀ, v non-zero from index k on. */
function reflect(vector: Float64Array, k: number, values: Float64Array): void {
  let sum = 0;
  for (let i = k; i < values.length; i++) sum += vector[i]! * values[i]!;
  if (sum === 0) return;
  for (let i = k; i < values.length; i++) values[i]! -= 2 * sum * vector[i]!;
}

/** Coefficients of the kept columns; overwrites `y`. */
function solve(qr: Decomposition, y: Float64Array): Float64Array {
  for (const [k, vector] of qr.vectors.entries()) reflect(vector, k, y);
  const x = y.slice(0, qr.rank);
  for (let k = qr.rank - 1; k >= 0; k--) {
    x[k]! /= qr.r[k]![k]!;
    for (let i = 0; i < k; i++) x[i]! -= qr.r[k]![i]! * x[k]!;
  }
  return x;
}

function residualsOf(
  columns: readonly ArrayLike<number>[],
  qr: Decomposition,
  x: Float64Array,
  y: ArrayLike<number>,
): Float64Array {
  const residuals = Float64Array.from(y);
  for (let k = 0; k < qr.rank; k++) {
    const column = columns[qr.kept[k]!]!;
    for (let i = 0; i < qr.n; i++) residuals[i]! -= column[i]! * x[k]!;
  }
  return residuals;
}

/** R⁻¹ R⁻ᵀ, spread over all columns. */
function unscaledOf(qr: Decomposition, p: number): Float64Array {
  const inverse = inverseOfR(qr);
  const all = new Float64Array(p * p).fill(Number.NaN);
  for (let a = 0; a < qr.rank; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let k = a; k < qr.rank; k++) sum += inverse[k]![a]! * inverse[k]![b]!;
      all[qr.kept[a]! * p + qr.kept[b]!] = sum;
      all[qr.kept[b]! * p + qr.kept[a]!] = sum;
    }
  }
  return all;
}

/** R⁻¹ by columns. */
function inverseOfR(qr: Decomposition): Float64Array[] {
  return qr.r.map((_, k) => {
    const x = new Float64Array(qr.rank);
    x[k] = 1 / qr.r[k]![k]!;
    for (let i = k - 1; i >= 0; i--) {
      let sum = 0;
      for (let j = i + 1; j <= k; j++) sum += qr.r[j]![i]! * x[j]!;
      x[i] = -sum / qr.r[i]![i]!;
    }
    return x;
  });
}
