import { calibrateByRank } from './calibrateByRank.ts';
import { type ListName, lists, type RivalName, rivalOf, rivals } from './lists.ts';
import { type EventKind, eventKinds, type RankedList } from './rankedList.ts';
import { type ListSource, seenFromOrigin } from './seenFromOrigin.ts';

/** A list or a naive list as it is at a day, with probabilities where the past tells them. Errors: those of the list. */
export function rankAsOf(
  source: ListSource,
  name: ListName | RivalName,
  day: { origin: number; horizon: number },
): RankedList {
  const input = seenFromOrigin(source, day.origin, day.horizon);
  if (name in lists) {
    const { kind, make } = lists[name as ListName];
    return calibrateByRank(kind, make, input);
  }
  const rival = name as RivalName;
  return calibrateByRank(kindOf(rival), rivals[rival], input);
}

function kindOf(rival: RivalName): EventKind {
  return eventKinds.find((kind) => rivalOf[kind] === rival)!;
}
