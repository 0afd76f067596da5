import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { movementSeries } from '../../../shared/charts/movementSeries.ts';
import { useSlice } from '../../app/sliceState.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
import type { ChartPoint } from '../../charts/Chart.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import { refOf, textAt } from '../shared/chartRef.ts';
import { useDrill } from '../shared/rowActions.ts';

const grains = ['month', 'quarter', 'half', 'year'] as const;
type SeriesGrain = (typeof grains)[number];

/** Gains and losses period by period; a click compares that period with the one before, on every page. */
export function MovementSeriesCard() {
  const { t } = useWords();
  const control = useSlice();
  const drill = useDrill();
  const [grain, setGrain] = useState<SeriesGrain>('month');
  const query = useExhibit(control.ask('movement-series', { grain }));
  const view = useMemo(() => ({ selected: control.state.to ? [control.state.to] : [] }), [control.state.to]);
  const periodOf = (point: ChartPoint, column: 'from' | 'to') => textAt(query.exhibit, refOf(point), column);
  return (
    <ExhibitCard
      query={query}
      question={t('question.movement-series')}
      table="periods"
      chart={movementSeries}
      view={knownSelection(view, query.exhibit)}
      height={320}
      extra={
        <Segmented<SeriesGrain>
          size="small"
          aria-label={t('retention.grain')}
          value={grain}
          onChange={setGrain}
          options={grains.map((value) => ({ value, label: t(`retention.grain.${value}`) }))}
        />
      }
      events={{
        onClick: (point) => {
          const from = periodOf(point, 'from');
          const to = periodOf(point, 'to');
          if (from && to) control.update({ from, to });
        },
        onClear: () => control.update({ from: null, to: null }),
        onContextMenu: (point) => {
          const to = periodOf(point, 'to');
          if (to && query.exhibit) drill(query.exhibit, to, [{ field: grain, in: [to] }]);
        },
      }}
    />
  );
}

/** A period of another grain than the one drawn must not fade everything. */
function knownSelection(view: { selected: string[] }, exhibit: ReturnType<typeof useExhibit>['exhibit']) {
  const table = exhibit?.tables.periods;
  const column = table?.columns.find(({ name }) => name === 'to');
  const known = column?.type === 'text' && view.selected.some((each) => column.values.includes(each));
  return known ? view : noSelection;
}

const noSelection = { selected: [] };
