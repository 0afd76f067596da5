import {
  firstDayOfMonth,
  lastDayOfMonth,
  type Month,
  monthOfDay,
} from '../../../../shared/domain/calendar.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { buildPeriodIndex, markPartial, type PeriodIndex } from '../portfolio/periodIndex.ts';
import { addTo, type CompensatedSums, clearSums, createSums, totalOf } from '../statistics/compensated.ts';
import { roundMoney, withoutDust } from '../statistics/roundMoney.ts';
import type { AnalysisWarning, DaySpan, SalesRows } from '../types.ts';

/** Columns of equal length, one entry per cohort and age, by cohort, then age; every age up to the last period. */
export interface Cohorts {
  /** First month of the cohort's period, `year * 12 + (month - 1)`. */
  cohort: Int32Array;
  /** Calendar months from the cohort's period to this one: 0, 1, 2 … or, by quarter, 0, 3, 6 … */
  age: Int32Array;
  /** Accounts of the cohort whose revenue in the period is above 0. */
  accounts: Int32Array;
  revenue: Float64Array;
  /** All accounts of the cohort. */
  size: Int32Array;
  /** accounts / size. */
  retention: Float64Array;
  /** Revenue / size, so that cohorts of different sizes compare. */
  perAccount: Float64Array;
  /** 1 where the data does not cover the period to both ends. */
  partial: Uint8Array;
  warnings: AnalysisWarning[];
}

export interface CohortOptions {
  grain: 'month' | 'quarter';
  /** First and last day that the data reaches. */
  coverage: DaySpan;
}

/** One cohort while it is filled: a slot per age. */
interface Cohort {
  revenue: CompensatedSums;
  accounts: Int32Array;
  size: number;
}

/**
 * Of the accounts that started in a period, how many still buy later, and how much?
 *
 * Definitions: 1. an account's cohort is the calendar month (or quarter) of its first kept row with revenue above 0:
 * a return is not a first order. 2. Age counts calendar months, whatever the day of the month. 3. An account counts
 * at an age when its net revenue in that period is above 0 (4 decimals). 4. Rows before an account's first order
 * (returns of earlier goods) and accounts that never ordered are left out and named in a warning; all other revenue
 * is in exactly one cell.
 * Inputs: `rows` (missing revenue counts as 0); grain; coverage. Output: money in the reporting currency, ratios.
 * Errors: `noData` when no account has an order. Warnings: `firstCohortOlder` {accounts}, because accounts of the
 * first period may have started before the data; `revenueBeforeFirstOrder` {accounts, amount}.
 * Cost: linear in rows + accounts × periods. Source: analyses.md, section 2.
 *
 * @example cohorts(rows, { grain: 'month', coverage }).retention[1] // 0.366
 */
export function cohorts(rows: SalesRows, options: CohortOptions): Cohorts {
  const step = options.grain === 'month' ? 1 : 3;
  const range = orderRange(rows);
  if (!range) throw new ExpectedError('noData', 'No account has an order');
  const first = startOfPeriod(monthOfDay(range.first), step);
  const last = startOfPeriod(Math.max(monthOfDay(range.last), monthOfDay(options.coverage.to)), step);
  const months = Array.from({ length: (last - first) / step + 1 }, (_, i) => first + i * step);
  const spans = months.map((month) => ({
    from: firstDayOfMonth(month),
    to: lastDayOfMonth(month + step - 1),
  }));
  const { found, left } = fillCohorts(rows, buildPeriodIndex(spans), spans.length);
  return {
    ...toColumns(found, months, markPartial(spans, options.coverage)),
    warnings: findWarnings(found, left),
  };
}

function startOfPeriod(month: Month, step: number): Month {
  return month - (month % step);
}

/** First order day and last kept day; null without an order. */
function orderRange(rows: SalesRows): { first: number; last: number } | null {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const end = rows.offsets[rows.accounts]!;
  for (let row = rows.offsets[0]!; row < end; row++) {
    if (rows.keep[row] !== 1) continue;
    const date = rows.day[row]!;
    if (date > last) last = date;
    if (date < first && rows.revenue[row]! > 0) first = date;
  }
  return first <= last ? { first, last } : null;
}

/** Revenue that belongs to no cell. */
interface LeftOut {
  accounts: number;
  money: CompensatedSums;
}

function fillCohorts(rows: SalesRows, index: PeriodIndex, periods: number) {
  const { accounts, offsets, keep, day, revenue } = rows;
  const found: (Cohort | undefined)[] = new Array(periods);
  const left: LeftOut = { accounts: 0, money: createSums(1) };
  const own = createSums(periods);
  for (let account = 0; account < accounts; account++) {
    const [from, to] = [offsets[account]!, offsets[account + 1]!];
    const firstOrder = firstOrderDay(rows, from, to);
    let skipped = 0;
    for (let row = from; row < to; row++) {
      if (keep[row] !== 1) continue;
      if (day[row]! >= firstOrder) addTo(own, index.periodOf[day[row]! - index.first]!, revenue[row]!);
      else {
        skipped = 1;
        addTo(left.money, 0, revenue[row]!);
      }
    }
    left.accounts += skipped;
    if (firstOrder === Number.POSITIVE_INFINITY) continue;
    const start = index.periodOf[firstOrder - index.first]!;
    found[start] ??= {
      revenue: createSums(periods - start),
      accounts: new Int32Array(periods - start),
      size: 0,
    };
    addAccount(found[start], own, start, periods);
    clearSums(own);
  }
  return { found, left };
}

function firstOrderDay(rows: SalesRows, from: number, to: number): number {
  let first = Number.POSITIVE_INFINITY;
  for (let row = from; row < to; row++) {
    if (rows.keep[row] === 1 && rows.day[row]! < first && rows.revenue[row]! > 0) first = rows.day[row]!;
  }
  return first;
}

function addAccount(cohort: Cohort, own: CompensatedSums, start: number, periods: number): void {
  cohort.size++;
  for (let period = start; period < periods; period++) {
    const revenue = totalOf(own, period);
    if (revenue === 0) continue;
    addTo(cohort.revenue, period - start, revenue);
    if (roundMoney(revenue) > 0) cohort.accounts[period - start]!++;
  }
}

function toColumns(found: (Cohort | undefined)[], months: Month[], marks: Uint8Array) {
  const n = found.reduce((sum, cohort) => sum + (cohort ? cohort.accounts.length : 0), 0);
  const columns = {
    cohort: new Int32Array(n),
    age: new Int32Array(n),
    accounts: new Int32Array(n),
    revenue: new Float64Array(n),
    size: new Int32Array(n),
    retention: new Float64Array(n),
    perAccount: new Float64Array(n),
    partial: new Uint8Array(n),
  };
  let cell = 0;
  for (const [start, cohort] of found.entries()) {
    if (!cohort) continue;
    for (let period = start; period < months.length; period++, cell++) {
      const revenue = withoutDust(totalOf(cohort.revenue, period - start));
      const active = cohort.accounts[period - start]!;
      columns.cohort[cell] = months[start]!;
      columns.age[cell] = months[period]! - months[start]!;
      columns.accounts[cell] = active;
      columns.revenue[cell] = revenue;
      columns.size[cell] = cohort.size;
      columns.retention[cell] = active / cohort.size;
      columns.perAccount[cell] = revenue / cohort.size;
      columns.partial[cell] = marks[period]!;
    }
  }
  return columns;
}

function findWarnings(found: (Cohort | undefined)[], left: LeftOut): AnalysisWarning[] {
  const warnings: AnalysisWarning[] = [];
  const oldest = found.find((cohort) => cohort !== undefined);
  if (oldest) warnings.push({ code: 'firstCohortOlder', params: { accounts: oldest.size } });
  if (left.accounts > 0) {
    const amount = roundMoney(totalOf(left.money, 0));
    warnings.push({ code: 'revenueBeforeFirstOrder', params: { accounts: left.accounts, amount } });
  }
  return warnings;
}
