import { dateOf, dayOf, daysInMonth } from '../../../../shared/domain/calendar.ts';
import type { DaySpan } from '../types.ts';

/** The 12 months that end on a day: from the day after the same date one year before. */
export function trailingYear(day: number): DaySpan {
  const { year, month, day: dayOfMonth } = dateOf(day);
  const before = dayOf(year - 1, month, Math.min(dayOfMonth, daysInMonth(year - 1, month)));
  return { from: before + 1, to: day };
}
