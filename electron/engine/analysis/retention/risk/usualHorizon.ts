/** Why a horizon was taken: it is the usual one, orders are rare, or the book is short. */
export type HorizonReason = 'usual' | 'rhythm' | 'book';

const usual = 6;
const daysPerMonth = 365.25 / 12;

/** Days of a horizon in months, never more than whole months have. */
export function horizonDays(months: number): number {
  return Math.max(1, Math.floor(months * daysPerMonth));
}

/**
 * How far ahead should leaving be told where nobody says?
 *
 * 6 months; 12 where a tenth of all gaps between orders is longer than that, since silence of 6 months is then no sign;
 * 3 or 1 where the book is too short to have seen the longer horizon pass at three days of the past.
 *
 * @param q90Gap 90 % quantile of all gaps, days; null = unknown. @param bookDays days from the first to the as-of date.
 */
export function usualHorizon(
  q90Gap: number | null,
  bookDays: number,
): { months: number; reason: HorizonReason } {
  const wanted = q90Gap !== null && q90Gap > horizonDays(usual) ? 12 : usual;
  const fits = (months: number) => bookDays >= 2 * horizonDays(months);
  const months = [wanted, usual, 3].find((each) => each <= wanted && fits(each)) ?? 1;
  if (months < wanted) return { months, reason: 'book' };
  return { months, reason: wanted === usual ? 'usual' : 'rhythm' };
}
