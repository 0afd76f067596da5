import { ExpectedError } from '../../../../../shared/errors/errors.ts';
import { withoutDust } from '../../statistics/roundMoney.ts';
import type { SalesRows } from '../../types.ts';

/** What is looked at: products themselves, or what they belong to. */
export interface Items {
  /** Items are numbered 0 … count − 1. */
  count: number;
  /** Item per product, -1 = leave it out; length `rows.products`. */
  of: Int32Array;
}

/** The days around an origin. `before` … `origin` is looked back over, `origin` + 1 … `after` is what came then. */
export interface ViewDays {
  /** First day of the window looked back over. */
  before: number;
  /** From this day on, up to the origin, a purchase is recent. */
  recent: number;
  /** The day seen from. */
  origin: number;
  /** Last day of the horizon; equal to `origin` where nothing after it may be seen. */
  after: number;
}

/** Bits of `PurchaseView.when`. */
export const earlier = 1;
export const within = 2;
export const lately = 4;
export const later = 8;

/**
 * Who bought what, seen from one day. Account a's items are `items[starts[a]]` … `items[starts[a + 1] - 1]`, ascending.
 */
export interface PurchaseView {
  accounts: number;
  starts: Int32Array;
  items: Int32Array;
  /** Bits: bought before the window, within it, in its recent part, in the horizon after the origin. */
  when: Uint8Array;
  /** Money of the item in the window, returns deducted. */
  spend: Float64Array;
  /** Money of the account in the window over all items, returns deducted. */
  revenue: Float64Array;
  /** Days from the last purchase in the window to the origin; -1 without one. */
  silent: Int32Array;
  /** Items bought in the window. */
  breadth: Int32Array;
}

/**
 * Who bought what in the window, before it and after it?
 *
 * A purchase is a kept row with revenue above 0; returns lower spend alone. Rows after `after` are not seen.
 * @throws `noData` without a product column. Cost: linear in rows.
 */
export function viewPurchases(rows: SalesRows, items: Items, days: ViewDays): PurchaseView {
  const { product } = rows;
  if (!product) {
    throw new ExpectedError('noData', 'No batch has the column product, which cross-sell needs', {
      column: 'product',
      hint: 'Import sales with the column product',
      params: { needs: 'product' },
    });
  }
  const found = emptyView(rows, items);
  const slots = createSlots(items.count);
  let filled = 0;
  for (let account = 0; account < rows.accounts; account++) {
    readAccount(rows, product, items, days, account, slots, found);
    filled = readOff(slots, found, filled);
    found.starts[account + 1] = filled;
    found.breadth[account] = slots.breadth;
  }
  return {
    ...found,
    items: found.items.slice(0, filled),
    when: found.when.slice(0, filled),
    spend: found.spend.slice(0, filled),
  };
}

function emptyView(rows: SalesRows, items: Items): PurchaseView {
  const most = mostCells(rows, items);
  return {
    accounts: rows.accounts,
    starts: new Int32Array(rows.accounts + 1),
    items: new Int32Array(most),
    when: new Uint8Array(most),
    spend: new Float64Array(most),
    revenue: new Float64Array(rows.accounts),
    silent: new Int32Array(rows.accounts).fill(-1),
    breadth: new Int32Array(rows.accounts),
  };
}

function mostCells({ accounts, offsets }: SalesRows, { count }: Items): number {
  let most = 0;
  for (let account = 0; account < accounts; account++)
    most += Math.min(count, offsets[account + 1]! - offsets[account]!);
  return most;
}

/** One account's items while its rows are read. */
interface Slots {
  when: Uint8Array;
  sums: Float64Array;
  compensations: Float64Array;
  seen: Uint8Array;
  touched: Int32Array;
  count: number;
  /** Items of the account just read off that it bought in the window. */
  breadth: number;
}

function createSlots(items: number): Slots {
  return {
    when: new Uint8Array(items),
    sums: new Float64Array(items),
    compensations: new Float64Array(items),
    seen: new Uint8Array(items),
    touched: new Int32Array(items),
    count: 0,
    breadth: 0,
  };
}

function readAccount(
  { offsets, keep, day, revenue }: SalesRows,
  product: Int32Array,
  items: Items,
  { before, recent, origin, after }: ViewDays,
  account: number,
  slots: Slots,
  view: PurchaseView,
): void {
  let last = -1;
  let total = 0;
  let compensation = 0;
  for (let row = offsets[account]!; row < offsets[account + 1]!; row++) {
    const on = day[row]!;
    const money = revenue[row]!;
    if (keep[row] !== 1 || on > after || !(money > 0 || money < 0)) continue;
    const inside = on >= before && on <= origin;
    const item = product[row]! < 0 ? -1 : items.of[product[row]!]!;
    if (inside) {
      const next = total + money;
      const added = next - total;
      compensation += total - (next - added) + (money - added);
      total = next;
    }
    if (item < 0) continue;
    touch(slots, item);
    if (inside) add(slots, item, money);
    if (!(money > 0)) continue;
    slots.when[item]! |=
      on > origin ? later : on < before ? earlier : on >= recent ? within | lately : within;
    if (inside && on > last) last = on;
  }
  view.revenue[account] = withoutDust(total + compensation);
  if (last >= 0) view.silent[account] = origin - last;
}

function touch(slots: Slots, item: number): void {
  if (slots.seen[item] === 1) return;
  slots.seen[item] = 1;
  slots.touched[slots.count++] = item;
}

function add(slots: Slots, item: number, money: number): void {
  const sum = slots.sums[item]!;
  const next = sum + money;
  const added = next - sum;
  slots.compensations[item]! += sum - (next - added) + (money - added);
  slots.sums[item] = next;
}

/** Moves the account's items, ascending, to the end of what is found, and empties the slots. */
function readOff(slots: Slots, view: PurchaseView, from: number): number {
  const { touched, count, seen, when, sums, compensations } = slots;
  touched.subarray(0, count).sort();
  let filled = from;
  let breadth = 0;
  for (let i = 0; i < count; i++) {
    const item = touched[i]!;
    if (when[item] !== 0) {
      view.items[filled] = item;
      view.when[filled] = when[item]!;
      view.spend[filled++] = withoutDust(sums[item]! + compensations[item]!);
      if ((when[item]! & within) !== 0) breadth++;
    }
    seen[item] = 0;
    when[item] = 0;
    sums[item] = 0;
    compensations[item] = 0;
  }
  slots.count = 0;
  slots.breadth = breadth;
  return filled;
}
