import { EllipsisOutlined } from '@ant-design/icons';
import { Button, Dropdown, Empty } from 'antd';
import { useMemo, useRef, useState } from 'react';
import type { Ask, Exhibit, OptionValue } from '../../../shared/domain/exhibit.ts';
import { texts } from '../../../shared/domain/table.ts';
import { useSession } from '../../app/session.ts';
import { useSlice } from '../../app/sliceState.ts';
import { evidenceLine } from '../../app/sliceWords.ts';
import { type ExhibitQuery, useExhibit } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Explain } from '../../components/Explain.tsx';
import { exhibitMenu, useExhibitActions } from '../../components/exhibitActions.tsx';
import { LoadingState } from '../../components/LoadingState.tsx';
import { Warnings } from '../../components/Warnings.tsx';
import { AnalysisPage, Cell } from '../shared/AnalysisPage.tsx';
import { useRoom } from '../shared/room.ts';
import { FilterBar, GroupSwitch } from './FilterBar.tsx';
import { ListVerdicts, useJudging } from './ListVerdicts.tsx';
import { MovableButton } from './MovableButton.tsx';
import { type MovableSetting, useMovable } from './useMovable.ts';
import { WorkList } from './WorkList.tsx';
import { allFilters, type FilterControl, filterOptions, rowOptions, useFilters } from './workbench.ts';
import './opportunities.css';

/** The workbench: one ranked list over all kinds, and what is decided about it. */
export function OpportunitiesPage() {
  const { t } = useWords();
  const movable = useMovable();
  const location = useSession((session) => session.workspace?.location ?? '');
  const control = useFilters(location);
  const asks = useAsks(control, movable);
  const query = useExhibit(asks.rows && onePage(asks.rows));
  const judging = useJudging();
  const sums = useExhibit(asks.groups && onePage(asks.groups));
  return (
    <AnalysisPage
      title={t('page.opportunities')}
      empty={t('opportunities.empty')}
      extra={<MovableButton exhibit={query.exhibit} movable={movable} />}
    >
      <Cell span={12}>
        <Workbench query={query} sums={sums} judging={judging} ask={asks.rows} control={control} />
      </Cell>
    </AnalysisPage>
  );
}

/** The rows wanted, and the sums they are chosen from; null while the user's factors are not known. */
function useAsks(control: FilterControl, movable: MovableSetting): { rows: Ask | null; groups: Ask | null } {
  const slice = useSlice();
  const { filters } = control;
  const made = (options: Record<string, OptionValue>) =>
    movable.options === null ? null : slice.ask('opportunities', { ...options, ...movable.options });
  return {
    rows: made(rowOptions(filters)),
    groups: filters.group === null ? null : made(filterOptions(filters)),
  };
}

/** What stands around the rows does not need them: they are fetched as they come into view. */
function onePage(ask: Ask): Ask {
  return { ...ask, options: { ...ask.options, limit: 1 } };
}

interface WorkbenchProps {
  query: ExhibitQuery;
  sums: ExhibitQuery;
  judging: ExhibitQuery;
  ask: Ask | null;
  control: FilterControl;
}

function Workbench({ query, sums, judging, ask, control }: WorkbenchProps) {
  const words = useWords();
  const { t } = words;
  const { exhibit } = query;
  const question = t('opportunities.question');
  const owners = useMemo(() => ownersOf(exhibit), [exhibit]);
  return (
    <section className="card exhibit-card" aria-label={question}>
      <header className="card-header">
        <h3>{question}</h3>
        <div className="card-tools">
          <GroupSwitch control={control} />
          <ListMenu exhibit={exhibit} question={question} />
        </div>
      </header>
      <div className="card-body">
        <FilterBar control={control} exhibit={exhibit} owners={owners} />
        {exhibit && <ListVerdicts exhibit={exhibit} judging={judging} />}
        <Body query={query} sums={sums} ask={ask} control={control} owners={owners} />
      </div>
      {exhibit && <footer className="exhibit-line">{evidenceLine(exhibit.evidence, words)}</footer>}
    </section>
  );
}

function ownersOf(exhibit: Exhibit | null): string[] {
  const table = exhibit?.tables.owners;
  return table ? texts(table, 'owner').filter((name): name is string => name !== null) : [];
}

function ListMenu({ exhibit, question }: { exhibit: Exhibit | null; question: string }) {
  const { t } = useWords();
  const [explaining, setExplaining] = useState(false);
  const pictures = useRef(null);
  const actions = useExhibitActions({
    exhibit,
    question,
    table: 'opportunities',
    columns: undefined,
    pictures,
  });
  return (
    <>
      <Dropdown
        trigger={['click']}
        disabled={!exhibit}
        menu={{
          items: exhibitMenu(t, { drawn: false, asTable: true, chart: false }),
          onClick: ({ key }) => (key === 'explain' ? setExplaining(true) : actions(key)),
        }}
      >
        <Button
          type="text"
          size="small"
          icon={<EllipsisOutlined aria-hidden />}
          aria-label={t('card.menu', { question })}
        />
      </Dropdown>
      {explaining && exhibit && (
        <Explain exhibit={exhibit} question={question} onClose={() => setExplaining(false)} />
      )}
    </>
  );
}

/** Pixels above and below the rows: bars, title, filters, buttons, detail, evidence. */
const aroundRows = 448;

function Body({ query, sums, ask, control, owners }: Omit<WorkbenchProps, 'judging'> & { owners: string[] }) {
  const { t } = useWords();
  const height = useRoom(aroundRows, 280);
  const { exhibit, status, error } = query;
  if (error && status === 'error') return <ErrorState error={error} onRetry={query.retry} />;
  if (!exhibit || !ask) return <LoadingState progress={query.progress} onCancel={query.cancel} />;
  const list =
    exhibit.values.total === 0 ? (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('opportunities.none')}>
        <Button size="small" onClick={() => control.change({ ...allFilters, statuses: [] })}>
          {t('opportunities.showAll')}
        </Button>
      </Empty>
    ) : (
      <WorkList
        label={t('opportunities.question')}
        ask={ask}
        exhibit={exhibit}
        control={control}
        owners={owners}
        height={height}
      />
    );
  return (
    <>
      <Warnings warnings={exhibit.evidence.warnings} />
      {control.filters.group === null ? (
        list
      ) : (
        <div className="work-split">
          <Groups sums={sums} control={control} height={height + 100} />
          <div>{list}</div>
        </div>
      )}
    </>
  );
}

/** What adds up where; a click shows only the rows of the group, another click all of them again. */
function Groups({ sums, control, height }: { sums: ExhibitQuery; control: FilterControl; height: number }) {
  const { t } = useWords();
  const table = sums.exhibit?.tables.groups;
  const columns = useMemo(
    () => [
      {
        name: 'group_name',
        pinned: 'left' as const,
        header: t(`column.${control.filters.group === 'owner' ? 'owner' : 'account_name'}`),
        text: (value: string | null) => value ?? t('opportunities.nobody'),
      },
      { name: 'opportunities' },
      { name: 'value', header: t('column.stake') },
      { name: 'expected' },
    ],
    [t, control.filters.group],
  );
  if (sums.error && sums.status === 'error') return <ErrorState error={sums.error} onRetry={sums.retry} />;
  if (!table) return <LoadingState progress={sums.progress} onCancel={sums.cancel} />;
  const { within } = control.filters;
  return (
    <div className="work-groups">
      <div className="work-actions">
        <Button size="small" disabled={within === null} onClick={() => control.change({ within: null })}>
          {t('opportunities.showAll')}
        </Button>
      </div>
      <DataTable
        table={table}
        label={t('opportunities.groups')}
        columns={columns}
        height={height - 40}
        search
        onSelect={([row]) => {
          if (row !== undefined) control.change({ within: texts(table, 'group')[row] ?? '' });
        }}
      />
    </div>
  );
}
