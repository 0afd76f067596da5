/** Coefficients B(2k) / (2k (2k − 1)) of Stirling's series and B(2k) / 2k of its derivative. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];
const stirlingSlope = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12, -3617 / 8160];

/** Where the series with eight terms is exact to the last digits. */
const seriesFrom = 12;

function inverseSeries(coefficients: readonly number[], z: number): number {
  const square = 1 / (z * z);
  let sum = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) sum = sum * square + coefficients[k]!;
  return sum;
}

/**
 * ln Γ(z + d) − ln Γ(z), without the cancellation of the two where z is large.
 *
 * Input: z > 0, d ≥ 0; NaN otherwise. Output: relative error about 1e-15 of the larger of d ln(z + d) and the value.
 * Source: Abramowitz & Stegun 6.1.15 and 6.1.41, the leading terms subtracted by hand.
 *
 * @example lnGammaRatio(5, 2) // ln 30
 */
export function lnGammaRatio(z: number, d: number): number {
  if (!(z > 0 && d >= 0)) return Number.NaN;
  if (d === 0) return 0;
  let shifted = z;
  let product = 1;
  for (; shifted < seriesFrom; shifted++) product *= shifted / (shifted + d);
  const leading = (shifted - 0.5) * Math.log1p(d / shifted) + d * (Math.log(shifted + d) - 1);
  const tail =
    inverseSeries(stirling, shifted + d) / (shifted + d) - inverseSeries(stirling, shifted) / shifted;
  return leading + tail + Math.log(product);
}

/**
 * ψ(z + d) − ψ(z): the slope of `lnGammaRatio` in z, ψ being the derivative of ln Γ.
 *
 * Input: z > 0, d ≥ 0; NaN otherwise. Source: Abramowitz & Stegun 6.3.5 and 6.3.18.
 *
 * @example digammaDifference(1, 1) // 1
 */
export function digammaDifference(z: number, d: number): number {
  if (!(z > 0 && d >= 0)) return Number.NaN;
  let shifted = z;
  let sum = 0;
  for (; shifted < seriesFrom; shifted++) sum += d / (shifted * (shifted + d));
  const end = shifted + d;
  const half = d / (2 * shifted * end);
  const tail =
    inverseSeries(stirlingSlope, shifted) / (shifted * shifted) -
    inverseSeries(stirlingSlope, end) / (end * end);
  return sum + Math.log1p(d / shifted) + half + tail;
}

/**
 * ψ(z), the derivative of ln Γ(z), for z > 0; NaN otherwise. Source: Abramowitz & Stegun 6.3.5 and 6.3.18.
 *
 * @example digamma(1) // −0.5772156649015329
 */
export function digamma(z: number): number {
  if (!(z > 0)) return Number.NaN;
  let shifted = z;
  let sum = 0;
  for (; shifted < seriesFrom; shifted++) sum -= 1 / shifted;
  return (
    sum + Math.log(shifted) - 1 / (2 * shifted) - inverseSeries(stirlingSlope, shifted) / (shifted * shifted)
  );
}
