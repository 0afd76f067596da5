import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { makePeriod, type Period } from '../../../shared/domain/period.ts';
import { makeTable, numberColumn, type Table } from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { trailingYear } from '../analysis/retention/trailingYear.ts';
import type { Headroom } from '../analysis/upsell/headroom.ts';
import { runInBackground } from '../background/pool.ts';
import { accountText } from '../book/fields.ts';
import { accountAttributeNames } from './accounts.ts';
import { accountColumns, countColumn, moneyColumn, ratioColumn } from './columns.ts';
import type { ExhibitContext } from './context.ts';

/** What makes accounts comparable beside tenure, orders and breadth, where the book knows it. */
const comparedBy = ['market', 'segment', 'industry'];

export interface HeadroomAnswer {
  headroom: Headroom;
  period: Period;
  parameters: { k: number; comparedBy: string[] };
}

/** Look-alikes over the last 12 months (or the period asked for), remembered. */
export function headroomOf(context: ExhibitContext): Promise<HeadroomAnswer> {
  const k = context.number('k', 15, { min: 5, max: 500 });
  const year = trailingYear(context.asOf);
  const period =
    context.ask.question === 'headroom' && context.ask.to !== undefined
      ? context.period()
      : makePeriod(Math.max(year.from, context.firstDay), year.to);
  const known = comparisonFields(context);
  return context.longWork(`headroom:${k}:${period.text}:${known.join('\u0001')}`, async (signal) => {
    const categories = known.map((name) => accountText(context.book, name)!.codes);
    const options = { span: { from: period.from, to: period.to }, k, categories };
    const headroom = await runInBackground(signal, 'estimateHeadroom', context.rows, options);
    return { headroom, period, parameters: { k, comparedBy: known } };
  });
}

/**
 * What look-alikes have in common: the fields that option `comparedBy` names (any text an account has, custom ones too),
 * else market, segment and industry as far as they are known. A comma within a name stands behind a backslash.
 * Throws `unknownField`.
 */
export function comparisonFields({ book, text }: ExhibitContext): string[] {
  const written = text('comparedBy', '').match(/(?:\\.|[^\\,])+/gs) ?? [];
  const asked = written.flatMap((name) => name.replace(/\\(.)/gs, '$1').trim() || []);
  if (asked.length === 0) return comparedBy.filter((name) => accountText(book, name) !== null);
  const unknown = asked.find((name) => accountText(book, name) === null);
  if (unknown === undefined) return asked;
  throw new ExpectedError('unknownField', `Accounts have no text "${unknown}" to be compared by`, {
    hint: `Fields: ${accountAttributeNames(book).join(', ')}`,
    params: { field: unknown },
  });
}

/** Values, table `headroom`, and `peers` of the account that option `account` names. */
export async function headroom(context: ExhibitContext): Promise<Exhibit> {
  const { headroom: found, period, parameters } = await headroomOf(context);
  const table = makeTable([
    ...accountColumns(context.book, found.account),
    moneyColumn('revenue', found.revenue),
    moneyColumn('expected', found.expected),
    moneyColumn('lower', found.lower),
    moneyColumn('upper', found.upper),
    moneyColumn('gap', found.gap),
    moneyColumn('gap_upper', found.gapUpper),
    countColumn('peers', found.peers),
    ratioColumn('similarity', found.similarity),
    countColumn('orders', found.orders),
    countColumn('products', found.products),
    numberColumn('tenure_months', 'months', found.tenureMonths),
  ]);
  const key = context.text('account', '');
  return context.exhibit(
    { total: found.total, accounts: found.n, notCompared: found.notCompared },
    key === '' ? { headroom: table } : { headroom: table, peers: peersOf(context, found, key) },
    {
      method: 'headroom',
      source: 'Nearest-neighbour median; distance of Gower (1971), Biometrics 27',
      parameters,
      warnings: found.warnings,
    },
    { to: period },
  );
}

/** The look-alikes of one account, nearest first; none where it has too little history to be compared. */
export function peersOf(context: ExhibitContext, found: Headroom, key: string): Table {
  const account = context.book.accounts.indexOf.get(key);
  if (account === undefined) throw new ExpectedError('notFound', `There is no account "${key}"`);
  const row = found.rowOf[account]!;
  const slots = row < 0 ? [] : Array.from({ length: found.peers[row]! }, (_, index) => row * found.k + index);
  const peers = slots.map((slot) => found.peerAccounts[slot]!);
  const of = (values: ArrayLike<number>) => peers.map((peer) => values[found.rowOf[peer]!]!);
  return makeTable([
    ...accountColumns(context.book, peers),
    ratioColumn(
      'similarity',
      slots.map((slot) => found.peerSimilarity[slot]!),
    ),
    moneyColumn('revenue', of(found.revenue)),
    countColumn('orders', of(found.orders)),
    countColumn('products', of(found.products)),
  ]);
}
