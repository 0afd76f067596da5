import type { Period } from '../../../shared/domain/period.ts';
import { makeTable, type Table, textColumn } from '../../../shared/domain/table.ts';
import { movementClasses } from '../analysis/portfolio/movementTally.ts';
import { fieldNames } from '../book/fields.ts';
import { firstInOrder } from '../book/firstInOrder.ts';
import { groupDimension } from '../book/groups.ts';
import { measureGroups } from '../book/measureGroups.ts';
import { planSlice } from '../book/slicePlan.ts';
import type { Book } from '../book/types.ts';
import { moneyColumn } from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { movementOf } from './movement.ts';

interface Change {
  kind: string;
  subject: string;
  name: string;
  amount: number;
  base: number;
}

/** At most this many of each sort, so that one sort does not crowd out the others. */
const most = { accounts: 6, products: 3, markets: 3 };

const accountKinds: Partial<Record<(typeof movementClasses)[number], string>> = {
  new: 'accountWon',
  reactivated: 'accountReturned',
  expansion: 'accountGrew',
  contraction: 'accountShrank',
  churned: 'accountLost',
};

/** What changed between the two periods, in accounts, products and markets, most money first: one sentence a row. */
export async function changesTable(context: ExhibitContext): Promise<Table> {
  const { from, to } = context.comparison();
  const changes = [
    ...(await accountChanges(context)),
    ...(await groupChanges(context, 'product', [from, to], most.products)),
    ...(await groupChanges(context, 'market', [from, to], most.markets)),
  ].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  return makeTable([
    textColumn(
      'kind',
      changes.map((change) => change.kind),
    ),
    textColumn(
      'subject',
      changes.map((change) => change.subject),
    ),
    textColumn(
      'subject_name',
      changes.map((change) => change.name),
    ),
    moneyColumn(
      'amount',
      changes.map((change) => change.amount),
    ),
    moneyColumn(
      'base',
      changes.map((change) => change.base),
    ),
  ]);
}

async function accountChanges(context: ExhibitContext): Promise<Change[]> {
  const { classes, change, from } = await movementOf(context);
  const { keys, names } = context.book.accounts;
  const moved = Int32Array.from(classes.keys()).filter(
    (account) => accountKinds[movementClasses[classes[account]!]!],
  );
  const order = firstInOrder(moved.length, Math.min(most.accounts, moved.length), (a, b) => {
    const [one, other] = [moved[a]!, moved[b]!];
    return Math.abs(change[other]!) - Math.abs(change[one]!) || one - other;
  });
  return Array.from(order, (index) => moved[index]!).map((account) => ({
    kind: kindOf(movementClasses[classes[account]!]!, change[account]!),
    subject: keys[account]!,
    name: names[account]!,
    amount: change[account]!,
    base: from[account]!,
  }));
}

/** Exchange rates can turn growth into less money: the sentence is about the money. */
function kindOf(movementClass: (typeof movementClasses)[number], change: number): string {
  if (movementClass === 'expansion' && change < 0) return accountKinds.contraction!;
  if (movementClass === 'contraction' && change > 0) return accountKinds.expansion!;
  return accountKinds[movementClass]!;
}

/** The groups of a field whose revenue changed most; none where the book lacks the field or has a single group. */
async function groupChanges(
  context: ExhibitContext,
  field: string,
  periods: [Period, Period],
  limit: number,
): Promise<Change[]> {
  const { book, slice, asOf, signal } = context;
  if (!fieldNames(book).includes(field)) return [];
  const key = groupDimension(book, field);
  const revenueIn = async (period: Period) => {
    const plan = planSlice(book, slice, { from: period.from, to: Math.min(period.to, asOf) });
    const { cells, values } = await measureGroups(book, plan, [key], ['revenue'], { signal });
    const revenue = new Float64Array(key.values.length);
    cells.forEach((cell, index) => {
      revenue[cell] = values.get('revenue')![index]!;
    });
    return revenue;
  };
  const [before, after] = [await revenueIn(periods[0]), await revenueIn(periods[1])];
  const codes = Array.from(key.values.keys()).filter((code) => code > 0 && before[code] !== after[code]);
  if (codes.length < 2) return [];
  const change = (code: number) => after[code]! - before[code]!;
  codes.sort((a, b) => Math.abs(change(b)) - Math.abs(change(a)) || a - b);
  return codes.slice(0, limit).map((code) => ({
    kind: `${field}${change(code) < 0 ? 'Shrank' : 'Grew'}`,
    subject: String(key.values[code]),
    name: field === 'product' ? productName(book, String(key.values[code])) : String(key.values[code]),
    amount: change(code),
    base: before[code]!,
  }));
}

function productName(book: Book, key: string): string {
  return book.products.names[book.products.indexOf.get(key)!]!;
}
