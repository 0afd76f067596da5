import { lnBeta, normalQuantile } from './specialFunctions.ts';

/**
 * The regularised incomplete beta function I_x(a, b) for a, b > 0 and x within (0, 1); `rest` = 1 − x is given too, so
 * that it is exact where x is near 1.
 *
 * Source: continued fraction of DLMF 8.17.22, by Lentz's method, from the side on which it converges fast.
 */
function betaShare(x: number, rest: number, a: number, b: number): number {
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(rest, x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log(rest) - lnBeta(a, b)) / a;
  return front / continuedFraction(x, a, b);
}

const smallest = 1e-300;

function continuedFraction(x: number, a: number, b: number): number {
  const kept = (value: number) => (Math.abs(value) < smallest ? smallest : value);
  let numerator = 1;
  let denominator = 0;
  let value = 1;
  for (let m = 0; m < 10_000; m++) {
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    const even = m === 0 ? 1 : (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    for (const term of m === 0 ? [odd] : [even, odd]) {
      denominator = 1 / kept(1 + term * denominator);
      numerator = kept(1 + term / numerator);
      value *= numerator * denominator;
    }
    if (Math.abs(numerator * denominator - 1) < 1e-16) break;
  }
  return value;
}

/** P(T > t) of Student's t with `df` > 0 degrees of freedom. */
export function studentUpper(t: number, df: number): number {
  if (Number.isNaN(t) || !(df > 0)) return Number.NaN;
  const square = t * t;
  const tail = Number.isFinite(square)
    ? betaShareOf(df / (df + square), square / (df + square), df / 2, 0.5) / 2
    : 0;
  return t < 0 ? 1 - tail : tail;
}

/** P(F > f) of Fisher's F with `above` and `below` degrees of freedom. */
export function fisherUpper(f: number, above: number, below: number): number {
  if (Number.isNaN(f) || !(above > 0) || !(below > 0)) return Number.NaN;
  if (f <= 0) return 1;
  if (!Number.isFinite(f)) return 0;
  const whole = below + above * f;
  return betaShareOf(below / whole, (above * f) / whole, below / 2, above / 2);
}

function betaShareOf(x: number, rest: number, a: number, b: number): number {
  return x <= 0 ? 0 : rest <= 0 ? 1 : betaShare(x, rest, a, b);
}

/** The t that is exceeded with probability 1 − p; p within (0, 1). */
export function studentQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentQuantile(1 - p, df);
  const upper = 1 - p;
  let low = 0;
  let high = Math.max(1, normalQuantile(p));
  while (studentUpper(high, df) > upper) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-15 * high; step++) {
    const middle = (low + high) / 2;
    if (studentUpper(middle, df) > upper) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
