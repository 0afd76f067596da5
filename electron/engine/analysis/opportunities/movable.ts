import type { OpportunityKind } from './kinds.ts';

/** What part of the money at stake can be moved when the event of the probability meets work on it. */
export interface Movable {
  /** 0 … 1. */
  factor: number;
  /** From the book's own past; a default where that is too short; given by the user. */
  origin: 'learnt' | 'default' | 'own';
  /** Cases it was learnt from. */
  seen: number;
}

export type Movables = Record<OpportunityKind, Movable>;

/** Taken without a past to learn from: assumptions to be replaced by the user's own. */
export const movableDefaults: Record<OpportunityKind, number> = {
  retain: 0.3,
  upsell: 0.5,
  'cross-sell': 0.5,
  renewal: 0.3,
  price: 0.5,
};

/** As many cases as an assumption counts for beside what was seen. */
export const priorWeight = 10;

/**
 * The mean of `sum` over `cases`, drawn towards the default of the kind with the weight of 10 cases; the default itself
 * without any.
 */
export function learntMovable(kind: OpportunityKind, sum: number, cases: number): Movable {
  const factor = (sum + priorWeight * movableDefaults[kind]) / (cases + priorWeight);
  const origin = cases > 0 ? 'learnt' : 'default';
  return { factor: Math.min(1, Math.max(0, factor)), origin, seen: cases };
}
