import { lastDayOfMonth } from '../../../../../shared/domain/calendar.ts';
import { CancelledError, ExpectedError } from '../../../../../shared/errors/errors.ts';
import { quantileOfSorted } from '../../statistics/quantile.ts';
import { roundMoney } from '../../statistics/roundMoney.ts';
import type { AnalysisWarning, SalesRows } from '../../types.ts';
import { type Likeness, nearestControls, spreadOf } from './matchControls.ts';
import { type MonthlySpend, monthlySpend } from './monthlySpend.ts';

export interface CannibalisationOptions {
  asOf: number;
  /** Per product: `theProduct`, `substitute` or `otherProduct`. */
  role: Uint8Array;
  /** Months before and after adoption, 1 to 24. Default 6. */
  months?: number;
  /** Controls per adopter. Default 3. */
  controls?: number;
  /** Resamples of the interval. Default 2 000. */
  resamples?: number;
  seed?: number;
  shouldStop?: () => boolean;
}

export const verdicts = ['tooLittle', 'unclear', 'cannibalises', 'complements', 'noneShown'] as const;

/** A mean per adopter and its 95 % limits; NaN where it cannot be known. */
export interface Estimate {
  mean: number;
  lower: number;
  upper: number;
}

/** Money per adopter over the months before or after that of adoption. */
export interface Cannibalisation {
  /** Accounts that first bought the product with enough months on both sides, and those of them with controls. */
  adopters: number;
  matched: number;
  /** Different accounts that serve as controls. */
  controls: number;
  /** Substitutes, before and after, of adopters and of their controls. */
  before: number;
  after: number;
  controlBefore: number;
  controlAfter: number;
  /** Change of adopters less change of their controls. */
  effect: Estimate;
  /** effect / before. */
  effectShare: number;
  /** The same between the two spans before adoption: should be about 0. */
  preTrend: Estimate;
  preTrendAdopters: number;
  /** Money of the product itself after adoption, and how much of it was taken from substitutes. */
  productSpend: number;
  takenShare: number;
  /** Code among `verdicts`. */
  verdict: number;
  /** Months from adoption (0 = its month) and mean money of substitutes in it. */
  month: Int32Array;
  adopterSpend: Float64Array;
  controlSpend: Float64Array;
  warnings: AnalysisWarning[];
}

const fewestAdopters = 10;
/** Distance in standard deviations beyond which accounts are not alike. */
const reach = 1;

/**
 * Did the product take money from its substitutes, or add to it?
 *
 * Adopters: accounts whose first purchase of the product has `months` complete months on both sides (its own month
 * belongs to neither: who takes a product up is buying in that month), that were customers throughout them and spent on substitutes before. Each is compared with the accounts most like it that
 * did not buy the product until then or in the months after, ordered something in the same month, and spent on
 * substitutes before: nearest by log spend on substitutes, log total spend and log tenure, each in standard deviations,
 * none further than 1. effect = change of adopters − change of controls (difference in differences); interval:
 * bootstrap over adopters. The same between the two spans before shows whether they ran alike before.
 * Assumption: without the product adopters would have gone on as their controls did.
 *
 * verdicts: tooLittle (fewer than 10 matched), unclear (they differed before already), cannibalises (upper limit below
 * 0), complements (lower limit above 0), noneShown.
 * @throws `noData` without products; `badRequest`; `CancelledError`. Cost: accounts × months; adopters × controls.
 * Source: Heckman, Ichimura & Todd (1997), matched difference in differences; Efron & Tibshirani (1993).
 */
export function cannibalisation(rows: SalesRows, options: CannibalisationOptions): Cannibalisation {
  const { asOf, role, months: span = 6, controls: k = 3, resamples = 2_000, seed = 1, shouldStop } = options;
  if (!rows.product) {
    throw new ExpectedError('noData', 'No batch has the column product', { params: { needs: 'product' } });
  }
  const spend = monthlySpend(rows, role, asOf);
  const isWhole = lastDayOfMonth(spend.firstMonth + spend.months - 1) <= asOf;
  const last = spend.months - (isWhole ? 1 : 2);
  const cases = findCases(spend, span, last);
  const matched: Match[] = [];
  const likeness: Likeness = { values: new Float64Array(rows.accounts * 3), width: 3 };
  for (const [month, adopters] of cases) {
    if (shouldStop?.()) throw new CancelledError();
    matched.push(...matchMonth(spend, likeness, month, adopters, span, k));
  }
  const adopters = [...cases.values()].reduce((sum, list) => sum + list.length, 0);
  return summarise(spend, matched, adopters, span, resamples, seed);
}

interface Match {
  account: number;
  month: number;
  controls: number[];
  effect: number;
  /** NaN where the data does not reach back far enough. */
  preTrend: number;
}

/** Money of the months `from` … `to` − 1. */
function sumOf(
  values: Float64Array,
  { months }: MonthlySpend,
  account: number,
  from: number,
  to: number,
): number {
  let sum = 0;
  for (let month = from; month < to; month++) sum += values[account * months + month]!;
  return roundMoney(sum);
}

/** Adopters by month of adoption, months ascending. */
function findCases(spend: MonthlySpend, span: number, last: number): Map<number, number[]> {
  const cases = new Map<number, number[]>();
  for (let month = span; month + span <= last; month++) {
    const adopters: number[] = [];
    for (let account = 0; account < spend.accounts; account++)
      if (spend.adopted[account] === month && isEligible(spend, account, month, span)) adopters.push(account);
    if (adopters.length > 0) cases.set(month, adopters);
  }
  return cases;
}

function isEligible(spend: MonthlySpend, account: number, month: number, span: number): boolean {
  const begin = spend.begin[account]!;
  return (
    begin >= 0 &&
    begin <= month - span &&
    sumOf(spend.substitutes, spend, account, month - span, month) > 0 &&
    sumOf(spend.all, spend, account, month - span, month) > 0
  );
}

function matchMonth(
  spend: MonthlySpend,
  likeness: Likeness,
  month: number,
  adopters: number[],
  span: number,
  k: number,
): Match[] {
  const pool: number[] = [];
  for (let account = 0; account < spend.accounts; account++) {
    const adopted = spend.adopted[account]!;
    if (adopted >= 0 && adopted <= month + span) continue;
    if (spend.active[account * spend.months + month] === 1 && isEligible(spend, account, month, span))
      pool.push(account);
  }
  for (const account of [...adopters, ...pool]) {
    const base = account * likeness.width;
    likeness.values[base] = Math.log(sumOf(spend.substitutes, spend, account, month - span, month));
    likeness.values[base + 1] = Math.log(sumOf(spend.all, spend, account, month - span, month));
    likeness.values[base + 2] = Math.log(1 + month - spend.begin[account]!);
  }
  const spread = spreadOf(likeness, [...adopters, ...pool]);
  return adopters.flatMap((account) => {
    const controls = nearestControls(likeness, account, pool, spread, k, reach);
    if (controls.length === 0) return [];
    const difference = (before: number, after: number) => {
      const change = (one: number) =>
        sumOf(spend.substitutes, spend, one, after, after + span) -
        sumOf(spend.substitutes, spend, one, before, before + span);
      return change(account) - mean(controls.map(change));
    };
    const [before, earlier] = [month - span, month - 2 * span];
    const preTrend = earlier >= 0 ? difference(earlier, before) : Number.NaN;
    return [{ account, month, controls, effect: difference(before, month + 1), preTrend }];
  });
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function summarise(
  spend: MonthlySpend,
  matched: Match[],
  adopters: number,
  span: number,
  resamples: number,
  seed: number,
): Cannibalisation {
  // By what they did, not by where they stand in the book: the resamples are then the same in any order of accounts.
  matched.sort((a, b) => a.month - b.month || a.effect - b.effect || a.account - b.account);
  const effect = estimate(
    matched.map((one) => one.effect),
    resamples,
    seed,
  );
  const backed = matched.filter((one) => !Number.isNaN(one.preTrend));
  const preTrend = estimate(
    backed.map((one) => one.preTrend),
    resamples,
    seed + 1,
  );
  const own = (values: Float64Array, from: number, to: number) =>
    mean(matched.map(({ account, month }) => sumOf(values, spend, account, month + from, month + to)));
  const theirs = (from: number, to: number) =>
    mean(
      matched.map(({ controls, month }) =>
        mean(controls.map((one) => sumOf(spend.substitutes, spend, one, month + from, month + to))),
      ),
    );
  const before = own(spend.substitutes, -span, 0);
  const productSpend = own(spend.product, 1, span + 1);
  const months = Int32Array.from({ length: 2 * span + 1 }, (_, index) => index - span);
  const verdict = verdictOf(matched.length, effect, preTrend);
  return {
    adopters,
    matched: matched.length,
    controls: new Set(matched.flatMap((one) => one.controls)).size,
    before,
    after: own(spend.substitutes, 1, span + 1),
    controlBefore: theirs(-span, 0),
    controlAfter: theirs(1, span + 1),
    effect,
    effectShare: before > 0 ? effect.mean / before : Number.NaN,
    preTrend,
    preTrendAdopters: backed.length,
    productSpend,
    takenShare: productSpend > 0 ? Math.max(0, -effect.mean) / productSpend : Number.NaN,
    verdict: verdicts.indexOf(verdict),
    month: months,
    adopterSpend: Float64Array.from(months, (at) => own(spend.substitutes, at, at + 1)),
    controlSpend: Float64Array.from(months, (at) => theirs(at, at + 1)),
    warnings: warningsOf(adopters, matched.length, backed.length),
  };
}

function verdictOf(n: number, effect: Estimate, preTrend: Estimate): (typeof verdicts)[number] {
  if (n < fewestAdopters) return 'tooLittle';
  if (preTrend.lower > 0 || preTrend.upper < 0) return 'unclear';
  if (effect.upper < 0) return 'cannibalises';
  return effect.lower > 0 ? 'complements' : 'noneShown';
}

function warningsOf(adopters: number, matched: number, backed: number): AnalysisWarning[] {
  const warnings: AnalysisWarning[] = [];
  if (matched < fewestAdopters)
    warnings.push({ code: 'fewAdopters', params: { matched, adopters, least: fewestAdopters } });
  else if (matched < adopters)
    warnings.push({ code: 'adoptersUnmatched', params: { unmatched: adopters - matched, adopters } });
  if (matched > 0 && backed < fewestAdopters) warnings.push({ code: 'noPreTrend', params: { n: backed } });
  return warnings;
}

/** Mean and 95 % percentile interval; no interval below 10 values. */
function estimate(values: readonly number[], resamples: number, seed: number): Estimate {
  const n = values.length;
  if (n < fewestAdopters) return { mean: mean(values), lower: Number.NaN, upper: Number.NaN };
  const draw = randomBelow(seed);
  const means = new Float64Array(resamples);
  for (let round = 0; round < resamples; round++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[draw(n)]!;
    means[round] = sum / n;
  }
  means.sort();
  return { mean: mean(values), lower: quantileOfSorted(means, 0.025), upper: quantileOfSorted(means, 0.975) };
}

/** Whole numbers below n from a seed: splitmix32 (Steele, Lea & Flood 2014), 32 bits. */
function randomBelow(seed: number): (n: number) => number {
  let state = seed | 0;
  return (n) => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return Math.floor((((z ^ (z >>> 15)) >>> 0) / 4_294_967_296) * n);
  };
}
