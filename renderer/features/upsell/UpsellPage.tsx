import { useWords } from '../../app/words.tsx';
import { AnalysisPage, Cell, NeedsData, useHasMeasure } from '../shared/AnalysisPage.tsx';
import { BacktestCards, type JudgedList } from '../shared/BacktestCards.tsx';
import { OpportunityCard } from '../shared/OpportunityCard.tsx';
import { ComparedBy } from './ComparedBy.tsx';
import { HeadroomCards } from './HeadroomCards.tsx';
import { MomentumCards } from './MomentumCards.tsx';
import { PriceCards } from './PriceCards.tsx';
import { PriceVolumeCards } from './PriceVolumeCards.tsx';
import { WalletCards } from './WalletCards.tsx';

const judged: readonly [JudgedList] = ['upsell'];

/** Which accounts could buy more, pay more or grow with their market, and whether the change so far was volume, price or range. */
export function UpsellPage() {
  const { t } = useWords();
  const hasProducts = useHasMeasure('products');
  const hasQuantity = useHasMeasure('quantity');
  return (
    <AnalysisPage title={t('page.upsell')} empty={t('upsell.empty')} extra={<ComparedBy />}>
      <HeadroomCards />
      <Cell span={12}>
        <OpportunityCard question={t('chart.opportunities.upsell')} kind="upsell" height={420} />
      </Cell>
      <MomentumCards />
      <WalletCards />
      {hasProducts && hasQuantity ? (
        <>
          <PriceCards />
          <PriceVolumeCards />
        </>
      ) : (
        <Cell span={12}>
          <NeedsData text={t('upsell.needsProducts')} />
        </Cell>
      )}
      <BacktestCards lists={judged} question="chart.backtest.upsell" />
    </AnalysisPage>
  );
}
