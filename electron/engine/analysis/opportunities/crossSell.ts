import type { AssociationRules } from '../cross-sell/associationRules.ts';
import { bought, lapsed } from '../cross-sell/purchaseGrid.ts';
import type { WhiteSpace } from '../cross-sell/whiteSpace.ts';
import type { Headroom } from '../upsell/headroom.ts';
import { type AdoptionRates, adoptionClass } from './adoptionRates.ts';
import { type Advice, type Labels, opportunityId, yesOrNo } from './opportunity.ts';

export interface CrossSellInput {
  whiteSpace: WhiteSpace;
  headroom: Headroom;
  adoption: AdoptionRates;
  /** Rules between single products that accounts buy; items are products. Null = none looked for. */
  rules: AssociationRules | null;
  labels: Labels;
  /** Most products offered to one account. */
  perAccount: number;
}

/** A product is offered from this many look-alikes that buy it. */
const fewestBuyers = 3;

interface Candidate {
  row: number;
  column: number;
  spend: number;
  probability: number;
}

/**
 * What should each account be offered next?
 *
 * Candidates are products it does not buy now that at least 3 of its look-alikes do. probability = share of such pairs
 * that were taken up in the past (`calibrateAdoption`), or the look-alikes' own share where the past is too short.
 * value = what look-alikes spend on it, best expected first, at most `perAccount` products, and together no more than
 * the account's upper gap to its peers: what peers' revenue leaves no room for is not claimed. Accounts without that
 * gap get none.
 */
export function crossSellOpportunities(input: CrossSellInput): Advice[] {
  const { whiteSpace, headroom, labels } = input;
  const pairRules = strongestRules(input.rules, labels.productKeys.length);
  const found: Advice[] = [];
  for (const [row, account] of whiteSpace.accounts.entries()) {
    const headroomRow = headroom.rowOf[account]!;
    let room = headroomRow < 0 ? 0 : headroom.gapUpper[headroomRow]!;
    if (!(room > 0)) continue;
    for (const candidate of candidatesOf(input, row).slice(0, input.perAccount)) {
      const value = Math.min(candidate.spend, room);
      if (!(value > 0)) break;
      room -= value;
      found.push(makeOpportunity(input, candidate, account, value, pairRules));
    }
  }
  return found;
}

function candidatesOf({ whiteSpace, adoption }: CrossSellInput, row: number): Candidate[] {
  const columns = whiteSpace.products.length;
  const candidates: Candidate[] = [];
  for (let column = 0; column < columns; column++) {
    const cell = row * columns + column;
    const spend = whiteSpace.spend[cell]!;
    if (whiteSpace.states[cell] === bought || whiteSpace.peerBuyers[cell]! < fewestBuyers || !(spend > 0))
      continue;
    const share = whiteSpace.probability[cell]!;
    const learnt = adoption.rates[adoptionClass(share)]!;
    candidates.push({ row, column, spend, probability: Number.isNaN(learnt) ? share : learnt });
  }
  return candidates.sort((a, b) => b.spend * b.probability - a.spend * a.probability || a.column - b.column);
}

/** Rules by right side, best confidence first, that chance would hardly give (5 % after Bonferroni). */
function strongestRules(rules: AssociationRules | null, products: number): number[][] {
  const byRhs: number[][] = Array.from({ length: products }, () => []);
  for (let rule = 0; rule < (rules?.n ?? 0); rule++) {
    if (rules!.lift[rule]! < 1.2 || rules!.chance[rule]! * rules!.n > 0.05) continue;
    byRhs[rules!.rhs[rule]!]!.push(rule);
  }
  for (const list of byRhs) list.sort((a, b) => rules!.confidence[b]! - rules!.confidence[a]! || a - b);
  return byRhs;
}

function makeOpportunity(
  { whiteSpace, adoption, rules, labels }: CrossSellInput,
  { row, column, spend, probability }: Candidate,
  account: number,
  value: number,
  pairRules: number[][],
): Advice {
  const columns = whiteSpace.products.length;
  const cell = row * columns + column;
  const product = whiteSpace.products[column]!;
  const buys = new Set<number>();
  for (let other = 0; other < columns; other++) {
    if (whiteSpace.states[row * columns + other] === bought) buys.add(whiteSpace.products[other]!);
  }
  const rule = pairRules[product]!.find((index) => buys.has(rules!.lhs[rules!.lhsOffsets[index]!]!));
  const wasLapsed = whiteSpace.states[cell] === lapsed;
  const base = {
    product: labels.productNames[product]!,
    buyers: whiteSpace.peerBuyers[cell]!,
    peers: whiteSpace.peers[row]!,
    spend,
    calibrated: yesOrNo(!Number.isNaN(adoption.rates[0]!)),
    probability,
  };
  const opportunity = {
    id: opportunityId('cross-sell', account, product, labels),
    kind: 'cross-sell' as const,
    account,
    product,
    value,
    probability,
  };
  if (wasLapsed) {
    return { ...opportunity, evidence: 'crossSellLapsed', params: base, nextStep: 'winBackProduct' };
  }
  if (rule === undefined) {
    return { ...opportunity, evidence: 'crossSellLookAlikes', params: base, nextStep: 'offerProduct' };
  }
  const params = {
    ...base,
    with: labels.productNames[rules!.lhs[rules!.lhsOffsets[rule]!]!]!,
    confidence: rules!.confidence[rule]!,
    lift: rules!.lift[rule]!,
    accounts: rules!.lhsCount[rule]!,
  };
  return { ...opportunity, evidence: 'crossSellRule', params, nextStep: 'offerBundle' };
}
