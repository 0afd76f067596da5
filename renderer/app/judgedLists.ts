import { useCallback } from 'react';
import { create } from 'zustand';
import type { Ask } from '../../shared/domain/exhibit.ts';
import { useSession } from './session.ts';

/** Data, slice and day for which the lists of opportunities have been judged on the past. */
const useJudged = create<{ known: ReadonlySet<string> }>()(() => ({ known: new Set() }));

export interface JudgedLists {
  /** The ask as it is, or with the judged lists where they are there already: it never has to wait for them. */
  judged(ask: Ask): Ask;
  /** From now on an ask over the same slice takes the judged lists. */
  remember(ask: Ask): void;
}

/** Which lists the advice goes by: ours at first, and those that stood the test once they have been judged. */
export function useJudgedLists(): JudgedLists {
  const known = useJudged((store) => store.known);
  const data = useSession(({ workspace }) =>
    JSON.stringify([workspace?.location, workspace?.rows, workspace?.merges, workspace?.lastDate]),
  );
  const judged = useCallback(
    (ask: Ask): Ask =>
      known.has(keyOf(data, ask)) ? { ...ask, options: { ...ask.options, judge: 'yes' } } : ask,
    [known, data],
  );
  const remember = useCallback(
    (ask: Ask) => {
      const key = keyOf(data, ask);
      useJudged.setState((store) =>
        store.known.has(key) ? store : { known: new Set([...store.known, key]) },
      );
    },
    [data],
  );
  return { judged, remember };
}

function keyOf(data: string, { slice, asOf, options }: Ask): string {
  return JSON.stringify([data, slice, asOf, options.comparedBy]);
}
