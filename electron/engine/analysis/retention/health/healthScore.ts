import { ExpectedError } from '../../../../../shared/errors/errors.ts';
import type { AnalysisWarning } from '../../types.ts';
import { type HealthInput, type HealthSource, healthAt, healthInputs } from './healthInputs.ts';

export type HealthWeights = Record<HealthInput, number>;

export const usualWeights: HealthWeights = {
  rhythm: 3,
  spend: 2,
  orders: 1,
  breadth: 1,
  nps: 1,
  contact: 1,
  plan: 1,
};

export interface HealthOptions {
  asOf: number;
  /** The day that change is told from. */
  since: number;
  weights: HealthWeights;
}

/** Accounts with money in the year up to the as-of date: worst band of 20 points first, in it most money first. */
export interface Health {
  /** Inputs that are known of any account at either day. */
  inputs: HealthInput[];
  account: Int32Array;
  value: Float64Array;
  /** 0 … 100; NaN where no input with a weight is known. */
  score: Float64Array;
  scoreSince: Float64Array;
  change: Float64Array;
  /** Share of the weights whose input is known at the as-of date. */
  coverage: Float64Array;
  /** Row by row, one per `inputs`: at the as-of date, on the day before, and what it adds to the change. */
  now: Float64Array;
  before: Float64Array;
  moved: Float64Array;
  warnings: AnalysisWarning[];
}

const year = 365;

/**
 * How healthy is each account, and what moved it since a day?
 *
 * The mean of the inputs known (see `healthAt`), weighted by the user; an input not known is left out with its weight.
 * Change: input i adds W·(s − m) now less W·(s − m) then, W its share of the known weights, s its points and m the middle of
 * the two scores, 0 where it is not known. The shares of a day sum to 1, so the parts sum to the change exactly; an input
 * that becomes known moves the score by how far it lies from it.
 * Errors: `badRequest` without a weight above 0; `tooLittleData` without an account in play.
 */
export function healthScores(source: HealthSource, options: HealthOptions): Health {
  const weights = healthInputs.map((name) => options.weights[name]);
  if (!(weights.reduce((sum, weight) => sum + weight, 0) > 0)) {
    throw new ExpectedError('badRequest', 'No input has a weight above 0', { params: { option: 'weights' } });
  }
  const now = healthAt(source, options.asOf);
  const before = healthAt(source, options.since);
  const { account, value } = inPlay(source, options.asOf);
  if (account.length === 0) {
    throw new ExpectedError('tooLittleData', 'No account has revenue in the 12 months before', {
      params: { what: 'Health', least: 1, n: 0 },
    });
  }
  const used = knownInputs([now, before], account);
  const found = scored(account, value, { now, before, weights, used });
  return sorted(found);
}

interface Points {
  now: Float64Array;
  before: Float64Array;
  weights: number[];
  /** Positions in `healthInputs`. */
  used: number[];
}

function scored(account: Int32Array, value: Float64Array, points: Points): Health {
  const { now, before, weights, used } = points;
  const [n, p, width] = [account.length, used.length, healthInputs.length];
  const total = used.reduce((sum, input) => sum + weights[input]!, 0);
  const found: Health = {
    inputs: used.map((input) => healthInputs[input]!),
    account,
    value,
    score: new Float64Array(n),
    scoreSince: new Float64Array(n),
    change: new Float64Array(n),
    coverage: new Float64Array(n),
    now: new Float64Array(n * p),
    before: new Float64Array(n * p),
    moved: new Float64Array(n * p),
    warnings: [],
  };
  for (let row = 0; row < n; row++) {
    const base = account[row]! * width;
    const [last, first] = [now, before].map((all) => weightedMean(all, base, points));
    found.score[row] = last!.mean;
    found.scoreSince[row] = first!.mean;
    found.change[row] = last!.mean - first!.mean;
    found.coverage[row] = total > 0 ? last!.weight / total : 0;
    const middle = (last!.mean + first!.mean) / 2;
    for (const [j, input] of used.entries()) {
      const [s1, s0] = [now[base + input]!, before[base + input]!];
      found.now[row * p + j] = s1;
      found.before[row * p + j] = s0;
      const part = (s: number, weight: number) =>
        Number.isNaN(s) ? 0 : (weights[input]! / weight) * (s - middle);
      found.moved[row * p + j] = Number.isNaN(middle)
        ? Number.NaN
        : part(s1, last!.weight) - part(s0, first!.weight);
    }
  }
  return found;
}

function weightedMean(
  points: Float64Array,
  base: number,
  { weights, used }: Points,
): { mean: number; weight: number } {
  let [sum, weight] = [0, 0];
  for (const input of used) {
    const value = points[base + input]!;
    if (Number.isNaN(value)) continue;
    sum += weights[input]! * value;
    weight += weights[input]!;
  }
  return { mean: weight > 0 ? sum / weight : Number.NaN, weight };
}

function inPlay({ history }: HealthSource, asOf: number): { account: Int32Array; value: Float64Array } {
  const { accounts, starts, days, ordered, revenue } = history;
  const found: number[] = [];
  const money: number[] = [];
  for (let account = 0; account < accounts; account++) {
    let [sum, orders] = [0, 0];
    for (let entry = starts[account]!; entry < starts[account + 1]! && days[entry]! <= asOf; entry++) {
      orders += ordered[entry]!;
      if (days[entry]! > asOf - year) sum += revenue[entry]!;
    }
    if (orders === 0 || !(sum > 0)) continue;
    found.push(account);
    money.push(sum);
  }
  return { account: Int32Array.from(found), value: Float64Array.from(money) };
}

function knownInputs(points: readonly Float64Array[], accounts: Int32Array): number[] {
  const width = healthInputs.length;
  return [...healthInputs.keys()].filter((input) =>
    points.some((all) => accounts.some((account) => !Number.isNaN(all[account * width + input]!))),
  );
}

function sorted(found: Health): Health {
  const { score, value, account } = found;
  const p = found.inputs.length;
  const band = (row: number) =>
    Number.isNaN(score[row]!) ? Number.MAX_SAFE_INTEGER : Math.min(4, Math.floor(score[row]! / 20));
  const order = Int32Array.from(account.keys()).sort(
    (a, b) => band(a) - band(b) || value[b]! - value[a]! || a - b,
  );
  const pick = (values: Float64Array) => Float64Array.from(order, (row) => values[row]!);
  const wide = (values: Float64Array) =>
    Float64Array.from(
      { length: values.length },
      (_, at) => values[order[Math.floor(at / p)]! * p + (at % p)]!,
    );
  return {
    ...found,
    account: account.map((_, at) => account[order[at]!]!),
    value: pick(value),
    score: pick(score),
    scoreSince: pick(found.scoreSince),
    change: pick(found.change),
    coverage: pick(found.coverage),
    now: wide(found.now),
    before: wide(found.before),
    moved: wide(found.moved),
  };
}
