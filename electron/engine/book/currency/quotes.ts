import { currencyCode } from '../../../../shared/domain/currency.ts';
import { missingDay, type StoredColumn } from '../../workspace/types.ts';

/** Rates of one pair, one a day, days ascending: one unit of the first currency is `rate` of the second. */
export interface Series {
  days: Int32Array;
  rates: Float64Array;
}

/** Two rates for one pair and day that differ: the later one counts. */
export interface Contradiction {
  from: string;
  to: string;
  day: number;
}

export interface Quotes {
  /** By `pairKey`. */
  series: Map<string, Series>;
  /** Currencies that rates name, those with most rates first. */
  currencies: string[];
  contradictions: Contradiction[];
  /** Rates that are not above zero, or of no day: never used. */
  bad: number;
}

export function pairKey(from: string, to: string): string {
  return `${from}>${to}`;
}

/**
 * What do the rates of a workspace say? Batches in their order; where one pair has two rates of a day, the later counts. A
 * rate of a month or another period stands at its first day.
 */
export function readQuotes(batches: readonly StoredColumn[][]): Quotes {
  const found = new Map<string, Map<number, number>>();
  const quotes: Quotes = { series: new Map(), currencies: [], contradictions: [], bad: 0 };
  for (const columns of batches) readBatch(columns, found, quotes);
  const counts = new Map<string, number>();
  for (const [key, rates] of found) {
    const days = Int32Array.from(rates.keys()).sort();
    quotes.series.set(key, { days, rates: Float64Array.from(days, (day) => rates.get(day)!) });
    for (const code of key.split('>')) counts.set(code, (counts.get(code) ?? 0) + days.length);
  }
  quotes.currencies = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([code]) => code);
  return quotes;
}

function readBatch(columns: StoredColumn[], found: Map<string, Map<number, number>>, quotes: Quotes): void {
  const find = (name: string) => columns.find((column) => column.name === name);
  const [from, to, date, rate] = [find('from'), find('to'), find('date'), find('rate')];
  if (from?.type !== 'code' || to?.type !== 'code' || date?.type !== 'day' || rate?.type !== 'number') return;
  const [sources, targets] = [from.dictionary.map(currencyCode), to.dictionary.map(currencyCode)];
  for (let row = 0; row < rate.values.length; row++) {
    const [source, target] = [sources[from.values[row]!] ?? '', targets[to.values[row]!] ?? ''];
    const [day, value] = [date.values[row]!, rate.values[row]!];
    if (!(value > 0 && value < Number.POSITIVE_INFINITY) || day === missingDay || !source || !target) {
      quotes.bad++;
      continue;
    }
    if (source === target) continue;
    const key = pairKey(source, target);
    const pair = found.get(key) ?? new Map<number, number>();
    found.set(key, pair);
    const before = pair.get(day);
    if (before !== undefined && before !== value)
      quotes.contradictions.push({ from: source, to: target, day });
    pair.set(day, value);
  }
}

/** Rates between two currencies, of both directions: on one day, one that is given comes before one turned round. */
export function seriesBetween(quotes: Quotes, from: string, to: string): Series | null {
  const given = quotes.series.get(pairKey(from, to));
  const turned = quotes.series.get(pairKey(to, from));
  if (!turned) return given ?? null;
  const rates = new Map<number, number>();
  for (let at = 0; at < turned.days.length; at++) rates.set(turned.days[at]!, 1 / turned.rates[at]!);
  for (let at = 0; given && at < given.days.length; at++) rates.set(given.days[at]!, given.rates[at]!);
  const days = Int32Array.from(rates.keys()).sort();
  return { days, rates: Float64Array.from(days, (day) => rates.get(day)!) };
}
