import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { type AccountDays, accountDays } from '../history/accountDays.ts';
import { type OrderDates, orderDatesUntil, revenueBetween } from '../history/seenFrom.ts';
import { compensatedSum } from '../statistics/compensated.ts';
import { quantileOfSorted } from '../statistics/quantile.ts';
import { roundMoney } from '../statistics/roundMoney.ts';
import type { AnalysisWarning, SalesRows } from '../types.ts';
import { type Cadence, createGapCounts, type GapBins, gapBins, summariseGaps } from './gaps.ts';
import { trailingYear } from './trailingYear.ts';

/** How an account keeps its own rhythm; its position is the code in `statuses`. */
export const rhythmStatuses = ['onTime', 'late', 'overdue', 'once'] as const;

export interface RhythmOptions {
  /** The day seen from; not before the last order. */
  asOf: number;
  /** Late beyond this quantile of the own gaps. */
  lateShare: number;
  /** Overdue beyond this multiple of the gap where late begins. */
  overdueFactor: number;
}

export const rhythmDefaults = { lateShare: 0.9, overdueFactor: 2 } as const;

/** Columns of equal length, one entry per account with an order, in account order. Gaps and ages in days. */
interface AccountRhythm {
  account: Int32Array;
  /** Day of the last order. */
  lastOrder: Int32Array;
  daysSince: Int32Array;
  /** Distinct days with an order. */
  orderDays: Int32Array;
  /** NaN with fewer than 2 order days. */
  medianGap: Float64Array;
  q90Gap: Float64Array;
  /** Share of the own gaps shorter than `daysSince`, equal ones half; NaN with fewer than 2 order days. */
  percentile: Float64Array;
  /** Revenue of the 12 months up to the as-of date. */
  value: Float64Array;
  statuses: Uint8Array;
}

export interface OwnRhythm {
  accounts: AccountRhythm;
  /** All gaps of all accounts together. */
  cadence: Cadence;
  bins: GapBins;
  /** Accounts late or overdue, and their value where it is above 0. */
  late: number;
  lateValue: number;
  warnings: AnalysisWarning[];
}

/**
 * Which accounts have been silent for longer than is usual for them?
 *
 * Definitions: 1. an order day is a day with a kept row of revenue above 0; several orders on a day are one. 2. A gap
 * is the number of days between neighbouring order days. 3. percentile: share of the own gaps shorter than the days
 * since the last order, equal ones counted half (mid-rank). 4. onTime up to the type-7 quantile `lateShare` of the
 * own gaps, late beyond it, overdue beyond `overdueFactor` times it; once: fewer than 2 order days, no own rhythm.
 * Inputs: `rows` up to the as-of date (missing revenue counts as 0, so the row is no order); options.
 * Output: per account and for all gaps; days, ratios, money in the reporting currency.
 * Errors: `noData` when no account has an order; `badInput` when the as-of date is before an order. Warnings:
 * `noRhythm` when no account has 2 order days; `fewGaps` {accounts, least} for accounts judged by fewer than 3 gaps.
 * Cost: linear in rows, plus sorting the days of accounts whose rows are not in date order.
 * Source: analyses.md, section 2; quantiles: Hyndman & Fan (1996), definition 7.
 *
 * @example ownRhythm(rows, { ...rhythmDefaults, asOf }).cadence?.median // 28
 */
export function ownRhythm(rows: SalesRows, options: RhythmOptions): OwnRhythm {
  const history = accountDays(rows);
  const dates = orderDatesUntil(history, Number.POSITIVE_INFINITY);
  if (dates.last > options.asOf) throw new ExpectedError('badInput', 'There are orders after the as-of date');
  return rhythmOfDates(history, dates, options);
}

/**
 * `ownRhythm` as it was at the end of the day `asOf`: what came after is not looked at. For backtests, which look from many
 * days at one history. Cost: linear in account days up to then.
 */
export function ownRhythmAt(history: AccountDays, options: RhythmOptions): OwnRhythm {
  return rhythmOfDates(history, orderDatesUntil(history, options.asOf), options);
}

function rhythmOfDates(history: AccountDays, dates: OrderDates, options: RhythmOptions): OwnRhythm {
  if (dates.accounts.length === 0) throw new ExpectedError('noData', 'No account has an order');
  const counts = createGapCounts(dates.last - dates.first);
  const accounts = emptyColumns(dates.accounts);
  let judgedByFew = 0;
  for (let i = 0; i < dates.accounts.length; i++) {
    const days = dates.days.subarray(dates.starts[i]!, dates.starts[i + 1]!);
    const gaps = gapsBetween(days);
    for (const gap of gaps) counts[gap]!++;
    describe(accounts, i, days, gaps.sort(), options);
    if (gaps.length === 1 || gaps.length === 2) judgedByFew++;
  }
  const year = revenueBetween(history, trailingYear(options.asOf));
  accounts.value = Float64Array.from(dates.accounts, (account) => year[account]!);
  const cadence = summariseGaps(counts, accounts.orderDays);
  const warnings: AnalysisWarning[] = cadence.gaps === 0 ? [{ code: 'noRhythm', params: {} }] : [];
  if (judgedByFew > 0) warnings.push({ code: 'fewGaps', params: { accounts: judgedByFew, least: 3 } });
  return { accounts, cadence, bins: gapBins(counts), ...sumLate(accounts), warnings };
}

function emptyColumns(account: Int32Array): AccountRhythm {
  const n = account.length;
  return {
    account,
    lastOrder: new Int32Array(n),
    daysSince: new Int32Array(n),
    orderDays: new Int32Array(n),
    medianGap: new Float64Array(n).fill(Number.NaN),
    q90Gap: new Float64Array(n).fill(Number.NaN),
    percentile: new Float64Array(n).fill(Number.NaN),
    value: new Float64Array(n),
    statuses: new Uint8Array(n),
  };
}

function gapsBetween(days: Int32Array): Int32Array {
  const gaps = new Int32Array(days.length - 1);
  for (let i = 0; i < gaps.length; i++) gaps[i] = days[i + 1]! - days[i]!;
  return gaps;
}

/** Fills entry `i` from the account's order days and its gaps, shortest first. */
function describe(
  columns: AccountRhythm,
  i: number,
  days: Int32Array,
  gaps: Int32Array,
  options: RhythmOptions,
): void {
  const since = options.asOf - days[days.length - 1]!;
  columns.lastOrder[i] = days[days.length - 1]!;
  columns.daysSince[i] = since;
  columns.orderDays[i] = days.length;
  columns.statuses[i] = rhythmStatuses.indexOf('once');
  if (gaps.length === 0) return;
  const limit = quantileOfSorted(gaps, options.lateShare);
  columns.medianGap[i] = quantileOfSorted(gaps, 0.5);
  columns.q90Gap[i] = quantileOfSorted(gaps, 0.9);
  columns.percentile[i] = midRank(gaps, since);
  columns.statuses[i] = since <= limit ? 0 : since <= limit * options.overdueFactor ? 1 : 2;
}

function midRank(sorted: Int32Array, value: number): number {
  let below = 0;
  let equal = 0;
  for (const gap of sorted) {
    if (gap > value) break;
    if (gap < value) below++;
    else equal++;
  }
  return (below + equal / 2) / sorted.length;
}

function sumLate(accounts: AccountRhythm): { late: number; lateValue: number } {
  const isLate = (index: number) => accounts.statuses[index] === 1 || accounts.statuses[index] === 2;
  const values = accounts.value.filter((_, index) => isLate(index));
  return {
    late: values.length,
    lateValue: roundMoney(compensatedSum(values.map((value) => Math.max(0, value)))),
  };
}
