import type { AnalysisWarning } from '../types.ts';
import { type OpportunityKind, opportunityKinds } from './kinds.ts';
import type { Movables } from './movable.ts';

/** One piece of advice. Money in the reporting currency. */
export interface Opportunity {
  /** See `opportunityId`; stable as long as the keys are. */
  id: string;
  kind: OpportunityKind;
  /** Account index. */
  account: number;
  /** Product index, -1 = none. */
  product: number;
  /** Money at stake over a year (or the span looked at). */
  value: number;
  /** Of leaving (retain, renewal), spending more (upsell), taking the product up (cross-sell), a better price (price). */
  probability: number;
  /** value × probability × how movable the kind is. */
  expected: number;
  /** The sentence `evidence.<code>` and what fills it. */
  evidence: string;
  params: Record<string, string | number>;
  /** The sentence `nextStep.<code>`. */
  nextStep: string;
}

/** A piece of advice before it is weighed against the others. */
export type Advice = Omit<Opportunity, 'expected'>;

interface KindTotals {
  count: number;
  value: number;
  expected: number;
}

/** Advice, most expected money first. */
export interface Opportunities {
  list: Opportunity[];
  totals: Record<OpportunityKind, KindTotals>;
  movable: Movables;
  warnings: AnalysisWarning[];
}

/** Keys make the ids; names fill the sentences. One entry per account or product. */
export interface Labels {
  accountKeys: readonly string[];
  productKeys: readonly string[];
  productNames: readonly string[];
}

/** `kind:account:product`; without a product the last part is empty. Colons within a key are written `%3A`. */
export function opportunityId(
  kind: OpportunityKind,
  account: number,
  product: number,
  labels: Labels,
): string {
  return joinId(kind, labels.accountKeys[account]!, product < 0 ? null : labels.productKeys[product]!);
}

/** The id of an opportunity from its keys; no two have the same. */
export function joinId(kind: string, account: string, product: string | null): string {
  return `${kind}:${escapeKey(account)}:${product === null ? '' : escapeKey(product)}`;
}

/** What an id is made of, or null where it is none. */
export function splitId(
  id: string,
): { kind: OpportunityKind; account: string; product: string | null } | null {
  const [kind, account, product, ...rest] = id.split(':');
  const known = opportunityKinds.find((candidate) => candidate === kind);
  if (!known || !account || product === undefined || rest.length > 0) return null;
  return { kind: known, account: plainKey(account), product: product === '' ? null : plainKey(product) };
}

function escapeKey(key: string): string {
  if (!key.includes(':') && !key.includes('%')) return key;
  return key.replace(/[%:]/g, (sign) => (sign === ':' ? '%3A' : '%25'));
}

function plainKey(text: string): string {
  return text.replace(/%3A|%25/g, (code) => (code === '%3A' ? ':' : '%'));
}

/** Whether a probability was learnt from the past, as the sentences ask for it. */
export function yesOrNo(flag: boolean): 'yes' | 'no' {
  return flag ? 'yes' : 'no';
}
