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
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const left = a[i * n + j]! - dot(lower, i * n, j * n, j);
      if (j < i) lower[i * n + j] = left / lower[j * n + j]!;
      else if (left > tolerance * largest) lower[i * n + i] = Math.sqrt(left);
      else return null;
    }
  }
  return lower;
}

function dot(values: Float64Array, a: number, b: number, length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += values[a + k]! * values[b + k]!;
  return sum;
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
  for (let k = 0; k < n; k++) {
    for (let i = 0; i <= k; i++) {
      const factor = rows[k * n + i]!;
      if (factor === 0) continue;
      for (let j = 0; j <= i; j++) inverse[i * n + j]! += factor * rows[k * n + j]!;
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) inverse[j * n + i] = inverse[i * n + j]!;
  return inverse;
}

/** L⁻¹, row by row. */
function inverseTriangle(lower: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) {
      const factor = lower[i * n + k]!;
      for (let j = 0; j <= k; j++) inverse[i * n + j]! -= factor * inverse[k * n + j]!;
    }
    const pivot = lower[i * n + i]!;
    for (let j = 0; j < i; j++) inverse[i * n + j]! /= pivot;
    inverse[i * n + i] = 1 / pivot;
  }
  return inverse;
}
