import { CancelledError, ExpectedError } from '../../../../shared/errors/errors.ts';
import type { AnalysisWarning, DaySpan } from '../types.ts';
import { type BootstrapIntervals, bootstrapIntervals, type Interval, type JudgedPair } from './bootstrap.ts';
import { calibrateByRank } from './calibrateByRank.ts';
import { type Calibration, calibrationOf } from './calibration.ts';
import { outcomesOf } from './events.ts';
import { type Figures, figuresOf } from './figures.ts';
import { judgeList } from './judgedList.ts';
import { type LiftCurve, liftCurve } from './liftCurve.ts';
import { type ListName, lists, type RivalName, rivalOf, rivals } from './lists.ts';
import { type Origin, originsOf } from './origins.ts';
import type { EventKind, ListMaker } from './rankedList.ts';
import { type ListSource, seenFromOrigin } from './seenFromOrigin.ts';

export interface BacktestOptions {
  /** The days the data speaks for; a horizon must lie within them. */
  covered: DaySpan;
  list: ListName;
  k: number;
  origins: number;
  /** The first origin; absent = so that the last horizon ends with the data. */
  first?: number | undefined;
  /** Bootstrap draws. Default 1000. */
  draws?: number;
  /** Default 1. */
  seed?: number;
}

/** One origin's figures; null where the list could not be made there. */
export interface OriginResult extends Origin {
  n: number;
  events: number;
  list: Figures | null;
  rival: Figures;
}

export type Verdict = 'better' | 'same' | 'worse' | 'tooLittleData';

export interface BacktestResult {
  list: ListName;
  kind: EventKind;
  rivalName: RivalName;
  options: Required<Pick<BacktestOptions, 'k' | 'draws' | 'seed'>> & { months: number };
  origins: OriginResult[];
  /** Origins asked for whose horizon the data does not cover. */
  leftOut: number[];
  /** Over all origins where the list could be made. */
  n: number;
  events: number;
  gain: number;
  baseRate: number | null;
  figures: Figures | null;
  rival: Figures | null;
  difference: { precision: number; interval: Interval } | null;
  intervals: BootstrapIntervals | null;
  calibration: Calibration;
  curve: LiftCurve;
  verdict: Verdict;
  warnings: AnalysisWarning[];
}

const fewestEvents = 10;

/**
 * Is the list any good: would its first k have held more of what happened than chance, and than a naive list?
 *
 * At every origin the list is made anew from what was known then, and scored on the horizon after it (see `outcomesOf`); so
 * is the rival: days since the last order (retain), money of the last period (upsell), popularity (cross-sell).
 * precision = events among the first k / k; recall = those / all events; lift = precision / share of events among all;
 * over several origins numerators and denominators are added up. A tie that k cuts counts with its mean.
 * verdict: better or worse where the 95 % bootstrap interval of the difference in precision excludes 0, else same;
 * tooLittleData below 10 events, or where the list could be made at no origin.
 * Assumptions: 1. the past is like the future; 2. nobody acted on the list: a leaver won back counts against it; 3. accounts
 * behave independently of each other.
 *
 * @throws `tooLittleData` where no origin's horizon is covered by the data; `CancelledError`.
 * Cost: per origin that of the list (twice where it is calibrated by its past), then draws × (accounts + k).
 * Source: rolling origins: Tashman (2000), IJF 16; lift: Ling & Li (KDD 1998).
 */
export function runBacktest(source: ListSource, options: BacktestOptions): BacktestResult {
  const { list, k, draws = 1000, seed = 1 } = options;
  const { months } = source;
  const { kind, make } = lists[list];
  const { origins, leftOut } = coveredOrigins(source.months, options);
  const warnings: AnalysisWarning[] = [];
  const results: OriginResult[] = [];
  const pairs: JudgedPair[] = [];
  const steps = countSteps(origins.length, source.onStep);
  for (const origin of origins) {
    if (source.shouldStop?.()) throw new CancelledError();
    const { result, pair, said } = judgeAt(source, kind, steps.counting(make), origin, k);
    steps.originDone();
    results.push(result);
    if (pair) pairs.push(pair);
    for (const one of said) if (!warnings.some(({ code }) => code === one.code)) warnings.push(one);
  }
  const figures =
    pairs.length > 0
      ? figuresOf(
          pairs.map((pair) => pair.list),
          k,
        )
      : null;
  const shown = pairs.length > 0 ? pairs.map((pair) => pair.rival) : [];
  const rival = shown.length > 0 ? figuresOf(shown, k) : null;
  const total = (of: 'n' | 'events' | 'gain') => pairs.reduce((sum, pair) => sum + pair.list.outcomes[of], 0);
  const events = total('events');
  const enough = figures !== null && events >= fewestEvents && events < total('n');
  const intervals = enough
    ? bootstrapIntervals(pairs, { k, draws, seed, shouldStop: source.shouldStop })
    : null;
  steps.allDone();
  if (leftOut.length > 0) warnings.push({ code: 'originsLeftOut', params: { origins: leftOut.length } });
  return {
    list,
    kind,
    rivalName: rivalOf[kind],
    options: { months, k, draws, seed },
    origins: results,
    leftOut,
    n: total('n'),
    events,
    gain: total('gain'),
    baseRate: total('n') > 0 ? events / total('n') : null,
    figures,
    rival,
    difference:
      figures?.precision != null && rival?.precision != null && intervals
        ? { precision: figures.precision - rival.precision, interval: intervals.difference }
        : null,
    intervals,
    calibration: calibrationOf(pairs.map((pair) => pair.list)),
    curve: liftCurve(pairs, k),
    verdict: verdictOf(intervals),
    warnings,
  };
}

/** Two lists at most are made at every origin; the last step is the drawing of the intervals. */
function countSteps(origins: number, onStep: ListSource['onStep']) {
  const total = 2 * origins + 1;
  let [done, judged] = [0, 0];
  const tell = (steps: number) => {
    done = steps;
    onStep?.(done, total);
  };
  return {
    counting(make: ListMaker): ListMaker {
      return (input) => {
        const list = make(input);
        tell(done + 1);
        return list;
      };
    },
    allDone: () => tell(total),
    originDone(): void {
      judged++;
      if (done < 2 * judged) tell(2 * judged);
    },
  };
}

function verdictOf(intervals: BootstrapIntervals | null): Verdict {
  if (!intervals) return 'tooLittleData';
  const [low, high] = intervals.difference;
  return low > 0 ? 'better' : high < 0 ? 'worse' : 'same';
}

function coveredOrigins(months: number, { covered, origins: count, first }: BacktestOptions) {
  const found = originsOf(covered, { months, count, first });
  if (found.origins.length > 0) return found;
  throw new ExpectedError('tooLittleData', 'No horizon lies within the data', {
    hint: 'Choose an earlier date or a shorter horizon',
    params: { what: 'backtest', least: 1, n: 0 },
  });
}

function judgeAt(source: ListSource, kind: EventKind, make: ListMaker, origin: Origin, k: number) {
  const input = seenFromOrigin(source, origin.origin, origin.end - origin.origin);
  const outcomes = outcomesOf(kind, source, origin);
  const rival = judgeList(rivals[rivalOf[kind]](input), outcomes);
  const found = madeOrNot(() => calibrateByRank(kind, make, input));
  const list = 'list' in found ? judgeList(found.list, outcomes) : null;
  const result: OriginResult = {
    ...origin,
    n: outcomes.n,
    events: outcomes.events,
    list: list && figuresOf([list], k),
    rival: figuresOf([rival], k),
  };
  const said = 'list' in found ? found.list.warnings : [found.warning];
  return { result, pair: list ? { list, rival } : null, said };
}

function madeOrNot(make: () => ReturnType<ListMaker>) {
  try {
    return { list: make() };
  } catch (error) {
    if (!(error instanceof ExpectedError) || !['tooLittleData', 'noData'].includes(error.code)) throw error;
    return { warning: { code: 'listNotMade', params: error.details.params ?? {} } };
  }
}
