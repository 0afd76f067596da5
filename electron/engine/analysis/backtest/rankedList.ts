import type { AccountDays } from '../history/accountDays.ts';
import type { AccountSignal } from '../retention/risk/riskFeatures.ts';
import type { Predictor } from '../statistics/designMatrix.ts';
import type { AnalysisWarning, SalesRows } from '../types.ts';

/** What a list foretells; see `events.ts` for when it has come true. */
export const eventKinds = ['retain', 'upsell', 'cross-sell'] as const;
export type EventKind = (typeof eventKinds)[number];

/** What a list may know. Made by `seenFromOrigin`, so that nothing after the origin is in it. */
export interface ListInput {
  /** No row after the origin is kept. */
  rows: SalesRows;
  /** The same rows day by day, none after the origin. */
  history: AccountDays;
  /** The day seen from; the list is about the days after it. */
  origin: number;
  /** Days looked ahead. */
  horizon: number;
  /** The same in calendar months. */
  months: number;
  /** What makes accounts comparable (market, segment …), one entry per account. */
  attributes: readonly Predictor[];
  /** Growth above this share of the comparison is what an upsell list foretells. */
  growth: number;
  /** Answers and contacts, none after the origin. */
  signals?: readonly AccountSignal[];
  shouldStop?: () => boolean;
}

/**
 * Accounts, or accounts and products, likeliest first: columns of equal length. Equal scores are a tie: their order says
 * nothing. What is not on the list comes after everything on it, in no order.
 */
export interface RankedList {
  account: Int32Array;
  /** -1 = none. */
  product: Int32Array;
  /** Never rising. */
  score: Float64Array;
  /** That the event happens within the horizon, a ratio; NaN = not known. */
  probability: Float64Array;
  /** Money at stake; NaN = not known. */
  value: Float64Array;
  warnings: AnalysisWarning[];
}

/** Throws `tooLittleData` where the past is too short or too thin to make the list. */
export type ListMaker = (input: ListInput) => RankedList;

/** Entries as they were found, with a score each (NaN = leave out), as a ranked list: likeliest first, ties as given. */
export function rankedList(
  entries: Omit<RankedList, 'product' | 'probability' | 'warnings'> & Partial<RankedList>,
): RankedList {
  const { account, score, value, product, probability, warnings = [] } = entries;
  const order = Int32Array.from(score.keys()).filter((entry) => !Number.isNaN(score[entry]!));
  order.sort((a, b) => score[b]! - score[a]! || a - b);
  const whole = (values: Int32Array | undefined) =>
    values ? order.map((entry) => values[entry]!) : new Int32Array(order.length).fill(-1);
  const real = (values: Float64Array | undefined) =>
    Float64Array.from(order, (entry) => (values ? values[entry]! : Number.NaN));
  return {
    account: whole(account),
    product: whole(product),
    score: real(score),
    probability: real(probability),
    value: real(value),
    warnings,
  };
}
