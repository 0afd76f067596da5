import { checkSample } from './checkSample.ts';
import { mean } from './mean.ts';

/**
 * How much does a value resemble the one `lag` steps before it? Σ(xᵢ−m)(xᵢ₊ₗ−m) / Σ(xᵢ−m)².
 *
 * Values: a series of at least lag + 2 finite numbers in time order. Output: a ratio in [−1, 1], or null where all
 * values are equal (nothing varies, so nothing can correlate). Errors: `tooLittleData`, `badInput`. Cost: linear.
 * Source: Box & Jenkins (1976), eq. 2.1.11; NIST StRD.
 *
 * @example autocorrelation([10000001, 10000003, 10000002]) // -0.5
 */
export function autocorrelation(values: ArrayLike<number>, lag = 1): number | null {
  checkSample(values, lag + 2, 'An autocorrelation');
  const centre = mean(values);
  let together = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const deviation = values[i]! - centre;
    squares += deviation * deviation;
    if (i + lag < values.length) together += deviation * (values[i + lag]! - centre);
  }
  return squares > 0 ? together / squares : null;
}
