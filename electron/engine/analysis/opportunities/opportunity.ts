import type { AnalysisWarning } from '../types.ts';

export const opportunityKinds = ['retain', 'upsell', 'cross-sell'] as const;
export type OpportunityKind = (typeof opportunityKinds)[number];

/** One piece of advice. Money in the reporting currency. */
export interface Opportunity {
  /** `kind:account:product` from keys; stable as long as the keys are. */
  id: string;
  kind: OpportunityKind;
  /** Account index. */
  account: number;
  /** Product index, -1 = none. */
  product: number;
  /** Money at stake over a year (or the span looked at). */
  value: number;
  /** A ratio: of leaving (retain), share of the gap likely to be closed (upsell), of taking the product up (cross-sell). */
  probability: number;
  /** value × probability. */
  expected: number;
  /** The sentence `evidence.<code>` and what fills it. */
  evidence: string;
  params: Record<string, string | number>;
  /** The sentence `nextStep.<code>`. */
  nextStep: string;
}

interface KindTotals {
  count: number;
  value: number;
  expected: number;
}

/** Advice, most expected money first. */
export interface Opportunities {
  list: Opportunity[];
  totals: Record<OpportunityKind, KindTotals>;
  warnings: AnalysisWarning[];
}

/** Keys make the ids; names fill the sentences. One entry per account or product. */
export interface Labels {
  accountKeys: readonly string[];
  productKeys: readonly string[];
  productNames: readonly string[];
}

/** `kind:account:product`; without a product the last part is empty. */
export function opportunityId(
  kind: OpportunityKind,
  account: number,
  product: number,
  labels: Labels,
): string {
  return `${kind}:${labels.accountKeys[account]!}:${product < 0 ? '' : labels.productKeys[product]!}`;
}

/** Whether a probability was learnt from the past, as the sentences ask for it. */
export function yesOrNo(flag: boolean): 'yes' | 'no' {
  return flag ? 'yes' : 'no';
}
