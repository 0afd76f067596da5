import type { StoredColumn } from '../../workspace/types.ts';
import type { Check, QualityData } from '../types.ts';
import { rowsWhere } from './found.ts';

/**
 * Sales whose amount cannot be told in one currency: without a currency though others have one, or in another than the
 * main one without an exchange rate of its date or before. The main currency is that which rates lead to, without rates the
 * one most rows have. Does not apply where no row has a currency.
 */
export const currencyHoles: Check = (data) => {
  const { currency, n, day } = data;
  if (!currency || n === 0) return null;
  const counts = new Float64Array(currency.values.length);
  for (let row = 0; row < n; row++) if (currency.codes[row]! >= 0) counts[currency.codes[row]!]! += 1;
  if (!counts.some((count) => count > 0)) return null;
  const usual = currency.values[counts.indexOf(Math.max(...counts))]!;
  const { main, firstRate } = readRates(data, usual);
  const ratedFrom = Float64Array.from(currency.values, (code) =>
    code === main ? Number.NEGATIVE_INFINITY : (firstRate.get(code) ?? Number.POSITIVE_INFINITY),
  );
  const found = rowsWhere(n, n, (row) => {
    const code = currency.codes[row]!;
    return code < 0 || day[row]! < ratedFrom[code]!;
  });
  return { ...found, params: { currency: main } };
};

/** The currency that rates lead to, and the first day from which another can be turned into it. */
function readRates({ facts }: QualityData, usual: string): { main: string; firstRate: Map<string, number> } {
  const rates = facts.rates.flatMap(ratesOf);
  const targets = new Map<string, number>();
  for (const { to } of rates) targets.set(to, (targets.get(to) ?? 0) + 1);
  const [most] = [...targets].sort((a, b) => b[1] - a[1]);
  const main = most?.[0] ?? usual;
  const firstRate = new Map<string, number>();
  for (const { from, to, day } of rates) {
    const other = to === main ? from : from === main ? to : null;
    if (other !== null) firstRate.set(other, Math.min(firstRate.get(other) ?? Number.POSITIVE_INFINITY, day));
  }
  return { main, firstRate };
}

function ratesOf(columns: StoredColumn[]): { from: string; to: string; day: number }[] {
  const find = (name: string) => columns.find((column) => column.name === name);
  const [from, to, date] = [find('from'), find('to'), find('date')];
  if (from?.type !== 'code' || to?.type !== 'code' || date?.type !== 'day') return [];
  return Array.from(date.values, (day, row) => ({
    from: from.dictionary[from.values[row]!] ?? '',
    to: to.dictionary[to.values[row]!] ?? '',
    day,
  }));
}
