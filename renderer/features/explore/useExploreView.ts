import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { create } from 'zustand';
import { useSession } from '../../app/session.ts';
import { encodeSlice, type SliceState, withSlice } from '../../app/sliceAddress.ts';
import { useFields } from '../frame/useFields.ts';
import { defaultCharts } from './makeChart.ts';
import { decodeView, encodeView, type PageView } from './pageView.ts';

/** The part of the address that holds charts and selections. */
const parameter = 'x';

interface History {
  past: string[];
  future: string[];
}

/** What undo and redo on this page go through: whole searches, so that filters and charts are undone in the order they were done. */
const useHistory = create<History>()(() => ({ past: [], future: [] }));

export function forgetExploreHistory(): void {
  useHistory.setState({ past: [], future: [] });
}

export interface ExploreViewControl {
  /** Null until the fields of the book are known. */
  view: PageView | null;
  update(change: (view: PageView) => PageView): void;
  /** Goes back to the charts that a book starts with. */
  reset(): void;
  /** Puts a slice into force and takes all selections away, as one change. */
  useAsSlice(slice: SliceState): void;
  undo(): void;
  redo(): void;
  canUndo: boolean;
  canRedo: boolean;
}

/** Charts and selections of the page: in the address, so that they can be bookmarked, and undone. */
export function useExploreView(): ExploreViewControl {
  const [search, setSearch] = useSearchParams();
  const { past, future } = useHistory();
  const fields = useFields();
  const measures = useSession((session) => session.workspace?.measures);
  const text = search.get(parameter);
  const usual = useMemo<PageView | null>(
    () => (fields.length > 0 ? { charts: defaultCharts(fields, measures ?? []), filters: {} } : null),
    [fields, measures],
  );
  const view = useMemo(() => decodeView(text) ?? usual, [text, usual]);
  const step = useRecorded();

  const show = useCallback(
    (next: string | null) =>
      setSearch((current) => {
        const changed = new URLSearchParams(current);
        if (next === null) changed.delete(parameter);
        else changed.set(parameter, next);
        return changed;
      }),
    [setSearch],
  );
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  }, [view]);
  const update = useCallback(
    (change: (view: PageView) => PageView) => {
      if (!latest.current) return;
      const next = change(latest.current);
      latest.current = next;
      show(encodeView(next));
    },
    [show],
  );
  return {
    view,
    update,
    reset: useCallback(() => show(null), [show]),
    useAsSlice: (slice) => {
      if (!latest.current) return;
      const next = { ...latest.current, filters: {} };
      latest.current = next;
      setSearch((current) => {
        const changed = withSlice(current, encodeSlice(slice));
        changed.set(parameter, encodeView(next));
        return changed;
      });
    },
    undo: () => step('past', 'future'),
    redo: () => step('future', 'past'),
    canUndo: past.length > 0,
    canRedo: future.length > 0,
  };
}

/** Writes down every change of the search while this page shows, and goes back through what was written down. */
function useRecorded(): (take: keyof History, give: keyof History) => void {
  const { search, pathname } = useLocation();
  const navigate = useNavigate();
  const before = useRef(search);
  const stepping = useRef(false);
  useEffect(() => {
    if (before.current === search) return;
    const left = before.current;
    before.current = search;
    if (stepping.current) stepping.current = false;
    else useHistory.setState(({ past }) => ({ past: [...past.slice(-99), left], future: [] }));
  }, [search]);
  return useCallback(
    (take, give) => {
      const history = useHistory.getState();
      const next = history[take].at(-1);
      if (next === undefined) return;
      stepping.current = true;
      useHistory.setState({
        [take]: history[take].slice(0, -1),
        [give]: [...history[give], before.current],
      } as unknown as History);
      navigate({ pathname, search: next });
    },
    [navigate, pathname],
  );
}
