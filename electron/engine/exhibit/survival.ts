import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { makeTable, numberColumn, type Table, textColumn } from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { leavingHorizon } from '../analysis/opportunities/leavingRates.ts';
import {
  contractLifetimes,
  type LifetimeOptions,
  type Lifetimes,
} from '../analysis/retention/survival/accountLifetimes.ts';
import { intervalKinds } from '../analysis/retention/survival/kaplanMeier.ts';
import type { GroupSurvival, SurvivalByGroup } from '../analysis/retention/survival/survivalByGroup.ts';
import { atRiskAt } from '../analysis/retention/survival/survivalSample.ts';
import { runInBackground } from '../background/pool.ts';
import { accountText } from '../book/fields.ts';
import type { Book } from '../book/types.ts';
import { missingDay } from '../workspace/types.ts';
import { accountAttributeNames } from './accounts.ts';
import { countColumn, ratioColumn } from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { historyOf, rhythmOf } from './retention.ts';
import { rowPass } from './rowPass.ts';

const daysInMonth = 365.25 / 12;
const mostGroups = 7;
const ticks = [1, 2, 3, 6, 12, 24, 36, 60, 120];

/** Groups from most accounts to least; `''` = no value, null = Other. */
interface Groups {
  names: (string | null)[];
  /** Per lifetime. */
  codes: Int32Array;
}

/**
 * Values, tables `curves` (steps of each group, from (0, 100 %)), `groups` and `at_risk`. Options: `by` (any text of an
 * account), `lifetime` = order or contract, `silence` in days, `starts` = all or seen, `interval`, `horizon` in months.
 */
export async function survival(context: ExhibitContext): Promise<Exhibit> {
  const { found, groups, parameters, warnings } = await survivalOf(context);
  return context.exhibit(
    {
      accounts: found.groups.reduce((sum, group) => sum + group.curve.n, 0),
      gone: found.groups.reduce((sum, group) => sum + group.curve.eventsInAll, 0),
      silence: parameters.silence ?? null,
      horizon: found.horizon,
      chisq: found.test.chisq,
      df: found.test.df,
      p: found.test.p,
      reference: groups.names.length > 1 ? (groups.names[found.reference] ?? null) : null,
    },
    {
      groups: groupTable(found, groups.names),
      curves: curveTable(found, groups.names),
      at_risk: riskTable(found, groups.names),
    },
    {
      method: parameters.lifetime === 'contract' ? 'survivalContract' : 'survivalOrders',
      source:
        'Kaplan & Meier (1958); Greenwood (1926); Mantel (1966); Cox (1972), ties by Efron (1977); Royston & Parmar (2013)',
      parameters,
      warnings,
    },
  );
}

async function survivalOf(context: ExhibitContext) {
  const by = context.text('by', '');
  const lifetime = context.text('lifetime', 'order', ['order', 'contract']);
  const starts = context.text('starts', 'all', ['all', 'seen']);
  const interval = context.text('interval', 'log-log', intervalKinds) as (typeof intervalKinds)[number];
  const months = context.number('horizon', Number.NaN, { min: 0.1, max: 1200 });
  const usual = lifetime === 'contract' ? 0 : leavingHorizon(await rhythmOf(context));
  const silence = context.number('silence', usual, { min: 1, max: 3650 });
  const lives = await lifetimesOf(context, lifetime, {
    asOf: context.asOf,
    silence,
    dataFrom: context.firstDay,
    onlySeenStarts: starts === 'seen',
  });
  const groups = groupsBy(context.book, by, lives.account);
  const found = await context.longWork(
    `survival:${by}:${lifetime}:${silence}:${starts}:${interval}:${months}`,
    (signal) =>
      runInBackground(
        signal,
        'survivalByGroup',
        {
          time: lives.days.map((days) => days / daysInMonth),
          event: lives.gone,
          ...(lives.entry ? { entry: lives.entry.map((days) => days / daysInMonth) } : {}),
          group: groups.codes,
          groups: groups.names.length,
        },
        { interval, horizon: Number.isNaN(months) ? null : months },
      ),
  );
  const parameters = {
    ...(by === '' ? {} : { by }),
    ...{ lifetime, starts, interval, horizon: found.horizon },
    ...(lifetime === 'contract' ? {} : { silence }),
  };
  return { found, groups, parameters, warnings: [...lives.warnings, ...found.warnings] };
}

async function lifetimesOf(
  context: ExhibitContext,
  lifetime: string,
  options: LifetimeOptions,
): Promise<Lifetimes> {
  const history = await historyOf(context);
  const found =
    lifetime === 'order'
      ? await rowPass(context, `lifetimes:${JSON.stringify(options)}`, 'orderLifetimes', history, options)
      : contractLifetimes(history, contractDates(context.book), options);
  if (found.account.length > 0) return found;
  throw new ExpectedError('tooLittleData', 'No account is left to follow', {
    params: { what: 'A survival curve', least: 1, n: 0 },
  });
}

function contractDates({ accounts }: Book) {
  const start = accounts.attributes.get('contract_start');
  const end = accounts.attributes.get('contract_end');
  if (start?.type === 'date' && end?.type === 'date') {
    return { start: start.values, end: end.values, missing: missingDay };
  }
  throw new ExpectedError('noData', 'The accounts have no contract dates', {
    hint: 'Import accounts with contract start and contract end, or count from the first order',
  });
}

/** The seven values that most accounts have, and Other. Order: most accounts first, then by name. */
function groupsBy(book: Book, by: string, accounts: Int32Array): Groups {
  if (by === '') return { names: [''], codes: new Int32Array(accounts.length) };
  const column = accountText(book, by);
  if (!column) {
    throw new ExpectedError('unknownField', `Accounts have no text "${by}" to be grouped by`, {
      hint: `Fields: ${accountAttributeNames(book).join(', ')}`,
      params: { field: by },
    });
  }
  const nameOf = (account: number) => column.values[column.codes[account]!] ?? '';
  const counts = new Map<string, number>();
  for (const account of accounts) counts.set(nameOf(account), (counts.get(nameOf(account)) ?? 0) + 1);
  const order = [...counts.entries()].sort(
    ([a, m], [b, n]) => n - m || Number(a === '') - Number(b === '') || (a < b ? -1 : 1),
  );
  const names: (string | null)[] = order.slice(0, mostGroups).map(([name]) => name);
  const codeOf = new Map(names.map((name, code) => [name, code]));
  const other = names.length;
  if (order.length > mostGroups) names.push(null);
  return { names, codes: Int32Array.from(accounts, (account) => codeOf.get(nameOf(account)) ?? other) };
}

function groupColumn(
  names: (string | null)[],
  found: SurvivalByGroup,
  rowsOf: (group: GroupSurvival) => number,
) {
  return textColumn(
    'group',
    found.groups.flatMap((group, index) => new Array<string | null>(rowsOf(group)).fill(names[index]!)),
  );
}

function groupTable(found: SurvivalByGroup, names: (string | null)[]): Table {
  const { groups } = found;
  const column = (
    name: string,
    unit: 'months' | 'score' | 'p',
    pick: (group: GroupSurvival) => number | null,
  ) =>
    numberColumn(
      name,
      unit,
      groups.map((group) => pick(group) ?? Number.NaN),
    );
  return makeTable([
    groupColumn(names, found, () => 1),
    countColumn(
      'accounts',
      groups.map(({ curve }) => curve.n),
    ),
    countColumn(
      'gone',
      groups.map(({ curve }) => curve.eventsInAll),
    ),
    column('median_months', 'months', ({ median }) => median.median),
    column('median_lower', 'months', ({ median }) => median.lower),
    column('median_upper', 'months', ({ median }) => median.upper),
    column('mean_months', 'months', ({ mean }) => mean.mean),
    column('mean_error', 'months', ({ mean }) => mean.stdErr),
    column('hazard_ratio', 'score', ({ hazard }) => hazard.ratio),
    column('hazard_lower', 'score', ({ hazard }) => hazard.lower),
    column('hazard_upper', 'score', ({ hazard }) => hazard.upper),
    column('hazard_p', 'p', ({ hazard }) => hazard.p),
  ]);
}

/** Every step of every curve, with a first row at time 0. */
function curveTable(found: SurvivalByGroup, names: (string | null)[]): Table {
  const values = (first: (group: GroupSurvival) => number, rest: (group: GroupSurvival) => Float64Array) =>
    found.groups.flatMap((group) => [first(group), ...rest(group)]);
  return makeTable([
    groupColumn(names, found, ({ curve }) => curve.time.length + 1),
    numberColumn(
      'months',
      'months',
      values(
        () => 0,
        ({ curve }) => curve.time,
      ),
    ),
    countColumn(
      'at_risk',
      values(
        ({ curve }) => atRiskAt(curve, 0),
        ({ curve }) => curve.atRisk,
      ),
    ),
    countColumn(
      'gone',
      values(
        () => 0,
        ({ curve }) => curve.events,
      ),
    ),
    countColumn(
      'censored',
      values(
        () => 0,
        ({ curve }) => curve.censored,
      ),
    ),
    ratioColumn(
      'survival',
      values(
        () => 1,
        ({ curve }) => curve.survival,
      ),
    ),
    ratioColumn(
      'survival_lower',
      values(
        () => Number.NaN,
        ({ curve }) => curve.lower,
      ),
    ),
    ratioColumn(
      'survival_upper',
      values(
        () => Number.NaN,
        ({ curve }) => curve.upper,
      ),
    ),
  ]);
}

/** How many accounts of each group are still followed at round times. */
function riskTable(found: SurvivalByGroup, names: (string | null)[]): Table {
  const longest = Math.max(...found.groups.map(({ curve }) => curve.time.at(-1)!));
  const step = ticks.find((each) => longest / each <= 7) ?? Math.ceil(longest / 7);
  const times = Array.from({ length: Math.floor(longest / step) + 1 }, (_, index) => index * step);
  const cells = found.groups.flatMap(({ curve }, index) =>
    times.map((time) => ({ name: names[index]!, time, atRisk: atRiskAt(curve, time) })),
  );
  return makeTable([
    textColumn(
      'group',
      cells.map(({ name }) => name),
    ),
    numberColumn(
      'months',
      'months',
      cells.map(({ time }) => time),
    ),
    countColumn(
      'at_risk',
      cells.map(({ atRisk }) => atRisk),
    ),
  ]);
}
