/** A beta distribution as points p with weights that sum to 1. */
export interface BetaPoints {
  p: Float64Array;
  weights: Float64Array;
}

/** Weights below this share of the largest are left out. */
const least = 1e-18;

/**
 * The beta distribution Beta(a, b) as a weighted set of points: the mean of f(p) is Σ weight f(p), to about 13 digits for
 * an f that is smooth in ln p − ln(1 − p) and tends to constants at 0 and 1.
 *
 * Inputs: a, b > 0, from 1e-12 to 1e12. Cost: 50 to 500 points. Source: the trapezoid rule on the logit scale, where the
 * integrand decays exponentially at both ends and the rule converges geometrically (Trefethen & Weideman 2014, SIAM
 * Review 56(3)); where it decays too slowly to be followed, the tail is a geometric series.
 *
 * @example betaPoints(2, 3) // Σ weight p = 0.4
 */
export function betaPoints(a: number, b: number): BetaPoints {
  const spread = Math.sqrt((a + b) / (a * b));
  const step = Math.min(0.2, 0.5 * spread);
  const centre = Math.min(40, Math.max(-60, Math.log(a / b)));
  const top = logDensity(a, b, centre);
  const p: number[] = [];
  const weights: number[] = [];
  const add = (y: number) => {
    p.push(1 / (1 + Math.exp(-y)));
    return weights.push(Math.exp(logDensity(a, b, y) - top));
  };
  const walk = (direction: number, limit: number, rate: number) => {
    for (let k = direction < 0 ? 1 : 0; ; k++) {
      const y = centre + direction * k * step;
      const last = add(y) - 1;
      if (weights[last]! < least) return;
      if (direction * y < limit) continue;
      weights[last]! += weights[last]! / Math.expm1(rate * step);
      return;
    }
  };
  walk(1, 45 + Math.log1p(a), b);
  walk(-1, 55 + Math.log1p(b), a);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { p: Float64Array.from(p), weights: Float64Array.from(weights, (weight) => weight / total) };
}

/** a ln p + b ln(1 − p) at p = 1 / (1 + e⁻ʸ). */
function logDensity(a: number, b: number, y: number): number {
  const fall = Math.log1p(Math.exp(-Math.abs(y)));
  return y > 0 ? -a * fall - b * (y + fall) : a * (y - fall) - b * fall;
}
