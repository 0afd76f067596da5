import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { create } from 'zustand';
import { useSession } from '../../app/session.ts';
import { useFields } from '../frame/useFields.ts';
import { decodeDesign, encodeDesign, firstDesign, type PivotDesign } from './design.ts';

interface History {
  past: string[];
  future: string[];
}

const useHistory = create<History>()(() => ({ past: [], future: [] }));
const mostSteps = 200;

export interface PivotDesignControl {
  design: PivotDesign;
  encoded: string;
  change(next: PivotDesign): void;
  undo(): void;
  redo(): void;
  canUndo: boolean;
  canRedo: boolean;
}

/** The pivot on screen: in the address, so that it can be kept and sent, and undone step by step. */
export function usePivotDesign(): PivotDesignControl {
  const [search, setSearch] = useSearchParams();
  const fields = useFields();
  const measures = useSession((session) => session.workspace?.measures);
  const history = useHistory();
  const given = search.get('pivot');
  const design = useMemo(
    () => decodeDesign(given) ?? firstDesign(fields, measures ?? []),
    [given, fields, measures],
  );
  const encoded = useMemo(() => encodeDesign(design), [design]);
  const show = useCallback(
    (next: string) =>
      setSearch(
        (current) => {
          const changed = new URLSearchParams(current);
          changed.set('pivot', next);
          return changed;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const change = useCallback(
    (next: PivotDesign) => {
      const text = encodeDesign(next);
      if (text === encoded) return;
      useHistory.setState(({ past }) => ({ past: [...past, encoded].slice(-mostSteps), future: [] }));
      show(text);
    },
    [encoded, show],
  );
  const step = (take: keyof History, give: keyof History) => {
    const next = history[take].at(-1);
    if (next === undefined) return;
    const moved = { [take]: history[take].slice(0, -1), [give]: [...history[give], encoded] };
    useHistory.setState(moved as Partial<History>);
    show(next);
  };
  return {
    design,
    encoded,
    change,
    undo: () => step('past', 'future'),
    redo: () => step('future', 'past'),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  };
}
