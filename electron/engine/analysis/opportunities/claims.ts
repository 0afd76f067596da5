import type { Headroom } from '../upsell/headroom.ts';

/** What a cross-sell may still take from an account. */
export interface Claims {
  /** The part of `spend` that there is room for, which is then taken; 0 where there is none or the account has enough. */
  take(account: number, spend: number): number;
}

/** Room per account: its upper gap to its look-alikes, at most `perAccount` times; none where it cannot be compared. */
export function claimsOn(headroom: Headroom, perAccount: number): Claims {
  const room = new Map<number, number>();
  const times = new Map<number, number>();
  return {
    take(account, spend) {
      const row = headroom.rowOf[account] ?? -1;
      const left = room.get(account) ?? (row < 0 ? 0 : headroom.gapUpper[row]!);
      const count = times.get(account) ?? 0;
      const value = Math.min(spend, left);
      if (!(value > 0) || count >= perAccount) return 0;
      room.set(account, left - value);
      times.set(account, count + 1);
      return value;
    },
  };
}
