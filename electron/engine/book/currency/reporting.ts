import { currencyCode } from '../../../../shared/domain/currency.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { DaySpan } from '../../analysis/types.ts';
import { hasMissingDays } from '../slicePlan.ts';
import type { Book } from '../types.ts';
import { type Averaging, isComplete, makeTable } from './conversionTable.ts';
import { ConvertedBook } from './convertedBook.ts';
import { type Quotes, readQuotes } from './quotes.ts';

/** The currencies of the sales of a book. */
export interface BookCurrencies {
  /** The code that each value of the currency column stands for; none where the column is missing. */
  codes: string[];
  /** Rows of each currency, most first; '' are those without one. */
  rows: Map<string, number>;
  readonly quotes: Quotes;
}

const known = new WeakMap<Book, BookCurrencies>();

/** Which currencies do the sales have, and which rates are there? Counted once per book. */
export function currenciesOf(book: Book): BookCurrencies {
  const original = book.conversion?.original ?? book;
  const found = known.get(original) ?? findCurrencies(original);
  known.set(original, found);
  return found;
}

function findCurrencies(book: Book): BookCurrencies {
  const column = book.text('currency');
  const codes = (column?.values ?? []).map(currencyCode);
  const rows = new Map<string, number>();
  const named = new Set(codes);
  if (named.size === 1) rows.set(codes[0]!, book.n);
  else if (column) {
    const counts = new Float64Array(codes.length + 1);
    for (let row = 0; row < book.n; row++) counts[column.codes[row]! + 1]!++;
    counts.forEach((count, index) => {
      const code = codes[index - 1] ?? '';
      if (count > 0) rows.set(code, (rows.get(code) ?? 0) + count);
    });
  }
  const order = [...rows].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  let quotes: Quotes | null = null;
  return {
    codes,
    rows: new Map(order),
    get quotes() {
      quotes ??= readQuotes(book.facts('rates'));
      return quotes;
    },
  };
}

/** The currency that figures are told in unless one is asked for: as kept, else that of most rows; null where none is known. */
export function usualCurrency(book: Book, setting: string | null): string | null {
  const { rows, quotes } = currenciesOf(book);
  const set = setting === null ? null : currencyCode(setting);
  if (set && (rows.has(set) || quotes.currencies.includes(set))) return set;
  return [...rows.keys()].find((code) => code !== '') ?? null;
}

/** What figures can be told in: the currencies of the sales, then those that rates name. */
export function offeredCurrencies(book: Book): string[] {
  const { rows, quotes } = currenciesOf(book);
  return [...new Set([...rows.keys(), ...(rows.size > 0 ? quotes.currencies : [])])].filter(Boolean);
}

const mostConverted = 5;
const converted = new WeakMap<Book, Map<string, Book>>();

/**
 * The same book with amounts in one currency: itself where all of its sales are in that one. Rates are those of the day of
 * each sale, or, on the days of `averages`, the average over other days. Throws `badRequest` for a currency that neither
 * sales nor rates name, `noData` where no rate leads to it.
 */
export function inCurrency(book: Book, reporting: string | null, averages: Averaging[] = []): Book {
  const original = book.conversion?.original ?? book;
  const { codes, rows } = currenciesOf(original);
  if (reporting === null || codes.length === 0 || original.firstDay === null) return original;
  const wanted = currencyCode(reporting);
  if ([...rows.keys()].every((code) => code === wanted || code === '')) return original;
  const books = converted.get(original) ?? new Map<string, Book>();
  converted.set(original, books);
  const key = JSON.stringify([wanted, averages]);
  const found = books.get(key) ?? convert(original, codes, wanted, averages);
  books.delete(key);
  books.set(key, found);
  if (books.size > mostConverted) books.delete(books.keys().next().value!);
  return found;
}

function convert(original: Book, codes: string[], reporting: string, averages: Averaging[]): Book {
  const { quotes, rows } = currenciesOf(original);
  const offered = offeredCurrencies(original);
  if (!offered.includes(reporting)) {
    throw new ExpectedError('badRequest', `No sale and no rate is in ${reporting}`, {
      hint: `Currencies: ${offered.join(', ')}`,
      params: { currency: reporting },
    });
  }
  const span = { from: original.firstDay!, to: original.lastDay! };
  const { table, used, unaveraged } = makeTable(quotes, codes, reporting, span, averages);
  const isReached = codes.some((_, code) => table.lineOf[code + 1]! >= 0);
  if (!isReached && !rows.has('')) {
    throw new ExpectedError('noData', `No rate leads from the currencies of the sales to ${reporting}`, {
      hint: `Import rates to ${reporting}, or choose another currency`,
      params: { currency: reporting },
    });
  }
  const isWhole = isComplete(table) && !rows.has('') && !hasMissingDays(original);
  return new ConvertedBook({ original, reporting, averages, table, used, unaveraged }, isWhole);
}

/** The book at the average rates of one period; null where its amounts stand as they are stored. */
export function atRatesOf(book: Book, { from, to }: DaySpan): Book | null {
  if (!book.conversion || book.firstDay === null || book.lastDay === null) return null;
  const days = { from: book.firstDay, to: book.lastDay };
  return inCurrency(book, book.conversion.reporting, [{ days, over: { from, to } }]);
}
