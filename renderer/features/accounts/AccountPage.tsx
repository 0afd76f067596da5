import { Button } from 'antd';
import { useMemo } from 'react';
import { useParams } from 'react-router';
import { accountTrend } from '../../../shared/charts/accountTrend.ts';
import { productBars } from '../../../shared/charts/productBars.ts';
import { isoMonth } from '../../../shared/domain/calendar.ts';
import type { Ask } from '../../../shared/domain/exhibit.ts';
import { parsePeriod, previousPeriod } from '../../../shared/domain/period.ts';
import { numbers } from '../../../shared/domain/table.ts';
import { useJudgedLists } from '../../app/judgedLists.ts';
import { useSave } from '../../app/saveFile.ts';
import { useGo, useSlice } from '../../app/sliceState.ts';
import { type ExhibitQuery, useExhibit } from '../../app/useExhibit.ts';
import { useWords, type Words } from '../../app/words.tsx';
import type { ChartPoint } from '../../charts/Chart.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';
import { useMovable } from '../opportunities/useMovable.ts';
import { AccountRetention } from '../retention/AccountRetention.tsx';
import { AnalysisPage, Cell } from '../shared/AnalysisPage.tsx';
import { numberAt, refOf, textAt } from '../shared/chartRef.ts';
import { useDrill, useRowActions } from '../shared/rowActions.ts';
import { AccountTiles } from './AccountTiles.tsx';
import { FactCards } from './FactCards.tsx';
import { OwnOpportunities } from './OwnOpportunities.tsx';
import { Profile } from './Profile.tsx';

/** The account's ask: the slice without conditions that would hide the account itself or its look-alikes. */
function useAccountAsk(key: string): Ask | null {
  const control = useSlice();
  const { options } = useMovable();
  const { judged } = useJudgedLists();
  if (!options) return null;
  const whole = control.ask('account', { account: key, ...options }, 'both');
  const where = whole.slice.where.filter(({ field }) => field !== 'account');
  return judged({ ...whole, slice: { ...whole.slice, where } });
}

/** Everything about one account: what it is, how it develops beside its like, what it buys and could buy, what to do. */
export function AccountPage() {
  const { key = '' } = useParams();
  const { t } = useWords();
  const go = useGo();
  const drill = useDrill();
  const save = useSave();
  const query = useExhibit(useAccountAsk(key));
  const { exhibit } = query;
  const name = accountName(query, key);
  const own = [{ field: 'account', in: [key] }];
  return (
    <AnalysisPage
      title={name}
      empty={t('accounts.empty')}
      extra={
        <>
          <Button size="small" onClick={() => go('/accounts')}>
            {t('accounts.back')}
          </Button>
          <Button size="small" disabled={!exhibit} onClick={() => exhibit && drill(exhibit, name, own)}>
            {t('row.rows')}
          </Button>
          <Button
            size="small"
            disabled={!exhibit}
            onClick={() => exhibit && void save.exhibit(exhibit, 'all', name, 'xlsx')}
          >
            {t('accounts.export')}
          </Button>
        </>
      }
    >
      <Cell span={12}>
        <AccountTiles query={query} />
      </Cell>
      <Cell span={8}>
        <TrendCard query={query} account={key} />
      </Cell>
      <Cell span={4}>
        <ExhibitCard query={query} question={t('accounts.profile')} table="profile">
          {(shown) => <Profile exhibit={shown} />}
        </ExhibitCard>
      </Cell>
      <Cell span={12}>
        <OwnOpportunities query={query} />
      </Cell>
      <AccountRetention account={key} />
      <AccountLists query={query} account={key} />
      <FactCards query={query} />
    </AnalysisPage>
  );
}

function accountName(query: ExhibitQuery, key: string): string {
  const name = query.exhibit?.values.name;
  return typeof name === 'string' && name !== '' ? name : key;
}

function TrendCard({ query, account }: { query: ExhibitQuery; account: string }) {
  const { t } = useWords();
  const control = useSlice();
  const drill = useDrill();
  const view = useMemo(() => ({ selected: monthsIn(query, control.state.to) }), [query, control.state.to]);
  const monthOf = (point: ChartPoint) => {
    const month = numberAt(query.exhibit, refOf(point), 'month');
    return month === null ? null : isoMonth(month);
  };
  return (
    <ExhibitCard
      query={query}
      question={t('chart.account.trend')}
      table="months"
      chart={accountTrend}
      view={view}
      height={320}
      events={{
        onClick: (point) => {
          const month = monthOf(point);
          if (month) control.update({ from: previousPeriod(parsePeriod(month)).text, to: month });
        },
        onClear: () => control.update({ from: null, to: null }),
        onContextMenu: (point) => {
          const month = monthOf(point);
          if (!month || !query.exhibit) return;
          drill(query.exhibit, `${account} · ${month}`, [
            { field: 'account', in: [account] },
            { field: 'month', in: [month] },
          ]);
        },
      }}
    />
  );
}

/** The chosen period, where it is a month that the chart shows. */
function monthsIn(query: ExhibitQuery, period: string | null): string[] {
  const table = query.exhibit?.tables.months;
  if (!period || !table) return [];
  return Array.from(numbers(table, 'month'), isoMonth).filter((month) => month === period);
}

function AccountLists({ query, account }: { query: ExhibitQuery; account: string }) {
  const words = useWords();
  const { t } = words;
  const drill = useDrill();
  const rowActions = useRowActions();
  const columns = useMemo(() => ({ products: productColumns(words), white: whiteColumns(words) }), [words]);
  return (
    <>
      <Cell span={6}>
        <ExhibitCard
          query={query}
          question={t('chart.account.products')}
          table="products"
          chart={productBars}
          empty={t('accounts.products.empty')}
          columns={columns.products}
          height={360}
          rowMenu={(row, exhibit) => rowActions(exhibit, exhibit.tables.products!, row)}
          events={{
            onContextMenu: (point) => {
              const product = textAt(query.exhibit, refOf(point), 'product');
              if (!product || !query.exhibit) return;
              drill(query.exhibit, `${account} · ${product}`, [
                { field: 'account', in: [account] },
                { field: 'product', in: [product] },
              ]);
            },
          }}
        />
      </Cell>
      <Cell span={6}>
        <ExhibitCard
          query={query}
          question={t('chart.account.whiteSpace')}
          table="whiteSpace"
          columns={columns.white}
          height={360}
          empty={t('accounts.whiteSpace.empty')}
          rowMenu={(row, exhibit) => rowActions(exhibit, exhibit.tables.whiteSpace!, row)}
        />
      </Cell>
    </>
  );
}

function stateColumn({ t }: Words): ColumnSpec {
  return { name: 'state', text: (value) => t.dynamic(`state.${value}`, {}, value ?? '–') };
}

function productColumns(words: Words): ColumnSpec[] {
  return [
    { name: 'product_name', pinned: 'left' },
    ...['revenue', 'revenue_prior', 'last_order'].map((name) => ({ name })),
    stateColumn(words),
  ];
}

function whiteColumns(words: Words): ColumnSpec[] {
  return [
    { name: 'product_name', pinned: 'left', width: 200 },
    ...['probability', 'expected'].map((name) => ({ name })),
    stateColumn(words),
  ];
}
