import { useCallback, useMemo } from 'react';
import { gapHistogram } from '../../../shared/charts/gapHistogram.ts';
import { rhythmScatter } from '../../../shared/charts/rhythmScatter.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { texts } from '../../../shared/domain/table.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
import type { ChartPoint } from '../../charts/Chart.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { refOf, textAt } from '../shared/chartRef.ts';
import { useChoice } from '../shared/choice.ts';
import { useNarrowed } from '../shared/narrow.ts';
import { useDrill, useOpenAccount, useRowActions } from '../shared/rowActions.ts';
import { filterRows, sortRows, withTable } from '../shared/selectRows.ts';

/** Late and overdue accounts, most money first; the chart beside it has them all. */
function lateFirst(exhibit: Exhibit): Exhibit {
  const table = exhibit.tables.rhythm!;
  const status = texts(table, 'status');
  const late = filterRows(table, (row) => status[row] === 'late' || status[row] === 'overdue');
  return withTable(exhibit, 'rhythm', sortRows(late, 'value', 'descending'));
}

/** Who is later than their own rhythm: all accounts as points, the late ones as a list, and the gaps behind it. */
export function RhythmCards() {
  const words = useWords();
  const { t } = words;
  const choice = useChoice('account');
  const drill = useDrill();
  const openAccount = useOpenAccount();
  const rowActions = useRowActions();
  const query = useExhibit(choice.ask('rhythm'));
  const late = useNarrowed(query, lateFirst);
  const { selected } = choice;
  const view = useMemo(() => ({ selected }), [selected]);
  const accountOf = useCallback(
    (point: ChartPoint) => textAt(query.exhibit, refOf(point), 'account'),
    [query.exhibit],
  );
  const columns = useMemo((): ColumnSpec[] => {
    const status: ColumnSpec = {
      name: 'status',
      text: (value) => t.dynamic(`status.${value}`, {}, value ?? '–'),
    };
    const rest = ['value', 'last_order', 'days_since', 'median_gap', 'q90_gap', 'percentile', 'order_days'];
    return [
      { name: 'account_name', pinned: 'left' },
      status,
      ...rest.map((name) => rhythmColumn(name, t('column.value12'))),
    ];
  }, [t]);
  return (
    <>
      <Cell span={6}>
        <ExhibitCard
          query={query}
          question={t('question.rhythm')}
          table="rhythm"
          chart={rhythmScatter}
          view={view}
          columns={columns}
          height={340}
          events={{
            onClick: (point) => {
              const account = accountOf(point);
              if (account) choice.toggle(account);
            },
            onClear: choice.clear,
            onContextMenu: (point) => {
              const account = accountOf(point);
              if (account && query.exhibit)
                drill(query.exhibit, account, [{ field: 'account', in: [account] }]);
            },
          }}
        />
      </Cell>
      <Cell span={6}>
        <ExhibitCard
          query={late}
          question={t('chart.rhythm.list')}
          table="rhythm"
          columns={columns}
          height={340}
          search
          onOpen={(row, exhibit) => openAccount(exhibit.tables.rhythm!, row)}
          rowMenu={(row, exhibit) => rowActions(exhibit, exhibit.tables.rhythm!, row)}
        />
      </Cell>
      <Cell span={12}>
        <ExhibitCard
          query={query}
          question={t('chart.rhythm.gaps')}
          table="gaps"
          chart={gapHistogram}
          height={220}
        />
      </Cell>
    </>
  );
}

function rhythmColumn(name: string, valueHeader: string): ColumnSpec {
  return name === 'value' ? { name, header: valueHeader } : { name };
}
