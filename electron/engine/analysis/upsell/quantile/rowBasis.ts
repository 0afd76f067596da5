/**
 * p independent rows of x (n × p, full column rank), those of the smallest residuals first.
 *
 * Gaussian elimination row by row; a row counts as independent when it keeps a millionth of its size, or less where that
 * yields too few rows.
 */
export function pickRows(x: Float64Array, p: number, residuals: Float64Array): Int32Array {
  const order = Int32Array.from({ length: residuals.length }, (_, i) => i).sort(
    (a, b) => Math.abs(residuals[a]!) - Math.abs(residuals[b]!) || a - b,
  );
  for (const tolerance of [1e-3, 1e-6, 1e-9, 0]) {
    const picked = independent(x, p, order, tolerance);
    if (picked.length === p) return Int32Array.from(picked);
  }
  throw new Error('The columns are not independent');
}

function independent(x: Float64Array, p: number, order: Int32Array, tolerance: number): number[] {
  const picked: number[] = [];
  const reduced: { row: Float64Array; pivot: number }[] = [];
  for (const index of order) {
    if (picked.length === p) break;
    const row = x.slice(index * p, index * p + p);
    const size = sizeOf(row);
    for (const { row: earlier, pivot } of reduced) {
      const factor = row[pivot]! / earlier[pivot]!;
      if (factor !== 0) for (let k = 0; k < p; k++) row[k]! -= factor * earlier[k]!;
    }
    if (!(sizeOf(row) > tolerance * size)) continue;
    let pivot = 0;
    for (let k = 1; k < p; k++) if (Math.abs(row[k]!) > Math.abs(row[pivot]!)) pivot = k;
    reduced.push({ row, pivot });
    picked.push(index);
  }
  return picked;
}

function sizeOf(row: Float64Array): number {
  let size = 0;
  for (const value of row) size = Math.max(size, Math.abs(value));
  return size;
}

/** The coefficients that meet the chosen rows of `columns` exactly, by elimination with row pivoting. */
export function meetRows(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  basis: Int32Array,
): Float64Array {
  const p = columns.length;
  const a = Array.from(basis, (row) => [...columns.map((column) => column[row]!), y[row]!]);
  for (let k = 0; k < p; k++) {
    let best = k;
    for (let i = k + 1; i < p; i++) if (Math.abs(a[i]![k]!) > Math.abs(a[best]![k]!)) best = i;
    [a[k], a[best]] = [a[best]!, a[k]!];
    for (let i = k + 1; i < p; i++) {
      const factor = a[i]![k]! / a[k]![k]!;
      if (factor !== 0) for (let c = k; c <= p; c++) a[i]![c]! -= factor * a[k]![c]!;
    }
  }
  const found = new Float64Array(p);
  for (let k = p - 1; k >= 0; k--) {
    let left = a[k]![p]!;
    for (let c = k + 1; c < p; c++) left -= a[k]![c]! * found[c]!;
    found[k] = left / a[k]![k]!;
  }
  return found;
}

/** The inverse of the chosen rows, p × p row by row, by elimination with row pivoting. */
export function invertRows(x: Float64Array, p: number, basis: Int32Array): Float64Array<ArrayBuffer> {
  const a = Array.from(basis, (row, b) => {
    const line = new Float64Array(2 * p);
    line.set(x.subarray(row * p, row * p + p));
    line[p + b] = 1;
    return line;
  });
  for (let k = 0; k < p; k++) {
    let best = k;
    for (let i = k + 1; i < p; i++) if (Math.abs(a[i]![k]!) > Math.abs(a[best]![k]!)) best = i;
    [a[k], a[best]] = [a[best]!, a[k]!];
    const pivot = a[k]![k]!;
    for (let c = 0; c < 2 * p; c++) a[k]![c]! /= pivot;
    for (let i = 0; i < p; i++) {
      const factor = a[i]![k]!;
      if (i === k || factor === 0) continue;
      for (let c = 0; c < 2 * p; c++) a[i]![c]! -= factor * a[k]![c]!;
    }
  }
  const inverse = new Float64Array(p * p);
  for (let k = 0; k < p; k++) inverse.set(a[k]!.subarray(p), k * p);
  return inverse;
}
