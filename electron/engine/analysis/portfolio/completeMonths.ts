import { firstDayOfMonth, lastDayOfMonth, monthOfDay } from '../../../../shared/domain/calendar.ts';
import type { DaySpan } from '../types.ts';
import type { MonthWindow } from './monthlyUnits.ts';

/** Which calendar months does the data cover from first to last day? Null when there is none. */
export function completeMonths(coverage: DaySpan): MonthWindow | null {
  const first = monthOfDay(coverage.from);
  const last = monthOfDay(coverage.to);
  const from = firstDayOfMonth(first) === coverage.from ? first : first + 1;
  const to = lastDayOfMonth(last) === coverage.to ? last : last - 1;
  return to >= from ? { from, to } : null;
}
