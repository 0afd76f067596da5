import type { AccountDays } from '../../history/accountDays.ts';

/**
 * Cuts accounts into parts by their own history: its days and the share of its money that each brought. Neither the order
 * of accounts nor the unit of money nor anything drawn by chance decides: the same book is always cut alike. Output:
 * `part` (0 … parts − 1) and, independent of it, `group` (0 … groups − 1), one entry per account. Cost: linear in entries.
 */
export function historyFolds(
  { accounts, starts, days, revenue }: AccountDays,
  parts: number,
  groups: number,
): { part: Uint8Array; group: Uint16Array } {
  const part = new Uint8Array(accounts);
  const group = new Uint16Array(accounts);
  for (let account = 0; account < accounts; account++) {
    let money = 0;
    for (let entry = starts[account]!; entry < starts[account + 1]!; entry++)
      money += Math.abs(revenue[entry]!);
    let hash = 0x811c9dc5;
    for (let entry = starts[account]!; entry < starts[account + 1]!; entry++) {
      const share = money > 0 ? Math.round((revenue[entry]! / money) * 1e6) : 0;
      hash = Math.imul(hash ^ days[entry]!, 0x01000193);
      hash = Math.imul(hash ^ (hash >>> 15) ^ share, 0x01000193);
    }
    const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
    part[account] = mixed % parts;
    group[account] = Math.floor(mixed / parts) % groups;
  }
  return { part, group };
}
