import { Empty } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { renewalCalendar } from '../../../shared/charts/renewalCalendar.ts';
import { isoMonth, monthOfDay } from '../../../shared/domain/calendar.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { numbers, texts } from '../../../shared/domain/table.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
import type { ChartPoint } from '../../charts/Chart.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import { AccountList } from '../shared/AccountCards.tsx';
import { Cell, NeedsData } from '../shared/AnalysisPage.tsx';
import { numberAt, refOf } from '../shared/chartRef.ts';
import { useChoice } from '../shared/choice.ts';
import { useNarrowed } from '../shared/narrow.ts';
import { OnlyButton } from '../shared/OnlyButton.tsx';
import { filterRows, withTable } from '../shared/selectRows.ts';
import { useChosen } from './chosenOptions.ts';

const chartHeight = 280;

/** Contracts that end within a year: the calendar by revenue, and the accounts of the month chosen in it. */
export function RenewalCards() {
  const { t } = useWords();
  const choice = useChoice('account');
  const { asked } = useChosen('risk');
  const query = useExhibit(choice.ask('renewals', asked));
  const { selected } = choice;
  const [month, setMonth] = useState<string | null>(null);
  const view = useMemo(() => ({ selected: month ? [month] : [] }), [month]);
  const list = useNarrowed(
    query,
    useCallback((exhibit: Exhibit) => onlyChosen(onlyMonth(exhibit, month), selected), [month, selected]),
  );
  const monthOf = (point: ChartPoint) => {
    const value = numberAt(query.exhibit, refOf(point), 'month');
    return value === null ? null : isoMonth(value);
  };
  const missing = missingText(query.exhibit);
  return (
    <>
      <Cell span={6}>
        {missing === null ? (
          <ExhibitCard
            query={query}
            question={t('question.renewals')}
            table="months"
            chart={renewalCalendar}
            view={view}
            height={chartHeight}
            events={{
              onClick: (point) => {
                const next = monthOf(point);
                setMonth((now) => (now === next ? null : next));
              },
              onClear: () => setMonth(null),
            }}
          />
        ) : (
          <section className="card exhibit-card" aria-label={t('question.renewals')}>
            <header className="card-header">
              <h3>{t('question.renewals')}</h3>
            </header>
            {missing === 'renewals.needs' ? (
              <NeedsData text={t(missing)} />
            ) : (
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(missing)} />
            )}
          </section>
        )}
      </Cell>
      {missing === null && (
        <Cell span={12}>
          <AccountList
            query={list}
            question={t('chart.renewals.list')}
            table="renewals"
            columns={[
              { name: 'account_name', pinned: 'left' },
              { name: 'contract_end' },
              { name: 'days_left' },
              { name: 'value', header: t('column.value12') },
              { name: 'probability' },
              { name: 'expected', header: t('column.expectedLoss') },
              { name: 'nps' },
            ]}
            height={320}
            search
            extra={month && <OnlyButton label={month} onAll={() => setMonth(null)} />}
          />
        </Cell>
      )}
    </>
  );
}

function missingText(exhibit: Exhibit | null): 'renewals.needs' | 'renewals.none' | null {
  if (!exhibit || exhibit.tables.renewals!.n > 0) return null;
  return exhibit.values.withContract === 0 ? 'renewals.needs' : 'renewals.none';
}

/** The accounts chosen in another chart; where none of them is due, all. */
function onlyChosen(exhibit: Exhibit, selected: readonly string[]): Exhibit {
  const table = exhibit.tables.renewals;
  if (!table || selected.length === 0) return exhibit;
  const accounts = texts(table, 'account');
  const rows = filterRows(table, (row) => selected.includes(accounts[row] ?? ''));
  return rows.n === 0 ? exhibit : withTable(exhibit, 'renewals', rows);
}

function onlyMonth(exhibit: Exhibit, month: string | null): Exhibit {
  if (month === null) return exhibit;
  const table = exhibit.tables.renewals!;
  const ends = numbers(table, 'contract_end');
  return withTable(
    exhibit,
    'renewals',
    filterRows(table, (row) => isoMonth(monthOfDay(ends[row]!)) === month),
  );
}
