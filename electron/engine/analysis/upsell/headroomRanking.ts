import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { pastSpans } from '../opportunities/pastSpans.ts';
import { accountTotals } from '../portfolio/accountTotals.ts';
import type { Predictor } from '../statistics/designMatrix.ts';
import type { AnalysisWarning, SalesRows } from '../types.ts';
import { comparedBy } from './comparedBy.ts';
import {
  type ConditionalSpend,
  conditionalMedian,
  conditionalSpend,
  type SpendInput,
  tooFewForQuantiles,
} from './conditionalSpend.ts';
import { estimateHeadroom, type Headroom, type HeadroomOptions } from './headroom.ts';
import { type SizeFrontier, sizeFrontier } from './sizeFrontier.ts';

/** Which gap decides: to the median of the look-alikes, to the conditional median, or the smaller of the two. */
export const headroomMethods = ['both', 'quantile', 'lookalikes'] as const;
export type HeadroomMethod = (typeof headroomMethods)[number];

export interface RankingOptions extends Omit<HeadroomOptions, 'categories' | 'numbers'> {
  /** What makes accounts comparable, one entry per account of the book. */
  attributes: readonly Predictor[];
  method: HeadroomMethod;
  /** What the picture lays accounts out by: numbers per account of the book, or what is known anyway. */
  size: ArrayLike<number> | 'orders' | 'products' | 'tenureMonths';
  /** First day of the data: how far back the past can be asked. */
  firstDay: number;
}

/** One entry per row of `headroom`, in its order. */
export interface RankedHeadroom {
  headroom: Headroom;
  /** Null with fewer than 20 accounts. */
  spend: ConditionalSpend | null;
  /** Money: the gap that `method` means, 0 where there is none. */
  value: Float64Array;
  /** Of accounts with such a gap in the past, the share whose revenue grew after; NaN where too few were seen. */
  probability: Float64Array;
  size: Float64Array;
  frontier: SizeFrontier;
  /** Rows of `headroom`, largest value first. */
  order: Int32Array;
  /** Past accounts the probability was learnt from. */
  seen: number;
  /** Of those with a gap that grew: Σ of the share of it that they closed, at most 1 each, and how many they are. */
  closed: { shares: number; cases: number };
  warnings: AnalysisWarning[];
}

const gapClasses = [0, 0.25, 0.75, Number.POSITIVE_INFINITY] as const;
const priorWeight = 10;
const fewestSeen = 20;

/**
 * Which accounts have the most room to grow, by look-alikes and by conditional quantiles?
 *
 * value by method: `lookalikes` the gap to the look-alikes' median, `quantile` the gap to the conditional median, `both`
 * the smaller of the two: what both ways of comparing agree on (in books with planted under-buyers it finds more of them
 * in a list of the same length than either).
 * probability = share of accounts of the same class of value ÷ revenue, seen in the same way one span earlier, whose
 * revenue in the span after was larger; drawn towards the share of all with the weight of 10 accounts.
 * Errors: those of `estimateHeadroom`; `tooLittleData` for `quantile` below 20 accounts. Warnings: theirs,
 * `tooFewForQuantiles`, `uncalibratedGrowth` {seen, least}.
 * Cost: twice `estimateHeadroom`, `conditionalSpend` and `conditionalMedian`.
 */
export function rankHeadroom(rows: SalesRows, options: RankingOptions): RankedHeadroom {
  const { headroom, spend, value, warnings } = gapsOf(rows, options);
  const chances = chancesOf(rows, options);
  const order = Int32Array.from(value.keys()).sort(
    (a, b) => value[b]! - value[a]! || headroom.gapUpper[b]! - headroom.gapUpper[a]! || a - b,
  );
  const uncalibrated = { code: 'uncalibratedGrowth', params: { seen: chances.seen, least: fewestSeen } };
  const { size: given } = options;
  const size = Float64Array.from(
    typeof given === 'string' ? headroom[given] : Array.from(headroom.account, (account) => given[account]!),
  );
  return {
    headroom,
    spend,
    value,
    size,
    frontier: sizeFrontier(size, headroom.revenue),
    probability: value.map((gap, row) => chances.rates[gapClass(gap / headroom.revenue[row]!)]!),
    order,
    seen: chances.seen,
    closed: chances.closed,
    warnings: chances.seen < fewestSeen ? [...warnings, uncalibrated] : warnings,
  };
}

function gapsOf(rows: SalesRows, options: RankingOptions) {
  const { method } = options;
  const { headroom, input } = compared(rows, options);
  const spend = conditionalSpend(input);
  if (!spend && method === 'quantile') {
    throw new ExpectedError('tooLittleData', `${headroom.n} accounts are too few for quantiles`, {
      params: { what: 'headroom', least: 20, n: headroom.n },
    });
  }
  const few = spend ? spend.warnings : [tooFewForQuantiles(headroom.n)];
  return {
    headroom,
    spend,
    value: gapBy(method, headroom, spend?.q50 ?? null),
    warnings: [...headroom.warnings, ...few],
  };
}

function compared(rows: SalesRows, options: RankingOptions): { headroom: Headroom; input: SpendInput } {
  const { attributes, leftOut } = options;
  const headroom = estimateHeadroom(rows, {
    ...options,
    ...comparedBy(attributes),
  });
  const { revenue, orders, tenureMonths, products, account } = headroom;
  const input: SpendInput = {
    ...{ revenue, orders, tenureMonths, products },
    attributes: attributes.map((one) => ofAccounts(one, account)),
    ...(leftOut ? { fitted: Uint8Array.from(account, (index) => (leftOut[index] ? 0 : 1)) } : {}),
  };
  return { headroom, input };
}

/** Money below the median of look-alikes, below the conditional median, or the smaller of both. */
function gapBy(method: HeadroomMethod, headroom: Headroom, q50: Float64Array | null): Float64Array {
  if (method === 'lookalikes' || !q50) return headroom.gap;
  const toMedian = headroom.revenue.map((own, row) => Math.max(0, q50[row]! - own));
  return method === 'quantile' ? toMedian : toMedian.map((gap, row) => Math.min(gap, headroom.gap[row]!));
}

function ofAccounts(attribute: Predictor, accounts: Int32Array): Predictor {
  return 'values' in attribute
    ? { name: attribute.name, values: Float64Array.from(accounts, (account) => attribute.values[account]!) }
    : { ...attribute, codes: Int32Array.from(accounts, (account) => attribute.codes[account]!) };
}

/** The class of a gap that is `share` times the own revenue. */
function gapClass(share: number): number {
  return gapClasses.findIndex((limit) => share <= limit);
}

interface Chances extends Pick<RankedHeadroom, 'seen' | 'closed'> {
  rates: Float64Array;
}

function chancesOf(rows: SalesRows, options: RankingOptions): Chances {
  const grown = new Float64Array(gapClasses.length);
  const seen = new Int32Array(gapClasses.length);
  const closed = { shares: 0, cases: 0 };
  for (const { share, growth } of pastGaps(rows, options)) {
    const group = gapClass(share);
    grown[group]! += growth > 0 ? 1 : 0;
    seen[group]!++;
    if (!(share > 0 && growth > 0)) continue;
    closed.shares += Math.min(1, growth / share);
    closed.cases++;
  }
  const all = seen.reduce((sum, n) => sum + n, 0);
  const mean = grown.reduce((sum, n) => sum + n, 0) / all;
  const rates = grown.map((n, group) =>
    all < fewestSeen ? Number.NaN : (n + priorWeight * mean) / (seen[group]! + priorWeight),
  );
  return { rates, seen: all, closed };
}

/**
 * The same list one span earlier, gap and later growth as shares of the account's revenue; nothing where the past is too
 * short.
 */
function pastGaps(rows: SalesRows, options: RankingOptions): { share: number; growth: number }[] {
  const past = pastSpans(options.span, options.firstDay);
  if (!past) return [];
  try {
    const { headroom, input } = compared(rows, { ...options, span: past.before });
    const value = gapBy(options.method, headroom, conditionalMedian(input));
    const later = accountTotals(rows, past.after).revenue;
    return Array.from(headroom.account, (account, row) => ({
      share: value[row]! / headroom.revenue[row]!,
      growth: (later[account]! - headroom.revenue[row]!) / headroom.revenue[row]!,
    }));
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'tooLittleData') return [];
    throw error;
  }
}
