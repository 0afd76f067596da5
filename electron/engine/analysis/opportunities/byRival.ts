import type { EventKind, RankedList } from '../backtest/rankedList.ts';
import type { Headroom } from '../upsell/headroom.ts';
import { claimsOn } from './claims.ts';
import { type Advice, type Labels, opportunityId } from './opportunity.ts';
import { renewalDays } from './retainByRisk.ts';

/** A naive list as of today that has been shown to be better than our own, with calibrated probabilities. */
export interface Rival {
  ranking: RankedList;
  /** Months it looks ahead. */
  months: number;
  /** Growth above this share of the comparison is what an upsell list foretells. */
  growth: number;
}

export type Rivals = Partial<Record<EventKind, Rival>>;

/**
 * Which accounts have been silent longest, and what is at stake?
 *
 * Accounts whose probability is above that of all on the list, longest silent first; a contract that ends soon makes it
 * a renewal, whatever the silence. value = revenue of the last 12 months.
 */
export function retainByRecency(
  { ranking, months }: Rival,
  daysLeft: Float64Array | undefined,
  labels: Labels,
): Advice[] {
  const usual = meanOf(ranking.probability);
  const found: Advice[] = [];
  for (const [entry, account] of ranking.account.entries()) {
    const [value, probability] = [ranking.value[entry]!, ranking.probability[entry]!];
    const left = daysLeft?.[account] ?? Number.NaN;
    const isDue = left > 0 && left <= renewalDays;
    if (!(value > 0) || !(isDue || probability > usual)) continue;
    const kind = isDue ? 'renewal' : 'retain';
    const params = { days: ranking.score[entry]!, probability, months };
    found.push({
      id: opportunityId(kind, account, -1, labels),
      kind,
      account,
      product: -1,
      value,
      probability,
      evidence: isDue ? 'renewalByRecency' : 'retainByRecency',
      params: isDue ? { ...params, left } : params,
      nextStep: isDue ? 'prepareRenewal' : probability >= 0.5 ? 'callNow' : 'askWhatChanged',
    });
  }
  return found;
}

/**
 * Which accounts brought most lately, and may grow?
 *
 * Accounts whose probability is above that of all on the list. value = the least growth that counts, of the revenue of the
 * last 12 months, less what cross-sell and price already claim.
 */
export function upsellByRevenue(
  { ranking, months, growth }: Rival,
  claimed: Float64Array,
  labels: Labels,
): Advice[] {
  const usual = meanOf(ranking.probability);
  const found: Advice[] = [];
  for (const [entry, account] of ranking.account.entries()) {
    const probability = ranking.probability[entry]!;
    const value = growth * ranking.value[entry]! - claimed[account]!;
    if (!(value > 0) || !(probability > usual)) continue;
    found.push({
      id: opportunityId('upsell', account, -1, labels),
      kind: 'upsell',
      account,
      product: -1,
      value,
      probability,
      evidence: 'upsellByRevenue',
      params: { revenue: ranking.score[entry]!, crossSell: claimed[account]!, probability, months, growth },
      nextStep: 'reviewVolume',
    });
  }
  return found;
}

/**
 * Which products that sell everywhere does an account that buys broadly not buy?
 *
 * In the order of the list, at most `perAccount` per account, within the account's upper gap as every cross-sell is.
 * value = revenue of the product per buyer.
 */
export function crossSellByPopularity(
  { ranking, months }: Rival,
  headroom: Headroom,
  labels: Labels,
  perAccount: number,
): Advice[] {
  const claims = claimsOn(headroom, perAccount);
  const found: Advice[] = [];
  for (const [entry, account] of ranking.account.entries()) {
    const [product, probability] = [ranking.product[entry]!, ranking.probability[entry]!];
    if (Number.isNaN(probability)) continue;
    const spend = ranking.value[entry]!;
    const value = claims.take(account, spend);
    if (value === 0) continue;
    found.push({
      id: opportunityId('cross-sell', account, product, labels),
      kind: 'cross-sell',
      account,
      product,
      value,
      probability,
      evidence: 'crossSellByPopularity',
      params: { product: labels.productNames[product]!, spend, probability, months },
      nextStep: 'offerProduct',
    });
  }
  return found;
}

/** Over the entries that have one. */
function meanOf(probability: Float64Array): number {
  const known = probability.filter((p) => !Number.isNaN(p));
  return known.reduce((sum, p) => sum + p, 0) / known.length;
}
