import { entriesUntil } from '../../history/accountDays.ts';
import { revenueBetween } from '../../history/seenFrom.ts';
import { trailingYear } from '../../retention/trailingYear.ts';
import { type ListInput, type RankedList, rankedList } from '../rankedList.ts';

/** A naive rival: accounts with money in the 12 months before by the days since their last order, longest first. */
export function recencyList({ history, origin }: ListInput): RankedList {
  const value = revenueBetween(history, trailingYear(origin));
  const score = value.map((money, account) => {
    if (!(money > 0)) return Number.NaN;
    let entry = entriesUntil(history, account, origin) - 1;
    while (entry > history.starts[account]! && history.ordered[entry] === 0) entry--;
    return origin - history.days[entry]!;
  });
  return rankedList({ account: Int32Array.from(value.keys()), score, value });
}
