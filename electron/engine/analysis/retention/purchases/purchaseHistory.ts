import { type AccountDays, entriesUntil } from '../../history/accountDays.ts';
import { addTo, clearSums, createSums, totalOf } from '../../statistics/compensated.ts';
import type { Purchases } from './purchases.ts';

/** Purchases of every account with a purchase, in account order; times in weeks. */
export interface PurchaseHistory extends Purchases {
  /** Account index per entry, ascending. */
  account: Int32Array;
  /** Repeat purchase days whose money is known. */
  valued: Float64Array;
  /** Mean value of those days, in the reporting currency; 0 without one. */
  zbar: Float64Array;
}

const daysInWeek = 7;

/**
 * How often, how recently and for how much did each account buy, up to a day?
 *
 * Definitions: 1. a purchase day is a day with an order (a row of revenue above 0), or a day whose money is not below 0 (a
 * free delivery); it is one purchase, worth the money of the day, its returns deducted. A day of returns is none. 2. The
 * first purchase day starts the clock and is not counted: x is the number of later ones, tx the weeks until the last, T the
 * weeks until `asOf`, not rounded. 3. A day whose money no rate tells is a purchase without a value: the mean leaves it out.
 * Inputs: the days of the accounts; `asOf`, the last day looked at (days since 1970). Output: see `PurchaseHistory`; no
 * entry for an account without a purchase. Errors: none. Cost: linear in entries.
 * Source: Fader, Hardie & Lee (2005); the definitions of a day follow their CDNOW data.
 */
export function purchaseHistory(history: AccountDays, asOf: number): PurchaseHistory {
  const { accounts, starts, days, revenue, valued } = history;
  const found = emptyHistory(accounts);
  const money = createSums(1);
  let n = 0;
  for (let account = 0; account < accounts; account++) {
    const end = entriesUntil(history, account, asOf);
    const first = nextPurchase(history, starts[account]!, end);
    if (first === end) continue;
    clearSums(money);
    let last = first;
    let x = 0;
    let known = 0;
    for (let entry = first; ; x++) {
      entry = nextPurchase(history, entry + 1, end);
      if (entry === end) break;
      addTo(money, 0, revenue[entry]!);
      known += valued[entry]!;
      last = entry;
    }
    found.account[n] = account;
    found.x[n] = x;
    found.tx[n] = (days[last]! - days[first]!) / daysInWeek;
    found.T[n] = (asOf - days[first]!) / daysInWeek;
    found.valued[n] = known;
    found.zbar[n++] = known === 0 ? 0 : totalOf(money, 0) / known;
  }
  return firstOf(found, n);
}

/** The first entry from `entry` on that is a purchase day; `end` when there is none. */
function nextPurchase({ ordered, revenue }: AccountDays, entry: number, end: number): number {
  let at = entry;
  while (at < end && ordered[at] === 0 && revenue[at]! < 0) at++;
  return at;
}

function emptyHistory(size: number): PurchaseHistory {
  const column = () => new Float64Array(size);
  return {
    ...{ account: new Int32Array(size), x: column(), tx: column(), T: column() },
    ...{ valued: column(), zbar: column() },
  };
}

function firstOf({ account, x, tx, T, valued, zbar }: PurchaseHistory, n: number): PurchaseHistory {
  return {
    account: account.slice(0, n),
    x: x.slice(0, n),
    tx: tx.slice(0, n),
    T: T.slice(0, n),
    valued: valued.slice(0, n),
    zbar: zbar.slice(0, n),
  };
}
