import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { makeTable, numberColumn, type Table, textColumn } from '../../../shared/domain/table.ts';
import { type ActivityModel, activityModels } from '../analysis/retention/purchases/activityModel.ts';
import type { CustomerActivity } from '../analysis/retention/purchases/customerActivity.ts';
import { runInBackground } from '../background/pool.ts';
import { accountColumns, countColumn, moneyColumn, ratioColumn } from './columns.ts';
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
      activity: activityTable(context, found),
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

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
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
  const told = holdout ? sumOf(holdout.expected) : null;
  const made = holdout ? sumOf(holdout.actual) : null;
  return {
    model,
    accounts: fit.n,
    repeatAccounts: history.x.reduce((sum, x) => sum + (x > 0 ? 1 : 0), 0),
    converged: fit.converged ? 1 : 0,
    loglik: fit.loglik,
    loglikBgNbd: loglik['bg-nbd'] ?? null,
    loglikParetoNbd: loglik['pareto-nbd'] ?? null,
    activeAccounts: sumOf(active),
    expectedOrders: sumOf(expected),
    expectedRevenue: known(sumOf(revenue)),
    clv: known(sumOf(clv)),
    holdoutWeeks: holdout?.weeks ?? null,
    holdoutExpected: told,
    holdoutActual: made,
    holdoutNaive: holdout ? sumOf(holdout.naive) : null,
    holdoutError: holdout?.error ?? null,
    holdoutNaiveError: holdout?.naiveError ?? null,
  };
}

/** Most expected revenue first; where money is not known, most expected orders first. */
function activityTable(context: ExhibitContext, found: CustomerActivity): Table {
  const { history, active, expected, spend, revenue, clv } = found;
  const { keys } = context.book.accounts;
  const rank = (index: number) => (Number.isFinite(revenue[index]) ? revenue[index]! : -1);
  const keyOf = (index: number) => keys[history.account[index]!]!;
  const order = Array.from(history.account.keys()).sort(
    (a, b) => rank(b) - rank(a) || expected[b]! - expected[a]! || (keyOf(a) < keyOf(b) ? -1 : 1),
  );
  const pick = (values: ArrayLike<number>) => order.map((index) => values[index]!);
  const reasons = order.map((index) => reasonOf(found, index));
  const daysOf = (weeks: number) => Math.round(7 * weeks);
  const since = (index: number) => daysOf(history.T[index]! - history.tx[index]!);
  const dayColumn = (name: string, ago: (index: number) => number) =>
    numberColumn(
      name,
      'none',
      order.map((index) => context.asOf - ago(index)),
      'date',
    );
  return makeTable([
    ...accountColumns(context.book, pick(history.account)),
    ratioColumn('p_active', pick(active)),
    numberColumn('expected_orders', 'score', pick(expected)),
    moneyColumn('expected_spend', pick(spend)),
    moneyColumn('expected_revenue', pick(revenue)),
    moneyColumn('clv', pick(clv)),
    countColumn(
      'order_days',
      order.map((index) => history.x[index]! + 1),
    ),
    dayColumn('first_order', (index) => daysOf(history.T[index]!)),
    dayColumn('last_order', since),
    numberColumn('days_since', 'days', order.map(since), 'integer'),
    textColumn(
      'evidence',
      reasons.map(({ code }) => code),
    ),
    textColumn(
      'evidence_params',
      reasons.map(({ params }) => JSON.stringify(params)),
    ),
  ]);
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
