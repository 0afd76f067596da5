import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { type CohortView, cohortHeat } from '../../../shared/charts/cohortHeat.ts';
import { firstDayOfMonth, isoDate, isoMonth, lastDayOfMonth } from '../../../shared/domain/calendar.ts';
import { useSlice } from '../../app/sliceState.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import { numberAt, refOf } from '../shared/chartRef.ts';
import { useDrill } from '../shared/rowActions.ts';

type By = NonNullable<CohortView['by']>;

/** Accounts by the month of their first order and how many, or how much of their revenue, is still there. */
export function CohortCard() {
  const { t } = useWords();
  const control = useSlice();
  const drill = useDrill();
  const [by, setBy] = useState<By>('logo');
  const [cohort, setCohort] = useState<string | null>(null);
  const query = useExhibit(control.ask('cohorts', { grain: 'month' }));
  const view = useMemo((): CohortView => ({ by, selected: cohort ? [cohort] : [] }), [by, cohort]);
  const cohorts = useMemo(() => cohortCount(query.exhibit?.tables.cells), [query.exhibit]);
  return (
    <ExhibitCard
      query={query}
      question={t('question.cohorts')}
      table="cells"
      chart={cohortHeat}
      view={view}
      height={Math.max(260, Math.min(640, 84 + cohorts * 24))}
      extra={
        <Segmented<By>
          size="small"
          aria-label={t('retention.cohortBy')}
          value={by}
          onChange={setBy}
          options={[
            { value: 'logo', label: t('retention.cohortBy.logo') },
            { value: 'revenue', label: t('retention.cohortBy.revenue') },
          ]}
        />
      }
      events={{
        onClick: (point) => {
          const month = numberAt(query.exhibit, refOf(point), 'cohort');
          const text = month === null ? null : isoMonth(month);
          setCohort((now) => (now === text ? null : text));
        },
        onClear: () => setCohort(null),
        onContextMenu: (point) => {
          const start = numberAt(query.exhibit, refOf(point), 'cohort');
          const age = numberAt(query.exhibit, refOf(point), 'age');
          if (start === null || age === null || !query.exhibit) return;
          const month = start + age;
          const days = { from: isoDate(firstDayOfMonth(month)), to: isoDate(lastDayOfMonth(month)) };
          drill(query.exhibit, t('retention.cohortRows', { month: isoMonth(month) }), [
            { field: 'date', ...days },
          ]);
        },
      }}
    />
  );
}

function cohortCount(table: { columns: { name: string; values: ArrayLike<unknown> }[] } | undefined): number {
  const column = table?.columns.find(({ name }) => name === 'cohort');
  return column ? new Set(Array.from(column.values)).size : 12;
}
