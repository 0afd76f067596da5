import { revenueBetween } from '../../history/seenFrom.ts';
import { trailingYear } from '../../retention/trailingYear.ts';
import { type ListInput, type RankedList, rankedList } from '../rankedList.ts';

/**
 * A naive rival, "last period's top": accounts with money in the 12 months before by their money in the days before the
 * origin, as many as the horizon has, most first.
 */
export function revenueList({ history, origin, horizon }: ListInput): RankedList {
  const year = revenueBetween(history, trailingYear(origin));
  const last = revenueBetween(history, { from: origin - horizon + 1, to: origin });
  const score = last.map((money, account) => (year[account]! > 0 ? money : Number.NaN));
  return rankedList({ account: Int32Array.from(score.keys()), score, value: year });
}
