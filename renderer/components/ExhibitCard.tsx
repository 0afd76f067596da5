import { EllipsisOutlined } from '@ant-design/icons';
import { Button, Dropdown, Empty } from 'antd';
import { type KeyboardEvent, type ReactNode, type RefObject, useMemo, useRef, useState } from 'react';
import type { ChartView, ToOption } from '../../shared/charts/option.ts';
import type { Exhibit } from '../../shared/domain/exhibit.ts';
import type { Table } from '../../shared/domain/table.ts';
import { usePalette } from '../app/session.ts';
import { evidenceLine } from '../app/sliceWords.ts';
import type { ExhibitQuery } from '../app/useExhibit.ts';
import { useWords } from '../app/words.tsx';
import { Chart, type ChartEvents, type ChartPictures } from '../charts/Chart.tsx';
import { DataTable } from './DataTable.tsx';
import { ErrorState } from './ErrorState.tsx';
import { Explain } from './Explain.tsx';
import { exhibitMenu, useExhibitActions } from './exhibitActions.tsx';
import { LoadingState } from './LoadingState.tsx';
import { PagedTable, type Paging } from './PagedTable.tsx';
import type { RowAction } from './RowMenu.tsx';
import type { ColumnSpec } from './tableColumns.tsx';
import { Warnings } from './Warnings.tsx';

export interface ExhibitCardProps {
  query: ExhibitQuery;
  /** The question the card answers, as a sentence. */
  question: string;
  /** Table of the exhibit behind the card: shown as table, copied, saved. */
  table: string;
  /** Pure chart from shared/charts. Without it and without children the table itself is shown. */
  chart?: ToOption;
  view?: ChartView;
  events?: ChartEvents;
  brush?: 'rect' | 'lineX';
  /** The chart in one sentence; default: the question and the number of rows. */
  label?(exhibit: Exhibit): string;
  /** Instead of a chart. */
  children?: (exhibit: Exhibit) => ReactNode;
  columns?: ColumnSpec[] | ((table: Table) => ColumnSpec[]);
  height?: number;
  search?: boolean;
  /** The exhibit holds a page of a list that the engine sorts and searches. */
  paging?: Paging;
  onSelect?(rows: number[], exhibit: Exhibit): void;
  onOpen?(row: number, exhibit: Exhibit): void;
  rowMenu?(row: number, exhibit: Exhibit): RowAction[];
  /** A further card of one answer: its warnings stand above the first, and under explain. */
  quiet?: boolean;
  /** What is said where the table has no rows: which data would fill it. */
  empty?: string;
  /** Beside the menu: switches that belong to this card alone. */
  extra?: ReactNode;
}

/** The frame around every chart and table: its question above, its evidence below, the same menu everywhere. */
export function ExhibitCard(props: ExhibitCardProps) {
  const { query, question, table, extra } = props;
  const words = useWords();
  const [asTable, setAsTable] = useState(false);
  const [explaining, setExplaining] = useState(false);
  const pictures = useRef<ChartPictures>(null);
  const { exhibit } = query;
  const rows = exhibit?.tables[table];
  const drawn = props.chart !== undefined || props.children !== undefined;
  const specs = useSpecs(props.columns, rows);
  const actions = useExhibitActions({ exhibit, question, table, columns: specs, pictures });

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.toLowerCase() !== 't' || !drawn || !rows) return;
    // What had the focus goes away with the view; the card keeps it, so that T works again.
    event.currentTarget.focus();
    setAsTable((now) => !now);
  }

  return (
    <section className="card exhibit-card" aria-label={question} tabIndex={-1} onKeyDown={onKeyDown}>
      <header className="card-header">
        <h3>{question}</h3>
        <div className="card-tools">
          {extra}
          <Dropdown
            trigger={['click']}
            disabled={!exhibit}
            menu={{
              items: exhibitMenu(words.t, { drawn, asTable, chart: props.chart !== undefined && !asTable }),
              onClick: ({ key }) => {
                if (key === 'table') setAsTable((now) => !now);
                else if (key === 'explain') setExplaining(true);
                else actions(key);
              },
            }}
          >
            <Button
              type="text"
              size="small"
              icon={<EllipsisOutlined aria-hidden />}
              aria-label={words.t('card.menu', { question })}
            />
          </Dropdown>
        </div>
      </header>
      <div
        className={query.refreshing ? 'card-body is-refreshing' : 'card-body'}
        aria-busy={query.refreshing}
      >
        <Body {...props} asTable={asTable || !drawn} pictures={pictures} specs={specs} />
      </div>
      {exhibit && <footer className="exhibit-line">{evidenceLine(exhibit.evidence, words)}</footer>}
      {explaining && exhibit && (
        <Explain exhibit={exhibit} question={question} onClose={() => setExplaining(false)} />
      )}
    </section>
  );
}

function useSpecs(columns: ExhibitCardProps['columns'], table: Table | undefined): ColumnSpec[] | undefined {
  return useMemo(
    () => (typeof columns === 'function' ? (table ? columns(table) : undefined) : columns),
    [columns, table],
  );
}

interface BodyProps extends ExhibitCardProps {
  asTable: boolean;
  pictures: RefObject<ChartPictures | null>;
  specs: ColumnSpec[] | undefined;
}

function Body(props: BodyProps) {
  const { query, height = 280 } = props;
  const { t } = useWords();
  const { exhibit, status, error, progress } = query;
  if (error && status === 'error') return <ErrorState error={error} onRetry={query.retry} />;
  if (status === 'cancelled' && !exhibit) return <Stopped onRetry={query.retry} />;
  if (!exhibit) {
    // The place of what will come: nothing below jumps when it is there.
    return (
      <div style={{ minHeight: height }}>
        <LoadingState progress={progress} onCancel={query.cancel} />
      </div>
    );
  }
  const rows = exhibit.tables[props.table];
  return (
    <>
      {query.refreshing && status === 'loading' && (
        <div className="refreshing">
          <LateLoading query={query} />
        </div>
      )}
      {!props.quiet && <Warnings warnings={exhibit.evidence.warnings} />}
      {rows && rows.n === 0 && !props.children && !props.paging?.search ? (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={props.empty ?? t('chart.empty')}
          style={{ minHeight: height / 2 }}
        />
      ) : (
        <Content {...props} exhibit={exhibit} rows={rows} height={height} />
      )}
    </>
  );
}

function LateLoading({ query }: { query: ExhibitQuery }) {
  return <LoadingState progress={query.progress} onCancel={query.cancel} quiet />;
}

function Stopped({ onRetry }: { onRetry(): void }) {
  const { t } = useWords();
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('state.cancelled')}>
      <Button size="small" onClick={onRetry}>
        {t('action.retry')}
      </Button>
    </Empty>
  );
}

interface ContentProps extends BodyProps {
  exhibit: Exhibit;
  rows: Table | undefined;
  height: number;
}

function Content(props: ContentProps) {
  const { exhibit, rows, asTable, height, question, chart, children } = props;
  if (asTable && rows) {
    const { onSelect, onOpen, rowMenu, specs, search, paging } = props;
    if (paging) {
      return (
        <PagedTable
          exhibit={exhibit}
          table={props.table}
          label={question}
          paging={paging}
          columns={specs}
          height={height}
          {...(onOpen ? { onOpen } : {})}
          {...(rowMenu ? { rowMenu } : {})}
        />
      );
    }
    return (
      <DataTable
        table={rows}
        label={question}
        height={height}
        reported={exhibit.evidence.currency}
        {...(specs ? { columns: specs } : {})}
        {...(search ? { search } : {})}
        {...(onSelect ? { onSelect: (chosen: number[]) => onSelect(chosen, exhibit) } : {})}
        {...(onOpen ? { onOpen: (row: number) => onOpen(row, exhibit) } : {})}
        {...(rowMenu ? { rowMenu: (row: number) => rowMenu(row, exhibit) } : {})}
      />
    );
  }
  if (chart) return <Drawing {...props} chart={chart} />;
  return children ? children(exhibit) : null;
}

function Drawing(props: ContentProps & { chart: ToOption }) {
  const { exhibit, rows, chart, view, question, height, events, brush, pictures, label } = props;
  const { t, format } = useWords();
  const colours = usePalette();
  const option = useMemo(
    () => chart(exhibit, colours, format, t, view),
    [chart, exhibit, colours, format, t, view],
  );
  return (
    <Chart
      option={option}
      label={label?.(exhibit) ?? t('chart.aria', { question, count: rows?.n ?? 0 })}
      height={height}
      pictures={pictures}
      {...(events ? { events } : {})}
      {...(brush ? { brush } : {})}
    />
  );
}
