import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { daysCovered } from '../history/historyUntil.ts';
import { poolFalling } from '../opportunities/adoptionRates.ts';
import { outcomesOf } from './events.ts';
import { type JudgedList, judgeList } from './judgedList.ts';
import type { EventKind, ListInput, ListMaker, RankedList } from './rankedList.ts';
import { seenFromOrigin } from './seenFromOrigin.ts';

/** Upper limits of the classes of rank, as a share of all cases; the first of a list differ most, so they are finest there. */
const limits = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.035, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1,
] as const;
const fewestInClass = 50;
const fewestDaysBefore = 60;

/**
 * The list, with a probability for entries that have none: how often the event happened to the same place of the same list
 * one horizon earlier.
 *
 * The list is made at `origin − horizon` and scored on the days up to the origin; places are shares of all cases, in classes
 * of at least 50 cases, pooled where the rate would rise down the list (isotonic regression).
 * Assumption: the next horizon is like the last one, season and all. The order of the list stays. Where the past is too
 * short or thin the probabilities stay unknown: warning `uncalibratedList`.
 */
export function calibrateByRank(kind: EventKind, make: ListMaker, input: ListInput): RankedList {
  const list = make(input);
  if (list.account.length === 0 || list.probability.some((p) => !Number.isNaN(p))) return list;
  const rates = pastRates(kind, make, input);
  if (!rates) return { ...list, warnings: [...list.warnings, { code: 'uncalibratedList', params: {} }] };
  const { n } = outcomesOf(kind, input, { origin: input.origin, end: input.origin });
  const probability = new Float64Array(list.account.length);
  for (let from = 0; from < probability.length; ) {
    let to = from + 1;
    while (to < probability.length && list.score[to] === list.score[from]) to++;
    probability.fill(rates[classOf((from + to) / 2 / Math.max(n, to))]!, from, to);
    from = to;
  }
  return { ...list, probability };
}

function classOf(share: number): number {
  return limits.findIndex((limit) => share <= limit);
}

function pastRates(kind: EventKind, make: ListMaker, input: ListInput): Float64Array | null {
  const origin = input.origin - input.horizon;
  const first = daysCovered(input.history)?.from ?? Number.POSITIVE_INFINITY;
  if (origin - first < fewestDaysBefore) return null;
  try {
    const then = seenFromOrigin(input, origin, input.horizon);
    const judged = judgeList(make(then), outcomesOf(kind, input, { origin, end: input.origin }));
    return judged.outcomes.n < fewestInClass ? null : ratesOf(judged);
  } catch (error) {
    if (error instanceof ExpectedError && ['tooLittleData', 'noData'].includes(error.code)) return null;
    throw error;
  }
}

function ratesOf({ hit, groupEnds, rest, outcomes }: JudgedList): Float64Array {
  const hits = new Int32Array(limits.length);
  const cases = new Int32Array(limits.length);
  let from = 0;
  for (const to of groupEnds) {
    const group = classOf((from + to) / 2 / outcomes.n);
    for (let i = from; i < to; i++) hits[group]! += hit[i]!;
    cases[group]! += to - from;
    from = to;
  }
  const last = classOf((from + outcomes.n) / 2 / outcomes.n);
  hits[last]! += rest.events;
  cases[last]! += rest.n;
  return neverRising(...wideClasses(hits, cases));
}

/** Classes with too few cases give theirs to the next one down; the last gives them up. */
function wideClasses(hits: Int32Array, cases: Int32Array): [hits: Int32Array, cases: Int32Array] {
  const move = (from: number, to: number) => {
    hits[to]! += hits[from]!;
    cases[to]! += cases[from]!;
    hits[from] = 0;
    cases[from] = 0;
  };
  for (let at = 0; at < limits.length - 1; at++) if (cases[at]! < fewestInClass) move(at, at + 1);
  const last = limits.length - 1;
  if (cases[last]! < fewestInClass) {
    const above = cases.findLastIndex((n, at) => at < last && n > 0);
    if (above >= 0) move(last, above);
  }
  return [hits, cases];
}

/** Rates by class, an empty class with that of the one below it (of the last one above, where there is none). */
function neverRising(hits: Int32Array, cases: Int32Array): Float64Array {
  return poolFalling(hits.toReversed(), cases.toReversed()).toReversed();
}
