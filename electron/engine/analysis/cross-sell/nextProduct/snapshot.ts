import type { SalesRows } from '../../types.ts';
import type { ItemSets } from './ease.ts';
import {
  type Items,
  lately,
  type PurchaseView,
  type ViewDays,
  viewPurchases,
  within,
} from './purchaseView.ts';

/** The book seen from one day, over the items that most accounts bought. Items of `view` are columns 0 … n − 1. */
export interface Snapshot {
  days: ViewDays;
  view: PurchaseView;
  /** Item per column, most buyers first. */
  itemOf: Int32Array;
  /** What every account bought in the window, as columns; empty for those that bought nothing. */
  sets: ItemSets;
  /** Accounts with a purchase of one of the columns in the window, ascending. */
  active: Int32Array;
  /** Accounts that bought the column in the window, and in its recent part. */
  buyers: Int32Array;
  recentBuyers: Int32Array;
  /** Items bought in the window by anybody, before the choice. */
  itemsSold: number;
}

/** Sees the book from a day. At most `most` items, those with most buyers in the window, ties by item. Cost: linear in rows. */
export function takeSnapshot(rows: SalesRows, items: Items, days: ViewDays, most: number): Snapshot {
  const all = viewPurchases(rows, items, days);
  const buyers = countOf(all, items.count, within);
  const sold = Array.from(buyers.keys()).filter((item) => buyers[item]! > 0);
  sold.sort((a, b) => buyers[b]! - buyers[a]! || a - b);
  const itemOf = Int32Array.from(sold.slice(0, most));
  const view = narrowed(all, itemOf, items.count);
  const sets = setsOf(view, itemOf.length);
  return {
    days,
    view,
    itemOf,
    sets,
    active: Int32Array.from(
      Array.from({ length: view.accounts }, (_, account) => account).filter(
        (account) => sets.starts[account + 1]! > sets.starts[account]!,
      ),
    ),
    buyers: itemOf.map((item) => buyers[item]!),
    recentBuyers: countOf(view, itemOf.length, lately),
    itemsSold: sold.length,
  };
}

function countOf({ items, when }: PurchaseView, count: number, bit: number): Int32Array {
  const counts = new Int32Array(count);
  for (let cell = 0; cell < items.length; cell++) if ((when[cell]! & bit) !== 0) counts[items[cell]!]!++;
  return counts;
}

/** The view with only the chosen items, renumbered by column and ascending within each account. */
function narrowed(view: PurchaseView, itemOf: Int32Array, count: number): PurchaseView {
  const columnOf = new Int32Array(count).fill(-1);
  for (const [column, item] of itemOf.entries()) columnOf[item] = column;
  const starts = new Int32Array(view.accounts + 1);
  const items = new Int32Array(view.items.length);
  const when = new Uint8Array(items.length);
  const spend = new Float64Array(items.length);
  let filled = 0;
  for (let account = 0; account < view.accounts; account++) {
    const from = filled;
    for (let cell = view.starts[account]!; cell < view.starts[account + 1]!; cell++) {
      const column = columnOf[view.items[cell]!]!;
      if (column < 0) continue;
      let place = filled++;
      for (; place > from && items[place - 1]! > column; place--) {
        items[place] = items[place - 1]!;
        when[place] = when[place - 1]!;
        spend[place] = spend[place - 1]!;
      }
      items[place] = column;
      when[place] = view.when[cell]!;
      spend[place] = view.spend[cell]!;
    }
    starts[account + 1] = filled;
  }
  return {
    ...view,
    starts,
    items: items.slice(0, filled),
    when: when.slice(0, filled),
    spend: spend.slice(0, filled),
  };
}

function setsOf({ accounts, starts, items, when }: PurchaseView, count: number): ItemSets {
  const found = new Int32Array(items.length);
  const ends = new Int32Array(accounts + 1);
  let filled = 0;
  for (let account = 0; account < accounts; account++) {
    for (let cell = starts[account]!; cell < starts[account + 1]!; cell++)
      if ((when[cell]! & within) !== 0) found[filled++] = items[cell]!;
    ends[account + 1] = filled;
  }
  return { n: accounts, starts: ends, items: found.slice(0, filled), count };
}

/** The same sets with only the first columns: those with most buyers. */
export function firstColumns({ n, starts, items, count }: ItemSets, columns: number): ItemSets {
  if (columns >= count) return { n, starts, items, count };
  const kept = new Int32Array(items.length);
  const ends = new Int32Array(n + 1);
  let filled = 0;
  for (let set = 0; set < n; set++) {
    for (let at = starts[set]!; at < starts[set + 1]!; at++)
      if (items[at]! < columns) kept[filled++] = items[at]!;
    ends[set + 1] = filled;
  }
  return { n, starts: ends, items: kept.slice(0, filled), count: columns };
}
