import { useState } from 'react';
import { useWords } from '../../app/words.tsx';
import { AnalysisPage, Cell, NeedsData, useHasMeasure } from '../shared/AnalysisPage.tsx';
import { BacktestCards, type JudgedList } from '../shared/BacktestCards.tsx';
import { OpportunityCard } from '../shared/OpportunityCard.tsx';
import { CannibalisationCards } from './CannibalisationCards.tsx';
import type { ChosenProduct } from './chosenProduct.ts';
import { NetworkCard } from './NetworkCard.tsx';
import { NextProductCard } from './NextProductCard.tsx';
import { RulesCards } from './RulesCards.tsx';
import { SequenceCards } from './SequenceCards.tsx';
import { WhiteSpaceCards } from './WhiteSpaceCards.tsx';

const judged: readonly [JudgedList, ...JudgedList[]] = ['cross-sell', 'white-space'];

/** What to offer next, and to whom: what is bought together, and what accounts do not buy yet. */
export function CrossSellPage() {
  const { t } = useWords();
  const hasProducts = useHasMeasure('products');
  const [product, setProduct] = useState<ChosenProduct | null>(null);
  if (!hasProducts) {
    return (
      <AnalysisPage title={t('page.crossSell')} empty={t('crossSell.empty')}>
        <Cell span={12}>
          <NeedsData text={t('crossSell.empty')} />
        </Cell>
      </AnalysisPage>
    );
  }
  return (
    <AnalysisPage title={t('page.crossSell')} empty={t('crossSell.empty')}>
      <Cell span={12}>
        <OpportunityCard
          question={t('chart.opportunities.crossSell')}
          kind="cross-sell"
          product={product?.key ?? null}
          only={product && { label: product.name, onAll: () => setProduct(null) }}
          height={420}
        />
      </Cell>
      <NextProductCard product={product} onProduct={setProduct} />
      <WhiteSpaceCards product={product?.key ?? null} onProduct={setProduct} />
      <RulesCards onProduct={setProduct} />
      <NetworkCard product={product} onProduct={setProduct} />
      <SequenceCards product={product} onProduct={setProduct} />
      <CannibalisationCards product={product} onProduct={setProduct} />
      <BacktestCards lists={judged} question="chart.backtest.crossSell" />
    </AnalysisPage>
  );
}
