import { checkSample } from './checkSample.ts';
import { compensatedSum } from './compensated.ts';

/**
 * What is the arithmetic mean?
 *
 * Values: any number ≥ 1 of finite numbers, none missing. Output: in the unit of the values. Errors:
 * `tooLittleData` without values, `badInput` for NaN or ±∞. Cost: linear. Source: compensated sum over n, with one
 * corrective pass over the residuals (Chan, Golub & LeVeque 1983).
 *
 * @example mean([1, 2, 6]) // 3
 */
export function mean(values: ArrayLike<number>): number {
  checkSample(values, 1, 'A mean');
  const first = compensatedSum(values) / values.length;
  let residual = 0;
  for (let i = 0; i < values.length; i++) residual += values[i]! - first;
  return first + residual / values.length;
}
