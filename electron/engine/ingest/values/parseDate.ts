import { makeDate, monthOfName } from './dateParts.ts';
import type { DateFormat, DateOrder, ParsedDate } from './dateTypes.ts';
import { parseFiscal } from './parseFiscal.ts';
import { invisible, isMissing, withAsciiDigits } from './parseNumber.ts';
import { parsePeriodText, parseYearPart } from './parsePeriodText.ts';
import { plainDate } from './plainDate.ts';

const time =
  '(?:,?[T ]?\\s*((?:上午|下午)?\\s*(?<=[T\\s午])\\d{1,2}(?::\\d{2}){1,2}(?:[.,]\\d+)?\\s*(?:[AaPp]\\.?[Mm]\\.?)?|\\d{1,2}[时点]\\d{1,2}分?(?:\\d{1,2}秒)?)\\s*(?:Z|(?:UTC|GMT)(?:[+-]\\d{1,2}(?::?\\d{2})?)?)?(?:[+-]\\d{2}(?::?\\d{2})?)?)?';
const ymd = new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${time}$`);
const parts = new RegExp(`^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})${time}$`);
const compact = new RegExp(`^(\\d{4})(\\d{2})(\\d{2})${time}$`);
const compactParts = /^(\d{2})(\d{2})(\d{4})$/;
const short = /^(\d{2})(\d{2})(\d{2})$/;
const dayMonth = /^(\d{1,2})(\d{2})$/;
const yearMonthName = /^(\d{2})[-/. ]?([A-Za-z]{3,9})\.?$/;
const dayMonthOnly = /^(\d{1,2})[-/. ]([A-Za-z]{3,9})\.?$/;
const chinese = new RegExp(`^(\\d{4}|\\d{2})\\s*年\\s*(\\d{1,2})\\s*月份?\\s*(\\d{1,2})\\s*[日号]?${time}$`);
const chineseDay = new RegExp(`^(\\d{1,2})月(\\d{1,2})[日号]${time}$`);
const dayMonthName = new RegExp(
  `^(\\d{1,2})(?:st|nd|rd|th)?[-/ .]\\s*([A-Za-z]{3,9})\\.?[-/ .,]+(\\d{4}|\\d{2})${time}$`,
);
const monthNameDay = new RegExp(
  `^([A-Za-z]{3,9})\\.?[-/ .]\\s*(\\d{1,2})(?:st|nd|rd|th)?,?[-/ ]+(\\d{4})${time}$`,
);
const weekdays =
  /^(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+(?=\d|[A-Z])|\s*[(]?(?:星期|周|礼拜|週)[一二三四五六日天][)]?\s*/iu;

/** Most figures are told by their size: none of these stands for a day, month or year in any writing. */
const figure = /^(?:-\d+(?:\.\d+)?|\d{1,3}(?:\.\d{1,3})?|\d{3}\.\d+|\d{5,}\.\d+|\d{5})$/;

/** Words of dates; a text with any other word is none, which is known before its patterns are tried one by one. */
const words =
  'fy|[ceg]y|fiscal|year|period|p|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?|st|nd|rd|th|[apmtqhwzs]|[ap]m|(?:[ap]?m)?(?:utc|gmt|z)|quarter';
const otherWord = new RegExp(`(?<![A-Za-z])(?!(?:${words})(?![A-Za-z]))[A-Za-z]`, 'i');
const otherCharacter =
  /[^\0-\u303f\ufeff年月日号份度财財季第周週星期礼拜天半上下午时点分秒一二三四五六七八九十]/u;

/**
 * The day a cell stands for; null where it is no date, `missing` where it is a sign for "no value". A month, quarter,
 * half, week, year or several months together (`1-2月`) stand for their first day, `months` tells how long they last.
 * Months may be named in the
 * languages of business, years counted from an emperor. The time of day is not kept.
 */
export function parseDate(input: string, format: DateFormat): ParsedDate | 'missing' | null {
  let text = input.trim();
  if (isMissing(text)) return 'missing';
  if (figure.test(text) && !format.digits && !format.serial) return null;
  if (
    text.length > 40 ||
    !/[\d\u0660-\u0669\u06f0-\u06f9\uff10-\uff5a一二三四上下半年月]|\p{L}{3}/u.test(text)
  )
    return null;
  if (/[^\x20-\x7e]/.test(text))
    text = withAsciiDigits(text)
      .normalize('NFKC')
      .replace(invisible, '')
      .replace(/[–—－~〜～至]/g, '-')
      .trim();
  if (!otherWord.test(text) && !otherCharacter.test(text)) {
    const found = parseWhole(text, format) ?? parseWithoutWeekday(text, format);
    if (found) return found;
  }
  const plain = plainDate(text);
  return plain === null || plain === text
    ? null
    : (parseWhole(plain, format) ?? parseWithoutWeekday(plain, format));
}

function parseWhole(text: string, format: DateFormat): ParsedDate | null {
  return (
    parseFull(text, format) ??
    parseNamed(text, format) ??
    parseFiscal(text, format) ??
    parsePeriodText(text, format) ??
    parseCount(text, format)
  );
}

function parseWithoutWeekday(text: string, format: DateFormat): ParsedDate | null {
  const bare = text.replace(weekdays, ' ').trim();
  return bare === text || bare === '' || !/\d/.test(bare) ? null : parseWhole(bare, format);
}

function parseFull(text: string, format: DateFormat): ParsedDate | null {
  let match = ymd.exec(text);
  if (match) return makeDate('iso', match[1]!, match[2]!, match[3]!, match[4]);
  match = parts.exec(text);
  if (match) return parseParts(match, format.order);
  match = compact.exec(text);
  if (match && /^(?:1[6-9]|2[0-6])/.test(text))
    return makeDate('compact', match[1]!, match[2]!, match[3]!, match[4]);
  match = compactParts.exec(text);
  if (match && format.order !== 'ymd') return parseParts(match, format.order, 'compact');
  match = format.digits === 'short' ? short.exec(text) : null;
  if (match) return parseParts(match, format.order, 'compact');
  match = format.digits === 'dayMonth' && format.year !== undefined ? dayMonth.exec(text) : null;
  if (match) {
    const [day, month] = format.order === 'mdy' ? [match[2]!, match[1]!] : [match[1]!, match[2]!];
    const made = makeDate('compact', String(format.year), month, day);
    return made && { ...made, year: 'absent' };
  }
  match = chinese.exec(text);
  if (match) return makeDate('chinese', match[1]!, match[2]!, match[3]!, match[4]);
  match = chineseDay.exec(text);
  if (!match || format.year === undefined) return null;
  const made = makeDate('chinese', String(format.year), match[1]!, match[2]!, match[3]);
  return made && { ...made, year: 'absent' };
}

function parseParts(
  match: RegExpExecArray,
  order: DateOrder,
  shape: 'parts' | 'compact' = 'parts',
): ParsedDate | null {
  const [, a, b, c, clock] = match as unknown as [string, string, string, string, string | undefined];
  let parsed: ParsedDate | null;
  if (order === 'ymd')
    parsed = c.length === 2 ? makeDate(shape, a, b, c, clock) : makeDate(shape, c, b, a, clock);
  else parsed = order === 'dmy' ? makeDate(shape, c, b, a, clock) : makeDate(shape, c, a, b, clock);
  return parsed && { ...parsed, parts: [Number(a), Number(b)] };
}

function parseNamed(text: string, { year, yearFirst }: DateFormat): ParsedDate | null {
  let match = dayMonthName.exec(text);
  if (match) return makeDate('named', match[3]!, String(monthOfName(match[2]!)), match[1]!, match[4]);
  match = monthNameDay.exec(text);
  if (match) return makeDate('named', match[3]!, String(monthOfName(match[1]!)), match[2]!, match[4]);
  match = yearFirst ? yearMonthName.exec(text) : null;
  if (match) {
    const made = makeDate('month', match[1]!, String(monthOfName(match[2]!)), '1');
    return made && { ...made, months: 1 };
  }
  match = yearFirst || year === undefined ? null : dayMonthOnly.exec(text);
  const made = match && makeDate('named', String(year), String(monthOfName(match[2]!)), match[1]!);
  return made && { ...made, year: 'absent' };
}

const milliseconds = { seconds: 1000, milliseconds: 1 };
const dayLength = 86_400_000;

/** A day that is told by a count: of days since 1899, of seconds or milliseconds since 1970. */
function parseCount(text: string, format: DateFormat): ParsedDate | null {
  const { digits } = format;
  if (digits === undefined || digits === 'short' || digits === 'dayMonth') return parseSerial(text, format);
  if (!/^\d{9,13}(?:\.\d+)?$/.test(text)) return null;
  const days = (Number(text) * milliseconds[digits]) / dayLength;
  return { day: Math.floor(days), shape: 'serial', time: days % 1 !== 0 };
}

/** Spreadsheet serials between 1927 and 2173, so that neither a small count nor an identifier passes for a date. */
function parseSerial(text: string, format: DateFormat): ParsedDate | null {
  if (!format.serial || !/^\d{5}(?:\.\d+)?$/.test(text)) return null;
  const serial = Math.floor(Number(text));
  return serial < 10_000 || serial >= 100_000
    ? null
    : { day: serial - (format.from1904 ? 24_107 : 25_569), shape: 'serial', time: Number(text) % 1 !== 0 };
}

/** Whether a text names a part of a year and nothing else: a month, quarter, half-year or run of months. */
export function isPeriodWord(text: string): boolean {
  const word = text
    .trim()
    .normalize('NFKC')
    .replace(/[–—~〜至]/g, '-');
  return word.length > 0 && word.length <= 20 && parseYearPart(word) !== null;
}
