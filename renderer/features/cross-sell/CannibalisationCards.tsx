import { InputNumber } from 'antd';
import { useId, useState } from 'react';
import { cannibalisationLines } from '../../../shared/charts/cannibalisationLines.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { useChoice } from '../shared/choice.ts';
import type { ChosenProduct } from './chosenProduct.ts';
import { ProductSelect, ProductsSelect } from './ProductSelect.tsx';

const figureColumns = [
  { name: 'figure', width: 150, wrap: true },
  ...['amount', 'share_lower', 'share_upper', 'n'].map((name) => ({ name })),
];

interface CannibalisationCardsProps {
  product: ChosenProduct | null;
  onProduct(product: ChosenProduct | null): void;
}

/** Whether a product takes from its substitutes: adopters beside accounts like them, before and after. */
export function CannibalisationCards({ product, onProduct }: CannibalisationCardsProps) {
  const words = useWords();
  const { t } = words;
  const choice = useChoice('product');
  const [months, setMonths] = useState(6);
  const [substitutes, setSubstitutes] = useState<string[]>([]);
  const written = substitutes.map((key) => key.replace(/[\\,]/g, '\\$&')).join(',');
  const query = useExhibit(
    choice.ask('cannibalisation', {
      months,
      ...(product ? { product: product.key } : {}),
      ...(written === '' ? {} : { substitutes: written }),
    }),
  );
  return (
    <>
      <Cell span={12}>
        <div className="card-controls">
          <h2>{t('crossSell.cannibalisation')}</h2>
          <ProductSelect product={product} none={t('crossSell.largestAdoption')} onProduct={onProduct} />
          <ProductsSelect
            products={substitutes}
            label={t('crossSell.substitutes')}
            none={t('crossSell.sameCategory')}
            onProducts={setSubstitutes}
          />
          <Months value={months} onChange={setMonths} />
          {query.exhibit && <strong>{verdictWords(query.exhibit, words)}</strong>}
        </div>
      </Cell>
      <Cell span={5}>
        <ExhibitCard
          query={query}
          question={t('question.cannibalisation')}
          table="spend"
          chart={cannibalisationLines}
          height={320}
        />
      </Cell>
      <Cell span={7}>
        <ExhibitCard
          query={query}
          question={t('chart.cannibalisation.figures')}
          quiet
          table="figures"
          columns={figureColumns.map((column) =>
            column.name === 'figure'
              ? { ...column, text: (code: string | null) => t.dynamic(`figure.${code}`, {}, code ?? '–') }
              : column,
          )}
          height={320}
        />
      </Cell>
    </>
  );
}

/** The verdict with its figures. */
function verdictWords({ values, evidence }: Exhibit, { t, format }: Words): string {
  const money = (name: string) =>
    format.amount(Math.abs(Number(values[name] ?? 0)), evidence.currency?.reporting);
  const signed = (name: string) => format.change(Number(values[name] ?? 0), 'money');
  const verdict = String(values.verdict);
  const params = {
    product: String(values.productName ?? values.product),
    matched: Number(values.matched ?? 0),
    controls: Number(values.controls ?? 0),
    effect: verdict === 'noneShown' ? signed('effect') : money('effect'),
    lower: signed('effectLower'),
    upper: signed('effectUpper'),
    share: format.value(Math.abs(Number(values.effectShare ?? 0)), 'ratio'),
  };
  return t.dynamic(`verdict.${verdict}`, params, verdict);
}

function Months({ value, onChange }: { value: number; onChange(value: number): void }) {
  const { t } = useWords();
  const id = useId();
  return (
    <label htmlFor={id}>
      {t('crossSell.monthsAround')}
      <InputNumber<number>
        id={id}
        size="small"
        style={{ width: 72 }}
        min={1}
        max={24}
        precision={0}
        value={value}
        changeOnWheel={false}
        onChange={(next) => next !== null && onChange(next)}
      />
    </label>
  );
}
