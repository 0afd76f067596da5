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
  const calendar = createMonths(data.day);
  const logs = new Float64Array(calendar.sums.length);
  let looked = 0;
  for (let account = 0; account < data.accountCount; account++) {
    addMonths(calendar, data, data.revenue, account);
    let n = 0;
    for (let at = 0; at < calendar.count; at++) {
      const sum = calendar.sums[calendar.met[at]!]!;
      if (sum > 0) logs[n++] = Math.log(sum);
    }
    if (n >= fewestMonths) {
      looked += n;
      const { median, deviation } = robustScale(logs.subarray(0, n));
      const limit = Math.max(far * deviation, Math.log(monthFactor));
      for (let at = 0; at < calendar.count; at++) {
        const slot = calendar.met[at]!;
        const revenue = calendar.sums[slot]!;
        if (revenue > 0 && Math.log(revenue) - median > limit) {
          odd.push({ account, month: calendar.first + slot, revenue, median: Math.exp(median) });
        }
      }
    }
    clearMonths(calendar);
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

/** Money per month of one account: a slot a month of the book, and the slots met, in the order of the rows. */
interface Months {
  first: number;
  monthOf: (day: number) => number;
  sums: Float64Array;
  isMet: Uint8Array;
  met: Int32Array;
  count: number;
}

function createMonths(day: Int32Array): Months {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < day.length; row++) {
    if (day[row] === missingDay) continue;
    if (day[row]! < first) first = day[row]!;
    if (day[row]! > last) last = day[row]!;
  }
  const monthOf = monthLookup(day);
  const months = first > last ? 0 : monthOf(last) - monthOf(first) + 1;
  return {
    first: months === 0 ? 0 : monthOf(first),
    monthOf,
    sums: new Float64Array(months),
    isMet: new Uint8Array(months),
    met: new Int32Array(months),
    count: 0,
  };
}

function addMonths(months: Months, data: QualityData, revenue: Float64Array, account: number): void {
  const { offsets, day } = data;
  for (let row = offsets[account]!; row < offsets[account + 1]!; row++) {
    const amount = revenue[row]!;
    if (day[row] === missingDay || Number.isNaN(amount)) continue;
    const slot = months.monthOf(day[row]!) - months.first;
    if (months.isMet[slot] === 0) {
      months.isMet[slot] = 1;
      months.met[months.count++] = slot;
    }
    months.sums[slot]! += amount;
  }
}

function clearMonths(months: Months): void {
  months.sums.fill(0);
  months.isMet.fill(0);
  months.count = 0;
}
