import { makeTable, numberColumn, textColumn } from '../../../../shared/domain/table.ts';
import { missingDay } from '../../workspace/types.ts';
import type { Check, QualityData } from '../types.ts';
import { monthLookup } from './monthLookup.ts';

/** Months between the first and the last of the book in which nobody bought anything: most likely a file is missing. */
export const bookGaps: Check = (data) => {
  const months = monthsOf(data, 0, data.n, monthLookup(data.day));
  if (months.size === 0) return null;
  const [first, last] = [Math.min(...months), Math.max(...months)];
  const missing: number[] = [];
  for (let month = first; month <= last; month++) if (!months.has(month)) missing.push(month);
  const list = makeTable([numberColumn('month', 'none', missing, 'month')]);
  return { count: missing.length, of: last - first + 1, unit: 'months', list, touched: null };
};

/** An account that buys in at least this many months, and in this share of its months, is expected in each. */
const regularMonths = 6;
const regularShare = 0.8;

/**
 * Months without sales of an account that otherwise buys nearly every month (in at least 6 months and 80 % of those from
 * its first to its last). Looked at: the months of such accounts.
 */
export const accountGaps: Check = (data) => {
  const gaps: { account: number; month: number }[] = [];
  let looked = 0;
  const monthOf = monthLookup(data.day);
  for (let account = 0; account < data.accountCount; account++) {
    const months = monthsOf(data, data.offsets[account]!, data.offsets[account + 1]!, monthOf);
    if (months.size < regularMonths) continue;
    const [first, last] = [Math.min(...months), Math.max(...months)];
    const span = last - first + 1;
    if (months.size < regularShare * span) continue;
    looked += span;
    for (let month = first; month <= last; month++) if (!months.has(month)) gaps.push({ account, month });
  }
  if (looked === 0) return null;
  const list = makeTable([
    textColumn(
      'account_name',
      gaps.map(({ account }) => data.accounts.names[account]!),
    ),
    numberColumn(
      'month',
      'none',
      gaps.map(({ month }) => month),
      'month',
    ),
  ]);
  return { count: gaps.length, of: looked, unit: 'months', list, touched: null };
};

/** Months with sales. A date in the future is a fault of its own and makes no gap before it. */
function monthsOf(
  { day, today }: QualityData,
  from: number,
  to: number,
  monthOf: (day: number) => number,
): Set<number> {
  const months = new Set<number>();
  let lastMonth = Number.NaN;
  for (let row = from; row < to; row++) {
    const date = day[row]!;
    if (date === missingDay || date > today) continue;
    const month = monthOf(date);
    if (month === lastMonth) continue;
    lastMonth = month;
    months.add(month);
  }
  return months;
}
