import type { DetectedType } from '../../../../shared/contract/ingest.ts';
import { headerMatch } from '../mapping/synonyms.ts';
import type { DateFormat, DateOrder, DateShape, DateSystem, ParsedDate } from '../values/dateTypes.ts';
import { parseDate } from '../values/parseDate.ts';
import { bearsMark, isMissing, type NumberFormat, parseNumber } from '../values/parseNumber.ts';
import { parseRating } from '../values/parseRating.ts';
import { periodWriting } from '../values/periodWriting.ts';
import { plainDate } from '../values/plainDate.ts';
import { namesTotal } from '../values/totalWords.ts';
import { dayMonthsOf, digitsOf } from './dateDigits.ts';
import { detectDecimal } from './decimalMark.ts';
import { headerScale, namedScale } from './headerScale.ts';
import type { DetectedOrder, Tally } from './tally.ts';

/** What the values of a column look like, judged over all of its sampled values. */
export interface ColumnProfile {
  header: string;
  type: DetectedType;
  typeConfidence: number;
  nulls: number;
  /** Distinct values among those sampled, and how many were not empty. */
  distinct: number;
  filled: number;
  sample: string[];
  dateOrder: DateOrder;
  /** Whether any value was written in a way that leaves the order of day and month open. */
  orderMatters: boolean;
  orderConfidence: number;
  time: boolean;
  serial: boolean;
  /** What serials count from, where all values are such. */
  dateSystem?: DateSystem;
  /** What digits without a mark are, and how else a column is told to write its dates. */
  writing: Pick<DateFormat, 'digits' | 'yearFirst' | 'splitYears' | 'fiscalStart' | 'from1904'>;
  /** Some dates were counted in years of business, or from the Buddha. */
  calendars: ReadonlySet<'fiscal' | 'buddhist'>;
  /** Dates name no year: it is this one (0 = not known), or stands in the column `yearColumn`. */
  year?: number;
  yearColumn?: number;
  /** Years are written with two digits. */
  shortYears: boolean;
  /** Some values are several months together (`1-2月`). */
  spans: boolean;
  number: NumberFormat;
  /** Power of ten in a name that programs give, where the header has no other unit. */
  namedScale?: number;
  /** The header counts in hundredths: an attribute is then a ratio. */
  percent?: boolean;
  /** Some figures bear the sign of percent and others do not, which are meant so too. */
  percentMixed?: boolean;
  /** A figure with a mark of provisional, estimated and the like, or of a footnote. */
  marked?: string;
  /** Share of values that read as the answer of a survey (`9 - very likely`). */
  rated: number;
  /** Power of ten that a title gives to all sums of money of the table. */
  titleScale?: number;
  decimalConfidence: number;
  /** Share of values that read as a number, or as a date. */
  numeric: number;
  dated: number;
  leadingZeros: boolean;
  /** Its labels stand on the first row of their group, and are filled into the others. */
  groups?: boolean;
  /** No cell holds it: titles or the name of the file say it of all rows, this surely. */
  told?: number;
}

export interface ColumnChoices {
  dateOrder?: DateOrder | undefined;
  decimal?: '.' | ',' | undefined;
  /** Power of ten by which the values count, instead of the one read from the header. */
  scale?: number | undefined;
  /** Year of dates that name none. */
  year?: number | undefined;
  /** Year of days and months without a mark between them. */
  titleYear?: number | undefined;
  /** First month of years of business. */
  fiscalStart?: number | undefined;
}

const agreement = 0.9;
const sampleShown = 5;

/** What is in this column? `values` are cells as written. Dates and decimal marks are decided from all of them. */
export function profileColumn(header: string, values: string[], choices: ColumnChoices = {}): ColumnProfile {
  const filled = tallyOf(values.map((value) => value.trim()).filter((value) => value !== ''));
  const present = new Map([...filled].filter(([value]) => !isMissing(value)));
  const distinct = [...filled.keys()];
  const decimal = choices.decimal ? { mark: choices.decimal, confidence: 1 } : detectDecimal(present);
  const number: NumberFormat = {
    decimal: decimal.mark,
    scale: choices.scale ?? headerScale(header),
    ...(creditsAreLess(present) ? { credit: 'negative' } : {}),
    ...(countsMillions(present) ? { millions: true } : {}),
  };
  const numeric = share(present, (value) => parseNumber(value, number) !== null);
  const dates = profileDates(readsAsDecimals(present) ? new Map() : withoutTotals(present), choices, header);
  const marked = [...present.keys()].find((value) => bearsMark(value) && parseNumber(value, number) !== null);
  const percent = choices.scale === undefined && inHundredths(header, present, number);
  const unscaled = choices.scale === undefined && number.scale === 0;
  const mixed = !percent && unscaled && mixesPercent(present, number);
  if (mixed) number.scale = -2;
  const leadingZeros = some(present, (value) => /^0\d+$/.test(value));
  const profile = {
    header,
    nulls: values.length - totalOf(present),
    distinct: distinct.length,
    filled: totalOf(filled),
    sample: distinct
      .slice(0, sampleShown)
      .map((value) => (value.length > 100 ? `${value.slice(0, 99)}…` : value)),
    ...dates,
    number,
    ...(unscaled && namedScale(header) > 0 ? { namedScale: namedScale(header) } : {}),
    ...(percent ? { percent } : {}),
    ...(mixed ? { percentMixed: true } : {}),
    ...(marked === undefined ? {} : { marked }),
    rated: share(present, (value) => parseRating(value) !== null),
    decimalConfidence: decimal.confidence,
    numeric,
    leadingZeros,
  };
  return {
    ...profile,
    ...decideType(header, present, numeric, dates.dated, leadingZeros, number, dates.shapes),
  };
}

/** Values without the names of totals, which stand among dates too (`小计`). Where most are, they are what the column holds. */
function withoutTotals(present: Tally): Tally {
  const rest = new Map([...present].filter(([value]) => /\d/.test(value) || !namesTotal(value)));
  return totalOf(rest) * 2 >= totalOf(present) ? rest : present;
}

/**
 * Whether figures with four decimals (`1.0321`) only look like months of years: some year is none of these times, or the
 * month is always the same one while years change.
 */
function readsAsDecimals(present: Tally): boolean {
  const texts = [...present.keys()];
  if (texts.length > 0 && texts.every((value) => /^\d{1,6}\.\d$/.test(value)))
    return texts.some((value) => !/^(?:19|20)\d{2}\.[1-9]$/.test(value));
  if (texts.length === 0 || !texts.every((value) => /^\d{1,2}\.\d{4}$/.test(value))) return false;
  const months = new Set(texts.map((value) => value.split('.')[0]!));
  return texts.some((value) => !/\.(?:19|20)\d{2}$/.test(value)) || (texts.length > 2 && months.size === 1);
}

/** Whether only credits are told apart (`100.00 CR`): what bears no mark is then a debit, and counts. */
function creditsAreLess(present: Tally): boolean {
  return (
    some(present, (value) => /\d\s*cr\.?$/i.test(value)) &&
    some(present, (value) => /\d$/.test(value)) &&
    !some(present, (value) => /\d\s*dr\.?$/i.test(value))
  );
}

/** Whether `M` behind figures stands for millions: some have decimals or a currency, or stand beside thousands. */
function countsMillions(present: Tally): boolean {
  return (
    some(present, (value) => /\d\s?[MB]\)?$/.test(value)) &&
    some(present, (value) =>
      /\d[.,]\d+\s?[MBKk]\)?$|^\D{0,3}\p{Sc}.*\d\s?[MBKk]\)?$|\d\s?[Kk]\)?$/u.test(value),
    )
  );
}

/**
 * Whether figures without the sign stand for percent beside those with it: they are about as large as the latter are as
 * written, rather than as ratios.
 */
function mixesPercent(present: Tally, number: NumberFormat): boolean {
  const texts = [...present.keys()];
  const signed = texts.filter((value) => value.endsWith('%'));
  if (signed.length === 0 || signed.length === texts.length) return false;
  const bare = texts.flatMap((value) => (value.endsWith('%') ? [] : sizeOf(value, number)));
  const ratios = signed.flatMap((value) => sizeOf(value, number));
  const [plain, ratio] = [middle(bare), middle(ratios)];
  return (
    plain > 0 && ratio > 0 && Math.abs(Math.log(plain / (ratio * 100))) < Math.abs(Math.log(plain / ratio))
  );
}

function sizeOf(value: string, number: NumberFormat): number[] {
  const size = Math.abs(parseNumber(value, number) ?? 0);
  return size > 0 ? [size] : [];
}

function middle(sizes: number[]): number {
  return sizes.sort((a, b) => a - b)[sizes.length >> 1] ?? 0;
}

/**
 * Whether a header says percent and its values are meant so: where none is beyond 1 they are ratios already, as
 * spreadsheets hold percentages.
 */
function inHundredths(header: string, present: Tally, number: NumberFormat): boolean {
  const text = header.normalize('NFKC').trim();
  if (!/%\)?$|^%|\(%|\b(?:percent|per cent|pct)\b|百分比/iu.test(text)) return false;
  return some(present, (value) => Math.abs(parseNumber(value, number) ?? 0) > 1);
}

function tallyOf(values: string[]): Tally {
  const tally = new Map<string, number>();
  for (const value of values) tally.set(value, (tally.get(value) ?? 0) + 1);
  return tally;
}

function totalOf(tally: Tally): number {
  let total = 0;
  for (const count of tally.values()) total += count;
  return total;
}

function share(values: Tally, test: (value: string) => boolean): number {
  if (values.size === 0) return 0;
  let passed = 0;
  for (const [value, count] of values) if (test(value)) passed += count;
  return passed / totalOf(values);
}

function every(values: Tally, test: (value: string) => boolean): boolean {
  for (const value of values.keys()) if (!test(value)) return false;
  return true;
}

function some(values: Tally, test: (value: string) => boolean): boolean {
  return !every(values, (value) => !test(value));
}

function decideType(
  header: string,
  present: Tally,
  numeric: number,
  dated: number,
  leadingZeros: boolean,
  number: NumberFormat,
  shapes: Set<DateShape>,
): { type: DetectedType; typeConfidence: number } {
  if (present.size === 0) return { type: 'empty', typeConfidence: 1 };
  const bare = [...shapes].every(
    (shape) => shape === 'compact' || shape === 'year' || shape === 'serial' || shape === 'month',
  );
  const bareNumbers = bare && every(present, (value) => /^\d+$/.test(value));
  const compactDates =
    bareNumbers &&
    shapes.has('compact') &&
    shapes.size === 1 &&
    every(present, (value) => /^(?:19|20)\d{6}$/.test(value) || isMoment(header, value));
  const named = present.size > 1 || some(present, (value) => /[^\p{Script=Latin}.\s]/u.test(value));
  if (dated >= agreement && (named || namesMonth(header)) && (!bareNumbers || compactDates))
    return { type: 'date', typeConfidence: dated };
  if (share(present, (value) => /^(?:true|false|yes|no|y|n|是|否)$/i.test(value)) === 1)
    return { type: 'boolean', typeConfidence: 1 };
  const identifiers = leadingZeros || some(present, (value) => /^\d{16,}$/.test(value));
  if (numeric >= agreement && !identifiers) {
    const whole = every(present, (value) => Number.isInteger(parseNumber(value, number) ?? 0));
    if (whole && every(present, (value) => /^\+?\d[\d\s()./-]{3,}$/.test(value)) && namesIdentifier(header))
      return { type: 'text', typeConfidence: 0.9 };
    const written = some(
      present,
      (value) => /\d[.,]\d{1,2}\D*$/.test(value) && value.includes(number.decimal),
    );
    return { type: whole && !written ? 'integer' : 'number', typeConfidence: numeric };
  }
  return { type: 'text', typeConfidence: 1 - Math.max(numeric, dated) / 2 };
}

/** One word throughout is a month only where the header says so: ARA is a region too. */
function namesMonth(header: string): boolean {
  return /month|date|period|mona[td]|datum|mois|mes(?:e)?\b|m[eê]s\b|maand|ay\b/iu.test(header);
}

/** Year to second in fourteen digits, unless the header says that they number something. */
function isMoment(header: string, value: string): boolean {
  return (
    /^(?:19|20)\d{12}$/.test(value) &&
    !/\b(?:id|no|nr|number|code|key|ref)\b|号|號|码|碼|编|編/iu.test(header)
  );
}

/** Postcodes, telephone numbers and the like are names made of digits. */
function namesIdentifier(header: string): boolean {
  return /(?:^|[^a-z])(?:zip|post ?code|postal|phone|mobile|telephone|tel|fax|iban|vat|tax|barcode|ean|upc|gtin)(?:[^a-z]|$)|邮编|邮政编码|电话|手机|传真|身份证|税号|账号|帐号|条形?码/iu.test(
    header.normalize('NFKC').replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'),
  );
}

interface DateProfile {
  dateOrder: DateOrder;
  orderMatters: boolean;
  orderConfidence: number;
  time: boolean;
  serial: boolean;
  dated: number;
  writing: ColumnProfile['writing'];
  calendars: ColumnProfile['calendars'];
  year?: number;
  shortYears: boolean;
  spans: boolean;
  shapes: Set<DateShape>;
}

const anyLeapYear = 2000;

/** What digits without a mark are: of a column of dates by its name perhaps days and months of a known year. */
function findDigits(present: Tally, { dateOrder, titleYear }: ColumnChoices, header: string) {
  const short = titleYear !== undefined && headerMatch(header, 'date', 'sales') >= 0.8;
  const found = short ? dayMonthsOf(present, titleYear) : {};
  return found.digits ? found : digitsOf(present, dateOrder);
}

function profileDates(present: Tally, choices: ColumnChoices, header: string): DateProfile {
  const chosen = choices.dateOrder;
  const found = findDigits(present, choices, header);
  const order = chosen ? { order: chosen, matters: true, confidence: 1 } : (found.order ?? orderOf(present));
  const writing: ColumnProfile['writing'] = {
    ...periodWriting([...present.keys()]),
    ...(found.digits ? { digits: found.digits } : {}),
    ...(choices.fiscalStart === undefined ? {} : { fiscalStart: choices.fiscalStart }),
  };
  const parsed: ParsedDate[] = [];
  let dates = 0;
  for (const [value, count] of present) {
    const year = choices.year ?? (found.digits === 'dayMonth' ? choices.titleYear : undefined) ?? anyLeapYear;
    const date = parseDate(value, { order: order.order, serial: false, year, ...writing });
    if (date === null || date === 'missing') continue;
    parsed.push(date);
    dates += count;
  }
  const serial =
    present.size > 0 &&
    every(
      present,
      (value) => /^\d{5}(\.\d+)?$/.test(value) && parseDate(value, { order: 'ymd', serial: true }) !== null,
    );
  const yearless = parsed.some((date) => date.year === 'absent');
  return {
    dateOrder: order.order,
    orderMatters: order.matters,
    orderConfidence: order.confidence,
    time: parsed.some((date) => date.time),
    serial,
    dated: present.size === 0 ? 0 : dates / totalOf(present),
    writing,
    calendars: new Set(parsed.flatMap(({ calendar }) => calendar ?? [])),
    ...(yearless ? { year: choices.year ?? choices.titleYear ?? 0 } : {}),
    shortYears: parsed.some((date) => date.year === 'two digits'),
    spans: parsed.some((date) => date.shape === 'span'),
    shapes: new Set(parsed.map((date) => date.shape)),
  };
}

/** Day before month, or after? A part above 12 settles it; otherwise the part that varies more is the day. */
export function detectOrder(present: string[]): DetectedOrder {
  return orderOf(tallyOf(present));
}

const parts = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)/;

function orderOf(present: Tally): DetectedOrder {
  const first = new Set<number>();
  const second = new Set<number>();
  let open = 0;
  let dayFirst = 0;
  let monthFirst = 0;
  for (const [value, count] of present) {
    const match = parts.exec(value) ?? (value.length > 40 ? null : parts.exec(plainDate(value) ?? ''));
    if (!match) continue;
    open++;
    const [a, b, c] = [Number(match[1]), Number(match[2]), Number(match[3])];
    first.add(a);
    second.add(b);
    if (a > 12 && b <= 12) dayFirst += count;
    if (b > 12 && a <= 12) monthFirst += count;
    if (match[3]!.length === 2 && b <= 12 && a > 31 && c <= 31)
      return { order: 'ymd', matters: true, confidence: 0.9 };
  }
  if (open === 0) return { order: 'ymd', matters: false, confidence: 1 };
  if (dayFirst > 0 || monthFirst > 0) {
    const order = dayFirst >= monthFirst ? 'dmy' : 'mdy';
    return { order, matters: true, confidence: Math.max(dayFirst, monthFirst) / (dayFirst + monthFirst) };
  }
  if (first.size === second.size) return { order: 'dmy', matters: true, confidence: 0.5 };
  return { order: first.size > second.size ? 'dmy' : 'mdy', matters: true, confidence: 0.6 };
}
