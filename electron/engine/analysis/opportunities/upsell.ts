import { uncalibratedClosure } from './closureRates.ts';
import { type Advice, type Labels, opportunityId, yesOrNo } from './opportunity.ts';
import type { UpsellGaps } from './upsellGaps.ts';

/**
 * Which accounts spend less than their look-alikes, and what of it can be won?
 *
 * value = the gap as the headroom list has it, less what cross-sell and price already claim from the same account
 * (`claimed` per account), so that together they stay within the account's upper gap. probability = share of accounts
 * with such a gap that spent more afterwards, or one half where the past is too short.
 */
export function upsellOpportunities(gaps: UpsellGaps, claimed: Float64Array, labels: Labels): Advice[] {
  const { headroom, gap, q50, movable } = gaps;
  const found: Advice[] = [];
  for (let row = 0; row < headroom.n; row++) {
    const account = headroom.account[row]!;
    const value = gap[row]! - claimed[account]!;
    if (!(value > 0)) continue;
    const calibrated = !Number.isNaN(gaps.probability[row]!);
    const probability = calibrated ? gaps.probability[row]! : uncalibratedClosure;
    found.push({
      id: opportunityId('upsell', account, -1, labels),
      kind: 'upsell',
      account,
      product: -1,
      value,
      probability,
      evidence: q50 ? 'upsellHeadroom' : 'upsellLookAlikes',
      params: {
        revenue: headroom.revenue[row]!,
        expected: headroom.expected[row]!,
        upper: headroom.upper[row]!,
        ...(q50 ? { typical: q50[row]! } : {}),
        peers: headroom.peers[row]!,
        similarity: headroom.similarity[row]!,
        crossSell: claimed[account]!,
        calibrated: yesOrNo(calibrated),
        probability,
        closed: movable.factor,
      },
      nextStep: gap[row]! > headroom.revenue[row]! ? 'findOtherSupplier' : 'reviewVolume',
    });
  }
  return found;
}
