import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import {
  type Column,
  makeTable,
  numberColumn,
  type Table,
  textColumn,
} from '../../../shared/domain/table.ts';
import { type ActivityModel, activityModels } from '../analysis/retention/purchases/activityModel.ts';
import type { CustomerActivity } from '../analysis/retention/purchases/customerActivity.ts';
import { runInBackground } from '../background/pool.ts';
import { sortSteps } from '../book/sortSteps.ts';
import { inBunches, type Steps } from '../book/steps.ts';
import {
  accountColumns,
  countColumn,
  moneyColumn,
  pickedFrom,
  ratioColumn,
  tableSteps,
  totalOf,
} from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { historyOf } from './retention.ts';

const weeksInMonth = 365.25 / 12 / 7;

const sources = {
  'bg-nbd': 'Fader, Hardie & Lee (2005), Marketing Science 24(2)',
  'pareto-nbd': 'Schmittlein, Morrison & Colombo (1987), Management Science 33(1)',
} as const satisfies Record<ActivityModel, string>;

/**
 * Values, tables `activity` (most expected revenue first), `parameters`, `frequency` and `holdout`. Options: `horizon` in
 * months, `model` = auto, bg-nbd or pareto-nbd, `discount` a year (.1 = 10 %).
 */
export async function activity(context: ExhibitContext): Promise<Exhibit> {
  const horizon = context.number('horizon', 12, { min: 0.25, max: 240 });
  const discount = context.number('discount', 0.1, { min: 0, max: 10 });
  const asked = context.text('model', 'auto', ['auto', ...activityModels]);
  const found = await context.longWork(`purchases:${horizon}:${discount}:${asked}`, async (signal) =>
    runInBackground(signal, 'customerActivity', await historyOf(context), {
      asOf: context.asOf,
      horizon: horizon * weeksInMonth,
      discount,
      model: asked === 'auto' ? null : (asked as ActivityModel),
    }),
  );
  return context.exhibit(
    valuesOf(found),
    {
      activity: await context.beside(activityTable(context, found)),
      parameters: parameterTable(found),
      frequency: frequencyTable(found),
      holdout: holdoutTable(found),
    },
    {
      method: found.model === 'bg-nbd' ? 'activityBgNbd' : 'activityParetoNbd',
      source: `${sources[found.model]}; Fader & Hardie (2013), The Gamma-Gamma Model of Monetary Value`,
      parameters: { horizon, discount, model: found.model },
      warnings: found.warnings,
    },
  );
}

function known(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function valuesOf({
  fit,
  model,
  loglik,
  active,
  expected,
  revenue,
  clv,
  history,
  holdout,
}: CustomerActivity) {
  const told = holdout ? totalOf(holdout.expected) : null;
  const made = holdout ? totalOf(holdout.actual) : null;
  return {
    model,
    accounts: fit.n,
    repeatAccounts: history.x.reduce((sum, x) => sum + (x > 0 ? 1 : 0), 0),
    converged: fit.converged ? 1 : 0,
    loglik: fit.loglik,
    loglikBgNbd: loglik['bg-nbd'] ?? null,
    loglikParetoNbd: loglik['pareto-nbd'] ?? null,
    activeAccounts: totalOf(active),
    expectedOrders: totalOf(expected),
    expectedRevenue: known(totalOf(revenue)),
    clv: known(totalOf(clv)),
    holdoutWeeks: holdout?.weeks ?? null,
    holdoutExpected: told,
    holdoutActual: made,
    holdoutNaive: holdout ? totalOf(holdout.naive) : null,
    holdoutError: holdout?.error ?? null,
    holdoutNaiveError: holdout?.naiveError ?? null,
  };
}

/** Sentences made in one go. */
const reasonsAtOnce = 1024;

/** Most expected revenue first; where money is not known, most expected orders first. */
function* activityTable(context: ExhibitContext, found: CustomerActivity): Steps<Table> {
  const { history, expected, revenue } = found;
  const { keys } = context.book.accounts;
  const rank = (index: number) => (Number.isFinite(revenue[index]) ? revenue[index]! : -1);
  const keyOf = (index: number) => keys[history.account[index]!]!;
  const order = Int32Array.from(history.account.keys());
  yield* sortSteps(
    order,
    (a, b) => rank(b) - rank(a) || expected[b]! - expected[a]! || (keyOf(a) < keyOf(b) ? -1 : 1),
  );
  const evidence: Evidence = { codes: [], params: [] };
  const say = (from: number, to: number) => {
    for (let at = from; at < to; at++) {
      const { code, params } = reasonOf(found, order[at]!);
      evidence.codes.push(code);
      evidence.params.push(JSON.stringify(params));
    }
  };
  yield* inBunches(order.length, say, reasonsAtOnce);
  return yield* tableSteps(activityColumns(context, found, order, evidence));
}

interface Evidence {
  codes: string[];
  params: string[];
}

function* activityColumns(
  { book, asOf }: ExhibitContext,
  { history, active, expected, spend, revenue, clv }: CustomerActivity,
  order: Int32Array,
  evidence: Evidence,
): Generator<Column, void> {
  const pick = (values: ArrayLike<number>) => pickedFrom(values, order);
  const first = new Float64Array(order.length);
  const last = new Float64Array(order.length);
  const since = new Float64Array(order.length);
  for (const [at, index] of order.entries()) {
    first[at] = asOf - Math.round(7 * history.T[index]!);
    since[at] = Math.round(7 * (history.T[index]! - history.tx[index]!));
    last[at] = asOf - since[at]!;
  }
  yield* accountColumns(book, pick(history.account));
  yield ratioColumn('p_active', pick(active));
  yield numberColumn('expected_orders', 'score', pick(expected));
  yield moneyColumn('expected_spend', pick(spend));
  yield moneyColumn('expected_revenue', pick(revenue));
  yield moneyColumn('clv', pick(clv));
  yield countColumn(
    'order_days',
    pick(history.x).map((repeats) => repeats + 1),
  );
  yield numberColumn('first_order', 'none', first, 'date');
  yield numberColumn('last_order', 'none', last, 'date');
  yield numberColumn('days_since', 'days', since, 'integer');
  yield textColumn('evidence', evidence.codes);
  yield textColumn('evidence_params', evidence.params);
}

/** Why the chance is what it is, in figures that a person can check. */
function reasonOf({ model, history, active, expected }: CustomerActivity, index: number) {
  const [x, tx, T] = [history.x[index]!, history.tx[index]!, history.T[index]!];
  const params = {
    orders: x + 1,
    weeks: T,
    daysSince: Math.round(7 * (T - tx)),
    active: active[index]!,
    expected: expected[index]!,
  };
  if (x > 0) return { code: 'activityRepeat', params };
  return { code: model === 'bg-nbd' ? 'activityOnceBgNbd' : 'activityOnce', params };
}

/** Estimates with standard errors; gamma is money, alpha and beta are weeks. */
function parameterTable({ fit, model, spending }: CustomerActivity): Table {
  const rows = [{ part: model, ...fit }, ...(spending ? [{ part: 'gamma-gamma', ...spending }] : [])].flatMap(
    ({ part, params, stdErr }) =>
      Object.entries<number>(params).map(([name, value]) => ({
        part,
        name,
        value,
        error: (stdErr as Record<string, number> | null)?.[name] ?? Number.NaN,
      })),
  );
  return makeTable([
    textColumn(
      'model',
      rows.map(({ part }) => part),
    ),
    textColumn(
      'parameter',
      rows.map(({ name }) => name),
    ),
    numberColumn(
      'estimate',
      'none',
      rows.map(({ value }) => value),
    ),
    numberColumn(
      'std_error',
      'none',
      rows.map(({ error }) => error),
    ),
  ]);
}

/** `0`, `3–4`, `65+`. */
function classNames(from: Float64Array, to: Float64Array): string[] {
  return Array.from(from, (low, index) => {
    const high = to[index]!;
    if (high === low) return `${low}`;
    return Number.isFinite(high) ? `${low}–${high}` : `${low}+`;
  });
}

function frequencyTable({ frequency: { from, to, actual, expected } }: CustomerActivity): Table {
  return makeTable([
    textColumn('repeat_orders', classNames(from, to)),
    countColumn('accounts', actual),
    numberColumn('accounts_expected', 'count', expected),
  ]);
}

function holdoutTable({ holdout }: CustomerActivity): Table {
  const none = new Float64Array(0);
  const { from, to, accounts, actual, expected, naive } = holdout ?? {
    ...{ from: none, to: none, accounts: none },
    ...{ actual: none, expected: none, naive: none },
  };
  return makeTable([
    textColumn('repeat_orders', classNames(from, to)),
    countColumn('accounts', accounts),
    countColumn('orders_made', actual),
    numberColumn('orders_expected', 'count', expected),
    countColumn('orders_naive', naive),
  ]);
}
