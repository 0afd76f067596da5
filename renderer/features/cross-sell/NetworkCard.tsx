import { useMemo } from 'react';
import { productNetwork } from '../../../shared/charts/productNetwork.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { refOf, textAt } from '../shared/chartRef.ts';
import { useChoice } from '../shared/choice.ts';
import type { ChosenProduct } from './chosenProduct.ts';

const columns = [
  { name: 'product_name', width: 200 },
  { name: 'with_name', width: 200 },
  ...['lift', 'leverage', 'count', 'support', 'chance', 'adjusted'].map((name) => ({ name })),
];

interface NetworkCardProps {
  product: ChosenProduct | null;
  onProduct(product: ChosenProduct | null): void;
}

/** Products that accounts buy together more than chance would give. A click on one narrows the page to it. */
export function NetworkCard({ product, onProduct }: NetworkCardProps) {
  const { t } = useWords();
  const choice = useChoice('product');
  const query = useExhibit(choice.ask('network'));
  const view = useMemo(() => ({ selected: product ? [product.key] : [] }), [product]);
  return (
    <Cell span={12}>
      <ExhibitCard
        query={query}
        question={t('question.network')}
        table="edges"
        chart={productNetwork}
        view={view}
        height={520}
        columns={columns}
        events={{
          onClick: (point) => {
            const ref = refOf(point);
            const key = textAt(query.exhibit, ref, 'product');
            if (!key) return;
            const name = textAt(query.exhibit, ref, 'product_name') ?? key;
            onProduct(key === product?.key ? null : { key, name });
          },
          onClear: () => onProduct(null),
        }}
      />
    </Cell>
  );
}
