import { dateOf, dayOf, daysInMonth } from '../../../../shared/domain/calendar.ts';
import type { DaySpan } from '../types.ts';

/** A day seen from, and the last day of the horizon after it. */
export interface Origin {
  origin: number;
  end: number;
}

/** The same date some months later, the last of the month where it has no such date. */
export function monthsAfter(day: number, months: number): number {
  const { year, month, day: date } = dateOf(day);
  const index = year * 12 + month - 1 + months;
  const [atYear, atMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return dayOf(atYear, atMonth, Math.min(date, daysInMonth(atYear, atMonth)));
}

/**
 * The days to look from, one horizon apart, earliest first.
 *
 * With `first`: from that day on, `count` of them. Without: so that the last horizon ends with the data, `count` of them
 * back. An origin is left out where its horizon is not over by the end of the data, or where nothing lies before it.
 */
export function originsOf(
  covered: DaySpan,
  { months, count, first }: { months: number; count: number; first?: number | undefined },
): { origins: Origin[]; leftOut: number[] } {
  const start = first ?? monthsAfter(covered.to, -months * count);
  const all = Array.from({ length: count }, (_, i) => ({
    origin: monthsAfter(start, i * months),
    end: i === count - 1 && first === undefined ? covered.to : monthsAfter(start, (i + 1) * months),
  }));
  const isCovered = ({ origin, end }: Origin) => origin >= covered.from && end <= covered.to;
  return {
    origins: all.filter(isCovered),
    leftOut: all.filter((one) => !isCovered(one)).map(({ origin }) => origin),
  };
}
