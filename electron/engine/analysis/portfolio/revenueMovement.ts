import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { AnalysisWarning } from '../types.ts';
import type { AccountTotals } from './accountTotals.ts';
import {
  createMovementTally,
  type Movement,
  notInvolved,
  readMovement,
  tallyAccount,
  tallyRates,
} from './movementTally.ts';

export interface RevenueMovement extends Movement {
  /** Per account: position in `movementClasses`, or `notInvolved` without a row in either period. */
  classes: Uint8Array;
  /** Per account: revenue in the earlier and in the later period, and their difference. */
  from: Float64Array;
  to: Float64Array;
  change: Float64Array;
  /** Per account: what exchange rates did to the difference; null where no amount changes with a rate. */
  fxOf: Float64Array | null;
  warnings: AnalysisWarning[];
}

/** Below this many accounts at the start, NRR, GRR and logo retention say little. */
const leastAccounts = 10;

/**
 * What moved between two periods: who came, came back, grew, shrank and left, and how much of the earlier revenue
 * was kept?
 *
 * Definitions, with rA and rB an account's revenue in the earlier and later period, compared at 4 decimals:
 * 1. new: rA ≤ 0, rB > 0, no kept row before the later period; reactivated: the same with an earlier row.
 * 2. expansion, contraction, flat: both > 0, rB above, below, equal to rA. churned: rA > 0, rB ≤ 0.
 * 3. other: rA ≤ 0 and rB ≤ 0 (net returns). A line is Σ(rB − rA) of its accounts, so start + all lines = end.
 * 4. NRR = ΣrB / ΣrA, GRR = Σmin(rA, max(rB, 0)) / ΣrA, logo retention = kept / all, over accounts with rA > 0.
 * 5. With `constant`, the same totals at one set of exchange rates: classes, lines 1–3 and the ratios are of these, start
 *    and end stay as given, and FX = Σ((rB − rA) − (rB − rA at constant rates)), so that the sum still holds.
 * Inputs: `accountTotals` of the two periods over the same rows; the later one must start after the earlier one
 * starts. Output: money in the reporting currency to 4 decimals, ratios (null without accounts at the start), the
 * class and amounts of every account.
 * Errors: `noData` when neither period has a row, `badPeriod` when the order of the periods is wrong.
 * Warnings: `noStartingAccounts`, `fewAccounts` {n, least}. Cost: linear in accounts. Source: analyses.md, section 1.
 *
 * @example revenueMovement(accountTotals(rows, firstHalf), accountTotals(rows, secondHalf)).nrr // 1.171
 */
export function revenueMovement(
  from: AccountTotals,
  to: AccountTotals,
  constant: { from: AccountTotals; to: AccountTotals } | null = null,
): RevenueMovement {
  if (to.span.from <= from.span.from) {
    throw new ExpectedError('badPeriod', 'The period compared must start after the base period starts');
  }
  const accounts = from.revenue.length;
  const classes = new Uint8Array(accounts).fill(notInvolved);
  const change = new Float64Array(accounts);
  const fxOf = constant ? new Float64Array(accounts) : null;
  const tally = createMovementTally();
  let involved = 0;
  for (let account = 0; account < accounts; account++) {
    if (from.rows[account] === 0 && to.rows[account] === 0) continue;
    involved++;
    const before = from.revenue[account]!;
    const after = to.revenue[account]!;
    const isKnown = to.firstDay[account]! < to.span.from;
    change[account] = after - before;
    if (!constant) classes[account] = tallyAccount(tally, before, after, isKnown);
    else {
      const [start, end] = [constant.from.revenue[account]!, constant.to.revenue[account]!];
      classes[account] = tallyAccount(tally, start, end, isKnown);
      fxOf![account] = tallyRates(tally, [before, after], [start, end]);
    }
  }
  if (involved === 0) throw new ExpectedError('noData', 'Neither period has sales');
  const movement = readMovement(tally);
  const warnings = startWarnings(movement.countStart);
  if (movement.fx !== 0) warnings.push({ code: 'linesAtConstantRates', params: { fx: movement.fx } });
  return { ...movement, classes, from: from.revenue, to: to.revenue, change, fxOf, warnings };
}

function startWarnings(n: number): AnalysisWarning[] {
  if (n === 0) return [{ code: 'noStartingAccounts', params: {} }];
  return n < leastAccounts ? [{ code: 'fewAccounts', params: { n, least: leastAccounts } }] : [];
}
