/**
 * The lower triangle L of a symmetric positive definite matrix A = L Lᵀ, written over a copy of A.
 *
 * Inputs: `a`, n × n, row by row; only its lower triangle is read. Output: n × n, row by row, the upper triangle 0;
 * null when a pivot is not above `tolerance` times the largest diagonal element. Cost: n³ / 3.
 * Source: Golub & Van Loan, Matrix Computations, 4.2.
 */
export function cholesky(a: ArrayLike<number>, n: number, tolerance = 1e-14): Float64Array | null {
  const lower = new Float64Array(n * n);
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(a[i * n + i]!));
  const sums = new Float64Array(4);
  for (let j = 0; j < n; j++) {
    fourDots(lower, n, j, j, sums);
    const left = a[j * n + j]! - sums[0]!;
    if (!(left > tolerance * largest)) return null;
    const pivot = Math.sqrt(left);
    lower[j * n + j] = pivot;
    for (let i = j + 1; i < n; i += 4) {
      fourDots(lower, n, i, j, sums);
      const last = Math.min(4, n - i);
      for (let k = 0; k < last; k++) lower[(i + k) * n + j] = (a[(i + k) * n + j]! - sums[k]!) / pivot;
    }
  }
  return lower;
}

/**
 * Which columns of a symmetric positive semidefinite matrix are independent of those before them, by index: those that
 * keep more than a 1e-11th of their diagonal element. Cost: n³.
 */
export function independentColumns(a: ArrayLike<number>, n: number): number[] {
  const left = Float64Array.from(a);
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(a[i * n + i]!));
  const kept: number[] = [];
  for (let j = 0; j < n; j++) {
    const pivot = left[j * n + j]!;
    if (!(pivot > 1e-11 * a[j * n + j]! && pivot > 1e-13 * largest)) continue;
    kept.push(j);
    for (let i = j + 1; i < n; i++) {
      const factor = left[i * n + j]! / pivot;
      if (factor !== 0) for (let k = j; k < n; k++) left[i * n + k]! -= factor * left[j * n + k]!;
    }
  }
  return kept;
}

/** Products of rows i … i + 3 with row j over the first j places: four sums at once keep the processor's adders busy. */
function fourDots(lower: Float64Array, n: number, i: number, j: number, sums: Float64Array): void {
  const row = j * n;
  const a = i * n;
  const b = Math.min(i + 1, n - 1) * n;
  const c = Math.min(i + 2, n - 1) * n;
  const d = Math.min(i + 3, n - 1) * n;
  let [first, second, third, fourth] = [0, 0, 0, 0];
  for (let k = 0; k < j; k++) {
    const value = lower[row + k]!;
    first += lower[a + k]! * value;
    second += lower[b + k]! * value;
    third += lower[c + k]! * value;
    fourth += lower[d + k]! * value;
  }
  sums[0] = first;
  sums[1] = second;
  sums[2] = third;
  sums[3] = fourth;
}

/** The x of A x = b, from the lower triangle of `cholesky`. Cost: n². */
export function solveCholesky(lower: Float64Array, b: ArrayLike<number>): Float64Array {
  const n = b.length;
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= lower[i * n + k]! * x[k]!;
    x[i] = sum / lower[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i]!;
    for (let k = i + 1; k < n; k++) sum -= lower[k * n + i]! * x[k]!;
    x[i] = sum / lower[i * n + i]!;
  }
  return x;
}

/** The inverse of A = L Lᵀ, n × n, symmetric to the last bit, from the lower triangle of `cholesky`. Cost: 2 n³ / 3. */
export function invertCholesky(lower: Float64Array, n: number): Float64Array {
  const rows = inverseTriangle(lower, n);
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    let k = i;
    for (; k + 3 < n; k += 4) addFourRows(rows, n, k, i, inverse, i * n, i + 1);
    for (; k < n; k++) {
      const factor = rows[k * n + i]!;
      for (let j = 0; j <= i; j++) inverse[i * n + j]! += factor * rows[k * n + j]!;
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) inverse[j * n + i] = inverse[i * n + j]!;
  return inverse;
}

/** Adds rows k … k + 3, each times its element in column i, to `into` from `at` on; one after the other, in one sweep. */
function addFourRows(
  rows: Float64Array,
  n: number,
  k: number,
  i: number,
  into: Float64Array,
  at: number,
  length: number,
): void {
  const [a, b, c, d] = [k * n, k * n + n, k * n + 2 * n, k * n + 3 * n];
  const [first, second, third, fourth] = [rows[a + i]!, rows[b + i]!, rows[c + i]!, rows[d + i]!];
  for (let j = 0; j < length; j++) {
    into[at + j] =
      into[at + j]! +
      first * rows[a + j]! +
      second * rows[b + j]! +
      third * rows[c + j]! +
      fourth * rows[d + j]!;
  }
}

/** L⁻¹, row by row. */
function inverseTriangle(lower: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  const factors = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const line = i * n;
    for (let k = 0; k < i; k++) factors[k] = lower[line + k]!;
    let k = 0;
    for (; k + 3 < i; k += 4) takeFourRows(inverse, n, k, factors, line);
    for (; k < i; k++) {
      for (let j = 0; j <= k; j++) inverse[line + j]! -= factors[k]! * inverse[k * n + j]!;
    }
    const pivot = lower[line + i]!;
    for (let j = 0; j < i; j++) inverse[line + j]! /= pivot;
    inverse[line + i] = 1 / pivot;
  }
  return inverse;
}

/** Takes rows k … k + 3 times their factors off the row at `line`; what lies above the diagonal is 0. */
function takeFourRows(
  inverse: Float64Array,
  n: number,
  k: number,
  factors: Float64Array,
  line: number,
): void {
  const [a, b, c, d] = [k * n, k * n + n, k * n + 2 * n, k * n + 3 * n];
  const [first, second, third, fourth] = [factors[k]!, factors[k + 1]!, factors[k + 2]!, factors[k + 3]!];
  for (let j = 0; j < k + 4; j++) {
    inverse[line + j] =
      inverse[line + j]! -
      first * inverse[a + j]! -
      second * inverse[b + j]! -
      third * inverse[c + j]! -
      fourth * inverse[d + j]!;
  }
}
