/**
 * ln(1 + eˣ), without overflow and exact where eˣ is small.
 *
 * @example log1pExp(1000) // 1000
 */
export function log1pExp(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

/** 1 / (1 + e⁻ˣ): the slope of `log1pExp`. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const power = Math.exp(x);
  return power / (1 + power);
}

/** (1 − e^(−k x)) / k, which is x where k is 0: the growth of something that decays at rate k. */
export function decayingGrowth(k: number, x: number): number {
  return k * x === 0 ? x : -Math.expm1(-k * x) / k;
}
