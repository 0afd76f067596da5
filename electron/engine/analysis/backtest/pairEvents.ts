import type { AccountDays } from '../history/accountDays.ts';
import { revenueBetween } from '../history/seenFrom.ts';
import { trailingYear } from '../retention/trailingYear.ts';
import type { DaySpan, SalesRows } from '../types.ts';
import type { OutcomeOptions, Outcomes } from './outcomes.ts';

/** What each account bought in a span: products of account a at `starts[a]` … `starts[a + 1] - 1`, rising, with their money. */
interface Bought {
  starts: Int32Array;
  products: Int32Array;
  money: Float64Array;
}

/**
 * Which accounts bought a product within the horizon that they had not bought in the 12 months before?
 *
 * Looked at: accounts with money in the 12 months before times products bought by anybody then (a new product is on nobody's
 * list), less the pairs bought then. A purchase is a row with revenue above 0. Money of an event = the pair's money in the
 * horizon, returns deducted.
 */
export function pairEvents(rows: SalesRows, history: AccountDays, options: OutcomeOptions): Outcomes {
  const year = trailingYear(options.origin);
  const money = revenueBetween(history, year);
  const before = boughtIn(rows, year);
  const after = boughtIn(rows, { from: options.origin + 1, to: options.end });
  const sold = new Uint8Array(rows.products);
  for (const product of before.products) sold[product] = 1;
  const products = sold.reduce((total, one) => total + one, 0);
  const found: Outcomes = {
    n: 0,
    events: 0,
    gain: 0,
    sizeOf: new Int32Array(rows.accounts),
    eventsOf: new Int32Array(rows.accounts),
    gainOf: new Float64Array(rows.accounts),
    isEligible: (account, product) =>
      money[account]! > 0 && sold[product] === 1 && placeOf(before, account, product) < 0,
    happened: (account, product) => placeOf(after, account, product) >= 0,
    gainAt: (account, product) => after.money[placeOf(after, account, product)] ?? 0,
  };
  for (let account = 0; account < rows.accounts; account++) {
    if (!(money[account]! > 0)) continue;
    found.sizeOf[account] = products - (before.starts[account + 1]! - before.starts[account]!);
    for (let at = after.starts[account]!; at < after.starts[account + 1]!; at++) {
      if (!found.isEligible(account, after.products[at]!)) continue;
      found.eventsOf[account]!++;
      found.gainOf[account]! += after.money[at]!;
    }
    found.n += found.sizeOf[account]!;
    found.events += found.eventsOf[account]!;
    found.gain += found.gainOf[account]!;
  }
  return found;
}

/** Position of the pair, -1 where it was not bought. */
function placeOf({ starts, products }: Bought, account: number, product: number): number {
  let low = starts[account]!;
  const end = starts[account + 1]!;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (products[middle]! < product) low = middle + 1;
    else high = middle;
  }
  return low < end && products[low] === product ? low : -1;
}

function boughtIn(rows: SalesRows, span: DaySpan): Bought {
  const { accounts, offsets } = rows;
  const starts = new Int32Array(accounts + 1);
  const sums = new Float64Array(rows.products);
  const isBought = new Uint8Array(rows.products);
  const products: number[] = [];
  const money: number[] = [];
  for (let account = 0; account < accounts; account++) {
    const touched = addRows(rows, offsets[account]!, offsets[account + 1]!, span, sums, isBought);
    for (const product of touched.sort((a, b) => a - b)) {
      if (isBought[product] === 1) {
        products.push(product);
        money.push(sums[product]!);
      }
      sums[product] = 0;
      isBought[product] = 0;
    }
    starts[account + 1] = products.length;
  }
  return { starts, products: Int32Array.from(products), money: Float64Array.from(money) };
}

function addRows(
  { keep, day, revenue, product }: SalesRows,
  from: number,
  to: number,
  span: DaySpan,
  sums: Float64Array,
  isBought: Uint8Array,
): number[] {
  const touched = new Set<number>();
  for (let row = from; row < to; row++) {
    const code = product ? product[row]! : -1;
    if (keep[row] !== 1 || code < 0 || day[row]! < span.from || day[row]! > span.to) continue;
    touched.add(code);
    if (Number.isNaN(revenue[row]!)) continue;
    sums[code]! += revenue[row]!;
    if (revenue[row]! > 0) isBought[code] = 1;
  }
  return [...touched];
}
