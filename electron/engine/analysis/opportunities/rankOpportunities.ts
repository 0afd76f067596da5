import type { AssociationRules } from '../cross-sell/associationRules.ts';
import type { WhiteSpace } from '../cross-sell/whiteSpace.ts';
import type { OwnRhythm } from '../retention/ownRhythm.ts';
import { compensatedSum } from '../statistics/compensated.ts';
import type { AnalysisWarning } from '../types.ts';
import type { Headroom } from '../upsell/headroom.ts';
import type { PriceCorridor } from '../upsell/price/priceCorridor.ts';
import type { AdoptionRates } from './adoptionRates.ts';
import type { ClosureRates } from './closureRates.ts';
import { crossSellOpportunities } from './crossSell.ts';
import type { LeavingRates } from './leavingRates.ts';
import { learntMovable, type Movables } from './movable.ts';
import {
  type Advice,
  type Labels,
  type Opportunities,
  type Opportunity,
  opportunityKinds,
} from './opportunity.ts';
import { priceLeaks } from './priceLeaks.ts';
import { retainOpportunities } from './retain.ts';
import { type RetainRisk, retainByRisk } from './retainByRisk.ts';
import { upsellOpportunities } from './upsell.ts';

/** The results that are joined; null where the book has too little data for one (its advice is then missing). */
interface OpportunityParts {
  accounts: number;
  rhythm: OwnRhythm | null;
  leaving: LeavingRates | null;
  /** Takes the place of the rhythm for who is advised on. */
  risk?: RetainRisk | null;
  /** Prices paid beside those of other buyers; absent = no advice on prices. */
  price?: PriceCorridor | null;
  headroom: Headroom | null;
  closure: ClosureRates;
  whiteSpace: WhiteSpace | null;
  adoption: AdoptionRates;
  /** Rules between single products over accounts; see `CrossSellInput`. */
  rules: AssociationRules | null;
  labels: Labels;
  /** Most products offered to one account. Default 3. */
  crossSellPerAccount?: number;
}

/**
 * Where is money to keep or to win, account by account, most expected money first?
 *
 * Joins retain (risk of leaving, else own rhythm), upsell (headroom) and cross-sell (white space).
 * No money counts twice: retain is revenue the account has; upsell and cross-sell are revenue it has not, and per
 * account their values together never exceed its upper gap to its look-alikes. Cross-sell claims first, upsell gets
 * what is left of the gap to the median after that and after price leakage, which is part of why an account brings less.
 * A contract that ends soon takes the place of retain: it is the same revenue.
 * expected = value × probability × how movable the kind is: of late accounts the share that came back, of a gap the share
 * that those who grew closed, of look-alikes' spend the share that those who took a product up reached.
 * Assumption: the three probabilities are not of the same event (leaving, spending more, taking up a product); the
 * order by expected money is an order of attention.
 *
 * @returns list by expected money, then id. Warnings of the calibrations, and `partMissing` {part} for results that
 *   are null.
 *
 * Cost: O(accounts × products shown).
 */
export function rankOpportunities(parts: OpportunityParts): Opportunities {
  const { headroom, whiteSpace, closure, adoption, rules, labels, crossSellPerAccount = 3 } = parts;
  const advice: Advice[] = [];
  for (const one of retainAdvice(parts)) advice.push(one);
  const claimed = new Float64Array(parts.accounts);
  if (headroom && whiteSpace) {
    const input = { whiteSpace, headroom, adoption, rules, labels, perAccount: crossSellPerAccount };
    for (const opportunity of crossSellOpportunities(input)) {
      claimed[opportunity.account]! += opportunity.value;
      advice.push(opportunity);
    }
  }
  for (const one of parts.price ? priceLeaks(parts.price, labels) : []) {
    claimed[one.account]! += one.value;
    advice.push(one);
  }
  if (headroom) for (const one of upsellOpportunities(headroom, closure, claimed, labels)) advice.push(one);
  const movable = movableOf(parts);
  const list = advice.map((one) => ({
    ...one,
    expected: one.value * one.probability * movable[one.kind].factor,
  }));
  list.sort((a, b) => b.expected - a.expected || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return { list, totals: totalsOf(list), movable, warnings: warningsOf(parts) };
}

/** By the risk of leaving where it could be told, else by the own rhythm. */
function retainAdvice({ risk, rhythm, leaving, labels }: OpportunityParts): Advice[] {
  if (risk) return retainByRisk(risk, labels);
  return rhythm && leaving ? retainOpportunities(rhythm, leaving, labels) : [];
}

/** The factor of each kind, from the calibrations. */
function movableOf({ leaving, closure, adoption }: OpportunityParts): Movables {
  return {
    retain: leaving?.movable ?? learntMovable('retain', 0, 0),
    upsell: closure.movable,
    'cross-sell': adoption.movable,
    renewal: leaving?.movable ?? learntMovable('renewal', 0, 0),
    price: learntMovable('price', 0, 0),
  };
}

function totalsOf(list: readonly Opportunity[]): Opportunities['totals'] {
  const totals = opportunityKinds.map((kind) => {
    const own = list.filter((opportunity) => opportunity.kind === kind);
    return [
      kind,
      {
        count: own.length,
        value: compensatedSum(own.map((opportunity) => opportunity.value)),
        expected: compensatedSum(own.map((opportunity) => opportunity.expected)),
      },
    ] as const;
  });
  return Object.fromEntries(totals) as Opportunities['totals'];
}

function warningsOf(parts: OpportunityParts): AnalysisWarning[] {
  const missing = (['rhythm', 'headroom', 'whiteSpace'] as const).filter((part) => parts[part] === null);
  const calibrations = [
    ...(parts.risk ? parts.risk.risk.model.warnings : parts.rhythm ? (parts.leaving?.warnings ?? []) : []),
    ...(parts.headroom ? parts.closure.warnings : []),
    ...(parts.whiteSpace ? parts.adoption.warnings : []),
  ];
  return [...missing.map((part) => ({ code: 'partMissing', params: { part } })), ...calibrations];
}
