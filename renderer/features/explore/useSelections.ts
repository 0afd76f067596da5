import { useCallback, useMemo } from 'react';
import type {
  ExploreAnswer,
  ExploreChart,
  ExploreFilter,
  ExploreView,
} from '../../../shared/contract/explore.ts';
import { withConditions } from '../../../shared/domain/cubeFilter.ts';
import type { Condition } from '../../../shared/domain/slice.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { useRowsRequest } from '../../components/rowsRequest.ts';
import { selectionConditions, selectionWords } from './chartWords.ts';
import type { PageView } from './pageView.ts';

/** What is selected in the charts of the page, as conditions and in words. */
export interface Selections {
  /** Conditions of all selections, without that of one chart where it is named. */
  conditionsBut(id: string | null): Condition[];
  chips: { id: string; label: string }[];
  /** Says all selections and the rows they leave to those who do not see them. */
  announcement: string;
  /** Opens the rows of a bin (its filter), or of a chart as it stands (null). */
  drill(id: string, filter: ExploreFilter | null, label: string): void;
}

export function useSelections(
  view: PageView | null,
  question: ExploreView | null,
  answer: ExploreAnswer | null,
): Selections {
  const words = useWords();
  const openRows = useRowsRequest((store) => store.open);
  const axesOf = useCallback(
    (id: string) => answer?.charts.find((one) => one.id === id)?.axes ?? [],
    [answer],
  );
  const conditionsOf = useCallback(
    (chart: ExploreChart): Condition[] => {
      const filter = view?.filters[chart.id];
      return filter ? selectionConditions(chart, axesOf(chart.id), filter) : [];
    },
    [view, axesOf],
  );
  const conditionsBut = useCallback(
    (id: string | null): Condition[] =>
      (view?.charts ?? []).flatMap((chart) => (chart.id === id ? [] : conditionsOf(chart))),
    [view, conditionsOf],
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
  const drill = useCallback(
    (id: string, filter: ExploreFilter | null, label: string) => {
      const chart = view?.charts.find((one) => one.id === id);
      if (!chart || !question) return;
      const own = filter ? selectionConditions(chart, axesOf(id), filter) : conditionsOf(chart);
      const where = withConditions(question.slice.where, [...conditionsBut(id), ...own]);
      const { from, to } = question;
      openRows({
        title: filter ? words.t('explore.selectionRows', { bin: label }) : label,
        slice: { ...question.slice, where },
        ...(from ? { from } : {}),
        ...(to ? { to } : {}),
      });
    },
    [view, question, axesOf, conditionsOf, conditionsBut, openRows, words],
  );
  return { conditionsBut, chips, announcement: announced(chips, answer, words), drill };
}

function announced(chips: Selections['chips'], answer: ExploreAnswer | null, { t, format }: Words): string {
  if (chips.length === 0 && !answer) return '';
  const rows = format.value(answer?.rows.now ?? null, 'count');
  if (chips.length === 0) return t('explore.announce.cleared', { rows });
  return t('explore.announce', { selection: chips.map(({ label }) => label).join(' · '), rows });
}
