import { useCallback, useMemo } from 'react';
import type { FieldInfo } from '../../../shared/contract/analyse.ts';
import type { ChartKind, ExploreChart, ExploreFilter } from '../../../shared/contract/explore.ts';
import type { MeasureName } from '../../../shared/domain/measures.ts';
import { useSession } from '../../app/session.ts';
import { useFields } from '../frame/useFields.ts';
import type { CardCommand } from './cardActions.tsx';
import { chartOfField } from './makeChart.ts';
import {
  freshId,
  mostCharts,
  type PageView,
  withChanged,
  withChart,
  withMoved,
  withoutChart,
  withSelected,
} from './pageView.ts';
import { changedKind } from './setUp.ts';
import type { ExploreViewControl } from './useExploreView.ts';

/** What is being dragged: a field or measure of the list, or a chart. */
export type Dragged = { field: FieldInfo } | { measure: MeasureName } | { chart: string };
/** Where it is dropped: on a chart, or (null) behind the last. */
export interface DropPlace {
  before: string | null;
}

/** All that changes charts and selections of the page; each call is one change, and one step of undo. */
export interface PageEdits {
  select(id: string, filter: ExploreFilter | null): void;
  /** Takes the selection of a chart away; null: all of them. */
  unselect(id: string | null): void;
  change(chart: ExploreChart): void;
  command(command: CardCommand, id: string): void;
  addKind(kind: ChartKind): void;
  addField(field: FieldInfo): void;
  /** Has all charts show a measure. */
  useMeasure(measure: MeasureName): void;
  fit(fit: boolean): void;
  drop(dragged: Dragged, place: DropPlace): void;
}

const spans = [3, 4, 6, 8, 12];

export function usePageEdits({ update }: ExploreViewControl): PageEdits {
  const add = useAdd(update);
  const select = useCallback(
    (id: string, filter: ExploreFilter | null) => update((old) => withSelected(old, id, filter)),
    [update],
  );
  const change = useCallback((chart: ExploreChart) => update((old) => withChanged(old, chart)), [update]);
  const command = useCallback(
    (what: CardCommand, id: string) => update((old) => commanded(old, what, id)),
    [update],
  );
  return {
    select,
    change,
    command,
    unselect: (id) => update((old) => (id === null ? { ...old, filters: {} } : withSelected(old, id, null))),
    addField: (field) => add.field(field, null),
    addKind: add.kind,
    useMeasure: (measure) =>
      update((old) => ({ ...old, charts: old.charts.map((chart) => ({ ...chart, measure })) })),
    fit: (fit) => update(({ fit: _old, ...rest }) => (fit ? { ...rest, fit } : rest)),
    drop: (dragged, { before }) => {
      if ('chart' in dragged) update((old) => withMoved(old, dragged.chart, before));
      else if ('field' in dragged) add.field(dragged.field, before);
      else update((old) => withMeasure(old, before, dragged.measure));
    },
  };
}

/** Puts new charts in, as long as the page holds another. */
function useAdd(update: ExploreViewControl['update']) {
  const fields = useFields();
  const measures = useSession((session) => session.workspace?.measures);
  const measure = (measures?.includes('revenue') ? 'revenue' : 'lines') as MeasureName;
  return useMemo(() => {
    const put = (make: (id: string) => ExploreChart | null, before: string | null) =>
      update((old) => {
        const chart = old.charts.length < mostCharts ? make(freshId(old.charts)) : null;
        return chart ? withChart(old, chart, before) : old;
      });
    return {
      field: (field: FieldInfo, before: string | null) =>
        put((id) => chartOfField({ id, span: 4 }, field, measure), before),
      kind: (kind: ChartKind) => {
        const span = kind === 'table' ? 12 : 4;
        put((id) => changedKind({ id, span, kind: 'table', measure }, kind, fields), null);
      },
    };
  }, [update, fields, measure]);
}

function withMeasure(view: PageView, id: string | null, measure: MeasureName): PageView {
  const chart = view.charts.find((one) => one.id === id);
  return chart ? withChanged(view, { ...chart, measure }) : view;
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
