import type { Line } from '../../../../../property/salesRows.ts';

export interface LeavingBook {
  accounts: number;
  days: number;
  /** Share of accounts that leave for good on a day of the book. */
  leaving: number;
  seed: number;
}

/** Numbers in [0, 1), the same for a seed. */
export function drawsOf(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 12_345) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Order lines of accounts that each keep a rhythm, and of some that stop. Cents, so that sums do not depend on the unit. */
export function leavingBook({ accounts, days, leaving, seed }: LeavingBook): Line[] {
  const draw = drawsOf(seed);
  return Array.from({ length: accounts }, (_, account) => {
    const gap = 5 + Math.floor(draw() * 40);
    const stop = draw() < leaving ? Math.floor(days * draw()) : days;
    const lines: Line[] = [];
    for (
      let day = Math.floor(draw() * 60);
      day < stop;
      day += Math.max(1, Math.round(gap * (0.4 + 1.2 * draw())))
    )
      lines.push({ account, day, revenue: Math.round(100 + 9_900 * draw()) / 100, product: 0, order: -1 });
    return lines;
  }).flat();
}
