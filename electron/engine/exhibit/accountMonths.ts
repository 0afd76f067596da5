import { monthOfDay } from '../../../shared/domain/calendar.ts';
import { periodsBetween } from '../../../shared/domain/period.ts';
import { makeTable, numberColumn, type Table } from '../../../shared/domain/table.ts';
import { marketAtLevel } from '../analysis/market/marketAtLevel.ts';
import { quantileOfSorted } from '../analysis/statistics/quantile.ts';
import type { Headroom } from '../analysis/upsell/headroom.ts';
import { moneyColumn } from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { matchFigures } from './marketMatch.ts';
import { totalsPerPeriod } from './trend.ts';

interface AccountMonths {
  /** Month, revenue, and beside it `peer_median`, `book` and, where the market is known, `own_market`. */
  table: Table;
  first: number;
  own: Float64Array;
}

/** How an account develops month by month, beside accounts like it, all accounts and its own market. */
export async function accountMonths(
  context: ExhibitContext,
  index: number,
  headroom: Headroom | null,
): Promise<AccountMonths> {
  const { months, own, peers } = monthlyRevenue(context, index, headroom);
  const market = await marketOf(context, index, months[0]!, own);
  const table = makeTable([
    numberColumn('month', 'none', months, 'month'),
    moneyColumn('revenue', own),
    moneyColumn('peer_median', peers),
    moneyColumn('book', await bookAtLevelOf(context, own)),
    ...(market?.some(Number.isFinite) ? [moneyColumn('own_market', market)] : []),
  ]);
  return { table, first: months[0]!, own };
}

/** Revenue month by month, beside the median of the account's look-alikes. */
function monthlyRevenue(context: ExhibitContext, index: number, found: Headroom | null) {
  const first = monthOfDay(context.firstDay);
  const months = Array.from({ length: monthOfDay(context.asOf) - first + 1 }, (_, month) => first + month);
  const sums = (account: number) => {
    const { offsets, keep, day, revenue } = context.rows;
    const values = new Float64Array(months.length);
    for (let row = offsets[account]!; row < offsets[account + 1]!; row++) {
      if (keep[row] === 1 && !Number.isNaN(revenue[row]!))
        values[monthOfDay(day[row]!) - first]! += revenue[row]!;
    }
    return values;
  };
  const row = found?.rowOf[index] ?? -1;
  const peers =
    found && row >= 0
      ? Array.from(found.peerAccounts.subarray(row * found.k, row * found.k + found.peers[row]!), sums)
      : [];
  const median = months.map((_, month) =>
    peers.length === 0
      ? Number.NaN
      : quantileOfSorted(Float64Array.from(peers, (one) => one[month]!).sort(), 0.5),
  );
  return { months, own: sums(index), peers: median };
}

/** All accounts of the slice month by month, brought to the level of this one: what it would have had by growing like them. */
async function bookAtLevelOf(context: ExhibitContext, own: ArrayLike<number>): Promise<Float64Array> {
  const { revenue } = await totalsPerPeriod(context, periodsBetween(context.firstDay, context.asOf, 'month'));
  const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, one) => total + one, 0);
  const level = sum(own) / sum(revenue);
  return Float64Array.from(revenue, (value) =>
    Number.isFinite(level) && level > 0 ? value * level : Number.NaN,
  );
}

/** The account's own market month by month: the parts it buys of, each as much as it buys, at the account's level. */
async function marketOf(
  context: ExhibitContext,
  index: number,
  first: number,
  own: ArrayLike<number>,
): Promise<Float64Array | null> {
  await context.book.prefetchFacts('market', context.signal);
  const found = await context.sharedSteps('marketFigures', () => matchFigures(context.book, ''));
  const row = found?.rowOf[index] ?? -1;
  if (!found || row < 0) return null;
  const { offsets, keep, revenue, product } = context.rows;
  const weights = new Float64Array(found.figures.cells);
  for (let at = offsets[index]!; at < offsets[index + 1]!; at++) {
    const code = product?.[at] ?? -1;
    const column = found.columns === 1 ? 0 : code < 0 ? -1 : found.columnOf[code]!;
    if (keep[at] === 1 && column >= 0 && !Number.isNaN(revenue[at]!))
      weights[row * found.columns + column]! += revenue[at]!;
  }
  return marketAtLevel(found.figures, weights, first, own);
}
