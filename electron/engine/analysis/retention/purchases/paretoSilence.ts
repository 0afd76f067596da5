import { gaussLegendre } from '../../statistics/gaussLegendre.ts';

const rule = gaussLegendre(10);

/** A panel spans at most this fall of the logarithm of the integrand, at its beginning. */
const panelFall = 4;

/** Where the integrand has fallen by this factor nothing more counts. */
const negligible = 42;

/**
 * How likely is silence after the last purchase, relative to the density at it?
 *
 * total = (1 + D/a)^−(r+x) (1 + D/b)^−s + s/b ∫₀ᴰ (1 + d/a)^−(r+x) (1 + d/b)^−(s+1) dd, with D = T − tx, a = alpha + tx,
 * b = beta + tx: still active, or gone after a further time d. With the derivatives by the four parameters.
 * The variable of the integral is ln(1 + d / min(a, b)), in which both factors are smooth; panels are as long as the
 * fall of the integrand allows, so that ten points give each about 13 digits whatever the parameters.
 */
export class SilenceIntegral {
  active = 0;
  total = 0;
  byR = 0;
  byAlpha = 0;
  byS = 0;
  byBeta = 0;
  readonly #parameters: readonly [r: number, alpha: number, s: number, beta: number];
  #integral = 0;
  #byBuying = 0;
  #byStaying = 0;
  #byA = 0;
  #byB = 0;

  constructor(r: number, alpha: number, s: number, beta: number) {
    this.#parameters = [r, alpha, s, beta];
  }

  /** Fills the fields for one customer. */
  evaluate(x: number, tx: number, T: number): void {
    const [r, alpha, s, beta] = this.#parameters;
    const shape = r + x;
    const a = alpha + tx;
    const b = beta + tx;
    const D = T - tx;
    const buying = Math.log1p(D / a);
    const staying = Math.log1p(D / b);
    this.active = Math.exp(-shape * buying - s * staying);
    this.#integrate(shape, a, s + 1, b, D);
    const weight = s / b;
    this.total = this.active + weight * this.#integral;
    this.byR = -buying * this.active - weight * this.#byBuying;
    this.byS = -staying * this.active - weight * this.#byStaying + this.#integral / b;
    this.byAlpha = shape * ((this.active * D) / (a * (a + D)) + (weight * this.#byA) / a);
    this.byBeta =
      (s * this.active * D) / (b * (b + D)) + (weight * ((s + 1) * this.#byB - this.#integral)) / b;
  }

  /** ∫ g, ∫ ln(1 + d/a) g, ∫ ln(1 + d/b) g, ∫ d/(a + d) g, ∫ d/(b + d) g. */
  #integrate(shapeA: number, a: number, shapeB: number, b: number, D: number): void {
    this.#integral = this.#byBuying = this.#byStaying = this.#byA = this.#byB = 0;
    const near = Math.min(a, b);
    const end = Math.log1p(D / near);
    let from = 0;
    while (from < end) {
      const reached = near * Math.exp(from);
      const fall = shapeA * (reached / (a - near + reached)) + shapeB * (reached / (b - near + reached)) - 1;
      const width = Math.min(end - from, 1, panelFall / Math.max(fall, panelFall));
      this.#addPanel(from, width, near, shapeA, a, shapeB, b);
      from += width;
      const d = near * Math.expm1(from);
      if (shapeA * Math.log1p(d / a) + shapeB * Math.log1p(d / b) - from > negligible) return;
    }
  }

  #addPanel(from: number, width: number, near: number, shapeA: number, a: number, shapeB: number, b: number) {
    const { points, weights } = rule;
    for (let k = 0; k < points.length; k++) {
      const u = from + width * points[k]!;
      const d = near * Math.expm1(u);
      const buying = a === near ? u : Math.log1p(d / a);
      const staying = b === near ? u : Math.log1p(d / b);
      const value = weights[k]! * width * near * Math.exp(u - shapeA * buying - shapeB * staying);
      this.#integral += value;
      this.#byBuying += value * buying;
      this.#byStaying += value * staying;
      this.#byA += (value * d) / (a + d);
      this.#byB += (value * d) / (b + d);
    }
  }
}
