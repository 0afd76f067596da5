import type { JudgedList } from './judgedList.ts';

/** What the first k cases of a list hold. */
export interface Top {
  /** Cases taken: k, or all there are. */
  taken: number;
  /** Expected number of events among them, and their money; whole numbers where no tie is cut. */
  hits: number;
  gain: number;
}

/**
 * What do the first k cases hold, for every k asked? Where k cuts a tie, that of a random choice from the tie: its mean.
 * Inputs: a judged list; `ks` rising. Cost: linear in the entries.
 */
export function topOfList({ hit, gain, groupEnds, rest }: JudgedList, ks: readonly number[]): Top[] {
  const found: Top[] = [];
  let [n, hits, money, start] = [0, 0, 0, 0];
  const take = (size: number, events: number, value: number) => {
    while (found.length < ks.length && ks[found.length]! <= n + size) {
      const part = size === 0 ? 0 : (ks[found.length]! - n) / size;
      found.push({ taken: ks[found.length]!, hits: hits + part * events, gain: money + part * value });
    }
    n += size;
    hits += events;
    money += value;
  };
  for (const end of groupEnds) {
    let [events, value] = [0, 0];
    for (let i = start; i < end; i++) {
      events += hit[i]!;
      value += gain[i]!;
    }
    take(end - start, events, value);
    start = end;
  }
  take(rest.n, rest.events, rest.gain);
  while (found.length < ks.length) found.push({ taken: n, hits, gain: money });
  return found;
}

/**
 * Mean of the precision at every event, in order of the list (average precision); ties count as their mean order would:
 * recall gained in a group times the precision at its end, as scikit-learn defines it. Null without an event.
 */
export function averagePrecision({ hit, groupEnds, rest, outcomes }: JudgedList): number | null {
  if (outcomes.events === 0) return null;
  let [n, hits, start, sum] = [0, 0, 0, 0];
  const take = (size: number, events: number) => {
    n += size;
    hits += events;
    if (events > 0) sum += (events / outcomes.events) * (hits / n);
  };
  for (const end of groupEnds) {
    let events = 0;
    for (let i = start; i < end; i++) events += hit[i]!;
    take(end - start, events);
    start = end;
  }
  take(rest.n, rest.events);
  return sum;
}
