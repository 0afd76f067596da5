import type { JudgedList } from './judgedList.ts';
import { averagePrecision, topOfList } from './topOfList.ts';

/** What the first k of a list were worth; ratios null where there is nothing to divide by. */
export interface Figures {
  /** Cases taken, over all origins. */
  taken: number;
  /** Expected events among them; whole where no tie is cut. */
  hits: number;
  precision: number | null;
  recall: number | null;
  lift: number | null;
  /** Money of the events among them, and its share of that of all events. */
  captured: number;
  capturedShare: number | null;
  /** Mean over origins with an event. */
  averagePrecision: number | null;
}

/** The figures of one list over its origins: numerators and denominators added up. Cost: linear in entries. */
export function figuresOf(lists: readonly JudgedList[], k: number): Figures {
  const [n, events, gain] = (['n', 'events', 'gain'] as const).map((of) =>
    lists.reduce((sum, { outcomes }) => sum + outcomes[of], 0),
  ) as [number, number, number];
  const tops = lists.map((list) => topOfList(list, [k])[0]!);
  const taken = tops.reduce((sum, top) => sum + top.taken, 0);
  const hits = tops.reduce((sum, top) => sum + top.hits, 0);
  const captured = tops.reduce((sum, top) => sum + top.gain, 0);
  const precisions = lists.map(averagePrecision).filter((value) => value !== null);
  return {
    taken,
    hits,
    precision: ratio(hits, taken),
    recall: ratio(hits, events),
    lift: events > 0 && taken > 0 ? hits / taken / (events / n) : null,
    captured,
    capturedShare: gain > 0 ? captured / gain : null,
    averagePrecision: ratio(
      precisions.reduce((sum, value) => sum + value, 0),
      precisions.length,
    ),
  };
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
