import { isoDate } from '../../../shared/domain/calendar.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { makePeriod } from '../../../shared/domain/period.ts';
import { makeTable, numberColumn, type Table } from '../../../shared/domain/table.ts';
import { chooseList } from '../analysis/backtest/chooseList.ts';
import { type ListName, listAliases, listNames, type RivalName } from '../analysis/backtest/lists.ts';
import { monthsAfter } from '../analysis/backtest/origins.ts';
import type { EventKind, RankedList } from '../analysis/backtest/rankedList.ts';
import type { BacktestOptions, BacktestResult } from '../analysis/backtest/runBacktest.ts';
import type { ListSource } from '../analysis/backtest/seenFromOrigin.ts';
import type { AccountSignal } from '../analysis/retention/risk/riskFeatures.ts';
import { runCounted, runInBackground } from '../background/pool.ts';
import type { ReportProgress } from '../background/sharedWork.ts';
import type { Steps } from '../background/steps.ts';
import { parseDay } from '../book/conditions.ts';
import { accountColumns, countColumn, moneyColumn, productColumns, ratioColumn } from './columns.ts';
import { comparisonOf } from './comparison.ts';
import type { ExhibitContext } from './context.ts';
import { historyOf } from './retention.ts';
import { askedSignals } from './signals.ts';

/** What a page asks for where nobody chooses; growth above this share of the comparison is an upsell. */
export const backtestDefaults = { months: 3, k: 50, origins: 2, growth: 0.1 } as const;

/** What a list foretells. */
export interface Foretold {
  /** Months ahead. */
  months: number;
  growth: number;
}

/** What lists are made from. */
export async function listSource(context: ExhibitContext, { months, growth }: Foretold): Promise<ListSource> {
  return {
    rows: context.rows,
    history: await historyOf(context),
    attributes: comparisonOf(context),
    signals: await askedSignals(context),
    months,
    growth,
  };
}

/** A list judged on the past of this book and slice up to the as-of date, remembered; on a worker thread. */
export async function backtestOf(
  context: ExhibitContext,
  foretold: Foretold,
  options: Omit<BacktestOptions, 'covered'>,
  onProgress: ReportProgress = context.progress,
): Promise<BacktestResult> {
  const { book, asOf, firstDay } = context;
  const covered = { from: firstDay, to: Math.min(asOf, book.lastDay ?? asOf) };
  const source = await listSource(context, foretold);
  return context.longWork(
    `backtest:${JSON.stringify([options, foretold, knownOf(source)])}`,
    (signal, report) => {
      const onSteps = (steps: Steps) => report({ phase: 'backtest', ...steps });
      return runCounted(signal, onSteps, 'countedBacktest', source, { ...options, covered });
    },
    onProgress,
  );
}

/** What lists know beside the sales: part of the key of what is made from it. */
function knownOf({ attributes, signals = [] }: ListSource): string[] {
  return [...attributes, ...signals].map(({ name }) => name);
}

/** A list or a naive list as of today, remembered; on a worker thread. */
export async function rankingToday(
  context: ExhibitContext,
  foretold: Foretold,
  name: ListName | RivalName,
): Promise<RankedList> {
  const source = await listSource(context, foretold);
  const horizon = context.asOf - monthsAfter(context.asOf, -foretold.months);
  return context.longWork(`ranking:${JSON.stringify([name, foretold, knownOf(source)])}`, (signal) =>
    runInBackground(signal, 'rankAsOf', source, name, { origin: context.asOf, horizon }),
  );
}

/** The list that the pages show for a kind: the one that is judged, and where it loses replaced. */
export const shownList: Record<EventKind, ListName> = {
  retain: 'retain',
  upsell: 'upsell',
  'cross-sell': 'cross-sell',
};

/**
 * "Is the list any good?" Option `list`; `horizon` in months (3), `k` (50), `origins` (2), `origin` (a date: the first
 * origin), `growth` (10 %), `signals` as for the risk of leaving. Values: see `valuesOf`; tables `origins`, `curve`, `calibration`, and
 * `naive` where the naive list is better: it as of today, its first 1,000 entries.
 */
export async function backtest(context: ExhibitContext): Promise<Exhibit> {
  const asked = context.text('list', 'retain', [...listNames, ...Object.keys(listAliases)]);
  const list = listAliases[asked] ?? (asked as ListName);
  const whole = (name: string, otherwise: number, max: number) =>
    Math.round(context.number(name, otherwise, { min: 1, max }));
  const origin = context.text('origin', '');
  const options = {
    list,
    k: whole('k', backtestDefaults.k, 1_000_000),
    origins: whole('origins', backtestDefaults.origins, 24),
    ...(origin === '' ? {} : { first: parseDay(origin) }),
  };
  const growth = context.number('growth', backtestDefaults.growth, { min: 0, max: 10 });
  const months = whole('horizon', backtestDefaults.months, 60);
  const found = await backtestOf(context, { months, growth }, options);
  const choice = chooseList(found);
  const naive =
    choice.source === 'rival' ? await rankingToday(context, { months, growth }, choice.name) : null;
  const [first, last] = [found.origins[0]!, found.origins.at(-1)!];
  return context.exhibit(
    valuesOf(found),
    {
      curve: curveTable(found),
      calibration: calibrationTableOf(found),
      origins: originTable(found),
      ...(naive ? { naive: rankingTable(context, naive) } : {}),
    },
    {
      method: `backtest.${found.kind}`,
      source: 'Rolling origins: Tashman (2000), IJF 16; bootstrap: Efron & Tibshirani (1993), chapter 13',
      parameters: {
        list,
        horizon: months,
        k: options.k,
        origins: found.origins.map((one) => isoDate(one.origin)),
        draws: found.options.draws,
        seed: found.options.seed,
        ...signalsIn(found, await askedSignals(context)),
        ...(found.kind === 'upsell'
          ? { growth, comparedBy: comparisonOf(context).map(({ name }) => name) }
          : {}),
      },
      warnings: found.warnings,
    },
    { to: makePeriod(first.origin + 1, last.end) },
  );
}

/** Named where the list takes them in. */
function signalsIn({ list }: BacktestResult, signals: readonly AccountSignal[]) {
  return list === 'retain' && signals.length > 0 ? { signals: signals.map(({ name }) => name) } : {};
}

/** Single figures; null where unknown. */
function valuesOf(found: BacktestResult): Exhibit['values'] {
  const { figures, rival, intervals, difference, calibration } = found;
  const [lower, upper] = intervals?.precision ?? [null, null];
  return {
    list: found.list,
    kind: found.kind,
    rival: found.rivalName,
    verdict: found.verdict,
    used: chooseList(found).name,
    k: found.options.k,
    times: found.origins.filter((one) => one.list !== null).length,
    cases: found.n,
    events: found.events,
    taken: figures?.taken ?? null,
    hits: figures?.hits ?? null,
    rivalHits: rival?.hits ?? null,
    precision: figures?.precision ?? null,
    precisionLower: lower,
    precisionUpper: upper,
    recall: figures?.recall ?? null,
    lift: figures?.lift ?? null,
    baseRate: found.baseRate,
    captured: figures?.captured ?? null,
    capturedShare: figures?.capturedShare ?? null,
    averagePrecision: figures?.averagePrecision ?? null,
    rivalPrecision: rival?.precision ?? null,
    rivalRecall: rival?.recall ?? null,
    rivalLift: rival?.lift ?? null,
    rivalCaptured: rival?.captured ?? null,
    rivalCapturedShare: rival?.capturedShare ?? null,
    rivalAveragePrecision: rival?.averagePrecision ?? null,
    difference: difference?.precision ?? null,
    differenceLower: difference?.interval[0] ?? null,
    differenceUpper: difference?.interval[1] ?? null,
    brier: calibration.brier,
    brierOfBaseRate: calibration.brierOfBaseRate,
    leftOut: found.leftOut.map(isoDate).join(', ') || null,
  };
}

const mostShown = 1000;

function rankingTable({ book }: ExhibitContext, ranking: RankedList): Table {
  const first = <Values extends Int32Array | Float64Array>(values: Values) => values.subarray(0, mostShown);
  return makeTable([
    ...accountColumns(book, first(ranking.account)),
    ...productColumns(book, first(ranking.product)),
    ratioColumn('probability', first(ranking.probability)),
    moneyColumn('value', first(ranking.value)),
  ]);
}

function originTable({ origins }: BacktestResult): Table {
  const column = (name: string, of: (one: (typeof origins)[number]) => number | null | undefined) =>
    [name, origins.map((one) => of(one) ?? Number.NaN)] as const;
  return makeTable([
    numberColumn(
      'origin',
      'none',
      origins.map((one) => one.origin),
      'date',
    ),
    numberColumn(
      'end',
      'none',
      origins.map((one) => one.end),
      'date',
    ),
    countColumn(...column('cases', (one) => one.n)),
    countColumn(...column('events', (one) => one.events)),
    countColumn(...column('taken', (one) => one.list?.taken)),
    numberColumn(
      'hits',
      'count',
      origins.map((one) => one.list?.hits ?? Number.NaN),
    ),
    numberColumn(
      'rival_hits',
      'count',
      origins.map((one) => one.rival.hits),
    ),
    ratioColumn(...column('precision', (one) => one.list?.precision)),
    ratioColumn(...column('rival_precision', (one) => one.rival.precision)),
    ratioColumn(...column('recall', (one) => one.list?.recall)),
    ratioColumn(...column('rival_recall', (one) => one.rival.recall)),
    numberColumn(
      'lift',
      'score',
      origins.map((one) => one.list?.lift ?? Number.NaN),
    ),
    numberColumn(
      'rival_lift',
      'score',
      origins.map((one) => one.rival.lift ?? Number.NaN),
    ),
    moneyColumn(...column('captured', (one) => one.list?.captured)),
    moneyColumn(...column('rival_captured', (one) => one.rival.captured)),
  ]);
}

function curveTable({ curve }: BacktestResult): Table {
  const lift = (values: number[]) => values.map((value, i) => value / curve.chancePrecision[i]!);
  return makeTable([
    countColumn('k', curve.k),
    numberColumn('lift', 'score', lift(curve.precision)),
    numberColumn('rival_lift', 'score', lift(curve.rivalPrecision)),
    numberColumn('chance_lift', 'score', lift(curve.chancePrecision)),
    ratioColumn('precision', curve.precision),
    ratioColumn('rival_precision', curve.rivalPrecision),
    ratioColumn('chance_precision', curve.chancePrecision),
    ratioColumn('recall', curve.recall),
    ratioColumn('rival_recall', curve.rivalRecall),
    ratioColumn('chance_recall', curve.chanceRecall),
  ]);
}

function calibrationTableOf({ calibration: { bins } }: BacktestResult): Table {
  return makeTable([
    ratioColumn(
      'predicted',
      bins.map((bin) => bin.predicted),
    ),
    ratioColumn(
      'observed',
      bins.map((bin) => bin.observed),
    ),
    countColumn(
      'n',
      bins.map((bin) => bin.n),
    ),
  ]);
}
