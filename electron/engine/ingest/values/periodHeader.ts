import type { DateFormat, ParsedDate } from './dateTypes.ts';
import { isPeriodWord, parseDate } from './parseDate.ts';
import { periodWriting } from './periodWriting.ts';

/** A column header that names a period, and what is measured in it (empty where it does not say). */
export interface PeriodHeader {
  date: ParsedDate;
  measure: string;
  /** It names no year. */
  yearless: boolean;
}

const placeholder = 2000;
const chineseFirst =
  /^((?:(?:19|20)\d{2}\s*年?[-/.\s]*)?(?:\d{1,2}\s*[-~–—至到]\s*)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月份?|(?:19|20)\d{2}年第?[一二三四1-4]季度|(?:19|20)\d{2}年?[上下]半年|(?:19|20)\d{2}年度?)\s*[-_:·\s]*(.+)$/u;
const chineseLast =
  /^(.+?)\s*[-_:·\s]*((?:(?:19|20)\d{2}\s*年?[-/.\s]*)?(?:\d{1,2}\s*[-~–—至到]\s*)?\d{1,2}\s*月份?|(?:19|20)\d{2}年第?[一二三四1-4]季度|(?:19|20)\d{2}年度?)$/u;

/** What all headers of a table together tell of how their periods are written. */
export type PeriodWriting = Pick<DateFormat, 'year' | 'yearFirst' | 'splitYears' | 'fiscalStart'>;

/** How periods in headers are written: `24-Jan` by year and month, `2011-12` by the two years of a year of business. */
export function writingOf(headers: readonly string[], own: PeriodWriting = {}): PeriodWriting {
  return { ...own, ...periodWriting(headers.map((header) => header.trim())) };
}

/** Reads a header as a period, or a period and a measure (`2011-01 Revenue`, `销售额 1月`); null where it is neither. */
export function parsePeriodHeader(header: string, writing: PeriodWriting = {}): PeriodHeader | null {
  const text = header.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const whole = asPeriod(text, writing);
  if (whole) return { ...whole, measure: '' };
  const bare = text.replace(/\s*\([^)]*\)$/, '');
  const unit = bare === text ? null : asPeriod(bare, writing);
  if (unit) return { ...unit, measure: '' };
  return splitWords(text, writing) ?? splitChinese(text, writing) ?? splitLetter(text, writing);
}

function asPeriod(text: string, writing: PeriodWriting): Omit<PeriodHeader, 'measure'> | null {
  if (/^(?:\d{1,3}|\d{6}(?<!(?:19|20)\d\d(?:0[1-9]|1[0-2])))$/.test(text)) return null;
  const date = parseDate(text, {
    order: 'ymd',
    serial: false,
    ...writing,
    year: writing.year ?? placeholder,
  });
  if (date === null || date === 'missing' || date.shape === 'serial') return null;
  if (date.shape === 'week' && !/\d{4}|\/\d{2}$/.test(text)) return null;
  return { date, yearless: date.year === 'absent' };
}

function splitWords(text: string, writing: PeriodWriting): PeriodHeader | null {
  const words = text.split(/[\s_:|]+|\s+[-–]\s+/).filter((word) => word !== '');
  for (let count = words.length - 1; count > 0; count--) {
    const first = asPeriod(words.slice(0, count).join(' '), writing);
    if (first) return measured(first, words.slice(count).join(' '));
    const last = asPeriod(words.slice(-count).join(' '), writing);
    if (last) return measured(last, words.slice(0, -count).join(' '));
  }
  return null;
}

function splitChinese(text: string, writing: PeriodWriting): PeriodHeader | null {
  let match = chineseFirst.exec(text);
  const first = match && asPeriod(match[1]!, writing);
  if (match && first) return measured(first, match[2]!);
  match = chineseLast.exec(text);
  const last = match && asPeriod(match[2]!, writing);
  return match && last ? measured(last, match[1]!) : null;
}

/** A letter behind a period with its year says what the figures are: `2024E`, `FY25B`, `Jan-25A`. */
function splitLetter(text: string, writing: PeriodWriting): PeriodHeader | null {
  const match = /^(.*\d)\s?\(?([ABEFP])\)?$/.exec(text);
  const period = match && /\d{2}$/.test(match[1]!) ? asPeriod(match[1]!, writing) : null;
  if (!period || period.yearless) return null;
  return {
    ...period,
    measure: { A: 'Actual', B: 'Budget', E: 'Estimate', F: 'Forecast', P: 'Plan' }[match![2]!]!,
  };
}

/** What remains must be a name, not another figure or part of a date. */
function measured(period: Omit<PeriodHeader, 'measure'>, measure: string): PeriodHeader | null {
  const name = measure.replace(/^[-–_:·\s]+|[-–_:·\s]+$/g, '');
  if (!/\p{L}{2}/u.test(name) && !/\p{Script=Han}/u.test(name)) return null;
  return isPeriodWord(name) || asPeriod(name, {}) || marksYear(name) ? null : { ...period, measure: name };
}

/** A word that says which year is meant: another way to count months, which is read as a whole or not at all. */
function marksYear(name: string): boolean {
  return /^(?:fy|fiscal|cy|period|p)\W*\d*$/i.test(name);
}
