/** Share of the descent that sums of changes may be wrong by. */
const rounding = 1e-9;

/**
 * How far does a way down go before the loss rises?
 *
 * Row i, outside the basis, meets the fit after a step of residual / change where that is above 0; there the slope grows by
 * |change|. Finds the row at which the growth reaches `descent`, by selection: linear in the rows. Where it falls short of it
 * by rounding alone, the loss is level from the last row on, and that is the answer. Null when it never does.
 */
export function weightedStep(
  residuals: Float64Array,
  change: Float64Array,
  isBasic: Uint8Array,
  descent: number,
): { row: number; step: number } | null {
  let rows = new Int32Array(residuals.length);
  const steps = new Float64Array(residuals.length);
  let count = 0;
  for (let i = 0; i < residuals.length; i++) {
    if (isBasic[i] || change[i] === 0) continue;
    const step = residuals[i]! / change[i]!;
    if (!(step > 0)) continue;
    steps[i] = step;
    rows[count++] = i;
  }
  let left = descent;
  let last: { row: number; step: number } | null = null;
  rows = rows.subarray(0, count);
  while (rows.length > 0) {
    const pivot = steps[rows[(rows.length * 7) >> 4]!]!;
    const [low, same, high] = split(rows, steps, pivot);
    const lowWeight = weightOf(low, change);
    if (lowWeight >= left) {
      rows = low;
      continue;
    }
    left -= lowWeight;
    for (const row of same) {
      left -= Math.abs(change[row]!);
      if (left <= 0) return { row, step: pivot };
    }
    last = { row: same[0]!, step: pivot };
    rows = high;
  }
  return left <= rounding * descent ? last : null;
}

function split(rows: Int32Array, steps: Float64Array, pivot: number) {
  const parts = [new Int32Array(rows.length), new Int32Array(rows.length), new Int32Array(rows.length)];
  const counts = [0, 0, 0];
  for (const row of rows) {
    const step = steps[row]!;
    const part = step < pivot ? 0 : step > pivot ? 2 : 1;
    parts[part]![counts[part]!++] = row;
  }
  return parts.map((part, index) => part.subarray(0, counts[index])) as [
    Int32Array<ArrayBuffer>,
    Int32Array<ArrayBuffer>,
    Int32Array<ArrayBuffer>,
  ];
}

function weightOf(rows: Int32Array, change: Float64Array): number {
  let sum = 0;
  for (const row of rows) sum += Math.abs(change[row]!);
  return sum;
}
