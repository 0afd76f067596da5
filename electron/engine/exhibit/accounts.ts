import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { type Column, numberColumn } from '../../../shared/domain/table.ts';
import type { AccountActivity } from '../analysis/portfolio/accountActivity.ts';
import { portfolioMethods } from '../analysis/portfolio/methods.ts';
import { movementClasses } from '../analysis/portfolio/movementTally.ts';
import type { RevenueMovement } from '../analysis/portfolio/revenueMovement.ts';
import { accountText } from '../book/fields.ts';
import { sortSteps } from '../book/sortSteps.ts';
import type { Book } from '../book/types.ts';
import { numberFieldUnit } from '../book/units.ts';
import { missingDay } from '../workspace/types.ts';
import {
  accountColumns,
  countColumn,
  moneyColumn,
  pickedFrom,
  ratioColumn,
  tableSteps,
  totalOf,
  wordColumn,
} from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { movementOf } from './movement.ts';
import { rowPass } from './rowPass.ts';

/** Orders, products, first and last day of every account up to the as-of date. */
export function activityOf(context: ExhibitContext): Promise<AccountActivity> {
  const span = { from: context.firstDay, to: context.asOf };
  return rowPass(context, 'activity', 'accountActivity', context.rows, span, { purchasesOnly: true });
}

/** Sales attributes that describe an account when no accounts file does. */
const describing = [
  'market',
  'region',
  'province',
  'city',
  'industry',
  'segment',
  'owner',
  'team',
  'channel',
];

/** Names of the attributes an account has: from account files, then those its sales rows tell. */
export function accountAttributeNames(book: Book): string[] {
  const fromSales = describing.filter((name) => book.text(name) !== null);
  return [...new Set([...book.accounts.attributes.keys(), ...fromSales])];
}

/** One attribute of these accounts as a column named `attribute:NAME`. */
export function attributeColumn(book: Book, name: string, accounts: ArrayLike<number>): Column {
  const label = `attribute:${name}`;
  const attribute = book.accounts.attributes.get(name);
  if (attribute?.type === 'number') {
    const values = Float64Array.from(accounts, (account) => attribute.values[account] ?? Number.NaN);
    return numberColumn(label, numberFieldUnit(name), values);
  }
  if (attribute?.type === 'date') {
    const values = Float64Array.from(accounts, (account) => {
      const day = attribute.values[account] ?? missingDay;
      return day === missingDay ? Number.NaN : day;
    });
    return numberColumn(label, 'none', values, 'date');
  }
  const text = accountText(book, name);
  return wordColumn(
    label,
    Int32Array.from(accounts, (account) => text?.codes[account] ?? -1),
    text?.values ?? [],
  );
}

/** Day numbers, where accountActivity's markers for "no order" become missing. */
export function dayOrMissing(day: number): number {
  return Math.abs(day) >= 2147483647 ? Number.NaN : day;
}

/** Values and table `accounts` of "Who are the accounts?": every account with a row in the slice, largest first. */
export async function accounts(context: ExhibitContext): Promise<Exhibit> {
  const [activity, movement] = await Promise.all([activityOf(context), movementOf(context)]);
  const order = Int32Array.from(activity.lines.keys()).filter((account) => activity.lines[account]! > 0);
  await context.beside(
    sortSteps(
      order,
      (a, b) => movement.to[b]! - movement.to[a]! || activity.revenue[b]! - activity.revenue[a]! || a - b,
    ),
  );
  const table = await context.beside(tableSteps(listColumns(context, activity, movement, order)));
  return context.exhibit(
    { accounts: order.length, revenue: movement.end },
    { accounts: table },
    { ...portfolioMethods.revenueMovement, warnings: movement.warnings },
    context.comparison(),
  );
}

function* listColumns(
  { book, asOf }: ExhibitContext,
  activity: AccountActivity,
  movement: RevenueMovement,
  order: Int32Array,
): Generator<Column, void> {
  const pick = (values: ArrayLike<number>) => pickedFrom(values, order);
  const gained = pick(movement.to).map((value) => Math.max(0, value));
  const positive = totalOf(gained);
  const lastDays = pick(activity.lastDay).map(dayOrMissing);
  yield* accountColumns(book, order);
  for (const name of accountAttributeNames(book)) yield attributeColumn(book, name, order);
  yield moneyColumn('revenue', pick(movement.to));
  yield moneyColumn('revenue_prior', pick(movement.from));
  yield moneyColumn('change', pick(movement.change));
  yield wordColumn('class', pick(movement.classes), movementClasses);
  yield ratioColumn(
    'share',
    gained.map((value) => (positive > 0 ? value / positive : Number.NaN)),
  );
  yield moneyColumn('revenue_total', pick(activity.revenue));
  yield countColumn('orders', pick(activity.orders));
  yield countColumn(
    'products',
    book.product() ? pick(activity.products) : new Float64Array(order.length).fill(Number.NaN),
  );
  yield numberColumn('first_order', 'none', pick(activity.firstDay).map(dayOrMissing), 'date');
  yield numberColumn('last_order', 'none', lastDays, 'date');
  yield numberColumn(
    'days_since',
    'days',
    lastDays.map((day) => asOf - day),
    'integer',
  );
}
