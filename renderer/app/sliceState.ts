import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { create } from 'zustand';
import { dayOf } from '../../shared/domain/calendar.ts';
import type { Ask, OptionValue, Question } from '../../shared/domain/exhibit.ts';
import { defaultComparison } from '../../shared/domain/period.ts';
import type { Condition, Slice } from '../../shared/domain/slice.ts';
import { useJudgedLists } from './judgedLists.ts';
import { useSession } from './session.ts';
import { decodeSlice, emptySlice, encodeSlice, type SliceState, withSlice } from './sliceAddress.ts';

/** A change that is not one of the slice. */
export interface OtherStep {
  undo(): Promise<void>;
  redo(): Promise<void>;
}

type Step = string | OtherStep;

interface History {
  past: Step[];
  future: Step[];
}

/** What undo and redo go through: slices as written in the address, and other changes between them. */
const useHistory = create<History>()(() => ({ past: [], future: [] }));

export function forgetSliceHistory(): void {
  useHistory.setState({ past: [], future: [] });
}

/** Lets undo take back something that was done beside the slice, such as a decision. */
export function rememberStep(other: OtherStep): void {
  useHistory.setState(({ past }) => ({ past: [...past, other], future: [] }));
}

export interface SliceControl {
  /** Filters and basis, as every question takes them. Same object as long as nothing changes. */
  slice: Slice;
  /** The two periods compared: what the user chose, else the latest pair of equal, complete spans. */
  from: string | undefined;
  to: string | undefined;
  asOf: string | undefined;
  state: SliceState;
  update(patch: Partial<SliceState>): void;
  /** Sets or (null) removes the condition on a field. */
  setCondition(field: string, condition: Omit<Condition, 'field'> | null): void;
  /** Click in a chart: adds the value to the field's filter, or takes it out again. */
  toggle(field: string, value: string): void;
  clear(): void;
  undo(): void;
  redo(): void;
  canUndo: boolean;
  canRedo: boolean;
  /** An ask over this slice. `takes` names the periods that the question uses. */
  ask(question: Question, options?: Record<string, OptionValue>, takes?: Takes): Ask;
}

export type Takes = 'none' | 'to' | 'both';

/** The questions whose answer rests on accounts that are alike. */
const comparing: ReadonlySet<Question> = new Set<Question>([
  'headroom',
  'wallet',
  'opportunities',
  'backtest',
  'account',
]);

function toggled(where: Condition[], field: string, value: string): Condition[] {
  const old = where.find((condition) => condition.field === field);
  const values = old?.in ?? [];
  const next = values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
  const rest = where.filter((condition) => condition.field !== field);
  return next.length > 0 ? [...rest, { ...old, field, in: next }] : rest;
}

/** The slice of a question; `currency` is null where there is none to choose, `base` the period that constant rates are of. */
function sliceOf(
  { where, basis, rates }: SliceState,
  currency: string | null,
  base: string | undefined,
): Slice {
  if (currency === null) return { where, basis };
  return { where, basis, currency, ...(rates === 'constant' && base ? { ratesOf: base } : {}) };
}

/** What amounts are told in; null where the workspace has one currency, or none. */
function useCurrency(state: SliceState): string | null {
  const workspace = useSession((session) => session.workspace);
  if (!workspace || workspace.reportingCurrencies.length < 2) return null;
  return state.currency ?? workspace.reportingCurrency;
}

/** ISO text to day number; null where it is none. */
export function dayOfIso(text: string | null | undefined): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text ?? '');
  return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

function usePeriods(state: SliceState): { from: string | undefined; to: string | undefined } {
  const workspace = useSession((session) => session.workspace);
  return useMemo(() => {
    const first = dayOfIso(workspace?.firstDate);
    const last = dayOfIso(state.asOf ?? workspace?.lastDate);
    const usual = first !== null && last !== null && first <= last ? defaultComparison(first, last) : null;
    return { from: state.from ?? usual?.a.text, to: state.to ?? usual?.b.text };
  }, [workspace?.firstDate, workspace?.lastDate, state.asOf, state.from, state.to]);
}

/** The one slice of all pages: in the address, so that it can be bookmarked, and undone. */
export function useSlice(): SliceControl {
  const [search, setSearch] = useSearchParams();
  const history = useHistory();
  const encoded = useMemo(() => encodeSlice(decodeSlice(search)), [search]);
  const state = useMemo(() => decodeSlice(new URLSearchParams(encoded)), [encoded]);
  const { from, to } = usePeriods(state);
  const currency = useCurrency(state);
  const slice = useMemo(() => sliceOf(state, currency, from), [state, currency, from]);
  const asOf = state.asOf ?? undefined;
  const { judged } = useJudgedLists();
  const comparedBy = state.comparedBy.map(escapeField).join(',');

  const show = useCallback((next: string) => setSearch((current) => withSlice(current, next)), [setSearch]);
  const update = useCallback(
    (patch: Partial<SliceState>) => {
      const next = encodeSlice({ ...state, ...patch });
      if (next === encoded) return;
      useHistory.setState(({ past }) => ({ past: [...past, encoded], future: [] }));
      show(next);
    },
    [state, encoded, show],
  );
  const ask = useCallback(
    (question: Question, options: Record<string, OptionValue> = {}, takes: Takes = 'none'): Ask => {
      const made: Ask = {
        question,
        slice,
        options: comparing.has(question) && comparedBy !== '' ? { ...options, comparedBy } : options,
        ...(asOf ? { asOf } : {}),
        ...(takes === 'both' && from ? { from } : {}),
        ...(takes !== 'none' && to ? { to } : {}),
      };
      return question === 'opportunities' ? judged(made) : made;
    },
    [slice, asOf, from, to, comparedBy, judged],
  );

  return {
    slice,
    from,
    to,
    asOf,
    state,
    update,
    ask,
    setCondition: (field, condition) => {
      const rest = state.where.filter((each) => each.field !== field);
      update({ where: condition ? [...rest, { ...condition, field }] : rest });
    },
    toggle: (field, value) => update({ where: toggled(state.where, field, value) }),
    clear: () => update({ ...emptySlice, options: state.options }),
    undo: () => step(history, 'past', 'future', encoded, show),
    redo: () => step(history, 'future', 'past', encoded, show),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  };
}

/** A comma parts the fields of option `comparedBy`; one within a name is marked. */
function escapeField(name: string): string {
  return name.replace(/[\\,]/g, '\\$&');
}

function step(
  history: History,
  take: keyof History,
  give: keyof History,
  now: string,
  show: (encoded: string) => void,
): void {
  const next = history[take].at(-1);
  if (next === undefined) return;
  const kept = typeof next === 'string' ? now : next;
  const change = { [take]: history[take].slice(0, -1), [give]: [...history[give], kept] };
  useHistory.setState(change as Partial<History>);
  if (typeof next === 'string') show(next);
  else void (take === 'past' ? next.undo() : next.redo());
}

/** Goes to another page with the slice kept. */
export function useGo(): (path: string) => void {
  const navigate = useNavigate();
  const { search } = useLocation();
  return useCallback((path) => navigate({ pathname: path, search }), [navigate, search]);
}
