import { EllipsisOutlined, HolderOutlined, SettingOutlined } from '@ant-design/icons';
import { useDraggable, useDroppable } from '@dnd-kit/core';
import { Button, Dropdown, Empty } from 'antd';
import { type KeyboardEvent, memo, type RefObject, useMemo, useRef, useState } from 'react';
import { exploreTable } from '../../../shared/charts/exploreTable.ts';
import type {
  ChartData,
  ExploreChart,
  ExploreFilter,
  ExploreView,
} from '../../../shared/contract/explore.ts';
import { useWords } from '../../app/words.tsx';
import type { ChartPictures } from '../../charts/Chart.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Explain } from '../../components/Explain.tsx';
import { LoadingState } from '../../components/LoadingState.tsx';
import { ChartEditor } from './ChartEditor.tsx';
import { ChartCanvas } from './canvas/ChartCanvas.tsx';
import { type CardCommand, cardMenu, useCardActions } from './cardActions.tsx';
import { chartLine } from './chartLine.ts';
import { chartSentence, chartTitle } from './chartWords.ts';
import { type ExploreBase, explained } from './explained.ts';
import type { Link } from './link.ts';
import { RowsTable } from './RowsTable.tsx';

export interface ChartCardProps {
  chart: ExploreChart;
  /** Null while the first answer is on its way. */
  data: ChartData | null;
  view: ExploreView;
  filter: ExploreFilter | undefined;
  fit: boolean;
  link: Link;
  base: ExploreBase;
  onCommand(command: CardCommand, id: string): void;
  onChange(chart: ExploreChart): void;
  onSelect(id: string, filter: ExploreFilter | null): void;
  onDrill(id: string, filter: ExploreFilter | null, label: string): void;
}

const lowHeight = 190;

export function heightOf(chart: ExploreChart): number {
  return chart.tall ? 2 * lowHeight + 92 : lowHeight;
}

/** The frame around a linked chart: what it shows, how it is set up, the menu that every chart has. */
export const ChartCard = memo(function ChartCard(props: ChartCardProps) {
  const { chart, data } = props;
  const words = useWords();
  const { t } = words;
  const title = chartTitle(chart, t);
  const [asTable, setAsTable] = useState(false);
  const [editing, setEditing] = useState(false);
  const [explaining, setExplaining] = useState(false);
  const pictures = useRef<ChartPictures>(null);
  const drop = useDroppable({ id: `card ${chart.id}`, data: { before: chart.id } });
  const drag = useCardDrag(chart);
  const act = useCardActions({
    chart,
    data,
    title,
    view: props.view,
    base: props.base,
    pictures,
  });

  function onCommand(command: string): void {
    if (command === 'table') setAsTable((now) => !now);
    else if (command === 'explain') setExplaining(true);
    else if (command === 'edit') setEditing(true);
    else if (command === 'rows') props.onDrill(chart.id, null, title);
    else if (!act(command)) props.onCommand(command as CardCommand, chart.id);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.key.toLowerCase() !== 't') return;
    if (chart.kind === 'table' || !data) return;
    event.currentTarget.focus();
    setAsTable((now) => !now);
  }

  return (
    <section
      ref={drop.setNodeRef}
      className={`card explore-card span-of-${chart.span}${drop.isOver ? ' is-over' : ''}${drag.isDragging ? ' is-dragged' : ''}`}
      aria-label={title}
      tabIndex={-1}
      data-chart={chart.id}
      onKeyDown={onKeyDown}
    >
      <CardHeader
        chart={chart}
        data={data}
        filter={props.filter}
        title={title}
        asTable={asTable}
        drag={drag}
        onCommand={onCommand}
      />
      <div className="card-body">
        {data ? (
          <CardBody {...props} data={data} title={title} asTable={asTable} pictures={pictures} />
        ) : (
          <div style={{ minHeight: heightOf(chart) }}>
            <LoadingState progress={null} />
          </div>
        )}
      </div>
      <footer className="exhibit-line">{data && chartLine(chart, data, props.base, words)}</footer>
      {editing && (
        <ChartEditor
          chart={chart}
          title={title}
          onChange={props.onChange}
          onClose={() => setEditing(false)}
        />
      )}
      {explaining && data && (
        <Explain
          exhibit={explained(chart, data, props.view, props.base, t)}
          question={title}
          onClose={() => setExplaining(false)}
        />
      )}
    </section>
  );
});

/** Dragging a chart by its handle to another place of the page. */
function useCardDrag({ id }: ExploreChart) {
  return useDraggable({ id: `chart ${id}`, data: { chart: id } });
}

interface CardHeaderProps extends Pick<ChartCardProps, 'chart' | 'data' | 'filter'> {
  title: string;
  asTable: boolean;
  drag: ReturnType<typeof useCardDrag>;
  onCommand(command: string): void;
}

function CardHeader({ chart, data, filter, title, asTable, drag, onCommand }: CardHeaderProps) {
  const { t } = useWords();
  return (
    <header className="card-header" ref={drag.setNodeRef}>
      <button
        type="button"
        className="explore-handle"
        {...drag.attributes}
        {...drag.listeners}
        aria-label={t('explore.move', { title })}
      >
        <HolderOutlined aria-hidden />
      </button>
      <h3 title={title}>{title}</h3>
      <div className="card-tools">
        <Button
          type="text"
          size="small"
          icon={<SettingOutlined aria-hidden />}
          aria-label={t('explore.edit.title', { title })}
          title={t('explore.edit')}
          onClick={() => onCommand('edit')}
        />
        <Dropdown
          trigger={['click']}
          menu={{
            items: cardMenu(t, {
              kind: chart.kind,
              asTable,
              drawn: chart.kind !== 'table' && !asTable,
              selected: filter !== undefined,
              ready: data !== null,
            }),
            onClick: ({ key }) => onCommand(key),
          }}
        >
          <Button
            type="text"
            size="small"
            icon={<EllipsisOutlined aria-hidden />}
            aria-label={t('card.menu', { question: title })}
          />
        </Dropdown>
      </div>
    </header>
  );
}

interface CardBodyProps extends ChartCardProps {
  data: ChartData;
  title: string;
  asTable: boolean;
  pictures: RefObject<ChartPictures | null>;
}

function CardBody({
  chart,
  data,
  filter,
  fit,
  link,
  title,
  asTable,
  pictures,
  onSelect,
  onDrill,
}: CardBodyProps) {
  const words = useWords();
  const height = heightOf(chart);
  const table = useMemo(
    () => (asTable && chart.kind !== 'table' ? exploreTable(chart, data, words.format, words.t) : null),
    [asTable, chart, data, words],
  );
  if (chart.kind === 'table') return <RowsTable data={data} label={title} height={height} />;
  if (table) return <DataTable table={table} label={title} height={height} />;
  if (data.cells === 0) {
    return (
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={words.t('chart.empty')}
        style={{ minHeight: height, margin: 0, paddingTop: 24 }}
      />
    );
  }
  return (
    <ChartCanvas
      chart={chart}
      data={data}
      filter={filter}
      fit={fit}
      link={link}
      label={chartSentence(chart, data, filter, words)}
      height={height}
      pictures={pictures}
      onSelect={(next) => onSelect(chart.id, next)}
      onDrill={(bin, label) => onDrill(chart.id, bin, label)}
    />
  );
}
