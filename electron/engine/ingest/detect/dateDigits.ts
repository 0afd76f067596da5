import type { DateFormat, DateOrder } from '../values/dateTypes.ts';
import { parseDate } from '../values/parseDate.ts';
import type { DetectedOrder, Tally } from './tally.ts';

interface Digits {
  digits?: DateFormat['digits'];
  order?: DetectedOrder;
}

/** 2000-01-01 and 2040-01-01, in seconds since 1970. */
const earliest = 946_684_800;
const latest = 2_208_988_800;
/** Most texts must be dates; one that is none, among dates of one year, tells nothing for another order. */
const most = 0.6;
const orders: DateOrder[] = ['ymd', 'dmy', 'mdy'];

/**
 * What digits without a mark say in a column that holds nothing else: a count of seconds or milliseconds since 1970, or two
 * digits for each of year, month and day, or eight with the year last. Nothing where they are months (`202405`), dates that
 * begin with the year, or no dates.
 */
export function digitsOf(present: Tally, chosen: DateOrder | undefined): Digits {
  const texts = [...present.keys()];
  const [first] = texts;
  if (first === undefined || !/^\d{6,13}(?:\.\d+)?$/.test(first)) return {};
  if (texts.every((text) => isMoment(text, 1))) return { digits: 'seconds' };
  if (texts.every((text) => isMoment(text, 1000))) return { digits: 'milliseconds' };
  const size = first.length;
  if ((size !== 6 && size !== 8) || texts.some((text) => !/^\d+$/.test(text) || text.length !== size))
    return {};
  const usual = (text: string) => parseDate(text, { order: 'ymd', serial: false }) !== null;
  if (texts.every(usual)) return {};
  const digits = size === 6 ? 'short' : undefined;
  const read = (text: string, order: DateOrder) => parseDate(text, { order, serial: false, digits });
  const possible = (chosen ? [chosen] : orders)
    .filter((order) => order !== 'ymd' || size === 6)
    .filter((order) => texts.filter((text) => read(text, order) !== null).length >= texts.length * most);
  const [best, ...others] = possible.sort((a, b) => spread(texts, a, size) - spread(texts, b, size));
  if (best === undefined || texts.length < 2) return {};
  return {
    ...(digits ? { digits } : {}),
    order: { order: best, matters: true, confidence: others.length === 0 ? 0.9 : 0.6 },
  };
}

/**
 * Whether three or four digits are a day and its month (`1403`, `302`), as accounting programs write dates of the year that a
 * title names: never where all of them could be years, or none is later than the twelfth of a month.
 */
export function dayMonthsOf(present: Tally, year: number): Digits {
  const texts = [...present.keys()];
  if (texts.length < 2 || !texts.every((text) => /^\d{3,4}$/.test(text))) return {};
  if (texts.every((text) => /^(?:19|20)\d{2}$/.test(text))) return {};
  const reads = (order: DateOrder) =>
    texts.every((text) => parseDate(text, { order, serial: false, digits: 'dayMonth', year }) !== null);
  const [best, ...others] = (['dmy', 'mdy'] as const).filter(reads);
  return best === undefined || others.length > 0
    ? {}
    : { digits: 'dayMonth', order: { order: best, matters: true, confidence: 0.9 } };
}

function isMoment(text: string, unit: number): boolean {
  const seconds = Number(text) / unit;
  return seconds >= earliest && seconds < latest;
}

/** How many years such dates would be of: those of one table are of few. */
function spread(texts: string[], order: DateOrder, size: number): number {
  const yearAt = order === 'ymd' ? 0 : 4;
  return new Set(texts.map((text) => text.slice(yearAt, order === 'ymd' ? 2 : size))).size;
}
