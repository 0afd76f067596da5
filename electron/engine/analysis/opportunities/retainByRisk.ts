import { type ChurnRisk, reasonsOf } from '../retention/risk/churnRisk.ts';
import { type Advice, type Labels, opportunityId } from './opportunity.ts';

/** A risk of leaving as it was told for these rows. */
export interface RetainRisk {
  risk: ChurnRisk;
  /** Months it looks ahead. */
  months: number;
  /** Days until the contract of each account ends; NaN = not known. */
  daysLeft?: Float64Array;
}

/** A contract that ends within so many days is a renewal to be won, whatever the risk. */
export const renewalDays = 90;

const reasonsShown = 3;
const likely = 0.5;

/**
 * Which accounts are likelier to leave than most, why, and what is at stake?
 *
 * One entry per account whose probability is above the share that left in the past, with revenue in the last 12 months.
 * An account whose contract ends within 90 days is a renewal instead, however small its risk: one entry, the same money.
 * value = that revenue; probability as the risk has it (`churnRisk`); the reasons are those that raise it most, at most 3.
 */
export function retainByRisk({ risk, months, daysLeft }: RetainRisk, labels: Labels): Advice[] {
  const found: Advice[] = [];
  for (const [row, account] of risk.account.entries()) {
    const probability = risk.probability[row]!;
    const value = risk.value[row]!;
    const left = daysLeft?.[account] ?? Number.NaN;
    const isDue = left > 0 && left <= renewalDays;
    if (!(value > 0) || !(isDue || probability > risk.model.baseRate)) continue;
    const kind = isDue ? 'renewal' : 'retain';
    found.push({
      id: opportunityId(kind, account, -1, labels),
      kind,
      account,
      product: -1,
      value,
      probability,
      evidence: isDue ? 'renewalDue' : 'retainRisk',
      params: {
        ...(isDue ? { left } : {}),
        probability,
        base: risk.model.baseRate,
        months,
        daysSince: risk.daysSince[row]!,
        orders: risk.orders[row]!,
        ...(Number.isNaN(risk.usualGap[row]!) ? {} : { usualGap: risk.usualGap[row]! }),
        reasons: JSON.stringify(raising(risk, row)),
      },
      nextStep: isDue ? 'prepareRenewal' : nextStepOf(risk, row),
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
