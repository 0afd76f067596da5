import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { ChartData, ExploreChart, ExploreView } from '../../../shared/contract/explore.ts';
import { withConditions } from '../../../shared/domain/cubeFilter.ts';
import type { SliceControl } from '../../app/sliceState.ts';
import { fieldWords } from '../../app/sliceWords.ts';
import { useWords } from '../../app/words.tsx';
import { chartTitle, measureWords } from './chartWords.ts';
import type { ExploreBase } from './explained.ts';
import { type PageView, questionOf } from './pageView.ts';
import { type Answered, useExploreAnswer, useLinkNews } from './useExploreAnswer.ts';
import { type ExploreViewControl, useExploreView } from './useExploreView.ts';
import { type Dragged, type PageEdits, usePageEdits } from './usePageEdits.ts';
import { type Selections, useSelections } from './useSelections.ts';

/** Everything the page of linked charts knows and does. */
export interface Page extends PageEdits, Omit<Selections, 'conditionsBut'> {
  control: ExploreViewControl;
  view: PageView | null;
  question: ExploreView | null;
  answered: Answered;
  failure: unknown;
  base: ExploreBase;
  /** Rows under the slice alone. */
  allRows: number | null;
  dataOf(chart: ExploreChart): ChartData | null;
  useAsSlice(): void;
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
  const { t } = useWords();
  const control = useExploreView();
  const { view } = control;
  const question = useMemo(
    () => (view ? questionOf(slice.state, slice.slice, view) : null),
    [slice.state, slice.slice, view],
  );
  const answered = useExploreAnswer(question && question.charts.length > 0 ? question : null);
  const { answer, link } = answered;
  const { moving, failure } = useLinkNews(link, answer);
  const dataOf = useData(answered, moving, question);
  const { conditionsBut, ...selections } = useSelections(view, question, answer);
  const edits = usePageEdits(control);
  const base = useMemo<ExploreBase>(
    () => ({
      accounts: answer?.accounts ?? 0,
      last: answer?.last ?? '',
      currency: answer?.currency ?? null,
      warnings: answer?.warnings ?? [],
      conditionsBut,
    }),
    [answer, conditionsBut],
  );
  return {
    control,
    view,
    question,
    answered,
    failure,
    base,
    allRows: answer?.rows.all ?? null,
    dataOf,
    ...selections,
    ...edits,
    useAsSlice: () => {
      const where = withConditions(slice.state.where, conditionsBut(null));
      // One change of the address, so that one undo takes it back.
      control.useAsSlice({ ...slice.state, where });
    },
    dragLabel: (dragged) => {
      if ('field' in dragged) return fieldWords(dragged.field.name, t);
      if ('measure' in dragged) return measureWords(dragged.measure, t);
      const chart = view?.charts.find(({ id }) => id === dragged.chart);
      return chart ? chartTitle(chart, t) : '';
    },
  };
}
