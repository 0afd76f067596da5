/**
 * The median of `values[from]` … `values[to - 1]`, which are put in another order; 0 where there is none.
 *
 * Selection instead of a sort: for many short lists gathered in one scratch array, and for long ones. No value may be
 * NaN. Cost: linear on average. Source: Hoare (1961), Algorithm 65: Find.
 */
export function medianInPlace(values: Float64Array, from: number, to: number): number {
  const n = to - from;
  if (n === 0) return 0;
  const middle = from + (n >> 1);
  selectAt(values, from, to - 1, middle);
  const upper = values[middle]!;
  if (n % 2 === 1) return upper;
  let lower = values[from]!;
  for (let i = from + 1; i < middle; i++) if (values[i]! > lower) lower = values[i]!;
  return (lower + upper) / 2;
}

/** Afterwards no value before `wanted` is larger, and none after it smaller. */
function selectAt(values: Float64Array, first: number, last: number, wanted: number): void {
  let left = first;
  let right = last;
  while (right - left > 12) {
    const pivot = values[(left + right) >> 1]!;
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const swapped = values[i]!;
      values[i++] = values[j]!;
      values[j--] = swapped;
    }
    if (wanted <= j) right = j;
    else if (wanted >= i) left = i;
    else return;
  }
  sortFew(values, left, right);
}

function sortFew(values: Float64Array, left: number, right: number): void {
  for (let i = left + 1; i <= right; i++) {
    const value = values[i]!;
    let at = i;
    while (at > left && values[at - 1]! > value) {
      values[at] = values[at - 1]!;
      at--;
    }
    values[at] = value;
  }
}
