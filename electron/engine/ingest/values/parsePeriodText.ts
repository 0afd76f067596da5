import { fullYear, makeDate, makeWeek, monthOfName } from './dateParts.ts';
import type { DateFormat, DateShape, ParsedDate } from './dateTypes.ts';

const name = '([A-Za-z]{3,9})\\.?';
const nameRun = new RegExp(`^${name}\\s*[-/]\\s*${name}$`);
const yearFirst = /^((?:19|20|2[45])\d{2}|(?<!\d)\d{2}(?=年))\s*(?:年度?)?\s*[-/.]?\s*(.+)$/;
const yearLast = /^(.+?)[-/\s,.']*((?:19|20|2[45])\d{2}|(?<=['\s/.-])\d{2}|(?<=^[A-Za-z]{3})\d{2})$/;
const chineseDigits: Record<string, number> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  十一: 11,
  十二: 12,
};

/** Part of a year: its first month, how many months it lasts, and how it is written. */
interface YearPart {
  month: number;
  months: number;
  shape: DateShape;
}

/**
 * A month, quarter, half-year, week, year or run of months, with its year before or after it; without a year only
 * where the format knows it.
 */
export function parsePeriodText(text: string, format: DateFormat): ParsedDate | null {
  if (/^(?:19|20)\d{2}\s*(?:年度?)?$/.test(text))
    return period(text.slice(0, 4), { month: 1, months: 12, shape: 'year' });
  const range = parseRange(text);
  if (range) return range;
  let match =
    /^((?:1[6-9]|2[01])\d{2}|25[5-9]\d)M?(\d{2})$/i.exec(text) ??
    /^((?:1[6-9]|2[0-6])\d{2})[-/. ]M?(\d{2})$/i.exec(text) ??
    /^(\d{4})[-/](\d)$/.exec(text) ??
    /^((?:1[6-9]|2[0-6])\d{2})\.([1-9])$/.exec(text);
  if (match) return period(match[1]!, { month: Number(match[2]), months: 1, shape: 'month' });
  match = /^M?(\d{1,2})(?:[-/.]|(?<=^M\d{1,2}) )(\d{4})$/i.exec(text);
  if (match) return period(match[2]!, { month: Number(match[1]), months: 1, shape: 'month' });
  match = /^(\d{4})\s*年?[- ]?(?:W|第)\s*(\d{1,2})\s*周?$/i.exec(text);
  if (match && /W|周/i.test(text)) return makeWeek(Number(match[1]), Number(match[2]));
  match = /^W\s*(\d{1,2})[-/\s,.]+(\d{4})$/i.exec(text);
  if (match) return makeWeek(Number(match[2]), Number(match[1]));
  match = /^S([12])[-/ ]?(\d{4})$/i.exec(text) ?? /^([12])S[-/ ]?(\d{4})$/i.exec(text);
  if (match) return period(match[2]!, parseYearPart(`H${match[1]}`)!);
  match = /^(\d{4})[-/ ]?S([12])$/i.exec(text);
  if (match) return period(match[1]!, parseYearPart(`H${match[2]}`)!);
  match = /^(\d{4})-?W(\d{2})-?[1-7]$/i.exec(text);
  if (match) return makeWeek(Number(match[1]), Number(match[2]));
  match = /^([1-4]Q|Q[1-4]|[12]H|H[12])(\d{2})$/i.exec(text);
  if (match) return period(match[2]!, parseYearPart(match[1]!)!);
  match = /^(\d{2})[- ]?([1-4]Q|Q[1-4]|[12]H|H[12])$/i.exec(text);
  if (match) return period(match[1]!, parseYearPart(match[2]!)!);
  match = /^W(\d{1,2})[-/ ](\d{2})$/i.exec(text);
  if (match) return makeWeek(fullYear(match[2]!), Number(match[1]));
  match = yearFirst.exec(text);
  let part = match && parseYearPart(match[2]!);
  if (match && part) return period(match[1]!, part);
  match = yearLast.exec(text);
  part = match && parseYearPart(match[1]!);
  if (match && part) return period(match[2]!, part);
  return withoutYear(text, format);
}

function withoutYear(text: string, format: DateFormat): ParsedDate | null {
  const part = format.year === undefined ? null : parseYearPart(text);
  const made = part && period(String(format.year), part);
  return made && { ...made, year: 'absent' };
}

function period(year: string, { month, months, shape }: YearPart): ParsedDate | null {
  const made = makeDate(shape, year, String(month), '1');
  return made && { ...made, months };
}

const namedRange = new RegExp(`^${name}[- ](\\d{4})\\s*[-/]\\s*${name}[- ](\\d{4})$`);

/** `2011-01 - 2011-02`, `Jan 2024 - Mar 2024`: two months of one writing. */
function parseRange(text: string): ParsedDate | null {
  const words = namedRange.exec(text);
  if (words) {
    const [from, to] = [monthOfName(words[1]!), monthOfName(words[3]!)];
    return from > 0 && to > 0 ? parseRange(`${words[2]}-${from} - ${words[4]}-${to}`) : null;
  }
  const match = /^(\d{4})[-/.年]\s*(\d{1,2})月?\s*[-/]\s*(\d{4})[-/.年]\s*(\d{1,2})月?$/.exec(text);
  if (!match) return null;
  const [from, to] = [Number(match[1]) * 12 + Number(match[2]), Number(match[3]) * 12 + Number(match[4])];
  if (Number(match[4]) < 1 || Number(match[4]) > 12 || to <= from) return null;
  return period(match[1]!, { month: Number(match[2]), months: to - from + 1, shape: 'span' });
}

/** The part of a year that a text without year stands for: `5月`, `May`, `Q2`, `第二季度`, `H1`, `上半年`, `1-2月`. */
export function parseYearPart(text: string): YearPart | null {
  const word = text.trim();
  return parseMonth(word) ?? parseQuarterOrHalf(word) ?? parseMonthRun(word);
}

function parseMonth(word: string): YearPart | null {
  const match = /^(\d{1,2}|[一二三四五六七八九十]{1,2})\s*月份?$/.exec(word);
  const month = match ? (chineseDigits[match[1]!] ?? Number(match[1])) : monthOfName(word.replace(/\.$/, ''));
  return month >= 1 && month <= 12 ? { month, months: 1, shape: 'month' } : null;
}

function parseQuarterOrHalf(word: string): YearPart | null {
  let match =
    /^(?:Q|quarter\s*)([1-4])$/i.exec(word) ?? /^([1-4])(?:Q|(?:st|nd|rd|th)\s+quarter)$/i.exec(word);
  match ??= /^第?\s*([一二三四1-4])\s*季度?$/.exec(word);
  if (match) {
    const quarter = chineseDigits[match[1]!] ?? Number(match[1]);
    return { month: quarter * 3 - 2, months: 3, shape: 'quarter' };
  }
  match = /^H([12])$/i.exec(word) ?? /^([12])H$/i.exec(word) ?? /^([上下])半年度?$/.exec(word);
  if (!match) return null;
  return { month: match[1] === '1' || match[1] === '上' ? 1 : 7, months: 6, shape: 'half' };
}

/** Several months reported as one: `1-2月`, `1月-2月`, `Jan-Feb`. */
function parseMonthRun(word: string): YearPart | null {
  let match = /^(\d{1,2})月?\s*-\s*(\d{1,2})\s*月份?$/.exec(word);
  let run = match && [Number(match[1]), Number(match[2])];
  if (!match) {
    match = nameRun.exec(word);
    run = match && [monthOfName(match[1]!), monthOfName(match[2]!)];
  }
  if (!run) return null;
  const [from, to] = run as [number, number];
  return from >= 1 && to <= 12 && to > from ? { month: from, months: to - from + 1, shape: 'span' } : null;
}
