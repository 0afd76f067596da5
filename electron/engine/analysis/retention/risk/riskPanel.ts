import { dateOf, dayOf, daysInMonth } from '../../../../../shared/domain/calendar.ts';
import { type AccountDays, entriesUntil } from '../../history/accountDays.ts';
import { orderedBetween } from '../../history/seenFrom.ts';
import { type AccountSignal, firstDayOf, type RiskRows, riskFeatures, riskRows } from './riskFeatures.ts';

/**
 * What counts as leaving within the horizon: no order at all, or less than a share of the money of as many days before it
 * (with none before: none after).
 */
export type Leaving = { kind: 'silent' } | { kind: 'decline'; share: number };

/** Accounts in play at several days of the past, and whether they left within the horizon after each. */
export interface RiskPanel {
  origins: number[];
  /** Standardised: mean 0 and spread 1 over what is known, 0 where it is not. Row by row, one per `features`. */
  x: Float64Array;
  /** Positions in `riskFeatures` of the columns used: those that differ between accounts. */
  features: number[];
  mean: Float64Array;
  spread: Float64Array;
  y: Uint8Array;
  account: Int32Array;
  /** Index into `origins`. */
  origin: Uint8Array;
}

const mostOrigins = 12;
/** Beyond so many spreads a value says no more: the past had hardly any like it to learn from. */
const farthest = 3;

/**
 * Days of the past to learn from, latest first: whole months before `asOf`, so that books of monthly periods are seen at the
 * same point of the month as now. The horizon of each has passed by `asOf`; before it lies the horizon itself where
 * leaving is a decline, else the horizon or 90 days. At most 12, a third of the horizon apart. Empty for a short book.
 */
export function pastOrigins(
  history: AccountDays,
  asOf: number,
  { horizon, leaving }: { horizon: number; leaving: Leaving },
): number[] {
  const earliest = firstDayOf(history) + (leaving.kind === 'decline' ? horizon : Math.min(horizon, 90));
  let months = 1;
  while (monthsBefore(asOf, months) > asOf - horizon) months++;
  const step = Math.max(1, Math.round(months / 3));
  const origins: number[] = [];
  for (; origins.length < mostOrigins; months += step) {
    const origin = monthsBefore(asOf, months);
    if (!(origin >= earliest)) break;
    origins.push(origin);
  }
  return origins;
}

/** The same day of the month, or its last; the last day of a month stays the last. */
function monthsBefore(day: number, months: number): number {
  const from = dateOf(day);
  const index = from.year * 12 + from.month - 1 - months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  const last = daysInMonth(year, month);
  const isLast = from.day === daysInMonth(from.year, from.month);
  return dayOf(year, month, isLast ? last : Math.min(from.day, last));
}

/** Did the account leave within `horizon` days after `origin`? */
export function hasLeft(
  history: AccountDays,
  account: number,
  origin: number,
  horizon: number,
  leaving: Leaving,
): boolean {
  if (leaving.kind === 'silent') return !orderedBetween(history, account, origin + 1, origin + horizon);
  const { starts, days, revenue } = history;
  let [before, after] = [0, 0];
  for (let entry = entriesUntil(history, account, origin - horizon); entry < starts[account + 1]!; entry++) {
    const age = days[entry]! - origin;
    if (age > horizon) break;
    if (age > 0) after += revenue[entry]!;
    else before += revenue[entry]!;
  }
  return before > 0 ? after < leaving.share * before * (1 - 1e-9) : after <= 0;
}

/** The panel; see `RiskPanel`. Cost: origins times `riskRows`. */
export function riskPanel(
  history: AccountDays,
  origins: readonly number[],
  options: { horizon: number; leaving: Leaving; signals?: readonly AccountSignal[] },
): RiskPanel {
  const parts = origins.map((origin) => riskRows(history, origin, options.signals));
  const n = parts.reduce((sum, part) => sum + part.account.length, 0);
  const { features, mean, spread } = describe(parts);
  const panel: RiskPanel = {
    origins: [...origins],
    x: new Float64Array(n * features.length),
    features,
    mean,
    spread,
    y: new Uint8Array(n),
    account: new Int32Array(n),
    origin: new Uint8Array(n),
  };
  let at = 0;
  for (const [index, part] of parts.entries()) {
    panel.x.set(standardised(part, panel), at * features.length);
    panel.account.set(part.account, at);
    panel.origin.fill(index, at, at + part.account.length);
    for (const account of part.account)
      panel.y[at++] = hasLeft(history, account, part.origin, options.horizon, options.leaving) ? 1 : 0;
  }
  return panel;
}

/** The rows on the panel's scale, within 3 spreads of its mean, features used only. */
export function standardised(
  part: RiskRows,
  { features, mean, spread }: Pick<RiskPanel, 'features' | 'mean' | 'spread'>,
): Float64Array {
  const width = riskFeatures.length;
  const x = new Float64Array(part.account.length * features.length);
  for (let row = 0; row < part.account.length; row++)
    for (const [j, feature] of features.entries()) {
      const value = part.x[row * width + feature]!;
      const away = Number.isNaN(value) ? 0 : (value - mean[j]!) / spread[j]!;
      x[row * features.length + j] = Math.min(farthest, Math.max(-farthest, away));
    }
  return x;
}

function describe(parts: readonly RiskRows[]): Pick<RiskPanel, 'features' | 'mean' | 'spread'> {
  const features: number[] = [];
  const means: number[] = [];
  const spreads: number[] = [];
  for (const feature of riskFeatures.keys()) {
    const { mean, spread } = moments(parts, feature);
    if (!(spread > 1e-9)) continue;
    features.push(feature);
    means.push(mean);
    spreads.push(spread);
  }
  return { features, mean: Float64Array.from(means), spread: Float64Array.from(spreads) };
}

function moments(parts: readonly RiskRows[], feature: number): { mean: number; spread: number } {
  const width = riskFeatures.length;
  let [n, mean, squares] = [0, 0, 0];
  for (const part of parts)
    for (let at = feature; at < part.x.length; at += width) {
      const value = part.x[at]!;
      if (Number.isNaN(value)) continue;
      n++;
      const away = value - mean;
      mean += away / n;
      squares += away * (value - mean);
    }
  return { mean, spread: n > 1 ? Math.sqrt(squares / n) : 0 };
}
