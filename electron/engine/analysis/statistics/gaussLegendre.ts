/** Points in (0, 1) and weights that sum to 1. */
export interface Quadrature {
  points: Float64Array;
  weights: Float64Array;
}

/**
 * The Gauss–Legendre rule with n points on [0, 1]: exact for polynomials up to degree 2n − 1.
 *
 * Source: roots of the Legendre polynomial by Newton's method from Tricomi's approximation (Abramowitz & Stegun 22.16.6).
 */
export function gaussLegendre(n: number): Quadrature {
  const points = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let root = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 0;
    for (let step = 0; step < 8; step++) {
      const [value, derivative] = legendre(n, root);
      slope = derivative;
      root -= value / derivative;
    }
    points[i] = (1 - root) / 2;
    weights[i] = 1 / ((1 - root * root) * slope * slope);
  }
  return { points, weights };
}

function legendre(n: number, x: number): [value: number, derivative: number] {
  let before = 1;
  let value = x;
  for (let k = 2; k <= n; k++) {
    const next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
    before = value;
    value = next;
  }
  return [value, (n * (x * value - before)) / (x * x - 1)];
}

const rule = gaussLegendre(10);
const panelWidth = 0.5;

/** Integrals over less than this of what is largest no longer count. */
const negligible = 1e-18;

/**
 * ∫ f(v) dv from 0 to `end` (which may be infinite) of a positive f that does not rise, whose decay rate and whose
 * distance to the next singularity at negative v are at least of the order of `scale`.
 *
 * Panels grow with v, as the function flattens: the variable is ln(1 + v / scale). Output: about 13 digits. Stops
 * where what is left cannot count; an infinite end needs an f that falls faster than 1/v.
 */
export function integrateDecaying(f: (v: number) => number, end: number, scale: number): number {
  const last = Math.log1p(end / scale);
  let sum = 0;
  for (let from = 0; from < last && from < 700; from += panelWidth) {
    const panel = panelSum(f, from, Math.min(panelWidth, last - from), scale);
    sum += panel;
    if (panel <= negligible * sum) break;
  }
  return sum;
}

function panelSum(f: (v: number) => number, from: number, width: number, scale: number): number {
  let sum = 0;
  for (let k = 0; k < rule.points.length; k++) {
    const u = from + width * rule.points[k]!;
    sum += rule.weights[k]! * f(scale * Math.expm1(u)) * Math.exp(u);
  }
  return sum * width * scale;
}
