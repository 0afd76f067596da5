import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { FieldInfo } from '../../../shared/contract/analyse.ts';
import type {
  ChartData,
  ChartKind,
  ExploreChart,
  ExploreFilter,
  ExploreView,
} from '../../../shared/contract/explore.ts';
import { withConditions } from '../../../shared/domain/cubeFilter.ts';
import type { MeasureName } from '../../../shared/domain/measures.ts';
import type { Condition } from '../../../shared/domain/slice.ts';
import { useSession } from '../../app/session.ts';
import type { SliceControl } from '../../app/sliceState.ts';
import { fieldWords } from '../../app/sliceWords.ts';
import { useWords } from '../../app/words.tsx';
import { useRowsRequest } from '../../components/rowsRequest.ts';
import { useFields } from '../frame/useFields.ts';
import type { CardCommand } from './cardActions.tsx';
import { chartTitle, measureWords, selectionConditions, selectionWords } from './chartWords.ts';
import type { ExploreBase } from './explained.ts';
import { chartOfField } from './makeChart.ts';
import {
  freshId,
  mostCharts,
  type PageView,
  questionOf,
  withChanged,
  withChart,
  withMoved,
  withoutChart,
  withSelected,
} from './pageView.ts';
import { changedKind } from './setUp.ts';
import { type Answered, useExploreAnswer, useLinkNews } from './useExploreAnswer.ts';
import { type ExploreViewControl, useExploreView } from './useExploreView.ts';

/** What is being dragged: a field or measure of the list, or a chart. */
export type Dragged = { field: FieldInfo } | { measure: MeasureName } | { chart: string };
/** Where it is dropped: on a chart, or (null) behind the last. */
export interface DropPlace {
  before: string | null;
}

const spans = [3, 4, 6, 8, 12];

/** Everything the page of linked charts knows and does. */
export interface Page {
  control: ExploreViewControl;
  view: PageView | null;
  question: ExploreView | null;
  answered: Answered;
  failure: unknown;
  base: ExploreBase;
  /** Rows under the slice alone. */
  allRows: number | null;
  chips: { id: string; label: string }[];
  announcement: string;
  dataOf(chart: ExploreChart): ChartData | null;
  select(id: string, filter: ExploreFilter | null): void;
  unselect(id: string | null): void;
  drill(id: string, filter: ExploreFilter | null, label: string): void;
  change(chart: ExploreChart): void;
  command(command: CardCommand, id: string): void;
  addKind(kind: ChartKind): void;
  addField(field: FieldInfo): void;
  useMeasure(measure: MeasureName): void;
  useAsSlice(): void;
  fit(fit: boolean): void;
  drop(dragged: Dragged, place: DropPlace): void;
  dragLabel(dragged: Dragged): string;
}

/** A chart's data belong to it only as long as it asks the same. */
function specOf({ id: _id, span: _span, tall: _tall, ...spec }: ExploreChart): string {
  return JSON.stringify(spec);
}

function useData(answered: Answered, moving: Answered['answer'], question: ExploreView | null) {
  const { answer, isOld } = answered;
  const specs = useRef(new Map<string, string>());
  useEffect(() => {
    if (!answer || isOld || !question) return;
    specs.current = new Map(question.charts.map((chart) => [chart.id, specOf(chart)]));
  }, [answer, isOld, question]);
  return useCallback(
    (chart: ExploreChart): ChartData | null => {
      const own = answer?.charts.find(({ id }) => id === chart.id);
      const now = moving?.charts.find(({ id }) => id === chart.id);
      const isOther = isOld && specs.current.get(chart.id) !== specOf(chart);
      if (!own || isOther) return null;
      return now?.table ? { ...own, table: now.table } : own;
    },
    [answer, moving, isOld],
  );
}

export function usePage(slice: SliceControl): Page {
  const words = useWords();
  const { t, format } = words;
  const control = useExploreView();
  const fields = useFields();
  const measures = useSession((session) => session.workspace?.measures);
  const openRows = useRowsRequest((store) => store.open);
  const { view, update } = control;
  const question = useMemo(
    () => (view ? questionOf(slice.state, slice.slice, view) : null),
    [slice.state, slice.slice, view],
  );
  const answered = useExploreAnswer(question && question.charts.length > 0 ? question : null);
  const { answer, link } = answered;
  const news = useLinkNews(link, answer);
  const dataOf = useData(answered, news.moving, question);

  const axesOf = useCallback(
    (id: string) => answer?.charts.find((one) => one.id === id)?.axes ?? [],
    [answer],
  );
  const conditionsOf = useCallback(
    (but: string | null): Condition[] =>
      (view?.charts ?? []).flatMap((chart) => {
        const filter = view?.filters[chart.id];
        return filter && chart.id !== but ? selectionConditions(chart, axesOf(chart.id), filter) : [];
      }),
    [view, axesOf],
  );
  const base = useMemo<ExploreBase>(
    () => ({
      accounts: answer?.accounts ?? 0,
      last: answer?.last ?? '',
      currency: answer?.currency ?? null,
      warnings: answer?.warnings ?? [],
      conditionsBut: conditionsOf,
    }),
    [answer, conditionsOf],
  );
  const chips = useMemo(
    () =>
      (view?.charts ?? []).flatMap((chart) => {
        const filter = view?.filters[chart.id];
        if (!filter) return [];
        return [{ id: chart.id, label: selectionWords(chart, { axes: axesOf(chart.id) }, filter, words) }];
      }),
    [view, axesOf, words],
  );
  const all = answer?.rows.all ?? null;
  const counted = format.value(answer?.rows.now ?? null, 'count');
  const announcement =
    chips.length > 0
      ? t('explore.announce', { selection: chips.map(({ label }) => label).join(' · '), rows: counted })
      : all === null
        ? ''
        : t('explore.announce.cleared', { rows: counted });

  const select = useCallback(
    (id: string, filter: ExploreFilter | null) => update((old) => withSelected(old, id, filter)),
    [update],
  );
  const change = useCallback((chart: ExploreChart) => update((old) => withChanged(old, chart)), [update]);
  const drill = useCallback(
    (id: string, filter: ExploreFilter | null, label: string) => {
      const chart = view?.charts.find((one) => one.id === id);
      if (!chart || !question) return;
      const own = filter
        ? selectionConditions(chart, axesOf(id), filter)
        : conditionsOfOwn(view, chart, axesOf);
      const where = withConditions(question.slice.where, [...conditionsOf(id), ...own]);
      const { from, to } = question;
      openRows({
        title: filter ? t('explore.selectionRows', { bin: label }) : label,
        slice: { ...question.slice, where },
        ...(from ? { from } : {}),
        ...(to ? { to } : {}),
      });
    },
    [view, question, axesOf, conditionsOf, openRows, t],
  );
  const command = useCallback(
    (what: CardCommand, id: string) => update((old) => commanded(old, what, id)),
    [update],
  );
  const put = useCallback(
    (make: (id: string) => ExploreChart | null, before: string | null) =>
      update((old) => {
        const chart = old.charts.length < mostCharts ? make(freshId(old.charts)) : null;
        return chart ? withChart(old, chart, before) : old;
      }),
    [update],
  );
  const measure = (measures?.includes('revenue') ? 'revenue' : 'lines') as MeasureName;
  const addField = useCallback(
    (field: FieldInfo, before: string | null = null) =>
      put((id) => chartOfField({ id, span: 4 }, field, measure), before),
    [put, measure],
  );
  return {
    control,
    view,
    question,
    answered,
    failure: news.failure,
    base,
    allRows: all,
    chips,
    announcement,
    dataOf,
    select,
    unselect: (id) => update((old) => (id === null ? { ...old, filters: {} } : withSelected(old, id, null))),
    drill,
    change,
    command,
    addField: (field) => addField(field),
    addKind: (kind) =>
      put(
        (id) => changedKind({ id, span: kind === 'table' ? 12 : 4, kind: 'table', measure }, kind, fields),
        null,
      ),
    useMeasure: (name) =>
      update((old) => ({
        ...old,
        charts: old.charts.map((chart) => ({ ...chart, measure: name })),
      })),
    useAsSlice: () => {
      const where = withConditions(slice.state.where, conditionsOf(null));
      // One change of the address, so that one undo takes it back.
      control.useAsSlice({ ...slice.state, where });
    },
    fit: (fit) => update(({ fit: _old, ...rest }) => (fit ? { ...rest, fit } : rest)),
    drop: (dragged, { before }) => {
      if ('chart' in dragged) update((old) => withMoved(old, dragged.chart, before));
      else if ('field' in dragged) addField(dragged.field, before);
      else {
        update((old) => {
          const chart = old.charts.find(({ id }) => id === before);
          return chart ? withChanged(old, { ...chart, measure: dragged.measure }) : old;
        });
      }
    },
    dragLabel: (dragged) => {
      if ('field' in dragged) return fieldWords(dragged.field.name, t);
      if ('measure' in dragged) return measureWords(dragged.measure, t);
      const chart = view?.charts.find(({ id }) => id === dragged.chart);
      return chart ? chartTitle(chart, t) : '';
    },
  };
}

function conditionsOfOwn(
  view: PageView | null,
  chart: ExploreChart,
  axesOf: (id: string) => ChartData['axes'],
): Condition[] {
  const filter = view?.filters[chart.id];
  return filter ? selectionConditions(chart, axesOf(chart.id), filter) : [];
}

function commanded(view: PageView, command: CardCommand, id: string): PageView {
  const at = view.charts.findIndex((chart) => chart.id === id);
  const chart = view.charts[at];
  if (!chart) return view;
  if (command === 'clear') return withSelected(view, id, null);
  if (command === 'remove') return withoutChart(view, id);
  if (command === 'before') return withMoved(view, id, view.charts[at - 1]?.id ?? view.charts[0]!.id);
  if (command === 'after') return withMoved(view, id, view.charts[at + 2]?.id ?? null);
  const place = spans.findIndex((span) => span >= chart.span);
  const span = spans[place + (command === 'wider' ? 1 : -1)];
  return span === undefined ? view : withChanged(view, { ...chart, span });
}
