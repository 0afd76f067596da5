import { ExpectedError } from '../../../../../shared/errors/errors.ts';
import type { AccountDays } from '../../history/accountDays.ts';
import type { FittedModel } from './activityModel.ts';
import { type PurchaseHistory, purchaseHistory } from './purchaseHistory.ts';
import type { Purchases } from './purchases.ts';

/** Classes of repeat purchases, both ends included; the last has no upper end (Infinity). */
export interface FrequencyClasses {
  from: Float64Array;
  to: Float64Array;
}

/** Accounts by number of repeat purchases: how many there are and how many the model expects. */
export interface FrequencyCheck extends FrequencyClasses {
  actual: Float64Array;
  expected: Float64Array;
}

/** The model fitted on the past, against what came after: sums over accounts, by repeat purchases before. */
export interface HoldoutCheck extends FrequencyClasses {
  /** The last day that the fit could see, and the weeks after it. */
  origin: number;
  weeks: number;
  accounts: Float64Array;
  /** Purchases after the origin: those made, those the model expects, and as many as in the same time before it. */
  actual: Float64Array;
  expected: Float64Array;
  naive: Float64Array;
  /** Mean absolute difference per account: of the model, and of the naive count. */
  error: number;
  naiveError: number;
}

const lowest = [0, 1, 2, 3, 5, 9, 17, 33, 65];
/** Observation times beyond so many are taken together, in groups of as many accounts. */
const mostTimes = 64;

/** The class of a number of repeat purchases. */
function classOf(x: number): number {
  return lowest.findLastIndex((from) => x >= from);
}

/** Only the classes up to the last that has an account. */
function classes(last: number): FrequencyClasses {
  const from = Float64Array.from(lowest.slice(0, last + 1));
  const to = from.map((_, index) => (index < last ? from[index + 1]! - 1 : Number.POSITIVE_INFINITY));
  return { from, to };
}

/**
 * How many accounts would have made how many repeat purchases, if the model held?
 *
 * Input: customers; `probability` of x purchases within a time. Output: counts per class, the last one open, so that both
 * columns add up to all accounts. Observation times are taken in at most 64 groups of neighbours at their mean. Cost: 64
 * times the number of x below the last class.
 */
export function frequencyCheck(
  { x, T }: Purchases,
  probability: (time: number, x: number) => number,
): FrequencyCheck {
  const last = classOf(x.reduce((most, count) => Math.max(most, count), 0));
  const { from, to } = classes(last);
  const actual = new Float64Array(last + 1);
  const expected = new Float64Array(last + 1);
  for (const count of x) actual[classOf(count)]!++;
  for (const { time, accounts } of timesOf(T)) {
    let rest = 1;
    for (let index = 0; index < last; index++) {
      let share = 0;
      for (let count = from[index]!; count <= to[index]!; count++) share += probability(time, count);
      share = Math.min(rest, share);
      expected[index]! += accounts * share;
      rest -= share;
    }
    expected[last]! += accounts * rest;
  }
  return { from, to, actual, expected };
}

function timesOf(T: Float64Array): { time: number; accounts: number }[] {
  const sorted = T.slice().sort();
  const size = new Set(sorted).size <= mostTimes ? 1 : sorted.length / mostTimes;
  const found: { time: number; accounts: number }[] = [];
  for (let start = 0, part = 1; start < sorted.length; part++) {
    let end = Math.max(start + 1, Math.round(part * size));
    while (end < sorted.length && sorted[end] === sorted[end - 1]) end++;
    const members = sorted.subarray(start, end);
    found.push({ time: members.reduce((sum, t) => sum + t, 0) / members.length, accounts: members.length });
    start = end;
  }
  return found;
}

/**
 * Would the model have told the purchases of the last weeks, had it seen only what was before?
 *
 * The model is fitted on everything up to the origin, which lies the horizon before `asOf`, or half of the data where they
 * are shorter than twice the horizon. Its naive rival repeats the number of purchases of the same time before the origin.
 * Output: see `HoldoutCheck`; null where less than 4 weeks would be left to look at, or the past cannot be fitted.
 */
export function holdoutCheck(
  history: AccountDays,
  asOf: number,
  horizon: number,
  fitOn: (past: Purchases) => FittedModel,
): HoldoutCheck | null {
  const now = countsAt(history, asOf);
  const longest = now.history.T.reduce((most, time) => Math.max(most, time), 0);
  const days = Math.floor(7 * Math.min(horizon, longest / 2));
  if (days < 28) return null;
  const origin = asOf - days;
  const then = countsAt(history, origin);
  const before = countsAt(history, origin - days);
  const model = fitOrNull(fitOn, then.history);
  if (!model) return null;
  return compare(model, then.history, {
    origin,
    weeks: days / 7,
    after: (account) => now.counts[account]! - then.counts[account]!,
    before: (account) => then.counts[account]! - before.counts[account]!,
  });
}

/** Purchases of every account up to a day. */
function countsAt(history: AccountDays, day: number): { history: PurchaseHistory; counts: Int32Array } {
  const found = purchaseHistory(history, day);
  const counts = new Int32Array(history.accounts);
  for (const [entry, account] of found.account.entries()) counts[account] = found.x[entry]! + 1;
  return { history: found, counts };
}

function fitOrNull(fitOn: (past: Purchases) => FittedModel, past: PurchaseHistory): FittedModel | null {
  try {
    return fitOn(past);
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'tooLittleData') return null;
    throw error;
  }
}

interface Span {
  origin: number;
  weeks: number;
  after(account: number): number;
  before(account: number): number;
}

function compare(model: FittedModel, past: PurchaseHistory, span: Span): HoldoutCheck {
  const { origin, weeks } = span;
  const last = classOf(past.x.reduce((most, x) => Math.max(most, x), 0));
  const sums = () => new Float64Array(last + 1);
  const [accounts, actual, expected, naive] = [sums(), sums(), sums(), sums()];
  const forecast = model.expected(past, weeks);
  let error = 0;
  let naiveError = 0;
  for (const [entry, account] of past.account.entries()) {
    const at = classOf(past.x[entry]!);
    const [made, told, before] = [span.after(account), forecast[entry]!, span.before(account)];
    accounts[at]!++;
    actual[at]! += made;
    expected[at]! += told;
    naive[at]! += before;
    error += Math.abs(told - made);
    naiveError += Math.abs(before - made);
  }
  const n = past.x.length;
  return {
    ...classes(last),
    ...{ origin, weeks, accounts, actual, expected, naive },
    error: error / n,
    naiveError: naiveError / n,
  };
}
