import { quantileOfSorted } from '../analysis/statistics/quantile.ts';

/** Makes the median absolute deviation of a normal sample its standard deviation. */
const normal = 1.4826;
/** Values that are nearly all the same still vary by this much, on the logarithm: 5 %. */
const least = 0.05;

/** Median, and the standard deviation that the median absolute deviation stands for (Hampel 1974), at least 0.05. */
export function robustScale(values: Float64Array): { median: number; deviation: number } {
  const median = quantileOfSorted(values.slice().sort(), 0.5);
  const deviations = values.map((value) => Math.abs(value - median)).sort();
  return { median, deviation: Math.max(least, normal * quantileOfSorted(deviations, 0.5)) };
}
