import { isoDate, isoMonth } from '../domain/calendar.ts';
import type { NumberColumn, Unit } from '../domain/table.ts';
import type { Locale } from './messages.ts';

/** The one formatter of numbers and dates. A missing value is an en dash. */
export interface Format {
  /** A value by its unit, in full (tables): 1,234.50 · 12.3% · 45. */
  value(value: number | null, unit: Unit): string;
  /** The same, short (charts, tiles): 1.2M · 1.2 百万 is written 120 万. */
  short(value: number | null, unit: Unit): string;
  /** An amount that stands alone: short, with its currency (€1.2M, US$120万); without one as `short`. */
  amount(value: number | null, currency: string | undefined): string;
  /** With an explicit sign. */
  change(value: number | null, unit: Unit): string;
  /** A cell of a table: one number of decimals for its whole column, where the unit leaves that open. */
  cell(column: NumberColumn, row: number): string;
  date(day: number): string;
  month(month: number): string;
  /** The name of a month of the year, 1–12. */
  monthName(month: number): string;
}

const missing = '–';

/** A p value below is told as smaller than this: never as 0, which none is. */
export const smallestP = 0.0001;

/** Units whose numbers may be of any size, so that the column decides how finely they are told. */
const openUnits: ReadonlySet<Unit> = new Set(['score', 'months', 'none']);
const knownDecimals = new WeakMap<NumberColumn, number | null>();

/**
 * Decimals for a column: none where all are whole, else about three digits of the largest and, where nothing is known of
 * the numbers, two of the smallest; null where the largest is in the thousands and beside it stand fractions, which no
 * common number of decimals tells well.
 */
function decimalsOf(column: NumberColumn): number | null {
  const known = knownDecimals.get(column);
  if (known !== undefined) return known;
  let [largest, smallest, whole] = [0, Number.POSITIVE_INFINITY, true];
  for (const value of column.values) {
    if (!Number.isFinite(value) || value === 0) continue;
    largest = Math.max(largest, Math.abs(value));
    smallest = Math.min(smallest, Math.abs(value));
    whole &&= Number.isInteger(value);
  }
  const coarse = largest >= 10 ? 1 : largest >= 1 ? 2 : 3;
  const fine = column.unit === 'none' ? Math.min(1 - Math.floor(Math.log10(smallest)), mostDecimals) : 0;
  const decimals = whole ? 0 : largest >= 1000 ? null : Math.max(coarse, fine);
  knownDecimals.set(column, decimals);
  return decimals;
}

const mostDecimals = 4;

const whole: Intl.NumberFormatOptions = { maximumFractionDigits: 0 };
const full: Record<Unit, Intl.NumberFormatOptions> = {
  money: whole,
  ratio: { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 },
  count: whole,
  days: whole,
  units: whole,
  price: { minimumFractionDigits: 2, maximumFractionDigits: 2 },
  score: { maximumFractionDigits: 2 },
  months: { maximumFractionDigits: 1 },
  p: { minimumFractionDigits: 4, maximumFractionDigits: 4 },
  none: { maximumFractionDigits: 4 },
};
const fixed: Intl.NumberFormatOptions[] = [0, 1, 2, 3, mostDecimals].map((digits) => ({
  minimumFractionDigits: digits,
  maximumFractionDigits: digits,
}));
const twoDigits: Intl.NumberFormatOptions = { maximumSignificantDigits: 2 };
const compact: Intl.NumberFormatOptions = { notation: 'compact', maximumSignificantDigits: 3 };
const compactUnits: ReadonlySet<Unit> = new Set(['money', 'count', 'units', 'none']);

/** Numbers of a locale, in figures and in sentences alike: a true minus, and none before what rounds to zero. */
export function numberFormat(
  locale: Locale,
  options?: Intl.NumberFormatOptions,
): Pick<Intl.NumberFormat, 'format'> {
  const platform = new Intl.NumberFormat(locale, { signDisplay: 'negative', ...options });
  return { format: (number: number) => platform.format(number).replace('-', '−') };
}

/** Each of the platform's formatters, which take milliseconds, is made when first used. */
export function createFormat(locale: Locale): Format {
  const make = (options: Intl.NumberFormatOptions) => numberFormat(locale, options);
  const made = new Map<Intl.NumberFormatOptions, Pick<Intl.NumberFormat, 'format'>>();
  function format(number: number, options: Intl.NumberFormatOptions): string {
    const known = made.get(options) ?? make(options);
    made.set(options, known);
    return known.format(number);
  }

  function value(number: number | null, unit: Unit): string {
    if (number === null || !Number.isFinite(number)) return missing;
    if (unit === 'p' && number < smallestP) return `< ${format(smallestP, full.p)}`;
    const isTiny = unit === 'none' && number !== 0 && Math.abs(number) < 10 ** -mostDecimals;
    return format(number, isTiny ? twoDigits : full[unit]);
  }
  function short(number: number | null, unit: Unit): string {
    if (number === null || !Number.isFinite(number)) return missing;
    return compactUnits.has(unit) && Math.abs(number) >= 1000 ? format(number, compact) : value(number, unit);
  }
  const inCurrency = new Map<string, Pick<Intl.NumberFormat, 'format'>>();
  function amount(number: number | null, currency: string | undefined): string {
    if (currency === undefined || number === null || !Number.isFinite(number)) return short(number, 'money');
    if (!/^[A-Z]{3}$/.test(currency)) return `${currency} ${short(number, 'money')}`;
    const isLong = Math.abs(number) >= 1000;
    const key = `${currency} ${isLong}`;
    const digits = isLong ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 };
    const own =
      inCurrency.get(key) ??
      make({ style: 'currency', currency, notation: isLong ? 'compact' : 'standard', ...digits });
    inCurrency.set(key, own);
    return own.format(number);
  }
  function change(number: number | null, unit: Unit): string {
    if (number === null || !Number.isFinite(number)) return missing;
    const text = short(Math.abs(number), unit);
    if (text === short(0, unit)) return text;
    return number > 0 ? `+${text}` : `−${text}`;
  }
  function cell(column: NumberColumn, row: number): string {
    const number = column.values[row] ?? Number.NaN;
    if (!Number.isFinite(number)) return missing;
    if (column.type === 'date') return isoDate(number);
    if (column.type === 'month') return isoMonth(number);
    const digits = openUnits.has(column.unit)
      ? (decimalsOf(column) ?? (Math.abs(number) >= 1000 ? 0 : null))
      : null;
    const isCoarse =
      digits !== null && column.unit === 'none' && number !== 0 && Math.abs(number) < 10 ** -digits / 2;
    return digits === null || isCoarse ? value(number, column.unit) : format(number, fixed[digits]!);
  }
  let names: Intl.DateTimeFormat | null = null;
  function monthName(month: number): string {
    names ??= new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
    return names.format(Date.UTC(2000, month - 1));
  }
  return { value, short, amount, change, cell, date: isoDate, month: isoMonth, monthName };
}
