import type { AccountDays } from '../history/accountDays.ts';
import { orderDatesUntil, orderedBetween } from '../history/seenFrom.ts';
import { type OwnRhythm, ownRhythmAt, rhythmDefaults, rhythmStatuses } from '../retention/ownRhythm.ts';
import type { AnalysisWarning } from '../types.ts';
import { learntMovable, type Movable } from './movable.ts';

/** The rhythm statuses, and accounts that ordered once and have been silent for longer than the horizon. */
export const leavingClasses = [...rhythmStatuses, 'onceSilent'] as const;

/** The class of an account by its rhythm status and the days since its last order. */
export function leavingClass(status: number, daysSince: number, horizon: number): number {
  const silent = rhythmStatuses[status] === 'once' && daysSince > horizon;
  return silent ? leavingClasses.indexOf('onceSilent') : status;
}

/** How often accounts in each class ordered nothing more for `horizon` days. One entry per leaving class. */
export interface LeavingRates {
  /** Days looked ahead. */
  horizon: number;
  /** Share that left, shrunk towards the share of all; NaN without history to learn from. */
  rates: Float64Array;
  /** Account-origins seen, and those without an order in the horizon. */
  seen: Int32Array;
  left: Int32Array;
  /** Days at which the past was looked at, latest first. */
  origins: Int32Array;
  /** Share of the late, overdue and silent ones that came back. */
  movable: Movable;
  warnings: AnalysisWarning[];
}

/** Days of silence that 9 of 10 gaps of all accounts do not exceed, within 30 … 365. */
export function leavingHorizon({ cadence }: OwnRhythm): number {
  return Math.min(365, Math.max(30, Math.round(cadence.q90 ?? 90)));
}

const mostOrigins = 6;
const priorWeight = 10;
const fewestSeen = 30;

/**
 * Of accounts that were on time, late, overdue or silent after one order in the past, how many did not come back?
 *
 * The rhythm is judged at earlier days, one horizon apart, exactly as it is today, and scored on the horizon after
 * each: left = no order day in it. The horizon is the gap that 9 of 10 gaps of all accounts do not exceed, within
 * 30 … 365 days.
 * Assumptions: 1. what happened to accounts in a class then will happen to those in it now; 2. accounts of one class
 * are alike; 3. accounts without revenue in the 12 months before an origin are gone already and not counted.
 *
 * @param history account days up to `asOf`. @param rhythm the rhythm at `asOf`.
 * @returns rate = (left + 10 · share of all) / (seen + 10). Warning `uncalibratedLeaving` and NaN rates where the
 *   past holds fewer than 30 account-origins.
 *
 * Cost: at most 6 times `ownRhythmAt`. Source: rolling-origin evaluation (Tashman 2000, IJF 16); shrinkage of a
 * proportion (Good 1965).
 */
export function calibrateLeaving(history: AccountDays, asOf: number, rhythm: OwnRhythm): LeavingRates {
  const horizon = leavingHorizon(rhythm);
  const seen = new Int32Array(leavingClasses.length);
  const left = new Int32Array(leavingClasses.length);
  const origins: number[] = [];
  const { first } = orderDatesUntil(history, asOf);
  for (let i = 1; i <= mostOrigins && asOf - horizon * i >= first + horizon; i++) {
    const origin = asOf - horizon * i;
    const past = ownRhythmAt(history, { ...rhythmDefaults, asOf: origin }).accounts;
    origins.push(origin);
    for (const [entry, account] of past.account.entries()) {
      if (!(past.value[entry]! > 0)) continue;
      const group = leavingClass(past.statuses[entry]!, past.daysSince[entry]!, horizon);
      seen[group]!++;
      if (!orderedBetween(history, account, origin + 1, origin + horizon)) left[group]!++;
    }
  }
  const all = seen.reduce((sum, n) => sum + n, 0);
  const share = left.reduce((sum, n) => sum + n, 0) / all;
  const enough = all >= fewestSeen;
  return {
    horizon,
    rates: Float64Array.from(seen, (n, group) =>
      enough ? (left[group]! + priorWeight * share) / (n + priorWeight) : Number.NaN,
    ),
    seen,
    left,
    origins: Int32Array.from(origins),
    movable: cameBack(seen, left),
    warnings: enough ? [] : [{ code: 'uncalibratedLeaving', params: { seen: all, least: fewestSeen } }],
  };
}

function cameBack(seen: Int32Array, left: Int32Array): Movable {
  const slipping = leavingClasses.flatMap((name, group) =>
    name === 'late' || name === 'overdue' || name === 'onceSilent' ? [group] : [],
  );
  const cases = slipping.reduce((sum, group) => sum + seen[group]!, 0);
  return learntMovable('retain', cases - slipping.reduce((sum, group) => sum + left[group]!, 0), cases);
}
