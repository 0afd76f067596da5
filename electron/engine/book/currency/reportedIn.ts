import { isoDate } from '../../../../shared/domain/calendar.ts';
import type { ReportedIn } from '../../../../shared/domain/currency.ts';
import type { Warning } from '../../../../shared/domain/exhibit.ts';
import type { Slice } from '../../../../shared/domain/slice.ts';
import { type Bounds, select } from '../selection.ts';
import type { Book, Conversion } from '../types.ts';
import { factorAt } from './conversionTable.ts';
import { currenciesOf } from './reporting.ts';

/** In which currency are the amounts of this book, and by which rates? Null where no row names one. */
export function reportedIn(book: Book): ReportedIn | null {
  const { conversion } = book;
  if (!conversion) {
    const only = [...currenciesOf(book).rows.keys()].find((code) => code !== '');
    return only === undefined ? null : { reporting: only };
  }
  const { reporting, averages, used } = conversion;
  const [average] = averages;
  return {
    reporting,
    rates: average ? 'constant' : 'actual',
    ...(average ? { base: { first: isoDate(average.over.from), last: isoDate(average.over.to) } } : {}),
    used,
  };
}

/** What must be said of the currencies of these rows: what was left out, taken for granted or contradicted itself. */
export function currencyWarnings(book: Book, slice: Slice, span: Bounds): Warning[] {
  const { conversion } = book;
  if (!conversion) return [];
  const { quotes } = currenciesOf(book);
  const warnings: Warning[] = [];
  if (conversion.holes().length > 0) {
    warnings.push(...rowWarnings(conversion, select(book, slice, span).keep));
  }
  warnings.push(...averageWarnings(book));
  const [one] = quotes.contradictions;
  if (one) {
    const params = { n: quotes.contradictions.length, from: one.from, to: one.to, date: isoDate(one.day) };
    warnings.push({ code: 'contradictoryRates', params });
  }
  if (quotes.bad > 0) warnings.push({ code: 'badRates', params: { n: quotes.bad } });
  return warnings;
}

/** That a period has no rate to average over for some currencies. */
export function averageWarnings({ conversion }: Book): Warning[] {
  if (!conversion || conversion.unaveraged.length === 0) return [];
  const { over } = conversion.averages[0]!;
  const [first, last] = [isoDate(over.from), isoDate(over.to)];
  return [{ code: 'noRateInBase', params: { currencies: conversion.unaveraged.join(', '), first, last } }];
}

interface Counted {
  rows: number;
  money: Map<string, number>;
}

function rowWarnings(conversion: Conversion, keep: Uint8Array): Warning[] {
  const { original, reporting } = conversion;
  const { unrated, unnamed } = countRows(conversion, keep);
  const { codes } = currenciesOf(original);
  const warnings: Warning[] = [];
  if (unrated.rows > 0) {
    const money = amounts(unrated.money);
    warnings.push({ code: 'leftOutWithoutRate', params: { rows: unrated.rows, money, currency: reporting } });
  }
  if (unnamed.rows > 0 && codes.length > 0) {
    const amount = unnamed.money.get('') ?? 0;
    warnings.push({
      code: 'rowsWithoutCurrency',
      params: { rows: unnamed.rows, amount, currency: reporting },
    });
  }
  return warnings;
}

/** Kept rows without a rate, and without a currency, with what they amount to in their own currency. */
function countRows(
  { original, table, holes }: Conversion,
  keep: Uint8Array,
): { unrated: Counted; unnamed: Counted } {
  const { codes } = original.text('currency')!;
  const names = currenciesOf(original).codes;
  const [day, revenue] = [original.day(), original.number('revenue')];
  const unrated: Counted = { rows: 0, money: new Map() };
  const unnamed: Counted = { rows: 0, money: new Map() };
  for (const row of holes()) {
    if (keep[row] !== 1) continue;
    const code = codes[row]!;
    const name = names[code] ?? '';
    if (Number.isNaN(factorAt(table, code, day[row]!))) add(unrated, name, revenue?.[row] ?? 0);
    else if (name === '') add(unnamed, name, revenue?.[row] ?? 0);
  }
  return { unrated, unnamed };
}

function add(counted: Counted, name: string, amount: number): void {
  counted.rows++;
  counted.money.set(name, (counted.money.get(name) ?? 0) + (Number.isNaN(amount) ? 0 : amount));
}

const digits = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** `USD 1,204.5, GBP 33`: amounts of several currencies, which cannot be added. */
function amounts(money: Map<string, number>): string {
  return [...money].map(([name, amount]) => `${name} ${digits.format(amount)}`).join(', ');
}
