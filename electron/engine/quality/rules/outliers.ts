import { makeTable, numberColumn, textColumn } from '../../../../shared/domain/table.ts';
import { missingDay } from '../../workspace/types.ts';
import { robustScale } from '../robustScale.ts';
import type { Check, QualityData } from '../types.ts';
import { foundRows, RowList } from './found.ts';
import { monthLookup } from './monthLookup.ts';

/** Prices and months with fewer others to compare with are not judged. */
const fewest = 10;
const fewestMonths = 8;
/** Times the robust standard deviation, on the logarithm. */
const far = 6;
/** And at least this many times more or less than the median, lest constant prices make every step an outlier. */
const priceFactor = 3;
const monthFactor = 5;

/**
 * Prices far from what the product usually costs: on the logarithm of positive prices, farther from the product's median
 * than 6 robust standard deviations (1.4826 × MAD, at least 0.05) and three times more or less than it. Of the priced
 * rows of products with at least 10.
 */
export const priceOutliers: Check = (data) => {
  const { price, product, productCount } = data;
  if (!price || !product) return null;
  const { order, starts } = rowsByProduct(data, price, product, productCount);
  const found = new RowList();
  let looked = 0;
  for (let member = 0; member < productCount; member++) {
    const rows = order.subarray(starts[member]!, starts[member + 1]!);
    if (rows.length < fewest) continue;
    looked += rows.length;
    const logs = new Float64Array(rows.length);
    for (let at = 0; at < rows.length; at++) logs[at] = Math.log(price[rows[at]!]!);
    const { median, deviation } = robustScale(logs);
    const limit = Math.max(far * deviation, Math.log(priceFactor));
    for (let at = 0; at < rows.length; at++) {
      if (Math.abs(logs[at]! - median) > limit) found.add(rows[at]!);
    }
  }
  if (looked === 0) return null;
  const finding = foundRows(found, looked);
  return { ...finding, rows: finding.rows!.sort() };
};

/** Rows with a positive price, grouped by product. */
function rowsByProduct(
  { n }: QualityData,
  price: Float64Array,
  product: Int32Array,
  products: number,
): { order: Int32Array; starts: Int32Array } {
  const starts = new Int32Array(products + 1);
  const counts = (row: number) => product[row]! >= 0 && price[row]! > 0;
  for (let row = 0; row < n; row++) if (counts(row)) starts[product[row]! + 1]! += 1;
  for (let member = 0; member < products; member++) starts[member + 1]! += starts[member]!;
  const next = starts.slice();
  const order = new Int32Array(starts[products]!);
  for (let row = 0; row < n; row++) if (counts(row)) order[next[product[row]!]!++] = row;
  return { order, starts };
}

interface OddMonth {
  account: number;
  month: number;
  revenue: number;
  median: number;
}

/**
 * Months in which an account bought far more than it usually does: on the logarithm of its positive months, more than 6
 * robust standard deviations (1.4826 × MAD, at least 0.05) above the median and at least five times it. Of the positive
 * months of accounts with at least 8.
 */
export const monthOutliers: Check = (data) => {
  if (!data.revenue) return null;
  const odd: OddMonth[] = [];
  const monthOf = monthLookup(data.day);
  let looked = 0;
  for (let account = 0; account < data.accountCount; account++) {
    const months = [...monthlyRevenue(data, account, monthOf)].filter(([, sum]) => sum > 0);
    if (months.length < fewestMonths) continue;
    looked += months.length;
    const logs = Float64Array.from(months, ([, sum]) => Math.log(sum));
    const { median, deviation } = robustScale(logs);
    const limit = Math.max(far * deviation, Math.log(monthFactor));
    months.forEach(([month, revenue], at) => {
      if (logs[at]! - median > limit) odd.push({ account, month, revenue, median: Math.exp(median) });
    });
  }
  if (looked === 0) return null;
  odd.sort((a, b) => b.revenue - a.revenue);
  const list = makeTable([
    textColumn(
      'account_name',
      odd.map(({ account }) => data.accounts.names[account]!),
    ),
    numberColumn(
      'month',
      'none',
      odd.map(({ month }) => month),
      'month',
    ),
    numberColumn(
      'revenue',
      'money',
      odd.map(({ revenue }) => revenue),
    ),
    numberColumn(
      'usual_month',
      'money',
      odd.map(({ median }) => median),
    ),
  ]);
  const touched = odd.reduce((sum, { revenue }) => sum + revenue, 0);
  return { count: odd.length, of: looked, unit: 'months', list, touched };
};

function monthlyRevenue(
  { offsets, day, revenue }: QualityData,
  account: number,
  monthOf: (day: number) => number,
): Map<number, number> {
  const sums = new Map<number, number>();
  for (let row = offsets[account]!; row < offsets[account + 1]!; row++) {
    const amount = revenue![row]!;
    if (day[row] === missingDay || Number.isNaN(amount)) continue;
    const month = monthOf(day[row]!);
    sums.set(month, (sums.get(month) ?? 0) + amount);
  }
  return sums;
}
