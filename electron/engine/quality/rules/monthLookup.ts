import { monthOfDay } from '../../../../shared/domain/calendar.ts';
import { missingDay } from '../../workspace/types.ts';

/** The month of any day that occurs, worked out once a day instead of once a row. Missing days must not be asked for. */
export function monthLookup(days: Int32Array): (day: number) => number {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < days.length; row++) {
    const day = days[row]!;
    if (day === missingDay) continue;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  if (first > last) return monthOfDay;
  const months = Int32Array.from({ length: last - first + 1 }, (_, at) => monthOfDay(first + at));
  return (day) => months[day - first]!;
}
