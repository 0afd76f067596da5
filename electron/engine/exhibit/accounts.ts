import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { type Column, makeTable, numberColumn, textColumn } from '../../../shared/domain/table.ts';
import type { AccountActivity } from '../analysis/portfolio/accountActivity.ts';
import { portfolioMethods } from '../analysis/portfolio/methods.ts';
import { movementClasses } from '../analysis/portfolio/movementTally.ts';
import { accountText } from '../book/fields.ts';
import type { Book } from '../book/types.ts';
import { numberFieldUnit } from '../book/units.ts';
import { missingDay } from '../workspace/types.ts';
import { accountColumns, countColumn, moneyColumn, ratioColumn, wordColumn } from './columns.ts';
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
export function attributeColumn(book: Book, name: string, accounts: number[]): Column {
  const label = `attribute:${name}`;
  const attribute = book.accounts.attributes.get(name);
  if (attribute?.type === 'number') {
    const values = accounts.map((account) => attribute.values[account] ?? Number.NaN);
    return numberColumn(label, numberFieldUnit(name), values);
  }
  if (attribute?.type === 'date') {
    const values = accounts.map((account) => {
      const day = attribute.values[account] ?? missingDay;
      return day === missingDay ? Number.NaN : day;
    });
    return numberColumn(label, 'none', values, 'date');
  }
  const text = accountText(book, name);
  return textColumn(
    label,
    accounts.map((account) => text?.values[text.codes[account] ?? -1] ?? null),
  );
}

/** Day numbers, where accountActivity's markers for "no order" become missing. */
export function dayOrMissing(day: number): number {
  return Math.abs(day) >= 2147483647 ? Number.NaN : day;
}

/** Values and table `accounts` of "Who are the accounts?": every account with a row in the slice, largest first. */
export async function accounts(context: ExhibitContext): Promise<Exhibit> {
  const { book, asOf } = context;
  const [activity, movement] = await Promise.all([activityOf(context), movementOf(context)]);
  const order = Array.from(activity.lines.keys()).filter((account) => activity.lines[account]! > 0);
  order.sort(
    (a, b) => movement.to[b]! - movement.to[a]! || activity.revenue[b]! - activity.revenue[a]! || a - b,
  );
  const pick = (values: ArrayLike<number>) => order.map((account) => values[account]!);
  const positive = order.reduce((sum, account) => sum + Math.max(0, movement.to[account]!), 0);
  const lastDays = pick(activity.lastDay).map(dayOrMissing);
  const table = makeTable([
    ...accountColumns(book, order),
    ...accountAttributeNames(book).map((name) => attributeColumn(book, name, order)),
    moneyColumn('revenue', pick(movement.to)),
    moneyColumn('revenue_prior', pick(movement.from)),
    moneyColumn('change', pick(movement.change)),
    wordColumn('class', pick(movement.classes), movementClasses),
    ratioColumn(
      'share',
      pick(movement.to).map((value) => (positive > 0 ? Math.max(0, value) / positive : Number.NaN)),
    ),
    moneyColumn('revenue_total', pick(activity.revenue)),
    countColumn('orders', pick(activity.orders)),
    countColumn('products', book.product() ? pick(activity.products) : order.map(() => Number.NaN)),
    numberColumn('first_order', 'none', pick(activity.firstDay).map(dayOrMissing), 'date'),
    numberColumn('last_order', 'none', lastDays, 'date'),
    numberColumn(
      'days_since',
      'days',
      lastDays.map((day) => asOf - day),
      'integer',
    ),
  ]);
  return context.exhibit(
    { accounts: order.length, revenue: movement.end },
    { accounts: table },
    { ...portfolioMethods.revenueMovement, warnings: movement.warnings },
    context.comparison(),
  );
}
