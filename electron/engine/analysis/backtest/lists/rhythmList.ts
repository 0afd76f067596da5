import { ownRhythmAt, rhythmDefaults } from '../../retention/ownRhythm.ts';
import { type ListInput, type RankedList, rankedList } from '../rankedList.ts';

/**
 * Accounts by how late they are against their own rhythm: days since the last order over the gap that 9 of 10 of their own
 * gaps do not exceed (of all accounts' gaps, for an account without any). Value = money of the 12 months before.
 * Accounts without money then are gone already and not listed. Errors: `noData` without any order.
 */
export function rhythmList({ history, origin }: ListInput): RankedList {
  const { accounts, cadence } = ownRhythmAt(history, { ...rhythmDefaults, asOf: origin });
  const usual = cadence.q90 ?? 90;
  const score = Float64Array.from(accounts.account, (_, entry) => {
    if (!(accounts.value[entry]! > 0)) return Number.NaN;
    const own = accounts.q90Gap[entry]!;
    return (1 + accounts.daysSince[entry]!) / (1 + (Number.isNaN(own) ? usual : own));
  });
  return rankedList({ account: accounts.account, score, value: accounts.value });
}
