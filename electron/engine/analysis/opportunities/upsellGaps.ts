import type { AnalysisWarning } from '../types.ts';
import type { Headroom } from '../upsell/headroom.ts';
import type { RankedHeadroom } from '../upsell/headroomRanking.ts';
import { type ClosureRates, closureClass } from './closureRates.ts';
import { learntMovable, type Movable } from './movable.ts';

/** What there is to win from each account that can be compared, one entry per row of `headroom`. */
export interface UpsellGaps {
  headroom: Headroom;
  /** Money; 0 where there is none. Never above the upper gap to the look-alikes. */
  gap: Float64Array;
  /** Of accounts with such a gap, the share that spent more afterwards; NaN where the past is too short. */
  probability: Float64Array;
  /** The conditional median of what such accounts spend; null where it was not estimated. */
  q50: Float64Array | null;
  movable: Movable;
  warnings: AnalysisWarning[];
}

/** The gaps of the headroom list: the same money and the same probability as there. */
export function gapsOfRanking({
  headroom,
  value,
  probability,
  spend,
  closed,
  warnings,
}: RankedHeadroom): UpsellGaps {
  const movable = learntMovable('upsell', closed.shares, closed.cases);
  return { headroom, gap: value, probability, q50: spend?.q50 ?? null, movable, warnings };
}

/** Gaps to the look-alikes alone. */
export function gapsOfLookAlikes(headroom: Headroom, closure: ClosureRates): UpsellGaps {
  const { gap, revenue } = headroom;
  const probability = gap.map((money, row) => closure.rates[closureClass(money / revenue[row]!)]!);
  const { movable, warnings } = closure;
  return { headroom, gap, probability, q50: null, movable, warnings };
}
