import type { Outcomes } from './outcomes.ts';
import type { RankedList } from './rankedList.ts';

/**
 * A list beside what happened. Entries that the event could happen to, in list order, in groups of equal score: group g
 * holds entries `groupEnds[g - 1]` (0 for the first) … `groupEnds[g] - 1`. All that is not on the list is one more group.
 */
export interface JudgedList {
  outcomes: Outcomes;
  account: Int32Array;
  hit: Uint8Array;
  gain: Float64Array;
  probability: Float64Array;
  groupEnds: Int32Array;
  /** Cases that are not on the list. */
  rest: { n: number; events: number; gain: number };
}

/** Each case counts once: an entry that is repeated, or that the event cannot happen to, is passed over. */
export function judgeList(list: RankedList, outcomes: Outcomes): JudgedList {
  const size = list.account.length;
  const entries = new Int32Array(size);
  const groupEnds: number[] = [];
  const seen = new Set<number>();
  const width = 1 + list.product.reduce((most, product) => Math.max(most, product), -1);
  let n = 0;
  for (let entry = 0; entry < size; entry++) {
    const [account, product] = [list.account[entry]!, list.product[entry]!];
    const id = account * (width + 1) + product + 1;
    if (seen.has(id) || !outcomes.isEligible(account, product)) continue;
    seen.add(id);
    if (n > 0 && list.score[entry] !== list.score[entries[n - 1]!]) groupEnds.push(n);
    entries[n++] = entry;
  }
  if (n > 0) groupEnds.push(n);
  return columnsOf(list, outcomes, entries.subarray(0, n), groupEnds);
}

function columnsOf(
  list: RankedList,
  outcomes: Outcomes,
  entries: Int32Array,
  groupEnds: number[],
): JudgedList {
  const account = entries.map((entry) => list.account[entry]!);
  const hit = Uint8Array.from(entries, (entry) =>
    outcomes.happened(list.account[entry]!, list.product[entry]!) ? 1 : 0,
  );
  const gain = Float64Array.from(entries, (entry, i) =>
    hit[i] === 1 ? outcomes.gainAt(list.account[entry]!, list.product[entry]!) : 0,
  );
  return {
    outcomes,
    account,
    hit,
    gain,
    probability: Float64Array.from(entries, (entry) => list.probability[entry]!),
    groupEnds: Int32Array.from(groupEnds),
    rest: {
      n: outcomes.n - entries.length,
      events: outcomes.events - hit.reduce((sum, one) => sum + one, 0),
      gain: outcomes.gain - gain.reduce((sum, one) => sum + one, 0),
    },
  };
}
