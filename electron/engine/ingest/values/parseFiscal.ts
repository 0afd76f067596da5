import { fullYear, makeDate, monthOfName } from './dateParts.ts';
import type { DateFormat, DateShape, ParsedDate } from './dateTypes.ts';

const year =
  "(?:FY|F\\.Y\\.|fiscal year|fiscal)[- ']?(\\d{4}|\\d{2})(?:[-/](\\d{4}|\\d{2}))?|(\\d{4}|\\d{2})(?:财年|財年|財政年度|财政年度)";
const split = '(\\d{4})[-/](\\d{4}|\\d{2})';
const part =
  '(?:(?:Q|quarter ?)([1-4])|([1-4])Q|H([12])|([12])H|(?:P|M|period ?)(\\d{1,2})|第?([一二三四1-4])季度?|([上下])半年|([A-Za-z]{3,9}))';
const separator = "[-_/,.' ]*";
const named = new RegExp(`^(?:${year})(?:${separator}${part})?$`, 'i');
const partNamed = new RegExp(`^${part}${separator}(?:${year})$`, 'i');
const across = new RegExp(`^${split}(?:${separator}${part})?$`, 'i');
const partAcross = new RegExp(`^${part}${separator}${split}$`, 'i');
const periodOfYear = /^(?:(\d{4})[-/. ]?P(\d{2})|P(?:eriod ?)?(\d{1,2})[-/. ]*(\d{4}))$/i;

/** The usual first month of years that are named by two, where nobody says another. */
const usualSplit = 4;

/**
 * A year of business, or a part of one: `FY25`, `FY2024/25`, `2024/25`, `Q3 FY25`, `FY25 P03`, `2024P03`. One named by a
 * single year is that in which it ends. Where the first month is not known, `FY25` is read as 2025 from January on and
 * `2024/25` from April on.
 */
export function parseFiscal(text: string, format: DateFormat): ParsedDate | null {
  let match = periodOfYear.exec(text);
  if (match) return business(match[1] ?? match[4]!, undefined, month(match[2] ?? match[3]!), format);
  match = named.exec(text);
  if (match) return business(match[1] ?? match[3]!, match[2], partOf(match.slice(4)), format);
  match = partNamed.exec(text);
  if (match) return business(match[9] ?? match[11]!, match[10], partOf(match.slice(1, 9)), format);
  match = across.exec(text);
  if (match && isSplit(match[1]!, match[2]!, format))
    return business(match[1]!, match[2], partOf(match.slice(3)), format);
  match = partAcross.exec(text);
  return match && isSplit(match[9]!, match[10]!, format)
    ? business(match[9]!, match[10], partOf(match.slice(1, 9)), format)
    : null;
}

/** Two years of which the second follows the first; `2011-12` could be a month as well. */
function isSplit(first: string, second: string, { splitYears }: DateFormat): boolean {
  const follows = (Number(first) + 1) % 10 ** second.length === Number(second);
  return follows && (second.length === 4 || splitYears === true || Number(second) > 12 || second === '00');
}

/** Where in its year a part begins, and how many months it lasts; a whole year where nothing is named. */
interface Part {
  month: number;
  months: number;
  shape: DateShape;
}

const whole: Part = { month: 1, months: 12, shape: 'year' };
const month = (text: string): Part => ({ month: Number(text), months: 1, shape: 'month' });
const quarters: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4 };

/** Named months are of the calendar, and told apart by a month below 0. */
function partOf(groups: (string | undefined)[]): Part | null {
  const [q, qBefore, h, hBefore, p, chinese, half, name] = groups;
  const quarter = q ?? qBefore ?? chinese;
  if (quarter !== undefined)
    return { month: (quarters[quarter] ?? Number(quarter)) * 3 - 2, months: 3, shape: 'quarter' };
  const side = h ?? hBefore ?? (half === undefined ? undefined : half === '上' ? '1' : '2');
  if (side !== undefined) return { month: side === '1' ? 1 : 7, months: 6, shape: 'half' };
  if (p !== undefined) return month(p);
  if (name === undefined) return whole;
  const found = monthOfName(name);
  return found === 0 ? null : { month: -found, months: 1, shape: 'month' };
}

function business(
  first: string,
  second: string | undefined,
  part: Part | null,
  { fiscalStart }: DateFormat,
): ParsedDate | null {
  if (part === null || Math.abs(part.month) > 12 || part.month === 0) return null;
  if (second !== undefined && (fullYear(first) + 1) % 100 !== Number(second) % 100) return null;
  const start = fiscalStart ?? (second === undefined ? 1 : usualSplit);
  const begins = fullYear(first) - (second === undefined && start > 1 ? 1 : 0);
  const months = part.month > 0 ? start + part.month - 2 : -part.month - 1 + (-part.month < start ? 12 : 0);
  const made = makeDate(part.shape, String(begins + Math.floor(months / 12)), String((months % 12) + 1), '1');
  return made && { ...made, months: part.months, calendar: 'fiscal' };
}
