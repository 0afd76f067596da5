import { type AccountDays, entriesUntil } from './accountDays.ts';

/** The history as it was at the end of `day`: the entries after it are gone. Cost: linear in the entries that stay. */
export function historyUntil(history: AccountDays, day: number): AccountDays {
  const { accounts } = history;
  const starts = new Int32Array(accounts + 1);
  for (let account = 0; account < accounts; account++) {
    starts[account + 1] = starts[account]! + entriesUntil(history, account, day) - history.starts[account]!;
  }
  const n = starts[accounts]!;
  const until: AccountDays = {
    accounts,
    starts,
    days: new Int32Array(n),
    revenue: new Float64Array(n),
    ordered: new Uint8Array(n),
    valued: new Uint8Array(n),
    rows: new Int32Array(n),
  };
  for (let account = 0; account < accounts; account++) {
    const from = history.starts[account]!;
    const to = from + starts[account + 1]! - starts[account]!;
    const at = starts[account]!;
    until.days.set(history.days.subarray(from, to), at);
    until.revenue.set(history.revenue.subarray(from, to), at);
    until.ordered.set(history.ordered.subarray(from, to), at);
    until.valued.set(history.valued.subarray(from, to), at);
    until.rows.set(history.rows.subarray(from, to), at);
  }
  return until;
}

/** First and last day of all entries; null without any. */
export function daysCovered({ days }: AccountDays): { from: number; to: number } | null {
  if (days.length === 0) return null;
  let [from, to] = [days[0]!, days[0]!];
  for (const day of days) {
    if (day < from) from = day;
    if (day > to) to = day;
  }
  return { from, to };
}
