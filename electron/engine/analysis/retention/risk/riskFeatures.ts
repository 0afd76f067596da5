import { type AccountDays, entriesUntil } from '../../history/accountDays.ts';
import { quantileOfSorted } from '../../statistics/quantile.ts';

/**
 * What is known of an account beside its sales, by day: answers to a survey, contacts. Entries of account a:
 * `starts[a]` … `starts[a + 1] - 1`, days rising.
 */
export interface AccountSignal {
  name: 'nps' | 'contact';
  starts: Int32Array;
  days: Int32Array;
  /** The answer; null where only the day counts. */
  values: Float64Array | null;
}

/** What a risk is judged by; every one is free of the unit of money. */
export const riskFeatures = [
  'lateness',
  'orders',
  'orderTrend',
  'orderValueTrend',
  'tenure',
  'irregularity',
  'once',
  'returns',
  'nps',
  'contact',
] as const;
export type RiskFeature = (typeof riskFeatures)[number];

/** Accounts in play at an origin with what was known of them at the end of that day. */
export interface RiskRows {
  origin: number;
  account: Int32Array;
  /** Row by row, one value per entry of `riskFeatures`; NaN = not known. */
  x: Float64Array;
  /** In days, for the sentences: since the last order, the gap it is measured against, orders in the year. */
  daysSince: Int32Array;
  usualGap: Float64Array;
  orders: Int32Array;
  /** Money of the 12 months up to the origin. */
  value: Float64Array;
}

const year = 365;
/** A survey answer or a contact older than this says nothing. */
const signalDays = 365;
const gapOfNobody = 30;
const grace = 60;

/**
 * What is known at an origin of each account in play: with money above 0 in the 365 days up to it and an order so far.
 *
 * lateness: ln of (1 + days since the last order) / (1 + usual gap), the usual gap being the median of the own gaps, with
 * fewer than 2 of them that of all accounts (30 where nobody ordered twice); orders: ln of the order days of the year per
 * year the account has been there, 60 days being added so that a first order is no torrent; orderTrend: ln of
 * (½ + order days of the last half-year) / (½ + of the one before);
 * orderValueTrend: ln of money per order day, last half-year
 * over the one before; tenure: ln(1 + days since the first order); irregularity: spread of the own gaps over their mean;
 * once: 1 with a single order day; returns: share of the days of the year without an order among those with rows;
 * nps: last answer; contact: ln(1 + days since the last).
 * Where the book reaches back less than a year, its two halves take the place of half-years.
 * No row after the origin is looked at. Cost: linear in the entries up to the origin.
 */
export function riskRows(
  history: AccountDays,
  origin: number,
  signals: readonly AccountSignal[] = [],
): RiskRows {
  const found = emptyRows(history.accounts, origin);
  const gapOfAll = medianGapOfAll(history, origin);
  const known = Math.min(year, origin - firstDayOf(history) + 1);
  const width = riskFeatures.length;
  let n = 0;
  for (let account = 0; account < history.accounts; account++) {
    const seen = lookAt(history, account, origin, known);
    if (!seen || !(seen.moneyYear > 0)) continue;
    const usual = seen.gaps.length >= 2 ? quantileOfSorted(seen.gaps, 0.5) : gapOfAll;
    found.account[n] = account;
    found.daysSince[n] = seen.daysSince;
    found.usualGap[n] = usual;
    found.orders[n] = seen.ordersYear;
    found.value[n] = seen.moneyYear;
    found.x.set(featuresOf(seen, usual, known), n * width);
    for (const signal of signals)
      found.x[n * width + riskFeatures.indexOf(signal.name)] = signalAt(signal, account, origin);
    n++;
  }
  return {
    origin,
    account: found.account.slice(0, n),
    x: found.x.slice(0, n * width),
    daysSince: found.daysSince.slice(0, n),
    usualGap: found.usualGap.slice(0, n),
    orders: found.orders.slice(0, n),
    value: found.value.slice(0, n),
  };
}

function emptyRows(accounts: number, origin: number): RiskRows {
  return {
    origin,
    account: new Int32Array(accounts),
    x: new Float64Array(accounts * riskFeatures.length),
    daysSince: new Int32Array(accounts),
    usualGap: new Float64Array(accounts),
    orders: new Int32Array(accounts),
    value: new Float64Array(accounts),
  };
}

interface Seen {
  daysSince: number;
  sinceFirst: number;
  orderDays: number;
  /** Ascending. */
  gaps: Int32Array;
  ordersYear: number;
  daysYear: number;
  orders: [number, number];
  money: [number, number];
  moneyYear: number;
}

/** The first day of all. */
export function firstDayOf({ accounts, starts, days }: AccountDays): number {
  let first = Number.POSITIVE_INFINITY;
  for (let account = 0; account < accounts; account++) {
    const entry = starts[account]!;
    if (entry < starts[account + 1]! && days[entry]! < first) first = days[entry]!;
  }
  return first;
}

/** `known`: days up to the origin that the book speaks for, a year at most. */
function lookAt(history: AccountDays, account: number, origin: number, known: number): Seen | null {
  const half = Math.floor(known / 2);
  const { starts, days, ordered, revenue } = history;
  const end = entriesUntil(history, account, origin);
  const gaps: number[] = [];
  let [first, last, orderDays] = [-1, -1, 0];
  const seen = { ordersYear: 0, daysYear: 0, moneyYear: 0, orders: [0, 0], money: [0, 0] };
  for (let entry = starts[account]!; entry < end; entry++) {
    const day = days[entry]!;
    const age = origin - day;
    const isOrder = ordered[entry]!;
    if (isOrder) {
      if (orderDays > 0) gaps.push(day - last);
      else first = day;
      last = day;
      orderDays++;
    }
    if (age >= year) continue;
    seen.daysYear++;
    seen.ordersYear += isOrder;
    seen.moneyYear += revenue[entry]!;
    if (age >= 2 * half) continue;
    const part = age < half ? 1 : 0;
    seen.orders[part]! += isOrder;
    seen.money[part]! += revenue[entry]!;
  }
  if (orderDays === 0) return null;
  return {
    ...seen,
    orders: seen.orders as [number, number],
    money: seen.money as [number, number],
    daysSince: origin - last,
    sinceFirst: origin - first,
    orderDays,
    gaps: Int32Array.from(gaps).sort(),
  };
}

function featuresOf(seen: Seen, usual: number, known: number): number[] {
  const [before, now] = seen.orders;
  const [spentBefore, spentNow] = seen.money;
  const perOrder = before > 0 && now > 0 && spentBefore > 0 && spentNow > 0;
  return [
    Math.log((1 + seen.daysSince) / (1 + usual)),
    Math.log((Math.max(1, seen.ordersYear) * year) / (Math.min(known, seen.sinceFirst + 1) + grace)),
    Math.log((0.5 + now) / (0.5 + before)),
    perOrder ? Math.log(spentNow / now / (spentBefore / before)) : Number.NaN,
    Math.log1p(seen.sinceFirst),
    irregularity(seen.gaps),
    seen.orderDays === 1 ? 1 : 0,
    seen.daysYear > 0 ? 1 - seen.ordersYear / seen.daysYear : 0,
    Number.NaN,
    Number.NaN,
  ];
}

function irregularity(gaps: Int32Array): number {
  if (gaps.length < 2) return Number.NaN;
  let [sum, squares] = [0, 0];
  for (const gap of gaps) {
    sum += gap;
    squares += gap * gap;
  }
  const mean = sum / gaps.length;
  return Math.sqrt(Math.max(0, squares / gaps.length - mean * mean)) / mean;
}

/** What a signal last said at a day, not more than a year before: NPS points, or ln(1 + days since); NaN = nothing. */
export function signalAt(
  { name, starts, days, values }: AccountSignal,
  account: number,
  origin: number,
): number {
  for (let entry = starts[account + 1]! - 1; entry >= starts[account]!; entry--) {
    const age = origin - days[entry]!;
    if (age < 0) continue;
    if (age > signalDays) break;
    return name === 'contact' || !values ? Math.log1p(age) : values[entry]!;
  }
  return Number.NaN;
}

function medianGapOfAll(history: AccountDays, origin: number): number {
  const { accounts, starts, days, ordered } = history;
  const counts = new Int32Array(Math.max(1, origin - Math.min(origin, firstDayOf(history)) + 1));
  let gaps = 0;
  for (let account = 0; account < accounts; account++) {
    let last = Number.NaN;
    for (let entry = starts[account]!; entry < starts[account + 1]! && days[entry]! <= origin; entry++) {
      if (ordered[entry] !== 1) continue;
      if (!Number.isNaN(last)) {
        counts[days[entry]! - last]!++;
        gaps++;
      }
      last = days[entry]!;
    }
  }
  if (gaps === 0) return gapOfNobody;
  let gap = 0;
  for (let below = counts[0]!; 2 * below < gaps; below += counts[gap]!) gap++;
  return gap;
}
