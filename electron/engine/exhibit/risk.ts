import { isoDate } from '../../../shared/domain/calendar.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import {
  type Column,
  codedColumn,
  makeTable,
  numberColumn,
  type Table,
  takeRows,
  textColumn,
} from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import type { OwnRhythm } from '../analysis/retention/ownRhythm.ts';
import { type ChurnRisk, fewestEvents, mostCheckedRows } from '../analysis/retention/risk/churnRisk.ts';
import { riskFeatures } from '../analysis/retention/risk/riskFeatures.ts';
import type { Leaving } from '../analysis/retention/risk/riskPanel.ts';
import { horizonDays, usualHorizon } from '../analysis/retention/risk/usualHorizon.ts';
import { runInBackground } from '../background/pool.ts';
import { accountColumns, countColumn, moneyColumn, ratioColumn, tableSteps, totalOf } from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { historyOf, rhythmOf } from './retention.ts';
import { askedSignals } from './signals.ts';

const source =
  'Discrete-time hazard: Cox (1972), Allison (1982); ridge: le Cessie & van Houwelingen (1992); calibration: Platt (1999); Brier (1950)';

/** What was asked, or taken where nothing was asked. */
export interface RiskQuestion {
  /** Months and days looked ahead. */
  months: number;
  days: number;
  horizonBy: 'asked' | 'usual' | 'rhythm' | 'book';
  leaving: Leaving;
  /** Signals beside the sales that are taken in. */
  signals: string[];
}

/** The risk, or null with what was missing where there is too little to learn from. */
export interface RiskAnswer {
  question: RiskQuestion;
  risk: ChurnRisk | null;
  missing: { least: number; n: number } | null;
}

async function questionOf(context: ExhibitContext): Promise<RiskQuestion> {
  const { cadence } = await rhythmOf(context);
  const usual = usualHorizon(cadence.q90, context.asOf - context.firstDay + 1);
  const months = context.number('horizon', usual.months, { min: 1, max: 24 });
  const kind = context.text('leaving', 'silent', ['silent', 'decline']);
  const share = context.number('share', 0.5, { min: 0.01, max: 1 });
  return {
    months,
    days: horizonDays(months),
    horizonBy: context.ask.options.horizon === undefined ? usual.reason : 'asked',
    leaving: kind === 'silent' ? { kind } : { kind: 'decline', share },
    signals: [],
  };
}

/** The risk of leaving as the ask's horizon, leaving and signals have it, remembered. */
export async function riskOf(context: ExhibitContext): Promise<RiskAnswer> {
  const asked = await questionOf(context);
  const history = await historyOf(context);
  const signals = await askedSignals(context);
  const question = { ...asked, signals: signals.map(({ name }) => name) };
  const { days: horizon, leaving } = question;
  const key = `risk:${horizon}:${JSON.stringify(leaving)}:${question.signals.join()}`;
  try {
    const risk = await context.longWork(key, (signal) =>
      runInBackground(signal, 'churnRisk', history, context.asOf, { horizon, leaving, signals }),
    );
    return { question, risk, missing: null };
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.code !== 'tooLittleData') throw error;
    return {
      question,
      risk: null,
      missing: { least: fewestEvents, n: Number(error.details.params?.n ?? 0) },
    };
  }
}

function parametersOf({ months, days, horizonBy, leaving, signals }: RiskQuestion) {
  return {
    ...{ horizon: months, days, horizonBy, leaving: leaving.kind },
    ...(leaving.kind === 'decline' ? { share: leaving.share } : {}),
    ...(signals.length > 0 ? { signals } : {}),
  };
}

/**
 * Values, tables `risk` (likeliest first), `reasons` (all of every row: with value `baseOdds` they sum to the log odds),
 * `calibration` and `effects`. Options: `horizon` in months, `leaving` = silent or decline, `share`, `signals` = all or
 * none, `account` = one only. With too little to learn from: those late by their own rhythm first, without a probability.
 */
export async function risk(context: ExhibitContext): Promise<Exhibit> {
  const { question, risk: found, missing } = await riskOf(context);
  if (!found) return byRhythm(context, question, missing!);
  const { model } = found;
  const { quality } = model;
  const expected = new Float64Array(found.value.length);
  for (let row = 0; row < expected.length; row++) expected[row] = found.value[row]! * found.probability[row]!;
  const table = await context.beside(tableSteps(riskColumns(context, found, expected)));
  const reasons = await context.beside(tableSteps(reasonColumns(found)));
  const tables = only(context, table, found.account, reasons);
  return context.exhibit(
    {
      accounts: found.account.length,
      value: totalOf(found.value),
      expected: totalOf(expected),
      horizon: question.months,
      baseRate: model.baseRate,
      baseOdds: model.base,
      n: model.n,
      events: model.events,
      checked: quality.n,
      brier: quality.brier,
      brierOfBaseRate: quality.brierOfBaseRate,
      auc: quality.auc,
      penalty: model.penalty,
      origins: model.origins.length,
      fallback: null,
    },
    {
      ...tables,
      calibration: makeTable([
        ratioColumn(
          'predicted',
          quality.calibration.map(({ predicted }) => predicted),
        ),
        ratioColumn(
          'observed',
          quality.calibration.map(({ observed }) => observed),
        ),
        countColumn(
          'n',
          quality.calibration.map(({ n }) => n),
        ),
      ]),
      effects: effectTable(found),
    },
    {
      method: 'risk',
      source,
      parameters: {
        ...parametersOf(question),
        penalty: model.penalty,
        origins: model.origins.map(isoDate),
        ...(quality.n < model.n ? { checked: quality.n, mostChecked: mostCheckedRows } : {}),
      },
      warnings: [
        ...model.warnings,
        ...(quality.n < model.n ? [{ code: 'riskChecked', params: { checked: quality.n, n: model.n } }] : []),
      ],
    },
  );
}

function* riskColumns(
  context: ExhibitContext,
  found: ChurnRisk,
  expected: Float64Array,
): Generator<Column, void> {
  const lastOrders = new Float64Array(found.daysSince.length);
  for (let row = 0; row < lastOrders.length; row++) lastOrders[row] = context.asOf - found.daysSince[row]!;
  yield* accountColumns(context.book, found.account);
  yield moneyColumn('value', found.value);
  yield ratioColumn('probability', found.probability);
  yield moneyColumn('expected', expected);
  yield numberColumn('days_since', 'days', found.daysSince, 'integer');
  yield numberColumn('usual_gap', 'days', found.usualGap);
  yield numberColumn('last_order', 'none', lastOrders, 'date');
  yield countColumn('orders', found.orders);
}

function* reasonColumns({ account, model, effects, values }: ChurnRisk): Generator<Column, void> {
  const p = model.features.length;
  const rows = new Float64Array(account.length * p);
  const features = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    rows[at] = Math.floor(at / p);
    features[at] = at % p;
  }
  const names = model.features.map((feature) => riskFeatures[feature]!);
  yield numberColumn('row', 'none', rows, 'integer');
  yield codedColumn('feature', features, names);
  yield numberColumn('effect', 'none', effects);
  yield numberColumn('value', 'none', values);
}

function effectTable({ model }: ChurnRisk): Table {
  return makeTable([
    textColumn(
      'feature',
      model.features.map((feature) => riskFeatures[feature]!),
    ),
    numberColumn('effect', 'none', model.slopes),
    numberColumn('mean', 'none', model.mean),
    numberColumn('spread', 'none', model.spread),
  ]);
}

/** Option `account`: the row of that account alone, and its reasons. */
function only(
  context: ExhibitContext,
  risk: Table,
  accounts: Int32Array,
  reasons: Table,
): Record<'risk' | 'reasons', Table> {
  const key = context.text('account', '');
  if (key === '') return { risk, reasons };
  const account = context.book.accounts.indexOf.get(key);
  if (account === undefined) throw new ExpectedError('notFound', `There is no account "${key}"`);
  const row = accounts.indexOf(account);
  const p = accounts.length > 0 ? reasons.n / accounts.length : 0;
  const own = takeRows(reasons, row < 0 ? [] : Array.from({ length: p }, (_, at) => row * p + at));
  const columns = own.columns.map((column) =>
    column.name === 'row' ? numberColumn('row', 'none', new Float64Array(own.n), 'integer') : column,
  );
  return { risk: takeRows(risk, row < 0 ? [] : [row]), reasons: makeTable(columns) };
}

/** Too little to learn from: how far accounts are beyond their own rhythm is all that can be told. */
async function byRhythm(
  context: ExhibitContext,
  question: RiskQuestion,
  missing: { least: number; n: number },
): Promise<Exhibit> {
  const { accounts, warnings } = await rhythmOf(context);
  const order = beyondRhythm(accounts);
  const pick = (values: ArrayLike<number>) => Float64Array.from(order, (index) => values[index]!);
  const none = new Float64Array(order.length).fill(Number.NaN);
  const table = makeTable([
    ...accountColumns(context.book, pick(accounts.account)),
    moneyColumn('value', pick(accounts.value)),
    ratioColumn('probability', none),
    moneyColumn('expected', none),
    numberColumn('days_since', 'days', pick(accounts.daysSince), 'integer'),
    numberColumn('usual_gap', 'days', pick(accounts.medianGap)),
    numberColumn('last_order', 'none', pick(accounts.lastOrder), 'date'),
    countColumn('orders', pick(accounts.orderDays)),
  ]);
  const reasons = makeTable([
    numberColumn('row', 'none', Float64Array.from(order.keys()), 'integer'),
    codedColumn('feature', new Int32Array(order.length), ['lateness']),
    numberColumn('effect', 'none', none),
    numberColumn('value', 'none', pick(accounts.percentile)),
  ]);
  const empty = (names: string[]) => makeTable(names.map((name) => numberColumn(name, 'none', [])));
  const nothing = {
    ...{ horizon: question.months, baseRate: null, baseOdds: null, n: 0, events: 0, checked: 0 },
    ...{ brier: null, brierOfBaseRate: null, auc: null, penalty: null, origins: 0, expected: null },
  };
  const value = pick(accounts.value).reduce((sum, each) => sum + each, 0);
  return context.exhibit(
    { accounts: order.length, value, ...nothing, fallback: 'rhythm' },
    {
      ...only(context, table, Int32Array.from(pick(accounts.account)), reasons),
      calibration: empty(['predicted', 'observed', 'n']),
      effects: makeTable([textColumn('feature', []), ...empty(['effect', 'mean', 'spread']).columns]),
    },
    {
      method: 'riskByRhythm',
      source: 'Quarterdeck definition: days since the last order against the own gaps',
      parameters: parametersOf(question),
      warnings: [{ code: 'riskByRhythm', params: missing }, ...warnings],
    },
  );
}

/** Rows of accounts with money in the year, furthest beyond their own gaps first, then most money. */
function beyondRhythm({ percentile, value, daysSince, medianGap }: OwnRhythm['accounts']): number[] {
  const late = (index: number) => {
    const ratio = (1 + daysSince[index]!) / (1 + medianGap[index]!);
    return Number.isNaN(percentile[index]!) ? -1 : ratio;
  };
  return Array.from(value.keys())
    .filter((index) => value[index]! > 0)
    .sort((a, b) => late(b) - late(a) || value[b]! - value[a]! || a - b);
}
