import { CancelledError } from '../../../../shared/errors/errors.ts';
import { quantileOfSorted } from '../statistics/quantile.ts';
import { createRandom } from '../statistics/random.ts';
import type { JudgedList } from './judgedList.ts';

export type Interval = [low: number, high: number];

/** One origin: a list and its rival on the same outcomes. */
export interface JudgedPair {
  list: JudgedList;
  rival: JudgedList;
}

export interface BootstrapIntervals {
  precision: Interval;
  rivalPrecision: Interval;
  /** Of the list less the rival. */
  difference: Interval;
  recall: Interval | null;
  lift: Interval | null;
}

export interface BootstrapOptions {
  k: number;
  draws: number;
  seed: number;
  shouldStop?: (() => boolean) | undefined;
}

/**
 * How far could precision, recall, lift and the lead over the rival be by chance?
 *
 * Accounts are drawn with replacement, as many as there are, an account with all its cases at every origin; the lists keep
 * their scores. Percentile interval of 95 %. Assumption: accounts behave independently of each other.
 * The draws do not depend on the order of accounts, nor on the unit of money. Cost: draws × (accounts + k), the top of the
 * lists only. Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13; clusters: Field & Welsh (2007).
 */
export function bootstrapIntervals(
  pairs: readonly JudgedPair[],
  options: BootstrapOptions,
): BootstrapIntervals {
  const { k, draws, seed, shouldStop } = options;
  const members = membersInOwnOrder(pairs);
  const random = createRandom(seed, 0);
  const weight = new Int32Array(pairs[0]?.list.outcomes.sizeOf.length ?? 0);
  const found = Array.from({ length: 5 }, () => [] as number[]);
  for (let draw = 0; draw < draws; draw++) {
    if (draw % 16 === 0 && shouldStop?.()) throw new CancelledError();
    weight.fill(0);
    for (let i = 0; i < members.length; i++) weight[members[random.below(members.length)]!]!++;
    const drawn = drawnFigures(pairs, weight, members, k);
    for (const [at, value] of drawn.entries()) if (Number.isFinite(value)) found[at]!.push(value);
  }
  const [precision, rivalPrecision, difference, recall, lift] = found.map(intervalOf);
  return {
    precision: precision!,
    rivalPrecision: rivalPrecision!,
    difference: difference!,
    recall: found[3]!.length > 0 ? recall! : null,
    lift: found[4]!.length > 0 ? lift! : null,
  };
}

function intervalOf(values: number[]): Interval {
  const sorted = Float64Array.from(values).sort();
  return [quantileOfSorted(sorted, 0.025), quantileOfSorted(sorted, 0.975)];
}

/** precision, that of the rival, difference, recall, lift of one draw. */
function drawnFigures(
  pairs: readonly JudgedPair[],
  weight: Int32Array,
  members: Int32Array,
  k: number,
): [number, number, number, number, number] {
  let [taken, hits, rivalHits, n, events] = [0, 0, 0, 0, 0];
  for (const { list, rival } of pairs) {
    const { sizeOf, eventsOf } = list.outcomes;
    let [size, happened] = [0, 0];
    for (const account of members) {
      const times = weight[account]!;
      size += times * sizeOf[account]!;
      happened += times * eventsOf[account]!;
    }
    n += size;
    events += happened;
    taken += Math.min(k, size);
    hits += hitsAmong(list, weight, k, size, happened);
    rivalHits += hitsAmong(rival, weight, k, size, happened);
  }
  const precision = hits / taken;
  const other = rivalHits / taken;
  return [precision, other, precision - other, hits / events, precision / (events / n)];
}

/** Expected events among the first k cases, a case counted as often as its account was drawn. */
function hitsAmong(
  { account, hit, groupEnds }: JudgedList,
  weight: Int32Array,
  k: number,
  size: number,
  happened: number,
): number {
  let [n, hits, from] = [0, 0, 0];
  for (let group = 0; group < groupEnds.length; group++) {
    const to = groupEnds[group]!;
    let [inGroup, events] = [0, 0];
    for (let i = from; i < to; i++) {
      const times = weight[account[i]!]!;
      inGroup += times;
      if (hit[i] === 1) events += times;
    }
    if (n + inGroup >= k) return inGroup === 0 ? hits : hits + (events * (k - n)) / inGroup;
    n += inGroup;
    hits += events;
    from = to;
  }
  const rest = size - n;
  return rest > 0 ? hits + ((happened - hits) * Math.min(k - n, rest)) / rest : hits;
}

/** Accounts with cases, in an order that follows from what the lists say of them, not from their index. */
function membersInOwnOrder(pairs: readonly JudgedPair[]): Int32Array {
  const accounts = pairs[0]?.list.outcomes.sizeOf.length ?? 0;
  const keys = Array.from({ length: 5 }, () => new Float64Array(accounts));
  for (const [at, { list, rival }] of pairs.entries()) {
    const times = at + 1;
    addPlaces(keys[0]!, keys[2]!, list, times);
    addPlaces(keys[1]!, keys[3]!, rival, times);
    for (let account = 0; account < accounts; account++)
      keys[4]![account]! += times * list.outcomes.gainOf[account]!;
  }
  const members = Int32Array.from({ length: accounts }, (_, account) => account).filter((account) =>
    pairs.some(({ list }) => list.outcomes.sizeOf[account]! > 0),
  );
  return members.sort((a, b) => {
    for (const key of keys) if (key[a] !== key[b]) return key[a]! - key[b]!;
    return a - b;
  });
}

function addPlaces(
  places: Float64Array,
  hitPlaces: Float64Array,
  { account, hit, groupEnds }: JudgedList,
  times: number,
): void {
  let from = 0;
  for (const [group, to] of groupEnds.entries()) {
    for (let i = from; i < to; i++) {
      places[account[i]!]! += times * (group + 1);
      if (hit[i] === 1) hitPlaces[account[i]!]! += times * (group + 1);
    }
    from = to;
  }
}
