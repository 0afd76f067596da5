import { useDroppable } from '@dnd-kit/core';
import { useEffect, useRef } from 'react';
import { useWords } from '../../app/words.tsx';
import { ChartCard } from './ChartCard.tsx';
import type { PageView } from './pageView.ts';
import type { Page } from './usePage.ts';

/** The charts, twelve columns wide; the free place at the end takes what is dropped on it. */
export function ChartGrid({ page, view, isDragging }: { page: Page; view: PageView; isDragging: boolean }) {
  const { t } = useWords();
  const { question, answered } = page;
  const grid = useShownWhenAdded(view);
  return (
    <section
      ref={grid}
      className={answered.isOld ? 'page-grid explore-grid is-old' : 'page-grid explore-grid'}
      aria-busy={answered.isOld}
      aria-label={t('explore.charts')}
    >
      {question &&
        view.charts.map((chart) => (
          <ChartCard
            key={chart.id}
            chart={chart}
            data={page.dataOf(chart)}
            view={question}
            filter={view.filters[chart.id]}
            fit={view.fit ?? false}
            link={answered.link}
            base={page.base}
            onCommand={page.command}
            onChange={page.change}
            onSelect={page.select}
            onDrill={page.drill}
          />
        ))}
      {isDragging && <EndPlace />}
    </section>
  );
}

/** Brings a chart into sight that was added beside those there were. */
function useShownWhenAdded({ charts }: PageView) {
  const grid = useRef<HTMLElement>(null);
  const before = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const known = before.current;
    before.current = new Set(charts.map(({ id }) => id));
    const added = known ? charts.filter(({ id }) => !known.has(id)) : [];
    if (added.length !== 1 || charts.length !== known!.size + 1) return;
    grid.current?.querySelector(`[data-chart="${added[0]!.id}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [charts]);
  return grid;
}

function EndPlace() {
  const { t } = useWords();
  const { setNodeRef, isOver } = useDroppable({ id: 'end', data: { before: null } });
  return (
    <div ref={setNodeRef} className={isOver ? 'explore-end is-over' : 'explore-end'}>
      {t('explore.drop')}
    </div>
  );
}
