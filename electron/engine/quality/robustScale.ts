import { medianInPlace } from '../analysis/statistics/medianInPlace.ts';

/** Makes the median absolute deviation of a normal sample its standard deviation. */
const normal = 1.4826;
/** Values that are nearly all the same still vary by this much, on the logarithm: 5 %. */
const least = 0.05;

/**
 * Median, and the standard deviation that the median absolute deviation stands for (Hampel 1974), at least 0.05. The
 * values stay as they are. Cost: linear on average.
 */
export function robustScale(values: Float64Array): { median: number; deviation: number } {
  const scratch = values.slice();
  const median = medianInPlace(scratch, 0, scratch.length);
  for (let i = 0; i < scratch.length; i++) scratch[i] = Math.abs(scratch[i]! - median);
  return { median, deviation: Math.max(least, normal * medianInPlace(scratch, 0, scratch.length)) };
}
