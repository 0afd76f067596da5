import { dayOf, firstDayOfIsoWeek, isValidDate } from '../../../../shared/domain/calendar.ts';
import { isMissing } from './parseNumber.ts';

export type DateOrder = 'ymd' | 'dmy' | 'mdy';

export interface DateFormat {
  order: DateOrder;
  /** Bare numbers are days since 1899-12-30, as spreadsheets count. */
  serial: boolean;
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** How a date is written: which shape, so that a column can be judged as a whole. */
export type DateShape =
  | 'iso'
  | 'parts'
  | 'compact'
  | 'chinese'
  | 'month'
  | 'quarter'
  | 'week'
  | 'year'
  | 'named'
  | 'serial';

export interface ParsedDate {
  day: number;
  shape: DateShape;
  /** A time of day other than midnight was written with it. */
  time: boolean;
  /** The first two parts, where which is day and which is month is open. */
  parts?: readonly [number, number];
}

const time =
  '(?:[T ]\\s*(\\d{1,2}(?::\\d{2}){1,2}(?:[.,]\\d+)?\\s*(?:[AaPp]\\.?[Mm]\\.?)?)\\s*(?:Z|UTC|GMT|[+-]\\d{2}:?\\d{2})?)?';
const ymd = new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${time}$`);
const parts = new RegExp(`^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})${time}$`);
const compact = new RegExp(`^(\\d{4})(\\d{2})(\\d{2})${time}$`);
const chinese = new RegExp(`^(\\d{4}|\\d{2})年(?:(\\d{1,2})月份?(?:(\\d{1,2})[日号])?)?${time}$`);
const dayMonthName = new RegExp(`^(\\d{1,2})[-/ .]([A-Za-z]{3,9})[-/ .,]+(\\d{4}|\\d{2})${time}$`);
const monthNameDay = new RegExp(`^([A-Za-z]{3,9})[-/ .](\\d{1,2}),?[-/ ](\\d{4})${time}$`);

/**
 * The day a cell stands for; null where it is no date, `missing` where it is a sign for "no value". A month, quarter,
 * half, week or year stands for its first day. The time of day is not kept.
 */
export function parseDate(input: string, format: DateFormat): ParsedDate | 'missing' | null {
  let text = input.trim();
  if (isMissing(text)) return 'missing';
  if (text.length > 40) return null;
  if (/[^\x20-\x7e]/.test(text)) text = text.normalize('NFKC');
  return parseFull(text, format) ?? parseNamed(text) ?? parsePeriodText(text) ?? parseSerial(text, format);
}

function parseFull(text: string, format: DateFormat): ParsedDate | null {
  let match = ymd.exec(text);
  if (match) return make('iso', match[1]!, match[2]!, match[3]!, match[4]);
  match = parts.exec(text);
  if (match) return parseParts(match, format.order);
  match = compact.exec(text);
  if (match) return make('compact', match[1]!, match[2]!, match[3]!, match[4]);
  match = chinese.exec(text);
  if (match) return make('chinese', match[1]!, match[2] ?? '1', match[3] ?? '1', match[4]);
  return null;
}

function parseParts(match: RegExpExecArray, order: DateOrder): ParsedDate | null {
  const [, a, b, c, clock] = match as unknown as [string, string, string, string, string | undefined];
  let parsed: ParsedDate | null;
  if (order === 'ymd')
    parsed = c.length === 2 ? make('parts', a, b, c, clock) : make('parts', c, b, a, clock);
  else parsed = order === 'dmy' ? make('parts', c, b, a, clock) : make('parts', c, a, b, clock);
  return parsed && { ...parsed, parts: [Number(a), Number(b)] };
}

function parseNamed(text: string): ParsedDate | null {
  let match = dayMonthName.exec(text);
  if (match) return make('named', match[3]!, monthNumber(match[2]!), match[1]!, match[4]);
  match = monthNameDay.exec(text);
  if (match) return make('named', match[3]!, monthNumber(match[1]!), match[2]!, match[4]);
  match = /^([A-Za-z]{3,9})\.?[-/ ,']+(\d{4}|\d{2})$/.exec(text);
  if (match) return make('month', match[2]!, monthNumber(match[1]!), '1');
  match = /^(\d{4})[-/ ]([A-Za-z]{3,9})$/.exec(text);
  if (match) return make('month', match[1]!, monthNumber(match[2]!), '1');
  return null;
}

function parsePeriodText(text: string): ParsedDate | null {
  let match = /^(\d{4})[-/. ]?(?:M)?(\d{2})$/i.exec(text) ?? /^(\d{4})[-/.](\d)$/.exec(text);
  if (match) return make('month', match[1]!, match[2]!, '1');
  match = /^(\d{1,2})[-/.](\d{4})$/.exec(text);
  if (match) return make('month', match[2]!, match[1]!, '1');
  match =
    /^(\d{4})\s*[-/年]?\s*(?:Q([1-4])|第?([一二三四1-4])季度?)$/i.exec(text) ??
    /^()Q([1-4])[-/ ]*(\d{4})$/i.exec(text);
  if (match) return parseQuarter(match);
  match = /^(\d{4})[- ]?H([12])$/i.exec(text);
  if (match) return make('quarter', match[1]!, match[2] === '1' ? '1' : '7', '1');
  match = /^(\d{4})-?W(\d{2})$/i.exec(text);
  if (match) {
    const week = Number(match[2]);
    return week < 1 || week > 53
      ? null
      : { day: firstDayOfIsoWeek(Number(match[1]), week), shape: 'week', time: false };
  }
  match = /^((?:19|20)\d{2})$/.exec(text);
  return match ? make('year', match[1]!, '1', '1') : null;
}

function parseQuarter(match: RegExpExecArray): ParsedDate | null {
  const year = match[1] || match[3]!;
  const written = match[1] ? (match[2] ?? match[3]!) : match[2]!;
  const quarter = '一二三四'.indexOf(written) + 1 || Number(written);
  return make('quarter', year, String(quarter * 3 - 2), '1');
}

/** Spreadsheet serials between 1927 and 2173, so that neither a small count nor an identifier passes for a date. */
function parseSerial(text: string, format: DateFormat): ParsedDate | null {
  if (!format.serial || !/^\d{5}(?:\.\d+)?$/.test(text)) return null;
  const serial = Math.floor(Number(text));
  return serial < 10_000 || serial >= 100_000
    ? null
    : { day: serial - 25_569, shape: 'serial', time: Number(text) % 1 !== 0 };
}

function monthNumber(name: string): string {
  return String(monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1);
}

function make(
  shape: DateShape,
  yearText: string,
  monthText: string,
  dayText: string,
  clock?: string,
): ParsedDate | null {
  let year = Number(yearText);
  if (yearText.length === 2) year += year < 70 ? 2000 : 1900;
  const month = Number(monthText);
  const day = Number(dayText);
  if (year < 1 || !isValidDate(year, month, day)) return null;
  return { day: dayOf(year, month, day), shape, time: clock !== undefined && /[1-9]/.test(clock) };
}
