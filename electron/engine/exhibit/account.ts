import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { findColumn, makeTable, numberColumn, type Table, textColumn } from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { createFormat } from '../../../shared/i18n/format.ts';
import { purchaseStates } from '../analysis/cross-sell/purchaseGrid.ts';
import type { WhiteSpace } from '../analysis/cross-sell/whiteSpace.ts';
import { portfolioMethods } from '../analysis/portfolio/methods.ts';
import { trailingYear } from '../analysis/retention/trailingYear.ts';
import { missingDay } from '../workspace/types.ts';
import { activitiesTable, feedbackTable, planTable, stockTable } from './accountFacts.ts';
import { accountMonths } from './accountMonths.ts';
import { accountAttributeNames, activityOf, attributeColumn, dayOrMissing } from './accounts.ts';
import { moneyColumn, productColumns, ratioColumn, wordColumn } from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { headroomOf } from './headroom.ts';
import { movementOf } from './movement.ts';
import { accountOpportunities } from './opportunities/tables.ts';
import { rhythmOf } from './retention.ts';
import { whiteSpaceOf } from './whiteSpace.ts';

const daysPerMonth = 365.25 / 12;

/** One account from all sides; option `account` is its key. Parts that need more data than there is stay empty. */
export async function account(context: ExhibitContext): Promise<Exhibit> {
  const key = context.text('account', '');
  const index = context.book.accounts.indexOf.get(key);
  if (index === undefined) {
    throw new ExpectedError('notFound', `There is no account "${key}"`, {
      hint: 'The Accounts page lists them all',
    });
  }
  const [movement, activity] = await Promise.all([movementOf(context), activityOf(context)]);
  const first = dayOrMissing(activity.firstDay[index]!);
  const last = dayOrMissing(activity.lastDay[index]!);
  const rhythm = await attempt(async () => (await rhythmOf(context)).accounts);
  const rhythmRow = rhythm ? rhythm.account.indexOf(index) : -1;
  const [headroom, space, opportunities] = await Promise.all([
    attempt(async () => (await headroomOf(context)).headroom),
    attempt(async () => (await whiteSpaceOf(context)).space),
    attempt(() => accountOpportunities(context, index)),
  ]);
  const headroomRow = headroom?.rowOf[index] ?? -1;
  const feedback = await feedbackTable(context, index);
  const positive = movement.to.reduce((sum, value) => sum + Math.max(0, value), 0);
  const own = movement.to[index]!;
  const months = await accountMonths(context, index, headroom);
  const activities = await activitiesTable(context, index);
  await context.book.prefetchFacts('plans', context.signal);
  await context.breathe();
  return context.exhibit(
    {
      account: key,
      name: context.book.accounts.names[index]!,
      revenue: own,
      revenuePrior: movement.from[index]!,
      share: positive > 0 ? Math.max(0, own) / positive : null,
      rank: own > 0 ? 1 + movement.to.reduce((above, value) => above + (value > own ? 1 : 0), 0) : null,
      orders: activity.orders[index]!,
      products: context.book.product() ? activity.products[index]! : null,
      tenureMonths: Number.isNaN(first) ? null : (context.asOf - first + 1) / daysPerMonth,
      daysSince: Number.isNaN(last) ? null : context.asOf - last,
      percentile: rhythmRow < 0 ? null : orNull(rhythm!.percentile[rhythmRow]!),
      medianGap: rhythmRow < 0 ? null : orNull(rhythm!.medianGap[rhythmRow]!),
      headroom: headroomRow < 0 ? null : headroom!.gap[headroomRow]!,
      nps: lastScore(feedback),
    },
    {
      profile: profile(context, index),
      months: months.table,
      products: productsOf(context, index),
      whiteSpace: whiteSpaceRows(context, index, space),
      opportunities: opportunities ?? makeTable([]),
      feedback,
      activities,
      plan: planTable(context, index, months.first, months.own),
      stock: await stockTable(context, index),
    },
    { ...portfolioMethods.revenueMovement, warnings: [] },
    context.comparison(),
  );
}

/** The answer, or null where the data is too little for it: a page about one account shows the parts it can. */
async function attempt<Value>(make: () => Value | Promise<Value>): Promise<Value | null> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof ExpectedError && (error.code === 'tooLittleData' || error.code === 'noData'))
      return null;
    throw error;
  }
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Attributes as they are known; numbers and dates as text, because fields of all types share a column. */
function profile(context: ExhibitContext, index: number): Table {
  const { book } = context;
  const format = createFormat('en');
  const rows = accountAttributeNames(book).map((name) => {
    const column = attributeColumn(book, name, [index]);
    const value = column.type === 'text' ? column.values[0] : format.cell(column, 0);
    return { field: column.name, value: value === '–' ? null : (value ?? null) };
  });
  const known = rows.filter((row) => row.value !== null);
  return makeTable([
    textColumn(
      'field',
      known.map((row) => row.field),
    ),
    textColumn(
      'value',
      known.map((row) => row.value),
    ),
  ]);
}

/** What the account buys: revenue per product in both periods, last order, state in the last 12 months. */
function productsOf(context: ExhibitContext, index: number): Table {
  const { offsets, keep, day, revenue, product } = context.rows;
  const { from, to } = context.comparison();
  const found = new Map<number, { now: number; before: number; last: number }>();
  for (let row = offsets[index]!; product && row < offsets[index + 1]!; row++) {
    if (keep[row] !== 1 || product[row]! < 0) continue;
    const one = found.get(product[row]!) ?? { now: 0, before: 0, last: missingDay };
    found.set(product[row]!, one);
    const amount = Number.isNaN(revenue[row]!) ? 0 : revenue[row]!;
    if (day[row]! >= to.from && day[row]! <= to.to) one.now += amount;
    if (day[row]! >= from.from && day[row]! <= from.to) one.before += amount;
    if (amount > 0) one.last = Math.max(one.last, day[row]!);
  }
  const rows = [...found].sort(([, a], [, b]) => b.now - a.now || b.before - a.before || b.last - a.last);
  const recent = trailingYear(context.asOf).from;
  return makeTable([
    ...productColumns(
      context.book,
      rows.map(([code]) => code),
    ),
    moneyColumn(
      'revenue',
      rows.map(([, one]) => one.now),
    ),
    moneyColumn(
      'revenue_prior',
      rows.map(([, one]) => one.before),
    ),
    numberColumn(
      'last_order',
      'none',
      rows.map(([, one]) => (one.last === missingDay ? Number.NaN : one.last)),
      'date',
    ),
    textColumn(
      'state',
      rows.map(([, one]) => (one.last >= recent ? 'bought' : 'lapsed')),
    ),
  ]);
}

/** What the account does not buy now, most expected value first. */
function whiteSpaceRows(context: ExhibitContext, index: number, space: WhiteSpace | null): Table {
  const row = space ? space.accounts.indexOf(index) : -1;
  const columns = space ? space.products.length : 0;
  const cells =
    !space || row < 0
      ? []
      : Array.from({ length: columns }, (_, column) => row * columns + column).filter(
          (cell) => purchaseStates[space.states[cell]!] !== 'bought',
        );
  cells.sort((a, b) => space!.expected[b]! - space!.expected[a]! || a - b);
  return makeTable([
    ...productColumns(
      context.book,
      cells.map((cell) => space!.products[cell % columns]!),
    ),
    ratioColumn(
      'probability',
      cells.map((cell) => space!.probability[cell]!),
    ),
    moneyColumn(
      'expected',
      cells.map((cell) => space!.expected[cell]!),
    ),
    wordColumn(
      'state',
      cells.map((cell) => space!.states[cell]!),
      purchaseStates,
    ),
  ]);
}

function lastScore(feedback: Table): number | null {
  const nps = findColumn(feedback, 'nps');
  if (nps.type === 'text') return null;
  return nps.values.find((value) => !Number.isNaN(value)) ?? null;
}
