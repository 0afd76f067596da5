import { firstDayOfMonth, lastDayOfMonth, monthOfDay } from '../../../../../shared/domain/calendar.ts';
import { type AccountDays, entriesUntil } from '../../history/accountDays.ts';
import type { SalesRows } from '../../types.ts';
import { type AccountSignal, signalAt } from '../risk/riskFeatures.ts';

/** What an account's health is told from, each 0 (bad) to 100 (good). */
export const healthInputs = ['rhythm', 'spend', 'orders', 'breadth', 'nps', 'contact', 'plan'] as const;
export type HealthInput = (typeof healthInputs)[number];

/** Targets of accounts: entries `starts[a]` … `starts[a + 1] - 1`, each for `months` months from `month`. */
export interface AccountTargets {
  starts: Int32Array;
  month: Int32Array;
  months: Int32Array;
  target: Float64Array;
}

export interface HealthSource {
  rows: SalesRows;
  history: AccountDays;
  signals: readonly AccountSignal[];
  targets: AccountTargets | null;
}

const half = 182;
/** From here on a rhythm is lost, as a multiple of the usual gap. */
const lostAfter = 4;
const contactFresh = 30;
const contactStale = 180;

/** What is known of one account at the end of a day. */
interface Seen {
  daysSince: number;
  first: number;
  gaps: number[];
  orders: [number, number];
  money: [number, number];
}

/**
 * The inputs of every account at the end of a day: row by row, one value per `healthInputs`; NaN = not known.
 *
 * rhythm: 100 while the days since the last order are within the usual gap (median of the own gaps; needs 2 of them), 0
 * from 4 times it, straight between (1 day is added to both); spend, orders, breadth: money, order days, distinct products
 * of the last 182 days in percent of the 182 before, at most 100, for accounts that were there before those; nps: last
 * answer of the year × 10; contact: 100 up to 30 days after the last, 0 from 180, straight between; plan: revenue in
 * percent of the target over the whole months of the last 12 that have one, at most 100.
 * Nothing after the day is looked at. Cost: linear in the rows up to the day.
 */
export function healthAt(source: HealthSource, day: number): Float64Array {
  const { history, signals, targets } = source;
  const width = healthInputs.length;
  const found = new Float64Array(history.accounts * width).fill(Number.NaN);
  const products = productsInHalves(source.rows, day);
  const [nps, contact] = (['nps', 'contact'] as const).map((name) =>
    signals.find((each) => each.name === name),
  );
  for (let account = 0; account < history.accounts; account++) {
    const seen = lookAt(history, account, day);
    if (!seen) continue;
    const wasThere = seen.first <= day - 2 * half + 1;
    const values: Record<HealthInput, number> = {
      rhythm: rhythmScore(seen),
      spend: wasThere ? keptScore(seen.money) : Number.NaN,
      orders: wasThere ? keptScore(seen.orders) : Number.NaN,
      breadth: products && wasThere ? keptScore([products[0][account]!, products[1][account]!]) : Number.NaN,
      nps: nps ? 10 * signalAt(nps, account, day) : Number.NaN,
      contact: contact ? contactScore(contact, account, day) : Number.NaN,
      plan: targets ? planScore(history, targets, account, day) : Number.NaN,
    };
    for (const [at, name] of healthInputs.entries()) found[account * width + at] = values[name];
  }
  return found;
}

function lookAt(history: AccountDays, account: number, day: number): Seen | null {
  const { starts, days, ordered, revenue } = history;
  const end = entriesUntil(history, account, day);
  const gaps: number[] = [];
  const [orders, money]: [[number, number], [number, number]] = [
    [0, 0],
    [0, 0],
  ];
  let [first, last] = [Number.NaN, Number.NaN];
  for (let entry = starts[account]!; entry < end; entry++) {
    const now = days[entry]!;
    const part = day - now < half ? 1 : 0;
    if (day - now < 2 * half) {
      orders[part]! += ordered[entry]!;
      money[part]! += revenue[entry]!;
    }
    if (ordered[entry] !== 1) continue;
    if (Number.isNaN(first)) first = now;
    else gaps.push(now - last);
    last = now;
  }
  return Number.isNaN(first) ? null : { daysSince: day - last, first, gaps, orders, money };
}

function rhythmScore({ gaps, daysSince }: Seen): number {
  if (gaps.length < 2) return Number.NaN;
  gaps.sort((a, b) => a - b);
  const middle = gaps.length >> 1;
  const usual = gaps.length % 2 === 1 ? gaps[middle]! : (gaps[middle - 1]! + gaps[middle]!) / 2;
  return between(lostAfter, 1, (1 + daysSince) / (1 + usual));
}

/** 0 at `worst` and beyond, 100 at `best` and beyond. */
function between(worst: number, best: number, value: number): number {
  const share = (value - worst) / (best - worst);
  return Number.isNaN(value) ? Number.NaN : 100 * Math.min(1, Math.max(0, share));
}

function keptScore([before, now]: readonly [number, number]): number {
  if (!(before > 0)) return Number.NaN;
  return Math.min(100, Math.max(0, (100 * now) / before));
}

function contactScore({ starts, days }: AccountSignal, account: number, day: number): number {
  for (let entry = starts[account + 1]! - 1; entry >= starts[account]!; entry--)
    if (days[entry]! <= day) return between(contactStale, contactFresh, day - days[entry]!);
  return Number.NaN;
}

function planScore(
  history: AccountDays,
  { starts, month, months, target }: AccountTargets,
  account: number,
  day: number,
): number {
  const end = monthOfDay(day + 1) - 1;
  let [wanted, reached] = [0, 0];
  const counted = new Set<number>();
  for (let entry = starts[account]!; entry < starts[account + 1]!; entry++) {
    const last = month[entry]! + months[entry]! - 1;
    if (last > end || month[entry]! <= end - 12) continue;
    wanted += target[entry]!;
    for (let each = month[entry]!; each <= last; each++) counted.add(each);
  }
  for (const each of counted) reached += moneyOfMonth(history, account, each);
  return wanted > 0 ? Math.min(100, Math.max(0, (100 * reached) / wanted)) : Number.NaN;
}

function moneyOfMonth(history: AccountDays, account: number, month: number): number {
  const from = entriesUntil(history, account, firstDayOfMonth(month) - 1);
  const to = entriesUntil(history, account, lastDayOfMonth(month));
  let sum = 0;
  for (let entry = from; entry < to; entry++) sum += history.revenue[entry]!;
  return sum;
}

/** Distinct products with revenue above 0 per account, the half-year before the last and the last. */
function productsInHalves(rows: SalesRows, day: number): [Int32Array, Int32Array] | null {
  const { accounts, offsets, keep, product, revenue } = rows;
  if (!product) return null;
  const counts: [Int32Array, Int32Array] = [new Int32Array(accounts), new Int32Array(accounts)];
  const marks = [new Int32Array(rows.products), new Int32Array(rows.products)] as const;
  for (let account = 0; account < accounts; account++) {
    for (let row = offsets[account]!; row < offsets[account + 1]!; row++) {
      const age = day - rows.day[row]!;
      if (keep[row] !== 1 || age < 0 || age >= 2 * half || product[row]! < 0 || !(revenue[row]! > 0))
        continue;
      const part = age < half ? 1 : 0;
      if (marks[part][product[row]!] === account + 1) continue;
      marks[part][product[row]!] = account + 1;
      counts[part][account]!++;
    }
  }
  return counts;
}
