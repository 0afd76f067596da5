import { type OwnRhythm, rhythmStatuses } from '../retention/ownRhythm.ts';
import type { LeavingRates } from './leavingRates.ts';
import { type Labels, type Opportunity, opportunityId, yesOrNo } from './opportunity.ts';

const late = rhythmStatuses.indexOf('late');
const overdue = rhythmStatuses.indexOf('overdue');

/**
 * Which accounts are slipping away, and what is at stake?
 *
 * One entry per account that is late or overdue against its own rhythm and had revenue in the last 12 months.
 * value = that revenue; probability = share of accounts in the same status that ordered nothing more within the
 * horizon (see `calibrateLeaving`), or, where the past is too short, the share of its own gaps that were shorter.
 */
export function retainOpportunities(rhythm: OwnRhythm, leaving: LeavingRates, labels: Labels): Opportunity[] {
  const { accounts } = rhythm;
  const found: Opportunity[] = [];
  for (const [entry, account] of accounts.account.entries()) {
    const status = accounts.statuses[entry]!;
    const value = accounts.value[entry]!;
    if ((status !== late && status !== overdue) || !(value > 0)) continue;
    const learnt = !Number.isNaN(leaving.rates[status]!);
    const probability = learnt ? leaving.rates[status]! : accounts.percentile[entry]!;
    found.push({
      id: opportunityId('retain', account, -1, labels),
      kind: 'retain',
      account,
      product: -1,
      value,
      probability,
      expected: value * probability,
      evidence: status === overdue ? 'retainOverdue' : 'retainLate',
      params: {
        days: accounts.daysSince[entry]!,
        medianGap: accounts.medianGap[entry]!,
        orderDays: accounts.orderDays[entry]!,
        percentile: accounts.percentile[entry]!,
        calibrated: yesOrNo(learnt),
        horizon: leaving.horizon,
        seen: leaving.seen[status]!,
        left: leaving.left[status]!,
      },
      nextStep: status === overdue ? 'callNow' : 'askWhatChanged',
    });
  }
  return found;
}
