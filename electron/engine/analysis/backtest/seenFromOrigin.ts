import type { AccountDays } from '../history/accountDays.ts';
import { historyUntil } from '../history/historyUntil.ts';
import { signalsUntil } from '../retention/risk/signalsUntil.ts';
import type { SalesRows } from '../types.ts';
import type { ListInput } from './rankedList.ts';

/** What a list at any origin is made from. */
export interface ListSource {
  rows: SalesRows;
  /** `accountDays(rows)`. */
  history: AccountDays;
  months: number;
  attributes: ListInput['attributes'];
  growth: number;
  signals?: ListInput['signals'];
  /** Told after every list that was made. */
  onStep?: ((done: number, total: number) => void) | undefined;
  shouldStop?: (() => boolean) | undefined;
}

/** What was known at the end of the day `origin`. Cost: linear in rows. */
export function seenFromOrigin(source: ListSource, origin: number, horizon: number): ListInput {
  const { rows, history, attributes, growth, months, signals, shouldStop } = source;
  return {
    rows: rowsUntil(rows, origin),
    history: historyUntil(history, origin),
    origin,
    horizon,
    months,
    attributes,
    growth,
    ...(signals ? { signals: signalsUntil(signals, origin) } : {}),
    ...(shouldStop ? { shouldStop } : {}),
  };
}

function rowsUntil(rows: SalesRows, day: number): SalesRows {
  const keep = new Uint8Array(rows.keep.length);
  for (let row = 0; row < keep.length; row++) keep[row] = rows.day[row]! <= day ? rows.keep[row]! : 0;
  return { ...rows, keep };
}
