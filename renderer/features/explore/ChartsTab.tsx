import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { Button, Empty, Flex } from 'antd';
import { useEffect, useState } from 'react';
import { useSlice } from '../../app/sliceState.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { LoadingState } from '../../components/LoadingState.tsx';
import { Warnings } from '../../components/Warnings.tsx';
import { ChartGrid } from './ChartGrid.tsx';
import { FieldPanel } from './FieldPanel.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useExploreKeys } from './useExploreKeys.ts';
import { usePage } from './usePage.ts';
import type { Dragged, DropPlace } from './usePageEdits.ts';

/** Linked charts over every field and measure of the sales: what is selected in one filters all the others. */
export function ChartsTab() {
  const { t } = useWords();
  const page = usePage(useSlice());
  const { control, view, answered } = page;
  const [fieldsShown, setFieldsShown] = useState(() => window.innerWidth >= 1600);
  const [dragged, setDragged] = useState<string | null>(null);
  // A click on a field adds its chart; only a move of some pixels drags.
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }));
  useExploreKeys(control);

  function onDragEnd({ active, over }: DragEndEvent): void {
    setDragged(null);
    if (over) page.drop(active.data.current as Dragged, over.data.current as DropPlace);
  }
  if (!view) return <LoadingState progress={null} />;
  return (
    <DndContext
      sensors={sensors}
      onDragStart={({ active }) => setDragged(page.dragLabel(active.data.current as Dragged))}
      onDragCancel={() => setDragged(null)}
      onDragEnd={onDragEnd}
    >
      <Toolbar
        control={control}
        view={view}
        chips={page.chips}
        link={answered.link}
        allRows={page.allRows}
        fieldsShown={fieldsShown}
        onFields={() => setFieldsShown((now) => !now)}
        onAdd={page.addKind}
        onUnselect={page.unselect}
        onUseAsSlice={page.useAsSlice}
        onFit={page.fit}
      />
      <div className={fieldsShown ? 'explore-stage has-fields' : 'explore-stage'}>
        {fieldsShown && <FieldPanel onField={page.addField} onMeasure={page.useMeasure} />}
        {answered.error || page.failure ? (
          <div>
            <ErrorState error={answered.error ?? page.failure} onRetry={answered.retry} />
            <Button onClick={control.reset}>{t('explore.reset')}</Button>
          </div>
        ) : view.charts.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('explore.noCharts')}>
            <Flex gap={8} justify="center">
              <Button type="primary" onClick={control.reset}>
                {t('explore.usualCharts')}
              </Button>
            </Flex>
          </Empty>
        ) : (
          <div>
            <Warnings warnings={answered.answer?.warnings ?? []} />
            <ChartGrid page={page} view={view} isDragging={dragged !== null} />
          </div>
        )}
      </div>
      <DragOverlay dropAnimation={null}>
        {dragged !== null && <div className="explore-dragged">{dragged}</div>}
      </DragOverlay>
      <Announcement text={page.announcement} />
    </DndContext>
  );
}

/** What has come of a selection, for those who do not see it. */
function Announcement({ text }: { text: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), 300);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p className="visually-hidden" role="status">
      {said}
    </p>
  );
}
