import { CancelledError, ExpectedError } from '../../../../../shared/errors/errors.ts';
import { monthsBefore } from '../../history/monthsBefore.ts';
import type { AnalysisWarning, SalesRows } from '../../types.ts';
import { type CaseCounts, countCases, joinCases, markTaken, visitAccounts } from './adoptionCases.ts';
import { fillInputs, inputCount, popularityOf } from './adoptionInputs.ts';
import { type AdoptionOdds, adoptionProbability, fewestTaken, fitOdds } from './adoptionOdds.ts';
import { type Ease, easeOf, sharedSets } from './ease.ts';
import { bestOf, countHits, createHitCounter, type HitRates, hitRates } from './hitRates.ts';
import type { Items, ViewDays } from './purchaseView.ts';
import { firstColumns, type Snapshot, takeSnapshot } from './snapshot.ts';

export interface AdoptionOptions {
  /** The day seen from; later rows are not looked at. */
  asOf: number;
  items: Items;
  /** Within how many months a product counts as taken up, 1 to 24. Default 3. */
  horizonMonths?: number;
  /** Most items, those with most buyers, 1 to 4 000. Default 1 000. */
  most?: number;
  /** Past origins to learn from, one horizon apart, 0 to 12. Default 3. */
  origins?: number;
  /** λ of EASE; absent = the one of `penalties` that finds most on the past origins. */
  penalty?: number;
  shouldStop?: () => boolean;
}

/** Of the cases given a probability in a range: the mean of it, and the share that took the product up. */
export interface ReliabilityRow {
  from: number;
  to: number;
  predicted: number;
  observed: number;
  n: number;
}

/** How the probabilities and the order did on the latest past origin, which was held out where there are two or more. */
export interface AdoptionCheck {
  origin: number;
  heldOut: boolean;
  reliability: ReliabilityRow[];
  /** Mean squared difference of probability and outcome, and of the plain share of all cases. */
  brier: number;
  baseBrier: number;
  cases: number;
  taken: number;
  /** Lists of ten per account: by probability, by EASE alone, by popularity alone. */
  own: HitRates;
  ease: HitRates;
  popularity: HitRates;
}

/** What any account is likely to take up within the horizon, and why. */
export interface AdoptionModel {
  snapshot: Snapshot;
  ease: Ease;
  /** Null where the past is too short or too empty: there are scores but no probabilities. */
  odds: AdoptionOdds | null;
  check: AdoptionCheck | null;
  /** Days seen from, latest first. */
  origins: number[];
  horizonMonths: number;
  warnings: AnalysisWarning[];
}

/** λ is looked for among these, on items that most accounts bought. */
export const penalties = [1, 5, 20, 100, 500, 2_500] as const;
const itemsForPenalty = 300;
const originsForPenalty = 2;
const listLength = 10;
/** An origin needs this many days of sales before it. */
const shortestPast = 60;

/**
 * Which products will an account that does not buy them take up, and how sure is that?
 *
 * Event: a purchase within the horizon of a product the account did not buy in the 12 months before. Scores come from
 * EASE over what every account bought in those 12 months (`easeOf`). They become probabilities by a logistic regression
 * on score, popularity (12 months, and lately), whether it was bought before that, breadth and days of silence, fitted
 * to what happened after past origins, each seen exactly as today: no row after an origin has a part in its scores.
 * Assumption: what happened after the past origins happens again; seasons are not told apart.
 *
 * @returns see `AdoptionModel`. Warnings: `uncalibratedNextProduct` {taken, least} without probabilities; `productsNotShown` where
 *   more are sold than `most`; `calibratedInSample` with one past origin only.
 * @throws `noData` without a product column; `tooLittleData` with fewer than 2 products or 10 active accounts;
 *   `CancelledError`. Cost: `easeOf` per origin; accounts × items² at most.
 * Source: Steck (WWW 2019); calibration as in Platt (1999).
 */
export function fitAdoption(rows: SalesRows, options: AdoptionOptions): AdoptionModel {
  const { asOf, items, horizonMonths = 3, most = 1_000, origins: wanted = 3, shouldStop } = options;
  const pause = () => {
    if (shouldStop?.()) throw new CancelledError();
  };
  const snapshot = takeSnapshot(rows, items, daysAround(asOf, horizonMonths, asOf), most);
  if (snapshot.active.length < 10 || snapshot.itemOf.length < 2) throw tooFew(snapshot);
  const first = firstDayOf(rows, asOf);
  const origins = pastOrigins(asOf, horizonMonths, first, wanted);
  const past = origins
    .map((origin, index) =>
      takeSnapshot(
        rows,
        items,
        daysAround(origin, horizonMonths, index === 0 ? asOf : origins[index - 1]!),
        most,
      ),
    )
    .filter((one) => one.active.length >= 10 && one.itemOf.length >= 2);
  const penalty = options.penalty ?? choosePenalty(past, pause);
  const trained = past.map((one) => {
    const ease = trainEase(one, penalty, pause);
    return { snapshot: one, ease, counts: countCases(one, ease, pause) };
  });
  const all = joinCases(trained.map(({ counts }) => counts));
  const odds = fitOdds(all);
  const check = odds ? checkOdds(trained, odds, pause) : null;
  const ease = trainEase(snapshot, penalty, pause);
  return {
    snapshot,
    ease,
    odds,
    check,
    origins: past.map((one) => one.days.origin),
    horizonMonths,
    warnings: warningsOf(snapshot, odds, check, all),
  };
}

function daysAround(origin: number, horizonMonths: number, after: number): ViewDays {
  return {
    before: monthsBefore(origin, 12) + 1,
    recent: monthsBefore(origin, horizonMonths) + 1,
    origin,
    after,
  };
}

function pastOrigins(asOf: number, horizonMonths: number, first: number, wanted: number): number[] {
  const origins: number[] = [];
  for (let back = 1; back <= wanted; back++) {
    const origin = monthsBefore(asOf, back * horizonMonths);
    if (origin - first + 1 < shortestPast) break;
    origins.push(origin);
  }
  return origins;
}

function firstDayOf({ accounts, offsets, keep, day }: SalesRows, asOf: number): number {
  let first = Number.POSITIVE_INFINITY;
  for (let row = offsets[0]!; row < offsets[accounts]!; row++)
    if (keep[row] === 1 && day[row]! < first && day[row]! <= asOf) first = day[row]!;
  return first;
}

function trainEase({ sets }: Snapshot, penalty: number, pause: () => void): Ease {
  pause();
  return easeOf(sharedSets(sets), sets.count, penalty);
}

/** The λ with the best NDCG@10 over the past origins, counted on the items with most buyers; the larger of equals. */
function choosePenalty(past: readonly Snapshot[], pause: () => void): number {
  const grams = past.slice(0, originsForPenalty).map((one) => {
    const sets = firstColumns(one.sets, itemsForPenalty);
    return { ...one, sets, itemOf: one.itemOf.subarray(0, sets.count), shared: sharedSets(sets) };
  });
  let best = { penalty: 100, ndcg: -1 };
  for (const penalty of penalties) {
    const counter = createHitCounter(listLength);
    for (const one of grams) {
      pause();
      const ease = easeOf(one.shared, one.sets.count, penalty);
      countLists(one, ease, pause, [{ counter, rank: (_, scores) => scores }]);
    }
    const ndcg = hitRates(counter).ndcg ?? -1;
    if (ndcg >= best.ndcg) best = { penalty, ndcg };
  }
  return best.ndcg < 0 ? 100 : best.penalty;
}

interface Ranking {
  counter: ReturnType<typeof createHitCounter>;
  rank(account: number, scores: Float64Array, lapsed: Uint8Array): Float64Array;
}

/** Ranks every active account's candidates in several ways and counts what was taken up among the first ten. */
function countLists(snapshot: Snapshot, ease: Ease, pause: () => void, rankings: readonly Ranking[]): void {
  const columns = snapshot.itemOf.length;
  const was = new Uint8Array(snapshot.view.items.reduce((most, item) => Math.max(most, item + 1), columns));
  visitAccounts(
    snapshot,
    ease,
    (account, candidates, scores) => {
      markTaken(snapshot, account, was);
      let wanted = 0;
      for (let i = 0; i < candidates.count; i++) wanted += was[candidates.columns[i]!]!;
      if (wanted === 0) return;
      for (const { counter, rank } of rankings) {
        const ranked = rank(account, scores, candidates.lapsed);
        const first = bestOf(ranked, candidates.columns, candidates.count, counter.k);
        countHits(counter, first, (column) => was[column] === 1, wanted);
      }
    },
    pause,
  );
}

interface Trained {
  snapshot: Snapshot;
  ease: Ease;
  counts: CaseCounts;
}

/** Probabilities at the latest past origin by what was learnt before it; by itself where it is the only one. */
function checkOdds(
  trained: readonly Trained[],
  whole: AdoptionOdds,
  pause: () => void,
): AdoptionCheck | null {
  const latest = trained[0];
  if (!latest) return null;
  const earlierOdds =
    trained.length > 1 ? fitOdds(joinCases(trained.slice(1).map(({ counts }) => counts))) : null;
  const odds = earlierOdds ?? whole;
  const { snapshot, counts } = latest;
  const counters = [0, 1, 2].map(() => createHitCounter(listLength));
  const popularity = popularityOf(snapshot);
  const ranked = new Float64Array(snapshot.itemOf.length);
  const byBuyers = Float64Array.from(snapshot.buyers);
  const x = new Float64Array(inputCount);
  countLists(snapshot, latest.ease, pause, [
    {
      counter: counters[0]!,
      rank: (account, scores, lapsed) => {
        for (let column = 0; column < ranked.length; column++) {
          fillInputs(snapshot, popularity, account, column, scores[column]!, lapsed[column]!, x);
          ranked[column] = adoptionProbability(odds, x);
        }
        return ranked;
      },
    },
    { counter: counters[1]!, rank: (_, scores) => scores },
    { counter: counters[2]!, rank: () => byBuyers },
  ]);
  return {
    origin: snapshot.days.origin,
    heldOut: earlierOdds !== null,
    ...reliabilityOf(odds, counts),
    own: hitRates(counters[0]!),
    ease: hitRates(counters[1]!),
    popularity: hitRates(counters[2]!),
  };
}

const limits = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1] as const;

function reliabilityOf(odds: AdoptionOdds, { x, cases, taken }: CaseCounts) {
  const sums = limits.map(() => ({ predicted: 0, taken: 0, n: 0 }));
  let brier = 0;
  let all = 0;
  let yes = 0;
  for (let row = 0; row < cases.length; row++) {
    const p = adoptionProbability(odds, x, row * inputCount);
    const sum = sums[limits.findIndex((limit) => p <= limit)]!;
    sum.predicted += cases[row]! * p;
    sum.taken += taken[row]!;
    sum.n += cases[row]!;
    brier += taken[row]! * (1 - p) ** 2 + (cases[row]! - taken[row]!) * p ** 2;
    all += cases[row]!;
    yes += taken[row]!;
  }
  const reliability = sums.flatMap(({ predicted, taken: hits, n }, index) =>
    n === 0
      ? []
      : [
          {
            from: index === 0 ? 0 : limits[index - 1]!,
            to: limits[index]!,
            predicted: predicted / n,
            observed: hits / n,
            n,
          },
        ],
  );
  const share = yes / all;
  return { reliability, brier: brier / all, baseBrier: share * (1 - share), cases: all, taken: yes };
}

function warningsOf(
  { itemOf, itemsSold }: Snapshot,
  odds: AdoptionOdds | null,
  check: AdoptionCheck | null,
  counts: CaseCounts,
): AnalysisWarning[] {
  const warnings: AnalysisWarning[] = [];
  if (!odds) {
    const taken = counts.taken.reduce((sum, value) => sum + value, 0);
    warnings.push({ code: 'uncalibratedNextProduct', params: { taken, least: fewestTaken } });
  }
  if (check && !check.heldOut) warnings.push({ code: 'calibratedInSample', params: {} });
  if (itemsSold > itemOf.length)
    warnings.push({ code: 'productsByBuyers', params: { shown: itemOf.length, products: itemsSold } });
  return warnings;
}

function tooFew({ active, itemOf }: Snapshot): ExpectedError {
  return new ExpectedError(
    'tooLittleData',
    `${active.length} active accounts and ${itemOf.length} products are too few for next products`,
    {
      hint: 'At least 10 accounts with purchases in the last 12 months and 2 products are needed',
      params: { what: 'nextProduct', least: 10, n: active.length },
    },
  );
}
