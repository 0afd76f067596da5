/** Days since 1970-01-01 (proleptic Gregorian). Algorithms: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
export type Day = number;
/** year * 12 + (month - 1): consecutive months differ by one. */
export type Month = number;

/** The day number of a calendar date; `month` is 1–12. Assumes a valid date: check with `isValidDate`. */
export function dayOf(year: number, month: number, day: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

export interface CalendarDate {
  year: number;
  month: number;
  day: number;
}

export function dateOf(day: Day): CalendarDate {
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

export function monthOfDay(day: Day): Month {
  const { year, month } = dateOf(day);
  return year * 12 + month - 1;
}

export function firstDayOfMonth(month: Month): Day {
  return dayOf(Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 1);
}

export function lastDayOfMonth(month: Month): Day {
  return firstDayOfMonth(month + 1) - 1;
}

export function daysInMonth(year: number, month: number): number {
  const start = dayOf(year, month, 1);
  return (month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1)) - start;
}

export function isValidDate(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** ISO 8601 text of a day, `2011-05-17`. */
export function isoDate(day: Day): string {
  const { year, month, day: dayOfMonth } = dateOf(day);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
}

/** ISO 8601 text of a month, `2011-05`. */
export function isoMonth(month: Month): string {
  return `${pad(Math.floor(month / 12), 4)}-${pad((month % 12) + 1, 2)}`;
}

/** Monday of ISO week `week` of `year`. ISO 8601: week 1 holds 4 January. */
export function firstDayOfIsoWeek(year: number, week: number): Day {
  const fourth = dayOf(year, 1, 4);
  return fourth - ((((fourth + 3) % 7) + 7) % 7) + (week - 1) * 7;
}

/** The ISO year and week a day falls in. */
export function isoWeekOf(day: Day): { year: number; week: number } {
  const thursday = day - ((((day + 3) % 7) + 7) % 7) + 3;
  const year = dateOf(thursday).year;
  return { year, week: Math.floor((thursday - dayOf(year, 1, 1)) / 7) + 1 };
}

/** The day that ISO 8601 text means, `2011-05-17`. Throws on any other text: check what people type before. */
export function parseIsoDate(text: string): Day {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const [year, month, day] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])];
  if (!match || !isValidDate(year, month, day)) throw new Error(`"${text}" is no ISO date`);
  return dayOf(year, month, day);
}
