import { firstDayOfMonth, isoMonth, lastDayOfMonth, monthOfDay } from '../../shared/domain/calendar.ts';
import { parsePeriod } from '../../shared/domain/period.ts';

/** A period as short as it can be said: a span of whole months by its months, anything else as it is written. */
export function periodWords(text: string): string {
  if (!text.includes('..')) return text;
  try {
    const { from, to } = parsePeriod(text);
    const first = monthOfDay(from);
    const last = monthOfDay(to);
    const whole = firstDayOfMonth(first) === from && lastDayOfMonth(last) === to;
    return whole ? `${isoMonth(first)} – ${isoMonth(last)}` : text.replace('..', ' – ');
  } catch {
    return text;
  }
}
