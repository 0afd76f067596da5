import { type Day, dateOf, dayOf, daysInMonth } from '../../../../shared/domain/calendar.ts';

/** The same date that many months earlier; the last day of the month where the month is too short. */
export function monthsBefore(day: Day, months: number): Day {
  const { year, month, day: dayOfMonth } = dateOf(day);
  const index = year * 12 + month - 1 - months;
  const [toYear, toMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return dayOf(toYear, toMonth, Math.min(dayOfMonth, daysInMonth(toYear, toMonth)));
}
