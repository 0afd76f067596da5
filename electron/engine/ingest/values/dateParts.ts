import { dayOf, firstDayOfIsoWeek, isValidDate } from '../../../../shared/domain/calendar.ts';
import type { DateShape, ParsedDate } from './dateTypes.ts';

/** Years of two digits below this are of the 2000s, the others of the 1900s. */
const yearPivot = 70;

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** 1–12 for an English month, in full or short (`Sept`); 0 for any other word. */
export function monthOfName(name: string): number {
  const word = name.toLowerCase();
  if (word === 'sept') return 9;
  const found = monthNames.findIndex(
    (month) => month === word || (word.length === 3 && month.startsWith(word)),
  );
  return found + 1;
}

/** A date of parts as written; null where there is no such day. */
export function makeDate(
  shape: DateShape,
  yearText: string,
  monthText: string,
  dayText: string,
  clock?: string,
): ParsedDate | null {
  const short = yearText.length === 2;
  const written = fullYear(yearText);
  const buddhist = written >= firstBuddhist && written <= lastBuddhist;
  const year = buddhist ? written - buddhistYears : written;
  const month = Number(monthText);
  const day = Number(dayText);
  if (year < firstYear || !isValidDate(year, month, day)) return null;
  return {
    day: dayOf(year, month, day),
    shape,
    time: clock !== undefined && /[1-9]/.test(clock),
    ...(short ? { year: 'two digits' as const } : {}),
    ...(buddhist ? { calendar: 'buddhist' as const } : {}),
  };
}

/** What is written with an earlier year is a code (`01.01.0001`). */
const firstYear = 1000;
/** Years of the Thai calendar that business of our time can have. */
const firstBuddhist = 2443;
const lastBuddhist = 2643;
const buddhistYears = 543;

/** A year of four digits, or the one that two stand for. */
export function fullYear(text: string): number {
  return text.length === 2 ? Number(text) + (Number(text) < yearPivot ? 2000 : 1900) : Number(text);
}

/** The first day of a week; null where the year has no such week. */
export function makeWeek(year: number, week: number): ParsedDate | null {
  if (week < 1 || week > 53) return null;
  return { day: firstDayOfIsoWeek(year, week), shape: 'week', time: false };
}
