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
}

const missing = '–';

/** Units whose numbers may be of any size, so that the column decides how finely they are told. */
const openUnits: ReadonlySet<Unit> = new Set(['score', 'months', 'none']);
const knownDecimals = new WeakMap<NumberColumn, number | null>();

/**
 * Decimals for a column: none where all are whole, else about three digits of the largest; null where the largest is in
 * the thousands and beside it stand fractions, which no common number of decimals tells well.
 */
function decimalsOf(column: NumberColumn): number | null {
  const known = knownDecimals.get(column);
  if (known !== undefined) return known;
  let [largest, whole] = [0, true];
  for (const value of column.values) {
    if (!Number.isFinite(value)) continue;
    largest = Math.max(largest, Math.abs(value));
    whole &&= Number.isInteger(value);
  }
  const decimals = whole ? 0 : largest >= 1000 ? null : largest >= 10 ? 1 : largest >= 1 ? 2 : 3;
  knownDecimals.set(column, decimals);
  return decimals;
}

export function createFormat(locale: Locale): Format {
  const make = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const full: Record<Unit, Intl.NumberFormat> = {
    money: make({ maximumFractionDigits: 0 }),
    ratio: make({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    count: make({ maximumFractionDigits: 0 }),
    days: make({ maximumFractionDigits: 0 }),
    units: make({ maximumFractionDigits: 0 }),
    price: make({ minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    score: make({ maximumFractionDigits: 2 }),
    months: make({ maximumFractionDigits: 1 }),
    none: make({ maximumFractionDigits: 4 }),
  };
  const fixed = [0, 1, 2, 3].map((digits) =>
    make({ minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  const compact = make({ notation: 'compact', maximumSignificantDigits: 3 });
  const compactUnits = new Set<Unit>(['money', 'count', 'units', 'none']);

  function value(number: number | null, unit: Unit): string {
    return number === null || !Number.isFinite(number) ? missing : full[unit].format(number);
  }
  function short(number: number | null, unit: Unit): string {
    if (number === null || !Number.isFinite(number)) return missing;
    return compactUnits.has(unit) && Math.abs(number) >= 1000
      ? compact.format(number)
      : full[unit].format(number);
  }
  const inCurrency = new Map<string, Intl.NumberFormat>();
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
    return number > 0 ? `+${text}` : number < 0 ? `−${text}` : text;
  }
  function cell(column: NumberColumn, row: number): string {
    const number = column.values[row] ?? Number.NaN;
    if (!Number.isFinite(number)) return missing;
    if (column.type === 'date') return isoDate(number);
    if (column.type === 'month') return isoMonth(number);
    const digits = openUnits.has(column.unit)
      ? (decimalsOf(column) ?? (Math.abs(number) >= 1000 ? 0 : null))
      : null;
    const text = digits === null ? value(number, column.unit) : fixed[digits]!.format(number);
    return text.replace(/^-/, '−');
  }
  return { value, short, amount, change, cell, date: isoDate, month: isoMonth };
}
