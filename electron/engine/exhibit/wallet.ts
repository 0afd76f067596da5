import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { Column } from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { sortSteps } from '../book/sortSteps.ts';
import {
  accountColumns,
  flagColumn,
  moneyColumn,
  pickedFrom,
  ratioColumn,
  tableSteps,
  wordColumn,
} from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { headroomPeriod, rankingOf } from './headroom.ts';
import { totalsOf } from './movement.ts';

const bases = ['declared', 'estimated'] as const;

interface Wallets {
  account: number[];
  revenue: Float64Array;
  declared: Float64Array;
  /** Conditional 90 % quantile, and the 75 % one; NaN where an account cannot be compared. */
  estimated: Float64Array;
  estimatedLow: Float64Array;
}

/**
 * Values and table `wallet` (most open money first) of "How much of what they could spend do we have?".
 *
 * declared: the accounts' own `wallet` (what was imported last). estimated: what the best tenth of accounts like it
 * spends (conditional 90 % quantile), never less than the own revenue. wallet = declared where it is there and not below
 * the revenue, else estimated. share = revenue ÷ wallet; its range comes from the other view of the wallet: the
 * estimate beside what was declared, the 75 % quantile beside an estimate.
 */
export async function wallet(context: ExhibitContext): Promise<Exhibit> {
  const { found, warnings } = await walletsOf(context);
  await context.breathe();
  const n = found.account.length;
  const flagged = Uint8Array.from({ length: n }, (_, row) =>
    found.declared[row]! < found.revenue[row]! ? 1 : 0,
  );
  const basis = Int8Array.from({ length: n }, (_, row) =>
    found.declared[row]! > 0 && !flagged[row] ? 0 : Number.isNaN(found.estimated[row]!) ? -1 : 1,
  );
  const used = Float64Array.from(basis, (code, row) =>
    code === 0 ? found.declared[row]! : found.estimated[row]!,
  );
  await context.breathe();
  const shareOf = (of: Float64Array) =>
    used.map((_, row) => Math.min(1, Math.max(0, found.revenue[row]! / of[row]!)));
  const share = shareOf(used);
  const other = shareOf(basisOther(found, basis));
  const range = (pick: (...values: number[]) => number) =>
    share.map((value, row) => (Number.isNaN(other[row]!) ? value : pick(value, other[row]!)));
  const open = used.map((value, row) => Math.max(0, value - found.revenue[row]!));
  await context.breathe();
  const order = Int32Array.from(found.account.keys());
  const firstOpen = sortSteps(
    order,
    (a, b) => (open[b]! || 0) - (open[a]! || 0) || found.account[a]! - found.account[b]!,
  );
  await context.beside(firstOpen);
  const of = (values: ArrayLike<number>) => pickedFrom(values, order);
  const sum = (values: Float64Array) =>
    values.reduce((total, value) => total + (Number.isNaN(value) ? 0 : value), 0);
  function* columns(): Generator<Column, void> {
    yield* accountColumns(context.book, of(found.account));
    yield moneyColumn('revenue', of(found.revenue));
    yield moneyColumn('declared', of(found.declared));
    yield moneyColumn('estimated', of(found.estimated));
    yield moneyColumn('wallet', of(used));
    yield wordColumn('basis', of(basis), bases);
    yield ratioColumn('share', of(share));
    yield ratioColumn('share_low', of(range(Math.min)));
    yield ratioColumn('share_high', of(range(Math.max)));
    yield moneyColumn('open', of(open));
    yield flagColumn('flagged', of(flagged));
  }
  const known = used.map((value, row) => (Number.isNaN(value) ? 0 : found.revenue[row]!));
  return context.exhibit(
    {
      wallet: sum(used),
      revenue: sum(known),
      share: sum(used) > 0 ? sum(known) / sum(used) : null,
      open: sum(open),
      accounts: n,
      declared: basis.reduce((count, code) => count + (code === 0 ? 1 : 0), 0),
      estimated: basis.reduce((count, code) => count + (code === 1 ? 1 : 0), 0),
      flagged: flagged.reduce((count, flag) => count + flag, 0),
    },
    {
      wallet: await context.beside(tableSteps(columns())),
    },
    {
      method: 'wallet',
      source: 'Conditional quantiles, Koenker & Bassett (1978), Econometrica 46',
      parameters: { estimate: 0.9 },
      warnings,
    },
    { to: headroomPeriod(context) },
  );
}

/** The wallet as seen the other way: what the range of the share comes from. */
function basisOther(found: Wallets, basis: Int8Array): Float64Array {
  return Float64Array.from(basis, (code, row) =>
    code === 0 ? found.estimated[row]! : found.estimatedLow[row]!,
  );
}

async function walletsOf(context: ExhibitContext) {
  const { book } = context;
  const attribute = book.accounts.attributes.get('wallet');
  const given = attribute?.type === 'number' ? attribute.values : null;
  const period = headroomPeriod(context);
  const revenue = (await totalsOf(context, period)).revenue;
  const account = Array.from(revenue.keys()).filter(
    (one) => revenue[one]! > 0 || (inSlice(context, one) && given && given[one]! > 0),
  );
  const ranking = await rankingOrNull(context);
  await context.breathe();
  const quantile = (name: 'q75' | 'q90') =>
    Float64Array.from(account, (one) => {
      const row = ranking?.headroom.rowOf[one] ?? -1;
      return row < 0 || !ranking?.spend ? Number.NaN : Math.max(ranking.spend[name][row]!, revenue[one]!);
    });
  const found: Wallets = {
    account,
    revenue: Float64Array.from(account, (one) => revenue[one]!),
    declared: Float64Array.from(account, (one) => given?.[one] ?? Number.NaN),
    estimated: quantile('q90'),
    estimatedLow: quantile('q75'),
  };
  const below = account.filter((one) => given && given[one]! < revenue[one]!).length;
  const own = below > 0 ? [{ code: 'declaredBelowRevenue', params: { accounts: below } }] : [];
  return { found, warnings: [...(ranking?.warnings ?? [{ code: 'noEstimate', params: {} }]), ...own] };
}

/** Whether any row of the account is inside the slice. */
function inSlice({ rows }: ExhibitContext, account: number): boolean {
  for (let row = rows.offsets[account]!; row < rows.offsets[account + 1]!; row++)
    if (rows.keep[row]) return true;
  return false;
}

async function rankingOrNull(context: ExhibitContext) {
  try {
    return await rankingOf(context);
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'tooLittleData') return null;
    throw error;
  }
}
