import { revenueBetween } from '../../history/seenFrom.ts';
import { bgNbdActive, fitBgNbd } from '../../retention/purchases/bgNbd.ts';
import { purchaseHistory } from '../../retention/purchases/purchaseHistory.ts';
import { trailingYear } from '../../retention/trailingYear.ts';
import { type ListInput, type RankedList, rankedList } from '../rankedList.ts';

const daysInWeek = 7;

/**
 * Accounts by the chance of no order within the horizon under the BG/NBD model, fitted on what was known at the origin:
 * 1 − P(active) · (1 − ((α + T) / (α + T + t))^(r + x)), the rate of an active buyer being gamma distributed with shape
 * r + x and rate α + T. Value = money of the 12 months before; accounts without any are gone already and not listed.
 * Errors: those of `fitBgNbd`. Source: Fader, Hardie & Lee (2005).
 */
export function activityList({ history, origin, horizon }: ListInput): RankedList {
  const purchases = purchaseHistory(history, origin);
  const { params, warnings } = fitBgNbd(purchases);
  const active = bgNbdActive(params, purchases);
  const money = revenueBetween(history, trailingYear(origin));
  const value = Float64Array.from(purchases.account, (account) => money[account]!);
  const silent = active.map((stays, entry) => {
    const known = params.alpha + purchases.T[entry]!;
    const shape = params.r + purchases.x[entry]!;
    return 1 - stays * -Math.expm1(-shape * Math.log1p(horizon / daysInWeek / known));
  });
  const score = silent.map((chance, entry) => (value[entry]! > 0 ? chance : Number.NaN));
  return rankedList({ account: purchases.account, score, probability: silent, value, warnings });
}
