import { ExpectedError } from '../errors/errors.ts';
import {
  type Day,
  dayOf,
  firstDayOfIsoWeek,
  firstDayOfMonth,
  isoDate,
  isoMonth,
  isoWeekOf,
  isValidDate,
  lastDayOfMonth,
  monthOfDay,
} from './calendar.ts';

export type Grain = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year';

/** A span of whole days, both ends included. `text` is how it is written: `2011`, `2011-H1`, `2011-05`, `a..b`. */
export interface Period {
  from: Day;
  to: Day;
  text: string;
}

const monthsPerGrain = { month: 1, quarter: 3, half: 6, year: 12 } as const;

function monthsPeriod(first: number, months: number, text: string): Period {
  return { from: firstDayOfMonth(first), to: lastDayOfMonth(first + months - 1), text };
}

function badPeriod(text: string): ExpectedError {
  return new ExpectedError('badPeriod', `"${text}" is not a period`, {
    hint: 'Write 2011, 2011-H1, 2011-Q2, 2011-05, 2011-05-17, 2011-W20 or 2010-12-01..2011-05-31',
    params: { text },
  });
}

/** What days does this text name? Throws `badPeriod` for text that names none, or whose end is before its start. */
export function parsePeriod(input: string): Period {
  const text = input.trim();
  const range = /^(.+?)\.\.(.+)$/.exec(text);
  if (range) {
    const from = parsePeriod(range[1]!).from;
    const to = parsePeriod(range[2]!).to;
    if (to < from) throw badPeriod(text);
    return { from, to, text };
  }
  const match = /^(\d{4})(?:-(?:H([12])|Q([1-4])|W(\d{2})|(\d{2})(?:-(\d{2}))?))?$/i.exec(text);
  if (!match) throw badPeriod(text);
  const year = Number(match[1]);
  if (match[2]) return monthsPeriod(year * 12 + (Number(match[2]) - 1) * 6, 6, text.toUpperCase());
  if (match[3]) return monthsPeriod(year * 12 + (Number(match[3]) - 1) * 3, 3, text.toUpperCase());
  if (match[4]) return weekPeriod(year, Number(match[4]), text);
  if (!match[5]) return monthsPeriod(year * 12, 12, text);
  const month = Number(match[5]);
  if (month < 1 || month > 12) throw badPeriod(text);
  if (!match[6]) return monthsPeriod(year * 12 + month - 1, 1, text);
  const dayOfMonth = Number(match[6]);
  if (!isValidDate(year, month, dayOfMonth)) throw badPeriod(text);
  const day = dayOf(year, month, dayOfMonth);
  return { from: day, to: day, text };
}

function weekPeriod(year: number, week: number, text: string): Period {
  const from = firstDayOfIsoWeek(year, week);
  if (week < 1 || isoWeekOf(from).year !== year || isoWeekOf(from).week !== week) throw badPeriod(text);
  return { from, to: from + 6, text: text.toUpperCase() };
}

/** The period of `grain` that a day falls in. */
export function periodOfDay(day: Day, grain: Grain): Period {
  if (grain === 'day') return { from: day, to: day, text: isoDate(day) };
  if (grain === 'week') {
    const { year, week } = isoWeekOf(day);
    const from = firstDayOfIsoWeek(year, week);
    return { from, to: from + 6, text: `${year}-W${String(week).padStart(2, '0')}` };
  }
  const span = monthsPerGrain[grain];
  const month = monthOfDay(day);
  const first = month - (month % span);
  const year = Math.floor(first / 12);
  const part = (first % 12) / span + 1;
  const texts = {
    month: isoMonth(first),
    quarter: `${year}-Q${part}`,
    half: `${year}-H${part}`,
    year: `${year}`,
  };
  return monthsPeriod(first, span, texts[grain]);
}

/** The period of the same length right before this one: calendar months stay calendar months, other spans count days. */
export function previousPeriod(period: Period): Period {
  const months = wholeMonths(period);
  const days = period.to - period.from + 1;
  const from = months > 0 ? firstDayOfMonth(monthOfDay(period.from) - months) : period.from - days;
  return makePeriod(from, period.from - 1);
}

/** The period of the same length right after this one; as `previousPeriod`. */
export function nextPeriod(period: Period): Period {
  const months = wholeMonths(period);
  const days = period.to - period.from + 1;
  const to = months > 0 ? lastDayOfMonth(monthOfDay(period.to) + months) : period.to + days;
  return makePeriod(period.to + 1, to);
}

/** Calendar months that the period spans from first day to last, or 0 when it cuts one. */
function wholeMonths(period: Period): number {
  const first = monthOfDay(period.from);
  const last = monthOfDay(period.to);
  const whole = firstDayOfMonth(first) === period.from && lastDayOfMonth(last) === period.to;
  return whole ? last - first + 1 : 0;
}

/** A period from its ends, written in the shortest way (`2011-H1` rather than `2011-01-01..2011-06-30`). */
export function makePeriod(from: Day, to: Day): Period {
  for (const grain of ['year', 'half', 'quarter', 'month', 'week', 'day'] as const) {
    const candidate = periodOfDay(from, grain);
    if (candidate.from === from && candidate.to === to) return candidate;
  }
  return { from, to, text: `${isoDate(from)}..${isoDate(to)}` };
}

/** Every period of `grain` from the one holding `from` to the one holding `to`, in order. */
export function periodsBetween(from: Day, to: Day, grain: Grain): Period[] {
  const periods: Period[] = [];
  for (let period = periodOfDay(from, grain); period.from <= to; period = periodOfDay(period.to + 1, grain)) {
    periods.push(period);
  }
  return periods;
}

/**
 * The two adjacent periods that a screen opens with: the latest pair of equal, complete spans of whole months
 * that the data covers, at most half a year each (issue: "what moved between two half-years").
 */
export function defaultComparison(first: Day, last: Day): { a: Period; b: Period } {
  const lastMonth = monthOfDay(last);
  const lastComplete = lastDayOfMonth(lastMonth) === last ? lastMonth : lastMonth - 1;
  const firstMonth = monthOfDay(first);
  const span = [6, 3, 1].find((months) => lastComplete - 2 * months + 1 >= firstMonth);
  if (span === undefined) {
    const middle = first + Math.floor((last - first) / 2);
    return { a: makePeriod(first, middle), b: makePeriod(Math.min(middle + 1, last), last) };
  }
  const startB = lastComplete - span + 1;
  return {
    a: makePeriod(firstDayOfMonth(startB - span), firstDayOfMonth(startB) - 1),
    b: makePeriod(firstDayOfMonth(startB), lastDayOfMonth(lastComplete)),
  };
}

/** Whether the data, which runs from `first` to `last`, covers the period to both its ends. */
export function isPartial(period: Period, first: Day, last: Day): boolean {
  return period.from < first || period.to > last;
}
