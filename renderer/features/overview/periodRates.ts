import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { Grain } from '../../../shared/domain/period.ts';
import { numbers, texts } from '../../../shared/domain/table.ts';

/** The grain whose periods are written like this one; null for a free range of days. */
export function grainOfText(
  text: string | undefined,
): Extract<Grain, 'month' | 'quarter' | 'half' | 'year'> | null {
  if (!text) return null;
  if (/^\d{4}$/.test(text)) return 'year';
  if (/^\d{4}-H[12]$/.test(text)) return 'half';
  if (/^\d{4}-Q[1-4]$/.test(text)) return 'quarter';
  return /^\d{4}-\d{2}$/.test(text) ? 'month' : null;
}

/** The rate of the period pair that ends in `period`; null where the book has none or does not cover it. */
export function rateOfPeriod(
  series: Exhibit | null,
  period: string | undefined,
  column: string,
): number | null {
  const table = series?.tables.periods;
  if (!table || period === undefined) return null;
  const row = texts(table, 'to').indexOf(period);
  if (row < 0 || numbers(table, 'partial')[row] === 1) return null;
  const value = numbers(table, column)[row] ?? Number.NaN;
  return Number.isFinite(value) ? value : null;
}
