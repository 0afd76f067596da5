import { monthOfDay } from '../../../../../shared/domain/calendar.ts';
import type { SalesRows } from '../../types.ts';

/** What a product is to the question: the one looked at, one it may replace, or any other. */
export const otherProduct = 0;
export const theProduct = 1;
export const substitute = 2;

/** Money by account and month: account a's month m is at a · months + m. Returns are deducted. */
export interface MonthlySpend {
  accounts: number;
  /** Month index of the first one, and how many there are. */
  firstMonth: number;
  months: number;
  all: Float64Array;
  substitutes: Float64Array;
  product: Float64Array;
  /** 1 in months with a purchase of anything. */
  active: Uint8Array;
  /** First month with a purchase of anything, and of the product; -1 = never. */
  begin: Int32Array;
  adopted: Int32Array;
}

/** Sums money by account and month from the first kept row to `asOf`. Cost: linear in rows; 25 bytes per account and month. */
export function monthlySpend(rows: SalesRows, role: Uint8Array, asOf: number): MonthlySpend {
  const { accounts, offsets, keep, day, revenue, product } = rows;
  let first = asOf;
  for (let row = offsets[0]!; row < offsets[accounts]!; row++)
    if (keep[row] === 1 && day[row]! < first) first = day[row]!;
  const firstMonth = monthOfDay(first);
  const months = monthOfDay(asOf) - firstMonth + 1;
  const monthOf = Int32Array.from(
    { length: asOf - first + 1 },
    (_, at) => monthOfDay(first + at) - firstMonth,
  );
  const cells = accounts * months;
  const found: MonthlySpend = {
    accounts,
    firstMonth,
    months,
    all: new Float64Array(cells),
    substitutes: new Float64Array(cells),
    product: new Float64Array(cells),
    active: new Uint8Array(cells),
    begin: new Int32Array(accounts).fill(-1),
    adopted: new Int32Array(accounts).fill(-1),
  };
  const earliest = (into: Int32Array, account: number, month: number) => {
    if (into[account] === -1 || month < into[account]!) into[account] = month;
  };
  for (let account = 0; account < accounts; account++) {
    for (let row = offsets[account]!; row < offsets[account + 1]!; row++) {
      const money = revenue[row]!;
      if (keep[row] !== 1 || day[row]! > asOf || Number.isNaN(money)) continue;
      const month = monthOf[day[row]! - first]!;
      const cell = account * months + month;
      const kind = product && product[row]! >= 0 ? role[product[row]!]! : otherProduct;
      found.all[cell]! += money;
      if (kind === substitute) found.substitutes[cell]! += money;
      if (kind === theProduct) found.product[cell]! += money;
      if (!(money > 0)) continue;
      found.active[cell] = 1;
      earliest(found.begin, account, month);
      if (kind === theProduct) earliest(found.adopted, account, month);
    }
  }
  return found;
}
