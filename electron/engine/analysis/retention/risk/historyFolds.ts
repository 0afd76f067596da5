import { type AccountDays, entriesUntil } from '../../history/accountDays.ts';

/** Steps in which a share of money is told: no fraction of round figures lies on the edge of one. */
const shareSteps = 982_451.6530_371;

/**
 * Cuts accounts into parts by their own history up to a day: its days and the share of its money that each brought.
 * Neither the order of accounts nor the unit of money nor anything drawn by chance decides: the same book is always cut
 * alike. Output: `part` (0 … parts − 1) and, independent of it, `group` (0 … groups − 1), one entry per account.
 * Cost: linear in entries.
 */
export function historyFolds(
  history: AccountDays,
  until: number,
  parts: number,
  groups: number,
): { part: Uint8Array; group: Uint16Array } {
  const { accounts, starts, days, revenue } = history;
  const part = new Uint8Array(accounts);
  const group = new Uint16Array(accounts);
  for (let account = 0; account < accounts; account++) {
    const end = entriesUntil(history, account, until);
    let money = 0;
    for (let entry = starts[account]!; entry < end; entry++) money += Math.abs(revenue[entry]!);
    let hash = 0x811c9dc5;
    for (let entry = starts[account]!; entry < end; entry++) {
      const share = money > 0 ? Math.round((revenue[entry]! / money) * shareSteps) : 0;
      hash = Math.imul(hash ^ days[entry]!, 0x01000193);
      hash = Math.imul(hash ^ (hash >>> 15) ^ share, 0x01000193);
    }
    const mixed = finished(hash);
    part[account] = mixed % parts;
    group[account] = Math.floor(mixed / parts) % groups;
  }
  return { part, group };
}

/** Every bit of the hash decides about every bit of the result (the last steps of MurmurHash3, Appleby 2011). */
function finished(hash: number): number {
  const first = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}
