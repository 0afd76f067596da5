import type { Headroom } from '../upsell/headroom.ts';
import { type ClosureRates, closureClass, uncalibratedClosure } from './closureRates.ts';
import { type Advice, type Labels, opportunityId, yesOrNo } from './opportunity.ts';

/**
 * Which accounts spend less than their look-alikes, and what of it can be won?
 *
 * value = gap to the look-alikes' median, less what cross-sell already claims from the same account (`claimed` per
 * account), so that upsell and cross-sell together stay within the account's upper gap. probability = share of accounts
 * with such a gap that spent more afterwards (`calibrateClosure`), or one half where the past is too short.
 */
export function upsellOpportunities(
  headroom: Headroom,
  closure: ClosureRates,
  claimed: Float64Array,
  labels: Labels,
): Advice[] {
  const found: Advice[] = [];
  for (let row = 0; row < headroom.n; row++) {
    const account = headroom.account[row]!;
    const value = headroom.gap[row]! - claimed[account]!;
    if (!(value > 0)) continue;
    const learnt = closure.rates[closureClass(headroom.gap[row]! / headroom.revenue[row]!)]!;
    const calibrated = !Number.isNaN(learnt);
    const probability = calibrated ? learnt : uncalibratedClosure;
    found.push({
      id: opportunityId('upsell', account, -1, labels),
      kind: 'upsell',
      account,
      product: -1,
      value,
      probability,
      evidence: 'upsellLookAlikes',
      params: {
        revenue: headroom.revenue[row]!,
        expected: headroom.expected[row]!,
        upper: headroom.upper[row]!,
        peers: headroom.peers[row]!,
        similarity: headroom.similarity[row]!,
        crossSell: claimed[account]!,
        calibrated: yesOrNo(calibrated),
        probability,
        closed: closure.movable.factor,
      },
      nextStep: headroom.gap[row]! > headroom.revenue[row]! ? 'findOtherSupplier' : 'reviewVolume',
    });
  }
  return found;
}
