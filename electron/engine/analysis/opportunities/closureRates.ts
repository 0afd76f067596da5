import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { accountTotals } from '../portfolio/accountTotals.ts';
import type { AnalysisWarning, SalesRows } from '../types.ts';
import { estimateHeadroom, type HeadroomOptions } from '../upsell/headroom.ts';
import type { PastSpans } from './pastSpans.ts';

/** How much of their gap accounts closed in the span after, by size of the gap. */
export interface ClosureRates {
  /** Gaps up to this many times the own revenue, per class; the last class has no limit. */
  limits: readonly number[];
  /** Mean share of the gap closed, shrunk towards the mean of all; NaN where uncalibrated. */
  rates: Float64Array;
  seen: Int32Array;
  warnings: AnalysisWarning[];
}

const limits = [0.5, 1.5, Number.POSITIVE_INFINITY] as const;
const priorWeight = 10;
const fewestSeen = 20;
/** By definition of the median, half of the look-alikes spend what is expected. */
export const uncalibratedClosure = 0.5;

/**
 * Of the room to grow that was seen in the past, how much was filled?
 *
 * Headroom is estimated at the end of the earlier span exactly as today; closed = (revenue of the span after − revenue
 * then) / gap then, within 0 … 1, averaged over the accounts with a gap.
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
  const sums = new Float64Array(limits.length);
  const seen = new Int32Array(limits.length);
  for (const { gapShare, closed } of past ? closures(rows, past, options) : []) {
    const group = closureClass(gapShare);
    sums[group]! += closed;
    seen[group]!++;
  }
  const all = seen.reduce((sum, n) => sum + n, 0);
  const mean = sums.reduce((sum, value) => sum + value, 0) / all;
  const enough = all >= fewestSeen;
  return {
    limits,
    rates: sums.map((sum, group) =>
      enough ? (sum + priorWeight * mean) / (seen[group]! + priorWeight) : Number.NaN,
    ),
    seen,
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
