import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { findAssociationRules } from '../cross-sell/associationRules.ts';
import { basketsFromRows } from '../cross-sell/baskets.ts';
import { type AdoptedOptions, adoptedSpend } from '../cross-sell/nextProduct/adoptedSpend.ts';
import type { NextProducts } from '../cross-sell/nextProduct/nextProducts.ts';
import type { WhiteSpace } from '../cross-sell/whiteSpace.ts';
import { type AccountDays, accountDays } from '../history/accountDays.ts';
import { type OwnRhythm, ownRhythmAt, rhythmDefaults } from '../retention/ownRhythm.ts';
import { trailingYear } from '../retention/trailingYear.ts';
import type { Predictor } from '../statistics/designMatrix.ts';
import type { DaySpan, SalesRows } from '../types.ts';
import { comparedBy } from '../upsell/comparedBy.ts';
import type { HeadroomOptions } from '../upsell/headroom.ts';
import type { RankedHeadroom } from '../upsell/headroomRanking.ts';
import type { PriceCorridor } from '../upsell/price/priceCorridor.ts';
import { calibrateAdoption, whiteSpaceOrNull } from './adoptionRates.ts';
import type { Rivals } from './byRival.ts';
import { calibrateClosure, headroomOrNull } from './closureRates.ts';
import { calibrateLeaving } from './leavingRates.ts';
import { learntMovable, type Movable } from './movable.ts';
import type { Labels, Opportunities } from './opportunity.ts';
import { type PastSpans, pastSpans } from './pastSpans.ts';
import { calibratePrices } from './priceRates.ts';
import { rankOpportunities } from './rankOpportunities.ts';
import type { RetainRisk } from './retainByRisk.ts';
import { gapsOfLookAlikes, gapsOfRanking, type UpsellGaps } from './upsellGaps.ts';

export interface OpportunityOptions {
  /** The day seen from; no kept row may be later. */
  asOf: number;
  labels: Labels;
  /** Text and numbers per account by which look-alikes are found where there is no headroom list. */
  attributes?: readonly Predictor[];
  /** Look-alikes per account for headroom. Default 15. */
  k?: number;
  /** Products looked at for cross-sell, most revenue first. Default 100. */
  products?: number;
  /** Most products offered to one account. Default 3. */
  crossSellPerAccount?: number;
  /** Results that are there already: of these rows, over the 12 months to the as-of date; absent ones are worked out. */
  history?: AccountDays;
  rhythm?: OwnRhythm;
  /** The risk of leaving as told for these rows; absent = accounts that are late by their own rhythm. */
  risk?: RetainRisk | null;
  price?: PriceCorridor | null;
  /** The headroom list; absent = gaps to the look-alikes alone. */
  ranking?: RankedHeadroom | null;
  /** The next-product list with calibrated probabilities; absent = white space. */
  nextProducts?: NextProducts | null;
  /** Naive lists that were shown to be better than our own. */
  rivals?: Rivals;
  shouldStop?: () => boolean;
}

/**
 * What should account managers do next, with which account, and for how much money?
 *
 * Takes the risk of leaving, the headroom list and the next-product list as the pages show them; in place of an absent one it
 * works out own rhythm, look-alikes or white space over the 12 months to `asOf`, and learns from the rows before it how
 * often such advice came true. Joins them: see `rankOpportunities` for the rules and `calibrateLeaving`,
 * `calibrateClosure`, `calibrateAdoption`, `calibratePrices` for the probabilities.
 *
 * @param rows kept rows, none after `asOf`; without products there is no cross-sell.
 * @throws `noData` without any order; `CancelledError`.
 *
 * Cost: that of its parts, twice (now and in the past); the rhythm at seven days costs one pass over the rows.
 */
export function findOpportunities(rows: SalesRows, options: OpportunityOptions): Opportunities {
  const { asOf, attributes = [], k = 15, products = 100, labels, shouldStop } = options;
  const span = trailingYear(asOf);
  const stop = shouldStop ? { shouldStop } : {};
  const peerOptions = { k, ...comparedBy(attributes), ...stop };
  const gridOptions = { products, ...stop };
  const history = options.history ?? accountDays(rows);
  const rhythm = options.rhythm ?? ownRhythmAt(history, { ...rhythmDefaults, asOf });
  const firstDay = firstDayOf(history);
  const past = pastSpans(span, firstDay);
  const gaps = gapsOf(rows, span, past, options.ranking, peerOptions);
  const nextProducts = options.nextProducts ?? null;
  const whiteSpace = nextProducts ? null : spaceOf(rows, span, gridOptions);
  const adoption = nextProducts ? null : calibrateAdoption(rows, whiteSpace ? past : null, gridOptions);
  return rankOpportunities({
    accounts: rows.accounts,
    rhythm,
    leaving: calibrateLeaving(history, asOf, rhythm),
    risk: options.risk ?? null,
    price: options.price ?? null,
    gaps,
    nextProducts,
    rivals: options.rivals ?? {},
    whiteSpace,
    adoption,
    crossSellMovable: adoption
      ? adoption.movable
      : spentByAdopters(rows, past, { horizonMonths: 3, most: 1000, firstDay }),
    priceRates: options.price ? calibratePrices(rows, past) : null,
    rules: whiteSpace ? pairRules(rows, whiteSpace) : null,
    labels,
    crossSellPerAccount: options.crossSellPerAccount ?? 3,
  });
}

function gapsOf(
  rows: SalesRows,
  span: DaySpan,
  past: PastSpans | null,
  ranking: RankedHeadroom | null | undefined,
  options: Omit<HeadroomOptions, 'span'>,
): UpsellGaps | null {
  if (ranking) return gapsOfRanking(ranking);
  const headroom = headroomOrNull(rows, { ...options, span });
  return headroom && gapsOfLookAlikes(headroom, calibrateClosure(rows, past, options));
}

function spentByAdopters(
  rows: SalesRows,
  past: PastSpans | null,
  options: Omit<AdoptedOptions, 'before' | 'after'>,
): Movable {
  const { shares, cases } = past ? adoptedSpend(rows, { ...past, ...options }) : { shares: 0, cases: 0 };
  return learntMovable('cross-sell', shares, cases);
}

function spaceOf(rows: SalesRows, span: DaySpan, options: { products: number; shouldStop?: () => boolean }) {
  return rows.product ? whiteSpaceOrNull(rows, { ...options, span }) : null;
}

function firstDayOf({ days }: AccountDays): number {
  let first = Number.POSITIVE_INFINITY;
  for (let entry = 0; entry < days.length; entry++) if (days[entry]! < first) first = days[entry]!;
  return first;
}

/** Which single product goes with which, over accounts and the products of the grid; null where too few accounts. */
function pairRules(rows: SalesRows, whiteSpace: WhiteSpace) {
  const itemOf = new Int32Array(rows.products).fill(-1);
  for (const product of whiteSpace.products) itemOf[product] = product;
  const baskets = basketsFromRows(rows, 'account', itemOf);
  try {
    return findAssociationRules(baskets, { support: 0.01, confidence: 0.2, maxLength: 2 });
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'noData') return null;
    throw error;
  }
}
