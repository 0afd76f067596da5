import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { accountTotals } from '../portfolio/accountTotals.ts';
import type { AnalysisWarning, SalesRows } from '../types.ts';
import { estimateHeadroom, type HeadroomOptions } from '../upsell/headroom.ts';
import { learntMovable, type Movable } from './movable.ts';
import type { PastSpans } from './pastSpans.ts';

/** How many accounts with a gap spent more in the span after, by size of the gap, and how much of it they closed. */
export interface ClosureRates {
  /** Gaps up to this many times the own revenue, per class; the last class has no limit. */
  limits: readonly number[];
  /** Share of the accounts that spent more in the span after, shrunk towards that of all; NaN where uncalibrated. */
  rates: Float64Array;
  seen: Int32Array;
  /** Share of the gap closed by those that spent more. */
  movable: Movable;
  warnings: AnalysisWarning[];
}

const limits = [0.5, 1.5, Number.POSITIVE_INFINITY] as const;
const priorWeight = 10;
const fewestSeen = 20;
/** Without a past to learn from, as likely as not. */
export const uncalibratedClosure = 0.5;

/**
 * Of the room to grow that was seen in the past, how much was filled?
 *
 * Headroom is estimated at the end of the earlier span exactly as today, over the accounts with a gap. rate = share whose
 * revenue in the span after is larger; movable = (revenue after − revenue then) / gap then, at most 1, averaged over
 * those. Their product is the mean share of the gap that was closed.
 * Assumptions: 1. past closing happens again; it holds the market's growth and chance as well as our work; 2. accounts
 * that left count as 0; 3. seasons differ between the spans where they are shorter than a year.
 *
 * @returns shares per class of gap ÷ revenue. Warning `uncalibratedUpsell` with NaN rates where there is no earlier
 *   span or fewer than 20 gaps in it.
 *
 * Cost: that of `estimateHeadroom`.
 */
export function calibrateClosure(
  rows: SalesRows,
  past: PastSpans | null,
  options: Omit<HeadroomOptions, 'span'>,
): ClosureRates {
  const grew = new Int32Array(limits.length);
  let closedShares = 0;
  const seen = new Int32Array(limits.length);
  for (const { gapShare, closed } of past ? closures(rows, past, options) : []) {
    const group = closureClass(gapShare);
    seen[group]!++;
    if (!(closed > 0)) continue;
    grew[group]!++;
    closedShares += closed;
  }
  const all = seen.reduce((sum, n) => sum + n, 0);
  const growing = grew.reduce((sum, n) => sum + n, 0);
  const mean = growing / all;
  const enough = all >= fewestSeen;
  return {
    limits,
    rates: Float64Array.from(grew, (n, group) =>
      enough ? (n + priorWeight * mean) / (seen[group]! + priorWeight) : Number.NaN,
    ),
    seen,
    movable: learntMovable('upsell', closedShares, growing),
    warnings: enough ? [] : [{ code: 'uncalibratedUpsell', params: { seen: all, least: fewestSeen } }],
  };
}

/** The class of a gap that is `gapShare` times the own revenue. */
export function closureClass(gapShare: number): number {
  return limits.findIndex((limit) => gapShare <= limit);
}

function closures(
  rows: SalesRows,
  { before, after }: PastSpans,
  options: Omit<HeadroomOptions, 'span'>,
): { gapShare: number; closed: number }[] {
  const then = headroomOrNull(rows, { ...options, span: before });
  if (!then) return [];
  const later = accountTotals(rows, after).revenue;
  const found: { gapShare: number; closed: number }[] = [];
  for (let row = 0; row < then.n; row++) {
    const gap = then.gap[row]!;
    if (!(gap > 0)) continue;
    const grown = later[then.account[row]!]! - then.revenue[row]!;
    found.push({ gapShare: gap / then.revenue[row]!, closed: Math.min(1, Math.max(0, grown / gap)) });
  }
  return found;
}

/** Headroom, or null where too few accounts can be compared. */
export function headroomOrNull(rows: SalesRows, options: HeadroomOptions) {
  try {
    return estimateHeadroom(rows, options);
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'tooLittleData') return null;
    throw error;
  }
}
