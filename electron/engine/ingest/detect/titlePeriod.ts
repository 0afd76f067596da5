import { dateOf, dayOf, isoDate } from '../../../../shared/domain/calendar.ts';
import type { ParsedDate } from '../values/dateTypes.ts';
import { parseDate } from '../values/parseDate.ts';

/** The one period that a report is of, as its titles or the name of its file or sheet say. */
export interface TitlePeriod {
  /** As a date column would write it: `2024-05`, `2024-Q1`, `2024-05-31`. */
  text: string;
  from: 'title' | 'file';
  confidence: number;
}

interface Found {
  /** First day, and how many months it lasts; 0 months = one day. */
  day: number;
  months: number;
}

const mostWords = 8;
/** Lines that say when a report was made, not what it is of. */
const made =
  /\b(?:print(?:ed|out)?|export(?:ed|iert)?|generat(?:ed|ion)|creat(?:ed|ion)|downloaded|run (?:on|date)|report date|(?:last )?updated|extracted|erstellt|gedruckt|druck(?:datum)?|édité|imprimé|généré|impreso|generado|creado|emitido|emissão|emesso|stampato|geëxporteerd|wydrukowano)\b|制表|打印|导出|生成|下载|制单|作成|出力|인쇄|출력/iu;
/** Lines of which a single day is what they are of: at which something stands, or the day of a daily report. */
const ofDay =
  /\b(?:daily|dates?|tages\w*|täglich|datum|fecha|data|diari[oae]|journalier|quotidien|as (?:of|at)|per|on|stand|stichtag|zum|au|à la date du|al|a fecha|ended|ending|until|thr(?:ough|u))\b|截至|截止|期末|現在|时点|日报|日期/iu;
const ended = /\b(month|quarter|half[- ]year|six months|year)s? (?:ended|ending|to)\b/i;
const connector = /^(?:-|to|through|thru|until|till|bis|au|al|a|até|t\/m|do|and|&)$/i;
const chineseDate =
  /(?:19|20)\d{2}\s*年(?:度)?(?:\s*第?[一二三四1-4]\s*季度|\s*[上下]半年|\s*\d{1,2}\s*月份?(?:\s*\d{1,2}\s*[日号])?)?(?:\s*-\s*(?:(?:19|20)\d{2}\s*年\s*)?\d{1,2}\s*月份?(?:\s*\d{1,2}\s*[日号])?)?|(?:19|20)\d{2}\s*年\s*\d{1,2}\s*-\s*\d{1,2}\s*月份?/gu;

/**
 * Which period do titles name, where they name one and no other? Else the one that the names of file and sheet give. A day on
 * which a report was printed is none. `year` is that of months that name none.
 */
export function titlePeriod(
  titles: readonly string[],
  names: readonly string[],
  options: Choices = {},
): TitlePeriod | null {
  for (const [texts, from, confidence] of [
    [titles, 'title', 0.8],
    [names, 'file', 0.6],
  ] as const) {
    const found = onlyOne(texts.flatMap((text) => periodsIn(text, options)));
    if (found) return { text: written(found), from, confidence };
    if (found === undefined) return null;
  }
  return null;
}

/** The one period of several that lies within all others; undefined where they differ, null where there are none. */
function onlyOne(all: Found[]): Found | null | undefined {
  const [first, ...rest] = all.toSorted((a, b) => a.months - b.months);
  if (!first) return null;
  return rest.every((other) => holds(other, first)) ? first : undefined;
}

function holds(outer: Found, inner: Found): boolean {
  return outer.day <= inner.day && endOf(inner) <= endOf(outer);
}

/** The day after the last. */
function endOf({ day, months }: Found): number {
  if (months === 0) return day + 1;
  const { year, month } = dateOf(day);
  const next = month - 1 + months;
  return dayOf(year + Math.floor(next / 12), (next % 12) + 1, 1);
}

interface Choices {
  year?: number | undefined;
  fiscalStart?: number | undefined;
}

/** A period in a text, by the words it takes. */
interface Placed extends Found {
  from: number;
  to: number;
  text: string;
}

const toDate = /\b(?:ytd|year[- ]to[- ]date)\b|累计/iu;

/** Longer than this it is a text, which may name any period. */
const longestTitle = 500;

function periodsIn(text: string, options: Choices): Found[] {
  if (text.length > longestTitle || made.test(text)) return [];
  const words = wordsOf(text);
  const found = placedIn(words, options);
  const out: Found[] = [];
  for (let at = 0; at < found.length; at++) {
    const [one, next] = [found[at]!, found[at + 1]];
    const range =
      next && one.to + 1 === next.from && connector.test(words[one.to]!)
        ? rangeOf(one.text, next.text, options)
        : null;
    if (range) at++;
    const own = range ?? fromBefore(words, one, options) ?? alone(text, words, one, found.length > 1);
    if (own) out.push(toDate.test(text) ? sinceJanuary(own) : own);
  }
  return out;
}

/** Words that are periods or days, the longest first. */
function placedIn(words: string[], options: Choices): Placed[] {
  const found: Placed[] = [];
  for (let at = 0; at < words.length; at++) {
    for (let count = Math.min(mostWords, words.length - at); count > 0; count--) {
      const text = words.slice(at, at + count).join(' ');
      const period = parsePeriod(text, options);
      if (!period) continue;
      found.push({ ...period, from: at, to: at + count, text });
      at += count - 1;
      break;
    }
  }
  return found;
}

/** A range whose first part leaves the year to the second: `January 1 - March 31, 2024`, `April through June 2024`. */
function fromBefore(words: string[], one: Placed, options: Choices): Found | null {
  if (one.from < 2 || !connector.test(words[one.from - 1]!)) return null;
  const { year } = dateOf(one.day);
  for (const count of [2, 1]) {
    if (one.from - 1 < count) continue;
    const before = words.slice(one.from - 1 - count, one.from - 1).join(' ');
    const first = `${before}${/\.$/.test(before) ? '' : ' '}${year}`;
    const range = /\p{L}{3}|\d\.$/u.test(before) ? rangeOf(first, one.text, options) : null;
    if (range) return range;
  }
  return null;
}

/** A period by itself. A bare year has to stand at an end of the line, a day to be what the line is of. */
function alone(text: string, words: string[], one: Placed, several: boolean): Found | null {
  const { day, months, from, to } = one;
  const within = from > 0 && to < words.length && !several;
  if (/^\d{4}$/.test(one.text) && within && !/year|jahr|exerc|ejerc|anno|年/iu.test(words[from - 1]!))
    return null;
  if (months > 0) return { day, months };
  const whole = dayPeriod(text, one);
  return whole.months > 0 || ofDay.test(text) || words.length === to - from ? whole : null;
}

/** What counts from the beginning of the year until the end of a period. */
function sinceJanuary(period: Found): Found {
  const { year, month } = dateOf(period.day);
  return { day: dayOf(year, 1, 1), months: month - 1 + Math.max(1, period.months) };
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .replace(/[–—~〜～至到]/g, '-')
    .replace(/\.(?:csv|txt|tsv|xlsx?|xlsm|xlsb|ods|json|jsonl|parquet|gz|zip)\b/gi, ' ')
    .replace(chineseDate, (match) => ` ${match.replace(/\s+/g, '')} `)
    .replace(/(\d{4}|\d{1,2}[./]\d{1,2}[./]\d{2,4})-(?=\d{1,2}[./])/g, '$1 - ')
    .replace(/(\d{4}-\d{2}-\d{2})-(?=\d{4}-)/g, '$1 - ')
    .replace(/(?<=[A-Za-z])-(?=\d{4})/g, ' ')
    .replace(/["“”'‘’()[\]{}【】,;:|_]+/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** A period or a day; a bare figure that is no year is none. */
function parsePeriod(text: string, { year, fiscalStart }: Choices): Found | null {
  if (!/\d/.test(text) || /^\d{1,3}$|^\d{5}$|^\d{7}$|^\d{9,}$|^[-+]/.test(text)) return null;
  const own = year !== undefined && /^(?:\d{1,2}月份?|Q[1-4]|H[12]|第?[一二三四]季度)$/iu.test(text);
  const date = ['dmy' as const, 'mdy' as const]
    .map((order) =>
      parseDate(text, {
        order,
        serial: false,
        ...(own ? { year } : {}),
        ...(fiscalStart ? { fiscalStart } : {}),
      }),
    )
    .find((one): one is ParsedDate => one !== null && one !== 'missing');
  if (!date || date.shape === 'serial' || (date.year === 'absent' && !own)) return null;
  const { year: named } = dateOf(date.day);
  if (named < 1950 || named > 2100) return null;
  return { day: date.day, months: date.months ?? 0 };
}

/** Months from one day or period to another; null where the second is not after the first. */
function rangeOf(first: string, second: string, options: Choices): Found | null {
  for (const order of ['dmy', 'mdy'] as const) {
    const [from, to] = [first, second].map((text) => parseDate(text, { order, serial: false, ...options }));
    if (!from || !to || from === 'missing' || to === 'missing' || to.day < from.day) continue;
    const [start, end] = [dateOf(from.day), dateOf(to.day)];
    const last = to.months === undefined ? 0 : to.months - 1;
    const months = (end.year - start.year) * 12 + end.month - start.month + 1 + last;
    const whole = start.day === 1 && (to.months !== undefined || isMonthEnd(to.day));
    if (!whole && months > 1 && order === 'dmy' && /^\d{1,2}[-/.]\d{1,2}[-/.]/.test(first)) continue;
    return { day: dayOf(start.year, start.month, 1), months };
  }
  return null;
}

function isMonthEnd(day: number): boolean {
  return dateOf(day + 1).day === 1;
}

/** A day alone: the last of the period that a title says it ends, else the day itself. */
function dayPeriod(text: string, { day }: Found): Found {
  const length = ended.exec(text)?.[1]?.toLowerCase();
  const months =
    length === undefined ? 0 : length === 'month' ? 1 : length === 'quarter' ? 3 : length === 'year' ? 12 : 6;
  if (months === 0) return { day, months: 0 };
  const { year, month } = dateOf(day);
  const first = year * 12 + month - months;
  return { day: dayOf(Math.floor(first / 12), (first % 12) + 1, 1), months };
}

function written({ day, months }: Found): string {
  const iso = isoDate(day);
  if (months === 0) return iso;
  const { year, month } = dateOf(day);
  if (months === 1) return iso.slice(0, 7);
  if (months === 3 && month % 3 === 1) return `${year}-Q${(month + 2) / 3}`;
  if (months === 6 && month % 6 === 1) return `${year}-H${(month + 5) / 6}`;
  if (months === 12 && month === 1) return String(year);
  const last = month - 1 + months - 1;
  return `${iso.slice(0, 7)} - ${year + Math.floor(last / 12)}-${String((last % 12) + 1).padStart(2, '0')}`;
}
