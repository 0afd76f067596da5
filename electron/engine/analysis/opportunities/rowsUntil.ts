import { type OrderDates, orderDates } from '../retention/orderDates.ts';
import type { SalesRows } from '../types.ts';

/** The same rows seen from an earlier day: what comes after it is not kept. Cost: one byte per row. */
export function rowsUntil(rows: SalesRows, day: number): SalesRows {
  const { day: days, keep: kept } = rows;
  const keep = new Uint8Array(kept.length);
  for (let row = 0; row < keep.length; row++) keep[row] = days[row]! <= day ? kept[row]! : 0;
  return { ...rows, keep };
}

/** Answers "did this account order from `first` to `last`?" for any account; both days included. */
export function orderedBetween(rows: SalesRows): (account: number, first: number, last: number) => boolean {
  const dates: OrderDates = orderDates(rows);
  const entryOf = new Int32Array(rows.accounts).fill(-1);
  for (const [entry, account] of dates.accounts.entries()) entryOf[account] = entry;
  return (account, first, last) => {
    const entry = entryOf[account]!;
    if (entry < 0) return false;
    let low = dates.starts[entry]!;
    let high = dates.starts[entry + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (dates.days[middle]! < first) low = middle + 1;
      else high = middle;
    }
    return low < dates.starts[entry + 1]! && dates.days[low]! <= last;
  };
}
