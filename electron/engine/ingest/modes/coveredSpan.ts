import { dateOf, firstDayOfMonth, lastDayOfMonth, monthOfDay } from '../../../../shared/domain/calendar.ts';
import { missingDay } from '../../workspace/types.ts';

/**
 * Which days does a file speak for? From its first to its last date; where it has one date a month, always the first or
 * always the last day, it gives whole months. Null without a date.
 */
export function coveredSpan(days: Int32Array): { from: number; to: number } | null {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  const distinct = new Set<number>();
  for (let row = 0; row < days.length; row++) {
    const day = days[row]!;
    if (day === missingDay) continue;
    if (day < from) from = day;
    if (day > to) to = day;
    distinct.add(day);
  }
  if (distinct.size === 0) return null;
  if (distinct.size === 1 || !isMonthly([...distinct])) return { from, to };
  return { from: firstDayOfMonth(monthOfDay(from)), to: lastDayOfMonth(monthOfDay(to)) };
}

function isMonthly(days: number[]): boolean {
  return (
    days.every((day) => dateOf(day).day === 1) || days.every((day) => day === lastDayOfMonth(monthOfDay(day)))
  );
}
