import { checkSample } from './checkSample.ts';
import { mean } from './mean.ts';

/**
 * How far do the values stray from their mean? The sample standard deviation, divisor n − 1.
 *
 * Values: at least 2 finite numbers, none missing. Output: in the unit of the values. Errors: `tooLittleData`,
 * `badInput`. Cost: linear. Source: corrected two-pass algorithm, Chan, Golub & LeVeque (1983), eq. 1.7.
 *
 * @example standardDeviation([10000001, 10000003, 10000002]) // 1
 */
export function standardDeviation(values: ArrayLike<number>): number {
  checkSample(values, 2, 'A standard deviation');
  const centre = mean(values);
  let squares = 0;
  let residual = 0;
  for (let i = 0; i < values.length; i++) {
    const deviation = values[i]! - centre;
    squares += deviation * deviation;
    residual += deviation;
  }
  return Math.sqrt(Math.max(0, squares - (residual * residual) / values.length) / (values.length - 1));
}
