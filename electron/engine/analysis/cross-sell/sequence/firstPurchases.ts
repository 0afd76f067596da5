import type { SalesRows } from '../../types.ts';
import type { Items } from '../nextProduct/purchaseView.ts';

/** When each account first bought what: account a's entries are `starts[a]` … `starts[a + 1] - 1`, items ascending. */
export interface FirstPurchases {
  accounts: number;
  starts: Int32Array;
  items: Int32Array;
  /** Days since 1970-01-01. */
  day: Int32Array;
  /** Day of the account's first purchase of anything; -1 without one. */
  begin: Int32Array;
  /** Accounts with the item. */
  buyers: Int32Array;
}

/** First purchases (kept rows with revenue above 0) up to a day. Cost: linear in rows. */
export function firstPurchases(rows: SalesRows, items: Items, asOf: number): FirstPurchases {
  const { accounts, offsets, keep, day, revenue, product } = rows;
  const first = new Int32Array(items.count).fill(unseen);
  const touched = new Int32Array(items.count);
  const found = {
    accounts,
    starts: new Int32Array(accounts + 1),
    begin: new Int32Array(accounts).fill(-1),
    buyers: new Int32Array(items.count),
  };
  const entries: number[] = [];
  const days: number[] = [];
  for (let account = 0; account < accounts; account++) {
    let count = 0;
    let begin = unseen;
    for (let row = offsets[account]!; row < offsets[account + 1]!; row++) {
      if (keep[row] !== 1 || !(revenue[row]! > 0) || day[row]! > asOf) continue;
      if (day[row]! < begin) begin = day[row]!;
      const item = product && product[row]! >= 0 ? items.of[product[row]!]! : -1;
      if (item < 0) continue;
      if (first[item] === unseen) touched[count++] = item;
      if (day[row]! < first[item]!) first[item] = day[row]!;
    }
    touched.subarray(0, count).sort();
    for (let i = 0; i < count; i++) {
      const item = touched[i]!;
      entries.push(item);
      days.push(first[item]!);
      found.buyers[item]!++;
      first[item] = unseen;
    }
    if (begin !== unseen) found.begin[account] = begin;
    found.starts[account + 1] = entries.length;
  }
  return { ...found, items: Int32Array.from(entries), day: Int32Array.from(days) };
}

const unseen = 0x7fffffff;
