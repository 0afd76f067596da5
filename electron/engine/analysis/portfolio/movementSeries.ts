import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { withoutDust } from '../statistics/roundMoney.ts';
import type { AnalysisWarning, DaySpan, SalesRows } from '../types.ts';
import { never } from './accountTotals.ts';
import {
  createMovementTally,
  type Movement,
  type MovementTally,
  readMovement,
  tallyAccount,
  tallyRates,
} from './movementTally.ts';
import { buildPeriodIndex, markPartial } from './periodIndex.ts';

export interface MovementSeries {
  /** `steps[i]` leads from period i to period i + 1. */
  steps: Movement[];
  /** 1 where one of the two periods of the step is not covered to both ends. */
  partial: Uint8Array;
  warnings: AnalysisWarning[];
}

/** Revenue of the rows at average rates instead of those of the day: of their own period, and of the one before. */
export interface ConstantRevenue {
  own: Float64Array;
  before: Float64Array;
}

/**
 * How has revenue moved from each period to the next?
 *
 * Definitions: those of `revenueMovement`, for every pair of neighbours; "new" looks at all kept rows, also those
 * before the first period. Inputs: `rows`; `periods`, at least 2, in order, not overlapping; `coverage`, the first
 * and last day the data reaches; `constant` where amounts change with exchange rates, so that each step has its FX line and
 * its other lines are at the rates of the period it starts from. Output: one movement per step, one mark per step.
 * Errors: `tooLittleData` with fewer than 2 periods, `badPeriod`, `noData` without a row in any period.
 * Warnings: `partialPeriods` {n}. Cost: linear in rows + accounts × periods, one pass, nothing kept per account.
 *
 * @example movementSeries(rows, periodsBetween(first, last, 'month'), { from: first, to: last }).steps[0].nrr
 */
export function movementSeries(
  rows: SalesRows,
  periods: readonly DaySpan[],
  coverage: DaySpan,
  constant: ConstantRevenue | null = null,
): MovementSeries {
  if (periods.length < 2) {
    throw new ExpectedError('tooLittleData', 'A movement needs at least two periods', {
      params: { what: 'A movement', least: 2, n: periods.length },
    });
  }
  const tallies = periods.slice(1).map(createMovementTally);
  if (!tallyRows(rows, periods, tallies, constant)) throw new ExpectedError('noData', 'No period has sales');
  const marks = markPartial(periods, coverage);
  const partial = Uint8Array.from(tallies, (_, step) => marks[step]! | marks[step + 1]!);
  const n = partial.reduce((sum, mark) => sum + mark, 0);
  return {
    steps: tallies.map(readMovement),
    partial,
    warnings: n > 0 ? [{ code: 'partialPeriods', params: { n } }] : [],
  };
}

/** Fills the tallies, account by account; false when no row falls in any period. */
function tallyRows(
  rows: SalesRows,
  periods: readonly DaySpan[],
  tallies: MovementTally[],
  constant: ConstantRevenue | null,
): boolean {
  const { accounts, offsets, keep, day, revenue } = rows;
  const { first, last, periodOf } = buildPeriodIndex(periods);
  const totals = new Float64Array(periods.length);
  const own = new Float64Array(constant ? periods.length : 0);
  const earlier = new Float64Array(constant ? periods.length : 0);
  const counts = new Int32Array(periods.length);
  let any = false;
  for (let account = 0; account < accounts; account++) {
    let firstDay = never;
    let hits = 0;
    for (let row = offsets[account]!; row < offsets[account + 1]!; row++) {
      if (keep[row] !== 1) continue;
      const date = day[row]!;
      if (date < firstDay) firstDay = date;
      if (date < first || date > last) continue;
      const period = periodOf[date - first]!;
      if (period < 0) continue;
      hits++;
      counts[period]!++;
      const value = revenue[row]!;
      if (Number.isNaN(value)) continue;
      totals[period]! += value;
      if (!constant) continue;
      own[period]! += constant.own[row]!;
      earlier[period]! += constant.before[row]!;
    }
    if (hits === 0) continue;
    any = true;
    for (let step = 0; step < tallies.length; step++) {
      if (counts[step] === 0 && counts[step + 1] === 0) continue;
      const before = withoutDust(totals[step]!);
      const after = withoutDust(totals[step + 1]!);
      const isKnown = firstDay < periods[step + 1]!.from;
      if (!constant) tallyAccount(tallies[step]!, before, after, isKnown);
      else {
        const [start, end] = [withoutDust(own[step]!), withoutDust(earlier[step + 1]!)];
        tallyAccount(tallies[step]!, start, end, isKnown);
        tallyRates(tallies[step]!, [before, after], [start, end]);
      }
    }
    totals.fill(0);
    own.fill(0);
    earlier.fill(0);
    counts.fill(0);
  }
  return any;
}
