import type { OwnRhythm } from '../retention/ownRhythm.ts';
import { type LeavingRates, leavingClass, leavingClasses } from './leavingRates.ts';
import { type Advice, type Labels, opportunityId, yesOrNo } from './opportunity.ts';

/** Which classes are advised on, with what words. */
const advice = new Map([
  [leavingClasses.indexOf('late'), { evidence: 'retainLate', nextStep: 'askWhatChanged' }],
  [leavingClasses.indexOf('overdue'), { evidence: 'retainOverdue', nextStep: 'callNow' }],
  [leavingClasses.indexOf('onceSilent'), { evidence: 'retainOnce', nextStep: 'askForSecondOrder' }],
]);

/**
 * Which accounts are slipping away, and what is at stake?
 *
 * One entry per account with revenue in the last 12 months that is late or overdue against its own rhythm, or ordered
 * once and has been silent for longer than 9 in 10 gaps between orders of all accounts. value = that revenue;
 * probability = share of accounts in the same class that ordered nothing more within the horizon (see
 * `calibrateLeaving`); where the past is too short, the share of its own gaps that were shorter, or one half for an
 * account without gaps.
 */
export function retainOpportunities(rhythm: OwnRhythm, leaving: LeavingRates, labels: Labels): Advice[] {
  const { accounts } = rhythm;
  const found: Advice[] = [];
  for (const [entry, account] of accounts.account.entries()) {
    const days = accounts.daysSince[entry]!;
    const group = leavingClass(accounts.statuses[entry]!, days, leaving.horizon);
    const words = advice.get(group);
    const value = accounts.value[entry]!;
    if (!words || !(value > 0)) continue;
    const learnt = !Number.isNaN(leaving.rates[group]!);
    const own = Number.isNaN(accounts.percentile[entry]!) ? 0.5 : accounts.percentile[entry]!;
    const probability = learnt ? leaving.rates[group]! : own;
    found.push({
      id: opportunityId('retain', account, -1, labels),
      kind: 'retain',
      account,
      product: -1,
      value,
      probability,
      evidence: words.evidence,
      params: {
        days,
        ...ownGaps(rhythm, entry),
        calibrated: yesOrNo(learnt),
        horizon: leaving.horizon,
        seen: leaving.seen[group]!,
        left: leaving.left[group]!,
      },
      nextStep: words.nextStep,
    });
  }
  return found;
}

/** Nothing for an account that ordered once: it has no gaps. */
function ownGaps({ accounts }: OwnRhythm, entry: number): Record<string, number> {
  if (Number.isNaN(accounts.medianGap[entry]!)) return {};
  return {
    medianGap: accounts.medianGap[entry]!,
    orderDays: accounts.orderDays[entry]!,
    percentile: accounts.percentile[entry]!,
  };
}
