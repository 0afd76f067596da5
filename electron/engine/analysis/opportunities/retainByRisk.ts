import { type ChurnRisk, reasonsOf } from '../retention/risk/churnRisk.ts';
import { type Advice, type Labels, opportunityId } from './opportunity.ts';

/** A risk of leaving as it was told for these rows. */
export interface RetainRisk {
  risk: ChurnRisk;
  /** Months it looks ahead. */
  months: number;
}

const reasonsShown = 3;
const likely = 0.5;

/**
 * Which accounts are likelier to leave than most, why, and what is at stake?
 *
 * One entry per account whose probability is above the share that left in the past, with revenue in the last 12 months.
 * value = that revenue; probability as the risk has it (`churnRisk`); the reasons are those that raise it most, at most 3.
 */
export function retainByRisk({ risk, months }: RetainRisk, labels: Labels): Advice[] {
  const found: Advice[] = [];
  for (const [row, account] of risk.account.entries()) {
    const probability = risk.probability[row]!;
    const value = risk.value[row]!;
    if (!(probability > risk.model.baseRate) || !(value > 0)) continue;
    found.push({
      id: opportunityId('retain', account, -1, labels),
      kind: 'retain',
      account,
      product: -1,
      value,
      probability,
      evidence: 'retainRisk',
      params: {
        probability,
        base: risk.model.baseRate,
        months,
        daysSince: risk.daysSince[row]!,
        orders: risk.orders[row]!,
        ...(Number.isNaN(risk.usualGap[row]!) ? {} : { usualGap: risk.usualGap[row]! }),
        reasons: JSON.stringify(raising(risk, row)),
      },
      nextStep: nextStepOf(risk, row),
    });
  }
  return found;
}

/** Feature and value of the reasons that raise the risk, most first. */
function raising(risk: ChurnRisk, row: number): [feature: string, value: number | null][] {
  return reasonsOf(risk, row)
    .filter(({ effect }) => effect > 0)
    .slice(0, reasonsShown)
    .map(({ feature, value }) => [feature, Number.isNaN(value) ? null : value]);
}

function nextStepOf({ orders, probability }: ChurnRisk, row: number): string {
  if (orders[row] === 1) return 'askForSecondOrder';
  return probability[row]! >= likely ? 'callNow' : 'askWhatChanged';
}
