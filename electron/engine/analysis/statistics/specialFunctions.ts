/** Coefficients B(2k) / (2k (2k − 1)) of Stirling's series. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];

const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/** Where Stirling's series with eight terms is exact to the last digits. */
const stirlingFrom = 12;

/**
 * What is the natural logarithm of the gamma function?
 *
 * Input: x > 0; NaN otherwise. Output: within 1e-14 of the larger of 1 and the value. Cost: constant.
 * Source: Abramowitz & Stegun 6.1.15 (recurrence) and 6.1.41 (Stirling's series).
 *
 * @example lnGamma(5) // ln 24
 */
export function lnGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  let product = 1;
  let shifted = x;
  while (shifted < stirlingFrom) {
    product *= shifted;
    shifted++;
  }
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  let series = 0;
  for (let k = stirling.length - 1; k >= 0; k--) series = series * square + stirling[k]!;
  return (shifted - 0.5) * Math.log(shifted) - shifted + halfLogTwoPi + series * inverse - Math.log(product);
}

/** The natural logarithm of the beta function B(a, b), a and b > 0. */
export function lnBeta(a: number, b: number): number {
  return lnGamma(a) + lnGamma(b) - lnGamma(a + b);
}

const middleTop = [
  0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356,
];
const middleBottom = [1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673];
const sideTop = [
  1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002,
  2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978,
];
const sideBottom = [
  1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097,
  34900.95272114598, 38912.00328609327, 19685.429676859992,
];
const tailTop = [
  0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934,
  2.9112874951168793e-5,
];
const tailBottom = [
  1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 7.297515550839662e-5,
];

function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
}

/**
 * What share of a standard normal distribution lies above z?
 *
 * Output: a ratio, with full relative precision far into the tail. Source: Cody (1969), Math. Comp. 23, in the
 * arrangement of Algorithm 715 (Cody 1993).
 *
 * @example normalUpper(1.959963984540054) // 0.025
 */
export function normalUpper(z: number): number {
  const size = Math.abs(z);
  if (Number.isNaN(z)) return z;
  if (size <= 0.67448975) {
    const square = z * z;
    return 0.5 - (z * polynomial(middleTop, square)) / polynomial(middleBottom, square);
  }
  const upper = size > 50 ? 0 : tailShare(size);
  return z > 0 ? upper : 1 - upper;
}

/** The share above z for z > 0.67, as exp(−z²/2) times a rational function, the square taken in two exact parts. */
function tailShare(z: number): number {
  const coarse = Math.trunc(z * 16) / 16;
  const rest = (z - coarse) * (z + coarse);
  const density = Math.exp(-0.5 * coarse * coarse) * Math.exp(-0.5 * rest);
  if (z <= Math.sqrt(32)) return (density * polynomial(sideTop, z)) / polynomial(sideBottom, z);
  const inverse = 1 / (z * z);
  const ratio = (inverse * polynomial(tailTop, inverse)) / polynomial(tailBottom, inverse);
  return (density * (1 / Math.sqrt(2 * Math.PI) - ratio)) / z;
}

/** What share of a standard normal distribution lies below z? */
export function normalCdf(z: number): number {
  return normalUpper(-z);
}

/**
 * Below which z does a share p of a standard normal distribution lie?
 *
 * Input: p in [0, 1]; NaN otherwise. Output: full precision. Source: a rational start (Acklam 2003), then two
 * corrections of third order (Halley) with `normalUpper`.
 *
 * @example normalQuantile(0.975) // 1.959963984540054
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || p === 1) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (p > 0.5) return -normalQuantile(1 - p);
  let z = quantileStart(p);
  for (let step = 0; step < 2; step++) {
    const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
    if (density === 0) return z;
    const error = (normalCdf(z) - p) / density;
    z -= error / (1 + (z * error) / 2);
  }
  return z;
}

const startTop = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
];
const startBottom = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
];
const startTailTop = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const startTailBottom = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];

function quantileStart(p: number): number {
  if (p < 0.02425) {
    const root = Math.sqrt(-2 * Math.log(p));
    return polynomial(startTailTop, root) / polynomial(startTailBottom, root);
  }
  const centred = p - 0.5;
  const square = centred * centred;
  return (centred * polynomial(startTop, square)) / polynomial(startBottom, square);
}

/**
 * How likely is a chi-square value of at least `x` by chance?
 *
 * Inputs: x ≥ 0, `df` > 0 degrees of freedom; NaN otherwise. Output: a probability, with full relative precision in
 * the tail. Source: regularised incomplete gamma function, series and continued fraction (Abramowitz & Stegun 6.5.29,
 * 6.5.31; the fraction evaluated by Lentz's method).
 *
 * @example chiSquareUpper(3.841458820694124, 1) // 0.05
 */
export function chiSquareUpper(x: number, df: number): number {
  if (!(x >= 0 && df > 0)) return Number.NaN;
  if (x === 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  const shape = df / 2;
  const half = x / 2;
  const front = Math.exp(shape * Math.log(half) - half - lnGamma(shape));
  return half < shape + 1 ? 1 - front * lowerSeries(shape, half) : front * upperFraction(shape, half);
}

function lowerSeries(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

function upperFraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = Number.POSITIVE_INFINITY;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < 10_000; n++) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return value;
}
