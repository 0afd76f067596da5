import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { accountActivity } from '../portfolio/accountActivity.ts';
import { accountTotals } from '../portfolio/accountTotals.ts';
import { quantileOfSorted } from '../statistics/quantile.ts';
import type { AnalysisWarning, DaySpan, SalesRows } from '../types.ts';
import { findLookAlikes, type LookAlikes } from './lookAlikes.ts';
import { logScaled } from './quantile/spendPredictors.ts';

export interface HeadroomOptions {
  /** The days whose revenue is compared; tenure counts from the first order to its last day. */
  span: DaySpan;
  /** Look-alikes per account. Default 15. */
  k?: number;
  /** Category codes per account (market, segment, industry …), -1 = missing. */
  categories?: readonly Int32Array[];
  /** Numbers per account that are compared as well, on a log scale; NaN = missing. */
  numbers?: readonly ArrayLike<number>[];
  /** 1 per account that is nobody's look-alike; it is still compared itself. */
  leftOut?: ArrayLike<number>;
  /** An account is compared from this many orders in the span. Default 2. */
  minOrders?: number;
  /** … and from this many days since its first order. Default 90. */
  minTenureDays?: number;
  shouldStop?: () => boolean;
}

/** One row per compared account, largest gap first. Money over the span, in the reporting currency. */
export interface Headroom {
  n: number;
  /** Account index. */
  account: Int32Array;
  revenue: Float64Array;
  /** Median, lower and upper quartile of the look-alikes. */
  expected: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
  /** max(0, expected − revenue) and max(0, upper − revenue). */
  gap: Float64Array;
  gapUpper: Float64Array;
  /** Look-alikes used. */
  peers: Int32Array;
  /** Their mean similarity, a ratio. */
  similarity: Float64Array;
  orders: Int32Array;
  products: Int32Array;
  tenureMonths: Float64Array;
  /** Row per account, -1 where the account is not compared. */
  rowOf: Int32Array;
  /** Look-alikes of row r: `peerAccounts[r * k]` …, `peers[r]` of them, nearest first. */
  k: number;
  peerAccounts: Int32Array;
  peerSimilarity: Float64Array;
  /** Σ gap. */
  total: number;
  /** Accounts with revenue in the span but too little history to compare. */
  notCompared: number;
  warnings: AnalysisWarning[];
}

const daysPerMonth = 365.25 / 12;
const fewestPeers = 5;
const farBelow = 0.75;

interface Comparable {
  accounts: Int32Array;
  revenue: Float64Array;
  orders: Int32Array;
  products: Int32Array;
  tenureMonths: Float64Array;
  notCompared: number;
}

/**
 * What do comparable accounts spend, and how far below that is this account?
 *
 * Each account is set beside its k nearest look-alikes by tenure, number of orders, number of products (each on a
 * log scale), the categories and the numbers given; never by revenue itself.
 * Assumptions: 1. accounts alike in these could spend alike, whatever else tells them apart; 2. all features count
 * alike; 3. the gap is what half (upper gap: a quarter) of the look-alikes reach, a range and not a forecast.
 *
 * @param rows kept rows only; a return lowers revenue and is not an order; rows without product count in no product.
 * @returns see `Headroom`; quartiles of type 7. Accounts with revenue ≤ 0, fewer than minOrders orders or a tenure
 *   below minTenureDays are neither compared nor look-alikes (`notCompared`).
 *   Warnings: `tooNewToCompare`; `farLookAlikes` where the look-alikes' mean similarity is below 75 %;
 *   `fewLookAlikes` where there are fewer than k.
 * @throws `tooLittleData` below 6 comparable accounts; `badRequest` for k out of range; `CancelledError`.
 *
 * Cost: O(rows) + `findLookAlikes`.
 *
 * Source: nearest-neighbour median regression; distance of Gower (1971), Biometrics 27.
 */
export function estimateHeadroom(rows: SalesRows, options: HeadroomOptions): Headroom {
  const { k = 15, categories = [], leftOut } = options;
  const compared = comparableAccounts(rows, options);
  const n = compared.accounts.length;
  if (n < fewestPeers + 1) {
    throw new ExpectedError('tooLittleData', `${n} accounts have enough history to be compared`, {
      hint: `At least ${fewestPeers + 1} accounts need two orders and three months of history`,
      params: { what: 'headroom', least: fewestPeers + 1, n },
    });
  }
  const features = {
    members: n,
    numeric: [
      ...[compared.tenureMonths, compared.orders, compared.products].map((values) =>
        Float64Array.from(values, Math.log1p),
      ),
      ...(options.numbers ?? []).map((values) =>
        logScaled(Float64Array.from(compared.accounts, (account) => values[account]!)),
      ),
    ],
    categories: categories.map((codes) => compared.accounts.map((account) => codes[account]!)),
    ...(leftOut
      ? { eligible: Uint8Array.from(compared.accounts, (account) => (leftOut[account] ? 0 : 1)) }
      : {}),
  };
  const lookAlikes = findLookAlikes(features, k, options.shouldStop);
  return orderByGap(compared, lookAlikes, spendOfPeers(compared.revenue, lookAlikes), rows.accounts);
}

function comparableAccounts(rows: SalesRows, options: HeadroomOptions): Comparable {
  const { span, minOrders = 2, minTenureDays = 90 } = options;
  const activity = accountActivity(rows, span, { purchasesOnly: true });
  const { firstDay } = accountTotals(rows, span);
  const accounts: number[] = [];
  let notCompared = 0;
  for (let account = 0; account < rows.accounts; account++) {
    if (!(activity.revenue[account]! > 0)) continue;
    const tenure = span.to - firstDay[account]! + 1;
    if (activity.orders[account]! >= minOrders && tenure >= minTenureDays) accounts.push(account);
    else notCompared++;
  }
  return {
    accounts: Int32Array.from(accounts),
    revenue: Float64Array.from(accounts, (account) => activity.revenue[account]!),
    orders: Int32Array.from(accounts, (account) => activity.orders[account]!),
    products: Int32Array.from(accounts, (account) => activity.products[account]!),
    tenureMonths: Float64Array.from(accounts, (account) => (span.to - firstDay[account]! + 1) / daysPerMonth),
    notCompared,
  };
}

interface PeerSpend {
  lower: Float64Array;
  expected: Float64Array;
  upper: Float64Array;
  similarity: Float64Array;
}

/** Quartiles of what each member's look-alikes spend, and how alike they are on average. */
export function spendOfPeers(revenue: Float64Array, lookAlikes: LookAlikes): PeerSpend {
  const { k, counts, members } = lookAlikes;
  const n = revenue.length;
  const spend: PeerSpend = {
    lower: new Float64Array(n).fill(Number.NaN),
    expected: new Float64Array(n).fill(Number.NaN),
    upper: new Float64Array(n).fill(Number.NaN),
    similarity: new Float64Array(n).fill(Number.NaN),
  };
  const buffer = new Float64Array(k);
  for (let member = 0; member < n; member++) {
    const count = counts[member]!;
    if (count === 0) continue;
    let similarity = 0;
    for (let i = 0; i < count; i++) {
      buffer[i] = revenue[members[member * k + i]!]!;
      similarity += lookAlikes.similarity[member * k + i]!;
    }
    const sorted = buffer.subarray(0, count).sort();
    spend.lower[member] = quantileOfSorted(sorted, 0.25);
    spend.expected[member] = quantileOfSorted(sorted, 0.5);
    spend.upper[member] = quantileOfSorted(sorted, 0.75);
    spend.similarity[member] = similarity / count;
  }
  return spend;
}

function orderByGap(
  compared: Comparable,
  { k, counts, members, similarity }: LookAlikes,
  spend: PeerSpend,
  accounts: number,
): Headroom {
  const gapOf = (to: Float64Array) => compared.revenue.map((own, i) => Math.max(0, to[i]! - own) || 0);
  const gap = gapOf(spend.expected);
  const gapUpper = gapOf(spend.upper);
  const order = Array.from(gap.keys());
  order.sort((a, b) => gap[b]! - gap[a]! || gapUpper[b]! - gapUpper[a]! || a - b);
  const pick = (values: ArrayLike<number>) => Float64Array.from(order, (i) => values[i]!);
  const pickWhole = (values: ArrayLike<number>) => Int32Array.from(order, (i) => values[i]!);
  const rowOf = new Int32Array(accounts).fill(-1);
  const peerAccounts = new Int32Array(order.length * k).fill(-1);
  const peerSimilarity = new Float64Array(order.length * k).fill(Number.NaN);
  for (const [row, member] of order.entries()) {
    rowOf[compared.accounts[member]!] = row;
    for (let i = 0; i < counts[member]!; i++) {
      peerAccounts[row * k + i] = compared.accounts[members[member * k + i]!]!;
      peerSimilarity[row * k + i] = similarity[member * k + i]!;
    }
  }
  return {
    n: order.length,
    account: pickWhole(compared.accounts),
    revenue: pick(compared.revenue),
    expected: pick(spend.expected),
    lower: pick(spend.lower),
    upper: pick(spend.upper),
    gap: pick(gap),
    gapUpper: pick(gapUpper),
    peers: pickWhole(counts),
    similarity: pick(spend.similarity),
    orders: pickWhole(compared.orders),
    products: pickWhole(compared.products),
    tenureMonths: pick(compared.tenureMonths),
    rowOf,
    k,
    peerAccounts,
    peerSimilarity,
    total: gap.reduce((sum, value) => sum + value, 0),
    notCompared: compared.notCompared,
    warnings: warningsOf(compared.notCompared, counts, spend.similarity, k),
  };
}

function warningsOf(
  notCompared: number,
  counts: Int32Array,
  similarity: Float64Array,
  k: number,
): AnalysisWarning[] {
  const warnings: AnalysisWarning[] = [];
  const few = counts.reduce((sum, count) => sum + (count < k ? 1 : 0), 0);
  const far = similarity.reduce((sum, value) => sum + (value < farBelow ? 1 : 0), 0);
  if (notCompared > 0) warnings.push({ code: 'tooNewToCompare', params: { accounts: notCompared } });
  if (few > 0) warnings.push({ code: 'fewLookAlikes', params: { accounts: few, k } });
  if (far > 0) warnings.push({ code: 'farLookAlikes', params: { accounts: far, least: farBelow } });
  return warnings;
}
