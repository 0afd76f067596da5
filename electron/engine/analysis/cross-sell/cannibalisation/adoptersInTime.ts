import { monthOfDay } from '../../../../../shared/domain/calendar.ts';
import type { SalesRows } from '../../types.ts';
import type { Items } from '../nextProduct/purchaseView.ts';
import { firstPurchases } from '../sequence/firstPurchases.ts';

/** When a take-up can be looked at: in the months `from` … `to`, and as many after the account's first purchase. */
export interface AdoptionTimes {
  asOf: number;
  from: number;
  to: number;
  months: number;
}

/** How many accounts took up each item late enough to have a before, and early enough to have an after? */
export function adoptersInTime(rows: SalesRows, items: Items, times: AdoptionTimes): Int32Array {
  const first = firstPurchases(rows, items, times.asOf);
  const adopters = new Int32Array(items.count);
  for (let account = 0; account < first.accounts; account++) {
    const begin = monthOfDay(first.begin[account]!);
    for (let at = first.starts[account]!; at < first.starts[account + 1]!; at++) {
      const month = monthOfDay(first.day[at]!);
      if (month < times.from || month > times.to || month - begin < times.months) continue;
      adopters[first.items[at]!]!++;
    }
  }
  return adopters;
}
