import { useWords } from '../../app/words.tsx';
import { AnalysisPage, Cell } from '../shared/AnalysisPage.tsx';
import { BacktestCards, type JudgedList } from '../shared/BacktestCards.tsx';
import { MovementCards } from '../shared/MovementCards.tsx';
import { OpportunityCard } from '../shared/OpportunityCard.tsx';
import { ActivityCards } from './ActivityCards.tsx';
import { CohortCard } from './CohortCard.tsx';
import { HealthCards } from './HealthCards.tsx';
import { MovementSeriesCard } from './MovementSeriesCard.tsx';
import { RenewalCards } from './RenewalCards.tsx';
import { RhythmCards } from './RhythmCards.tsx';
import { RiskCards } from './RiskCards.tsx';
import { SurvivalCards } from './SurvivalCards.tsx';

const judged: readonly [JudgedList, ...JudgedList[]] = ['retain', 'rhythm', 'activity'];

/** Which accounts are leaving, who is late by their own rhythm, and whether accounts stay at all. */
export function RetentionPage() {
  const { t } = useWords();
  return (
    <AnalysisPage title={t('page.retention')} empty={t('retention.empty')}>
      <Cell span={12}>
        <MovementSeriesCard />
      </Cell>
      <MovementCards initial="churned" />
      <RhythmCards />
      <RiskCards />
      <HealthCards />
      <RenewalCards />
      <ActivityCards />
      <SurvivalCards />
      <Cell span={12}>
        <CohortCard />
      </Cell>
      <Cell span={12}>
        <OpportunityCard question={t('chart.opportunities.retain')} kind="retain" height={420} />
      </Cell>
      <BacktestCards lists={judged} question="chart.backtest.retain" />
    </AnalysisPage>
  );
}
