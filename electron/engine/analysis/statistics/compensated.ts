/**
 * What is the sum of these values, free of accumulated rounding error?
 *
 * Assumes finite values; NaN marks a missing value and counts as 0. Output: the sum, in the unit of the values,
 * 0 for no values. Cost: linear. Source: Neumaier (1974), "Rundungsfehleranalyse einiger Verfahren zur Summation
 * endlicher Summen", algorithm IV.
 *
 * @example compensatedSum([1, 1e100, 1, -1e100]) // 2
 */
export function compensatedSum(values: ArrayLike<number>): number {
  let sum = 0;
  let compensation = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    const next = sum + value;
    compensation += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + compensation;
}

/** Many compensated sums side by side, one per slot: `sums[i] + compensations[i]` is the total of slot i. */
export interface CompensatedSums {
  sums: Float64Array;
  compensations: Float64Array;
}

export function createSums(slots: number): CompensatedSums {
  return { sums: new Float64Array(slots), compensations: new Float64Array(slots) };
}

/** Adds one value to a slot (Neumaier's step); NaN is skipped. */
export function addTo(target: CompensatedSums, slot: number, value: number): void {
  if (Number.isNaN(value)) return;
  const sum = target.sums[slot]!;
  const next = sum + value;
  target.compensations[slot]! += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
  target.sums[slot] = next;
}

export function totalOf(target: CompensatedSums, slot: number): number {
  return target.sums[slot]! + target.compensations[slot]!;
}

/** The totals of all slots. */
export function totalsOf(target: CompensatedSums): Float64Array {
  return target.sums.map((sum, slot) => sum + target.compensations[slot]!);
}

export function clearSums(target: CompensatedSums): void {
  target.sums.fill(0);
  target.compensations.fill(0);
}
