import { type JudgedList, judgeList } from '../../../../../electron/engine/analysis/backtest/judgedList.ts';
import type { Outcomes } from '../../../../../electron/engine/analysis/backtest/outcomes.ts';
import { rankedList } from '../../../../../electron/engine/analysis/backtest/rankedList.ts';

/** One case per account, an event where `happened` is 1. */
export function accountOutcomes(happened: ArrayLike<number>, gain?: ArrayLike<number>): Outcomes {
  const n = happened.length;
  const gainOf = Float64Array.from({ length: n }, (_, i) => (happened[i] === 1 ? (gain?.[i] ?? 1) : 0));
  return {
    n,
    events: Array.from(happened).reduce((sum, one) => sum + one, 0),
    gain: gainOf.reduce((sum, one) => sum + one, 0),
    sizeOf: new Int32Array(n).fill(1),
    eventsOf: Int32Array.from(happened),
    gainOf,
    isEligible: () => true,
    happened: (account) => happened[account] === 1,
    gainAt: (account) => gainOf[account]!,
  };
}

/** Accounts by their scores (NaN = not on the list), judged. */
export function judged(
  scores: ArrayLike<number>,
  happened: ArrayLike<number>,
  probability?: ArrayLike<number>,
): JudgedList {
  const score = Float64Array.from(scores);
  const list = rankedList({
    account: Int32Array.from(score.keys()),
    score,
    value: new Float64Array(score.length),
    ...(probability ? { probability: Float64Array.from(probability) } : {}),
  });
  return judgeList(list, accountOutcomes(happened));
}
