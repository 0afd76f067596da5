import { useCallback, useMemo, useState } from 'react';
import { concentration } from '../../../shared/charts/concentration.ts';
import { concentrationStress } from '../../../shared/charts/concentrationStress.ts';
import { opportunitiesByKind } from '../../../shared/charts/opportunitiesByKind.ts';
import type { ToOption } from '../../../shared/charts/option.ts';
import { trend } from '../../../shared/charts/trend.ts';
import { parsePeriod, previousPeriod } from '../../../shared/domain/period.ts';
import { useGo, useSlice } from '../../app/sliceState.ts';
import { type ExhibitQuery, useExhibit } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
import type { ChartPoint } from '../../charts/Chart.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import { pageRows } from '../../components/PagedTable.tsx';
import { useMovable } from '../opportunities/useMovable.ts';
import { AccountChart } from '../shared/AccountCards.tsx';
import { AnalysisPage, Cell } from '../shared/AnalysisPage.tsx';
import { refOf, textAt } from '../shared/chartRef.ts';
import { useChoice } from '../shared/choice.ts';
import { kindColumn } from '../shared/kindColumn.ts';
import { MovementCards } from '../shared/MovementCards.tsx';
import { OpportunityCard } from '../shared/OpportunityCard.tsx';
import { useDrill } from '../shared/rowActions.ts';
import { Changes } from './Changes.tsx';
import { Tiles } from './Tiles.tsx';

/** How is the book doing: headline numbers, what moved them, what they rest on, and what to do first. */
export function OverviewPage() {
  const { t } = useWords();
  const control = useSlice();
  const summary = useExhibit(control.ask('summary', {}, 'both'));
  // The slowest question is asked when the others have been answered: the engine takes them in turn.
  const isAnswered = summary.status !== 'loading' && summary.status !== 'idle';
  const advice = useAdvice(!isAnswered);
  const [accounts, setAccounts] = useState<ReadonlySet<string> | null>(null);
  return (
    <AnalysisPage title={t('page.overview')} empty={t('overview.empty')}>
      <Cell span={12}>
        <Tiles query={summary} advice={advice} />
      </Cell>
      <MovementCards onAccounts={setAccounts} />
      <Cell span={7}>
        <TrendCard />
      </Cell>
      <Cell span={5}>
        <Changes query={summary} />
      </Cell>
      <Cell span={12}>
        <OpportunityCard
          question={t('overview.topOpportunities')}
          top={10}
          accounts={accounts}
          wait={!isAnswered}
          height={520}
        />
      </Cell>
      <Cell span={12}>
        <KindsCard query={advice} />
      </Cell>
      <ConcentrationCards />
    </AnalysisPage>
  );
}

/** Revenue by month; a click makes the month the period looked at, compared with the one before. */
function TrendCard() {
  const { t } = useWords();
  const control = useSlice();
  const drill = useDrill();
  const query = useExhibit(control.ask('trend', { grain: 'month' }));
  const view = useMemo(() => ({ selected: control.state.to ? [control.state.to] : [] }), [control.state.to]);
  const periodOf = (point: ChartPoint) => textAt(query.exhibit, refOf(point), 'period');
  return (
    <ExhibitCard
      query={query}
      question={t('question.trend')}
      table="trend"
      chart={trend}
      view={view}
      height={300}
      events={{
        onClick: (point) => {
          const period = periodOf(point);
          if (period) control.update({ from: previousPeriod(parsePeriod(period)).text, to: period });
        },
        onClear: () => control.update({ from: null, to: null }),
        onContextMenu: (point) => {
          const period = periodOf(point);
          if (period && query.exhibit) drill(query.exhibit, period, [{ field: 'month', in: [period] }]);
        },
      }}
    />
  );
}

function ConcentrationCards() {
  const { t } = useWords();
  const choice = useChoice('account');
  const query = useExhibit(choice.ask('concentration', {}, 'to'));
  return (
    <>
      <Cell span={7}>
        <AccountChart
          choice={choice}
          query={query}
          question={t('question.concentration')}
          table="curve"
          chart={concentration}
          height={280}
          search
          columns={curveColumns}
        />
      </Cell>
      <Cell span={5}>
        <ExhibitCard
          query={query}
          question={t('chart.concentration.stress')}
          table="stress"
          chart={concentrationStress}
          height={280}
        />
      </Cell>
    </>
  );
}

const curveColumns = ['rank', 'account_name', 'revenue', 'share', 'cumulative_share'].map((name) => ({
  name,
}));

const kindPages: Record<string, string> = {
  retain: '/retention',
  upsell: '/upsell',
  'cross-sell': '/cross-sell',
};

/** What is at stake in all and by kind, with the first of the list as its card asks for them: one question for three. */
function useAdvice(wait: boolean): ExhibitQuery {
  const control = useSlice();
  const { options: factors } = useMovable();
  return useExhibit(wait || !factors ? null : control.ask('opportunities', { ...factors, limit: pageRows }));
}

/** Value at stake to keep, grow and widen; a click opens the page of that kind. */
function KindsCard({ query }: { query: ExhibitQuery }) {
  const words = useWords();
  const { t } = words;
  const columns = useMemo(
    () => [
      kindColumn(words),
      { name: 'opportunities' },
      { name: 'value', header: words.t('column.stake') },
      { name: 'expected' },
    ],
    [words],
  );
  const go = useGo();
  const open = useCallback(
    (point: ChartPoint) => {
      const kind = (point.data as { key?: string } | null)?.key;
      const page = kind && kindPages[kind];
      if (page) go(page);
    },
    [go],
  );
  return (
    <ExhibitCard
      query={query}
      question={t('chart.opportunities.kind')}
      table="kinds"
      columns={columns}
      chart={opportunitiesByKind satisfies ToOption}
      height={180}
      events={{ onClick: open }}
    />
  );
}
