import type { AssociationRules } from '../cross-sell/associationRules.ts';
import type { NextProducts } from '../cross-sell/nextProduct/nextProducts.ts';
import type { WhiteSpace } from '../cross-sell/whiteSpace.ts';
import type { OwnRhythm } from '../retention/ownRhythm.ts';
import { compensatedSum } from '../statistics/compensated.ts';
import type { AnalysisWarning } from '../types.ts';
import type { PriceCorridor } from '../upsell/price/priceCorridor.ts';
import type { AdoptionRates } from './adoptionRates.ts';
import { crossSellByPopularity, type Rivals, retainByRecency, upsellByRevenue } from './byRival.ts';
import { crossSellOpportunities } from './crossSell.ts';
import { opportunityKinds } from './kinds.ts';
import type { LeavingRates } from './leavingRates.ts';
import { learntMovable, type Movable, type Movables } from './movable.ts';
import { nextProductAdvice } from './nextProductAdvice.ts';
import type { Advice, Labels, Opportunities, Opportunity } from './opportunity.ts';
import { priceLeaks } from './priceLeaks.ts';
import type { PriceRates } from './priceRates.ts';
import { retainOpportunities } from './retain.ts';
import { type RetainRisk, retainByRisk } from './retainByRisk.ts';
import { upsellOpportunities } from './upsell.ts';
import type { UpsellGaps } from './upsellGaps.ts';

/** The results that are joined; null where the book has too little data for one (its advice is then missing). */
interface OpportunityParts {
  accounts: number;
  rhythm: OwnRhythm | null;
  leaving: LeavingRates | null;
  /** Takes the place of the rhythm for who is advised on. */
  risk?: RetainRisk | null;
  /** Prices paid beside those of other buyers; absent = no advice on prices. */
  price?: PriceCorridor | null;
  gaps: UpsellGaps | null;
  /** Takes the place of the white space. */
  nextProducts?: NextProducts | null;
  /** Naive lists that take the place of our own for a kind. */
  rivals?: Rivals;
  whiteSpace: WhiteSpace | null;
  /** How often white space was filled; null where the next-product list takes its place. */
  adoption: AdoptionRates | null;
  /** What part of the money those brought who took a product up. */
  crossSellMovable: Movable;
  /** What became of prices below their corridor; null without advice on prices. */
  priceRates: PriceRates | null;
  /** Rules between single products over accounts; see `CrossSellInput`. */
  rules: AssociationRules | null;
  labels: Labels;
  /** Most products offered to one account. Default 3. */
  crossSellPerAccount?: number;
}

/**
 * Where is money to keep or to win, account by account, most expected money first?
 *
 * Joins retain (risk of leaving, else own rhythm), upsell (headroom) and cross-sell (next products, else white space);
 * a naive list takes the place of its kind where `rivals` has one.
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
  const { labels, price, priceRates } = parts;
  const advice: Advice[] = [];
  for (const one of retainAdvice(parts)) advice.push(one);
  const claimed = new Float64Array(parts.accounts);
  for (const list of [
    crossSellAdvice(parts),
    price && priceRates ? priceLeaks(price, priceRates, labels) : [],
  ]) {
    for (const one of list) {
      claimed[one.account]! += one.value;
      advice.push(one);
    }
  }
  for (const one of upsellAdvice(parts, claimed)) advice.push(one);
  const movable = movableOf(parts);
  const list = advice.map((one) => ({
    ...one,
    expected: one.value * one.probability * movable[one.kind].factor,
  }));
  list.sort((a, b) => b.expected - a.expected || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return { list, totals: totalsOf(list), movable, warnings: warningsOf(parts) };
}

/** By the risk of leaving where it could be told, else by the own rhythm. */
function retainAdvice({ risk, rhythm, leaving, rivals, labels }: OpportunityParts): Advice[] {
  if (rivals?.retain) return retainByRecency(rivals.retain, risk?.daysLeft, labels);
  if (risk) return retainByRisk(risk, labels);
  return rhythm && leaving ? retainOpportunities(rhythm, leaving, labels) : [];
}

/** By the next-product model where it is calibrated, else by white space; none without room to sell into. */
function crossSellAdvice(parts: OpportunityParts): Advice[] {
  const { gaps, nextProducts, whiteSpace, adoption, rules, rivals, labels } = parts;
  const { crossSellPerAccount: perAccount = 3 } = parts;
  if (!gaps) return [];
  const { headroom } = gaps;
  const rival = rivals?.['cross-sell'];
  if (rival) return crossSellByPopularity(rival, headroom, labels, perAccount);
  if (nextProducts) return nextProductAdvice(nextProducts, headroom, labels, perAccount);
  return whiteSpace && adoption
    ? crossSellOpportunities({ whiteSpace, headroom, adoption, rules, labels, perAccount })
    : [];
}

function upsellAdvice({ gaps, rivals, labels }: OpportunityParts, claimed: Float64Array): Advice[] {
  if (rivals?.upsell) return upsellByRevenue(rivals.upsell, claimed, labels);
  return gaps ? upsellOpportunities(gaps, claimed, labels) : [];
}

/** The factor of each kind, from the calibrations. */
function movableOf({ leaving, gaps, crossSellMovable, priceRates }: OpportunityParts): Movables {
  return {
    retain: leaving?.movable ?? learntMovable('retain', 0, 0),
    upsell: gaps?.movable ?? learntMovable('upsell', 0, 0),
    'cross-sell': crossSellMovable,
    renewal: leaving?.movable ?? learntMovable('renewal', 0, 0),
    price: priceRates?.movable ?? learntMovable('price', 0, 0),
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
  const { risk, rhythm, leaving, gaps, nextProducts, whiteSpace, adoption } = parts;
  const missing = [
    ...(rhythm ? [] : ['rhythm']),
    ...(gaps ? [] : ['headroom']),
    ...(nextProducts || whiteSpace ? [] : ['whiteSpace']),
  ];
  const calibrations = [
    ...(risk ? risk.risk.model.warnings : rhythm ? (leaving?.warnings ?? []) : []),
    ...(gaps?.warnings ?? []),
    ...(nextProducts ? nextProducts.warnings : whiteSpace ? (adoption?.warnings ?? []) : []),
  ];
  return [...missing.map((part) => ({ code: 'partMissing', params: { part } })), ...calibrations];
}
