import { useMemo } from 'react';
import { gapHistogram } from '../../../shared/charts/gapHistogram.ts';
import { rhythmScatter } from '../../../shared/charts/rhythmScatter.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { texts } from '../../../shared/domain/table.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';
import { AccountChart, AccountList } from '../shared/AccountCards.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { useChoice } from '../shared/choice.ts';
import { useNarrowed } from '../shared/narrow.ts';
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
  const query = useExhibit(choice.ask('rhythm'));
  const late = useNarrowed(query, lateFirst);
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
        <AccountChart
          choice={choice}
          query={query}
          question={t('question.rhythm')}
          table="rhythm"
          chart={rhythmScatter}
          columns={columns}
          height={340}
        />
      </Cell>
      <Cell span={6}>
        <AccountList
          query={late}
          quiet
          question={t('chart.rhythm.list')}
          table="rhythm"
          columns={columns}
          height={340}
          search
        />
      </Cell>
      <Cell span={12}>
        <ExhibitCard
          query={query}
          question={t('chart.rhythm.gaps')}
          quiet
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
