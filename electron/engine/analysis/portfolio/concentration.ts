import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { compensatedSum } from '../statistics/compensated.ts';
import { gini, herfindahl } from '../statistics/inequality.ts';
import { descendingOrder } from '../statistics/rankOrder.ts';
import { roundMoney } from '../statistics/roundMoney.ts';
import type { AnalysisWarning } from '../types.ts';

/** What is left when the largest accounts are lost; columns of equal length. */
interface ConcentrationStress {
  lost: Int32Array;
  revenueLost: Float64Array;
  shareLost: Float64Array;
  remaining: Float64Array;
}

export interface Concentration {
  /** Accounts with revenue above 0, and their revenue. */
  accounts: number;
  total: number;
  top1Share: number;
  top10Share: number;
  top20pctShare: number;
  accountsFor80pct: number;
  gini: number;
  hhi: number;
  /** The curve, largest first: account, its revenue, its share, the share of it and all before it. */
  curve: { account: Int32Array; revenue: Float64Array; share: Float64Array; cumulativeShare: Float64Array };
  stress: ConcentrationStress;
  warnings: AnalysisWarning[];
}

const stressSizes = [1, 3, 5, 10, 20, 50] as const;

/** Shares that should be equal differ in the last digits: 0.8 is reached at 0.8 − 1e-12. */
const tolerance = 1e-12;

/**
 * How much of the revenue hangs on how few accounts, and what would losing the largest ones do?
 *
 * Definitions: 1. over accounts with revenue above 0 (4 decimals); the others are left out and named in a warning.
 * 2. top20pctShare: the ⌈n/5⌉ largest. 3. accountsFor80pct: the smallest number of largest accounts that reach 80 %.
 * 4. Gini Σ(2i−n−1)x₍ᵢ₎/(nΣx), ascending; HHI Σ share², from 1/n to 1.
 * Input: revenue per account in the reporting currency, none missing. Output: shares as ratios in [0, 1]; stress for
 * losing the largest 1, 3, 5, 10, 20, 50, as far as there are that many.
 * Errors: `noData` when no account has revenue above 0. Warnings: `excludedNonPositive` {accounts, amount} where an
 * account has revenue below 0; `fewAccounts` {n, least}. Cost: n log n. Source: analyses.md, section 1.
 *
 * @example concentration(accountTotals(rows, span).revenue).top10Share // 0.173
 */
export function concentration(revenue: Float64Array): Concentration {
  const members = Int32Array.from(revenue.keys()).filter((account) => roundMoney(revenue[account]!) > 0);
  const n = members.length;
  if (n === 0) throw new ExpectedError('noData', 'No account has revenue above zero');
  const order = descendingOrder(Float64Array.from(members, (account) => revenue[account]!));
  const account = order.map((position) => members[position]!);
  const sorted = Float64Array.from(account, (member) => revenue[member]!);
  const total = compensatedSum(sorted);
  const cumulative = runningSums(sorted);
  const topShare = (k: number) => Math.min(1, cumulative[Math.min(k, n) - 1]! / total);
  return {
    accounts: n,
    total,
    top1Share: topShare(1),
    top10Share: topShare(10),
    top20pctShare: topShare(Math.ceil(n / 5)),
    accountsFor80pct: cumulative.findIndex((sum) => sum >= 0.8 * total * (1 - tolerance)) + 1,
    gini: gini(sorted),
    hhi: herfindahl(sorted),
    curve: {
      account,
      revenue: sorted,
      share: sorted.map((value) => value / total),
      cumulativeShare: cumulative.map((sum) => Math.min(1, sum / total)),
    },
    stress: stress(cumulative, total),
    warnings: findWarnings(revenue, n),
  };
}

function runningSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length);
  let sum = 0;
  let compensation = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const next = sum + value;
    compensation += Math.abs(sum) >= value ? sum - next + value : value - next + sum;
    sum = next;
    sums[i] = sum + compensation;
  }
  return sums;
}

function stress(cumulative: Float64Array, total: number): ConcentrationStress {
  const lost = Int32Array.from(stressSizes.filter((size) => size <= cumulative.length));
  const revenueLost = Float64Array.from(lost, (size) => cumulative[size - 1]!);
  return {
    lost,
    revenueLost,
    shareLost: revenueLost.map((value) => Math.min(1, value / total)),
    remaining: revenueLost.map((value) => Math.max(0, total - value)),
  };
}

function findWarnings(revenue: Float64Array, n: number): AnalysisWarning[] {
  const negative = revenue.filter((value) => roundMoney(value) < 0);
  const warnings: AnalysisWarning[] = [];
  if (negative.length > 0) {
    const amount = roundMoney(compensatedSum(negative));
    warnings.push({ code: 'excludedNonPositive', params: { accounts: negative.length, amount } });
  }
  if (n < 10) warnings.push({ code: 'fewAccounts', params: { n, least: 10 } });
  return warnings;
}
