import type { OpportunityKind } from './opportunity.ts';

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

/** Taken where the past is too short: assumptions to be replaced by the user's own. */
export const movableDefaults: Record<OpportunityKind, number> = {
  retain: 0.3,
  upsell: 0.5,
  'cross-sell': 0.5,
  renewal: 0.3,
  price: 0.5,
};

const fewestCases = 20;

/** The mean of `sum` over `cases`; the default of the kind where there are fewer than 20. */
export function learntMovable(kind: OpportunityKind, sum: number, cases: number): Movable {
  if (cases < fewestCases) return { factor: movableDefaults[kind], origin: 'default', seen: cases };
  return { factor: Math.min(1, Math.max(0, sum / cases)), origin: 'learnt', seen: cases };
}
