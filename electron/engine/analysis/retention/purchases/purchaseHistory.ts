import { compensatedSum } from '../../statistics/compensated.ts';
import type { SalesRows } from '../../types.ts';
import type { Purchases } from './purchases.ts';

/** Purchases of every account with a purchase, in account order; times in weeks. */
export interface PurchaseHistory extends Purchases {
  /** Account index per entry, ascending. */
  account: Int32Array;
  /** Mean value of the repeat purchase days, in the reporting currency; 0 without one. */
  zbar: Float64Array;
}

const daysInWeek = 7;

/**
 * How often, how recently and for how much did each account buy, up to a day?
 *
 * Definitions: 1. a purchase day is a day with a kept row whose revenue is not below 0; all its rows are one purchase, worth
 * their sum, returns of the day included (a return on another day is no purchase). 2. The first purchase day starts the
 * clock and is not counted: x is the number of later ones, tx the weeks until the last, T the weeks until `asOf`, not rounded.
 * Inputs: `rows`; `asOf`, the last day looked at (days since 1970). Missing revenue is no purchase. Output: see
 * `PurchaseHistory`; no entries without purchases. Errors: none. Cost: linear in rows, plus sorting within accounts.
 */
export function purchaseHistory(rows: SalesRows, asOf: number): PurchaseHistory {
  const entries: { account: number; days: PurchaseDays }[] = [];
  for (let account = 0; account < rows.accounts; account++) {
    const days = purchaseDays(rows, account, asOf);
    if (days.days.length > 0) entries.push({ account, days });
  }
  const column = (value: (days: PurchaseDays) => number) =>
    Float64Array.from(entries, (entry) => value(entry.days));
  return {
    account: Int32Array.from(entries, (entry) => entry.account),
    x: column(({ days }) => days.length - 1),
    tx: column(({ days }) => (days.at(-1)! - days[0]!) / daysInWeek),
    T: column(({ days }) => (asOf - days[0]!) / daysInWeek),
    zbar: column(({ values }) =>
      values.length > 1 ? compensatedSum(values.slice(1)) / (values.length - 1) : 0,
    ),
  };
}

/** Ascending distinct days and what was bought on each. */
interface PurchaseDays {
  days: number[];
  values: number[];
}

function purchaseDays(rows: SalesRows, account: number, asOf: number): PurchaseDays {
  const { offsets, keep, day, revenue } = rows;
  const byDay = new Map<number, number[]>();
  const bought = new Set<number>();
  for (let row = offsets[account]!; row < offsets[account + 1]!; row++) {
    const value = revenue[row]!;
    if (keep[row] !== 1 || day[row]! > asOf || Number.isNaN(value)) continue;
    if (value >= 0) bought.add(day[row]!);
    const values = byDay.get(day[row]!);
    if (values) values.push(value);
    else byDay.set(day[row]!, [value]);
  }
  const days = [...bought].sort((a, b) => a - b);
  return { days, values: days.map((one) => compensatedSum(byDay.get(one)!)) };
}
