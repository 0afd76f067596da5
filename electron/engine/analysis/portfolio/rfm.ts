import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { quantiles } from '../statistics/quantile.ts';
import type { AnalysisWarning, SalesRows } from '../types.ts';
import { accountActivity } from './accountActivity.ts';

/** Columns of equal length, one entry per account with an order, in account order. */
export interface Rfm {
  account: Int32Array;
  /** Days from the last order to the day after the as-of date: 1 = ordered on the as-of date. */
  recencyDays: Int32Array;
  /** Distinct orders. */
  frequency: Int32Array;
  /** Revenue in the reporting currency. */
  monetary: Float64Array;
  /** Scores 1 (worst) to 5 (best). */
  r: Uint8Array;
  f: Uint8Array;
  m: Uint8Array;
  warnings: AnalysisWarning[];
}

const shares = [0.2, 0.4, 0.6, 0.8] as const;

/**
 * Which accounts bought lately, often and much?
 *
 * Definitions: 1. an order has a kept row with revenue above 0, so a return is neither an order nor recent.
 * 2. A score is 1 + the number of type-7 quantiles at .2, .4, .6, .8 strictly below the value; recency reversed
 * (6 − score). 3. Monetary is all kept revenue, returns deducted. 4. Accounts without an order have no scores.
 * Inputs: `rows` up to the as-of date (missing revenue counts as 0); `asOf`, a day not before the last kept row.
 * Output: days, counts, money in the reporting currency, scores 1–5.
 * Errors: `noData` when no account has an order. Warnings: `fewAccounts` {n, least} below 25 accounts (fewer than 5
 * per score); `accountsWithoutOrder` {accounts}. Cost: linear in rows + n log n in accounts.
 * Source: Hughes (1994); quantiles: Hyndman & Fan (1996), definition 7.
 *
 * @example rfm(rows, dayOf(2011, 12, 9)).r[0] // 5 = bought lately
 */
export function rfm(rows: SalesRows, asOf: number): Rfm {
  const span = { from: -2147483647, to: asOf };
  const activity = accountActivity(rows, span, { purchasesOnly: true });
  const account = Int32Array.from(activity.orders.keys()).filter((index) => activity.orders[index]! > 0);
  if (account.length === 0) throw new ExpectedError('noData', 'No account has an order');
  const recencyDays = account.map((index) => asOf + 1 - activity.lastDay[index]!);
  const frequency = account.map((index) => activity.orders[index]!);
  const monetary = Float64Array.from(account, (index) => activity.revenue[index]!);
  return {
    account,
    recencyDays,
    frequency,
    monetary,
    r: scores(recencyDays).map((score) => 6 - score),
    f: scores(frequency),
    m: scores(monetary),
    warnings: findWarnings(account.length, activity.lines, activity.orders),
  };
}

function scores(values: Int32Array | Float64Array): Uint8Array {
  const breaks = quantiles(values, shares);
  return Uint8Array.from(values, (value) =>
    breaks.reduce((score, limit) => score + (limit < value ? 1 : 0), 1),
  );
}

function findWarnings(n: number, lines: Int32Array, orders: Int32Array): AnalysisWarning[] {
  const warnings: AnalysisWarning[] = [];
  if (n < 25) warnings.push({ code: 'fewAccounts', params: { n, least: 25 } });
  const without = lines.reduce((count, line, index) => count + (line > 0 && orders[index] === 0 ? 1 : 0), 0);
  if (without > 0) warnings.push({ code: 'accountsWithoutOrder', params: { accounts: without } });
  return warnings;
}
