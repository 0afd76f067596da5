import { useMemo, useState } from 'react';
import { sequenceFlow } from '../../../shared/charts/sequenceFlow.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { refOf, textAt } from '../shared/chartRef.ts';
import { useChoice } from '../shared/choice.ts';
import { useRowActions } from '../shared/rowActions.ts';
import type { ChosenProduct } from './chosenProduct.ts';
import { Horizon } from './NextProductCard.tsx';
import { ProductSelect } from './ProductSelect.tsx';

const columns = [
  { name: 'after_name', width: 180 },
  { name: 'product_name', width: 180 },
  ...[
    'follow_share',
    'median_days',
    'lift',
    'followed',
    'accounts',
    'open',
    'base_share',
    'share_lower',
    'share_upper',
    'chance',
  ].map((name) => ({ name })),
];

interface SequenceCardsProps {
  product: ChosenProduct | null;
  onProduct(product: ChosenProduct | null): void;
}

/** What is bought next after first buying a product, by how many and how soon. */
export function SequenceCards({ product, onProduct }: SequenceCardsProps) {
  const { t } = useWords();
  const choice = useChoice('product');
  const rowActions = useRowActions();
  const [horizon, setHorizon] = useState(6);
  const query = useExhibit(choice.ask('sequence', { horizon, ...(product ? { product: product.key } : {}) }));
  const view = useMemo(() => ({ selected: [] }), []);
  return (
    <>
      <Cell span={12}>
        <div className="card-controls">
          <h2>
            {product ? t('crossSell.sequenceAfter', { product: product.name }) : t('crossSell.sequence')}
          </h2>
          <ProductSelect product={product} none={t('crossSell.sequenceAll')} onProduct={onProduct} />
          <Horizon value={horizon} onChange={setHorizon} />
        </div>
      </Cell>
      <Cell span={6}>
        <ExhibitCard
          query={query}
          question={t('question.sequence')}
          table="sequences"
          chart={sequenceFlow}
          view={view}
          height={420}
          columns={columns}
          events={{
            onClick: (point) => {
              const ref = refOf(point);
              const key = textAt(query.exhibit, ref, 'product');
              if (key) onProduct({ key, name: textAt(query.exhibit, ref, 'product_name') ?? key });
            },
            onClear: () => onProduct(null),
          }}
        />
      </Cell>
      <Cell span={6}>
        <ExhibitCard
          query={query}
          question={t('chart.sequence.list')}
          quiet
          table="sequences"
          columns={columns}
          height={420}
          search
          rowMenu={(row, exhibit) => rowActions(exhibit, exhibit.tables.sequences!, row)}
        />
      </Cell>
    </>
  );
}
