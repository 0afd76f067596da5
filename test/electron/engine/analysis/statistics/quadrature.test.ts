import { describe, expect, it } from 'vitest';
import { betaPoints } from '../../../../../electron/engine/analysis/statistics/betaQuadrature.ts';
import {
  digamma,
  digammaDifference,
  lnGammaRatio,
} from '../../../../../electron/engine/analysis/statistics/gammaRatio.ts';
import {
  gaussLegendre,
  integrateDecaying,
} from '../../../../../electron/engine/analysis/statistics/gaussLegendre.ts';
import {
  decayingGrowth,
  log1pExp,
  logistic,
} from '../../../../../electron/engine/analysis/statistics/logSum.ts';

function expectRelative(found: number, expected: number, allowed: number): void {
  expect(
    Math.abs(found - expected) <= allowed * Math.abs(expected),
    `found ${found}, expected ${expected}`,
  ).toBe(true);
}

/** z, d, ln Γ(z + d) − ln Γ(z), ψ(z + d) − ψ(z), ψ(z): mpmath 1.3 with 50 digits. */
const ratios = [
  [0.001, 5000, 37575.72765389326, 1009.0926653199132, -1000.5755719318103],
  [0.24, 3, -0.4055291101562518, 5.419546850998464, -4.406160345792603],
  [1e8, 12, 221.04816958742836, 1.199999934000005e-7, 18.42068073895236],
  [13.5, 0.7, 1.814144867913661, 0.0524219724145788, 2.565195651274912],
  [2.5, 1e6, 12815538.823243011, 13.112355917317073, 0.7031566406452432],
] as const;

describe('ratios of gamma functions', () => {
  it('agree with mpmath, small and large', () => {
    for (const [z, d, ratio, slope, psi] of ratios) {
      expectRelative(lnGammaRatio(z, d), ratio, 2e-14);
      expectRelative(digammaDifference(z, d), slope, 2e-14);
      expectRelative(digamma(z), psi, 2e-14);
    }
  });

  it('are 0 for no difference and NaN outside', () => {
    expect(lnGammaRatio(3, 0)).toBe(0);
    expect(digammaDifference(3, 0)).toBe(0);
    for (const f of [lnGammaRatio, digammaDifference]) {
      expect(f(0, 1)).toBeNaN();
      expect(f(1, -1)).toBeNaN();
      expect(f(Number.NaN, 1)).toBeNaN();
    }
    expect(digamma(-1)).toBeNaN();
  });
});

describe('logarithms of sums', () => {
  it('survive any size', () => {
    expect(log1pExp(1000)).toBe(1000);
    expect(log1pExp(-1000)).toBe(0);
    expectRelative(log1pExp(0), Math.LN2, 1e-15);
    expect(logistic(-800)).toBe(0);
    expect(logistic(800)).toBe(1);
    expect(decayingGrowth(0, 3)).toBe(3);
    expectRelative(decayingGrowth(1e-12, 3), 3, 1e-11);
    expectRelative(decayingGrowth(-1, 2), Math.expm1(2), 1e-15);
  });
});

describe('Gauss–Legendre', () => {
  it('is exact for polynomials up to degree 2n − 1', () => {
    for (const n of [1, 2, 5, 10, 24]) {
      const { points, weights } = gaussLegendre(n);
      for (let degree = 0; degree < 2 * n; degree++) {
        const sum = points.reduce((total, point, k) => total + weights[k]! * point ** degree, 0);
        expectRelative(sum, 1 / (degree + 1), 1e-13);
      }
    }
  });

  it('integrates what falls, to an end and to infinity', () => {
    expectRelative(
      integrateDecaying((v) => Math.exp(-v), Number.POSITIVE_INFINITY, 1),
      1,
      1e-11,
    );
    expectRelative(
      integrateDecaying((v) => (1 + v) ** -3, 1e6, 1),
      (1 - (1 + 1e6) ** -2) / 2,
      1e-12,
    );
    expectRelative(
      integrateDecaying((v) => (1 + v / 1e-3) ** -1, 5, 1e-3),
      1e-3 * Math.log1p(5000),
      1e-12,
    );
    expect(integrateDecaying(() => 1, 0, 1)).toBe(0);
  });
});

describe('points of a beta distribution', () => {
  it('have its mean and variance, from needle to U', () => {
    for (const [a, b] of [
      [2, 3],
      [0.793, 2.426],
      [0.05, 0.02],
      [1e-6, 4],
      [3, 5000],
      [1e5, 2e6],
      [1e-3, 1e-3],
    ] as const) {
      const { p, weights } = betaPoints(a, b);
      const mean = p.reduce((sum, value, k) => sum + value * weights[k]!, 0);
      const square = p.reduce((sum, value, k) => sum + value * value * weights[k]!, 0);
      expectRelative(mean, a / (a + b), 1e-12);
      expectRelative(square, (a * (a + 1)) / ((a + b) * (a + b + 1)), 1e-12);
      expect(p.length).toBeLessThan(800);
    }
  });
});
