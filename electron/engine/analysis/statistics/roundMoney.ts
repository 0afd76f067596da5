/**
 * Which amount do we compare? Money rounded to 4 decimals, so that binary floating point does not make a flat
 * account look like a shrinking one. Amounts above 9 · 10¹¹ are beyond that precision and come back unchanged.
 */
export function roundMoney(amount: number): number {
  const scaled = amount * 1e4;
  return Math.abs(scaled) < Number.MAX_SAFE_INTEGER ? Math.round(scaled) / 1e4 + 0 : amount;
}

/** The amount itself, or exactly 0 where it rounds to 0 at 4 decimals (what is left of a fully returned order). */
export function withoutDust(amount: number): number {
  return Math.abs(amount) < 0.00005 ? 0 : amount;
}
