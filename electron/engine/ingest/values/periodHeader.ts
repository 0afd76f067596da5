import { isPeriodWord, type ParsedDate, parseDate } from './parseDate.ts';

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

/** Reads a header as a period, or a period and a measure (`2011-01 Revenue`, `销售额 1月`); null where it is neither. */
export function parsePeriodHeader(header: string, year?: number | undefined): PeriodHeader | null {
  const text = header.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const whole = asPeriod(text, year);
  if (whole) return { ...whole, measure: '' };
  const bare = text.replace(/\s*\([^)]*\)$/, '');
  const unit = bare === text ? null : asPeriod(bare, year);
  if (unit) return { ...unit, measure: '' };
  return splitWords(text, year) ?? splitChinese(text, year);
}

function asPeriod(text: string, year: number | undefined): Omit<PeriodHeader, 'measure'> | null {
  if (/^\d{1,3}$/.test(text)) return null;
  const date = parseDate(text, { order: 'ymd', serial: false, year: year ?? placeholder });
  if (date === null || date === 'missing' || date.shape === 'serial') return null;
  if (date.shape === 'week' && !/\d{4}/.test(text)) return null;
  return { date, yearless: date.year === 'absent' };
}

function splitWords(text: string, year: number | undefined): PeriodHeader | null {
  const words = text.split(/[\s_:|]+|\s+[-–]\s+/).filter((word) => word !== '');
  for (let count = words.length - 1; count > 0; count--) {
    const first = asPeriod(words.slice(0, count).join(' '), year);
    if (first) return measured(first, words.slice(count).join(' '));
    const last = asPeriod(words.slice(-count).join(' '), year);
    if (last) return measured(last, words.slice(0, -count).join(' '));
  }
  return null;
}

function splitChinese(text: string, year: number | undefined): PeriodHeader | null {
  let match = chineseFirst.exec(text);
  const first = match && asPeriod(match[1]!, year);
  if (match && first) return measured(first, match[2]!);
  match = chineseLast.exec(text);
  const last = match && asPeriod(match[2]!, year);
  return match && last ? measured(last, match[1]!) : null;
}

/** What remains must be a name, not another figure or part of a date. */
function measured(period: Omit<PeriodHeader, 'measure'>, measure: string): PeriodHeader | null {
  const name = measure.replace(/^[-–_:·\s]+|[-–_:·\s]+$/g, '');
  if (!/\p{L}{2}/u.test(name) && !/\p{Script=Han}/u.test(name)) return null;
  return isPeriodWord(name) ? null : { ...period, measure: name };
}
