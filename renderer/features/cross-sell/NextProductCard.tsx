import { Input, InputNumber } from 'antd';
import { useId, useMemo, useState } from 'react';
import { type Table, texts } from '../../../shared/domain/table.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { pageRows } from '../../components/PagedTable.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';
import { AccountList } from '../shared/AccountCards.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { useChoice } from '../shared/choice.ts';
import { evidenceWords } from '../shared/evidenceWords.ts';
import { OnlyButton } from '../shared/OnlyButton.tsx';
import { useRowActions } from '../shared/rowActions.ts';
import { usePaging } from '../shared/usePaging.ts';
import type { ChosenProduct } from './chosenProduct.ts';

function columnsOf(words: Words): ColumnSpec[] {
  return [
    { name: 'account_name', pinned: 'left' },
    { name: 'product_name', width: 220 },
    { name: 'probability' },
    { name: 'value', header: words.t('crossSell.perYear') },
    { name: 'expected' },
    {
      name: 'evidence',
      width: 420,
      wrap: true,
      text: (code, row, table) =>
        evidenceWords('evidence', code, texts(table, 'evidence_params')[row] ?? null, words),
    },
    { name: 'buyers' },
    { name: 'affinity' },
  ];
}

interface NextProductCardProps {
  product: ChosenProduct | null;
  onProduct(product: ChosenProduct | null): void;
}

/** What to offer each account next: a calibrated probability, the money, and which bought products speak for it. */
export function NextProductCard({ product, onProduct }: NextProductCardProps) {
  const words = useWords();
  const { t, format } = words;
  const choice = useChoice('product');
  const rowActions = useRowActions();
  const [options, setOptions] = useState({ horizon: 3, productExcept: '' });
  const { paging, listed } = usePaging(sorts);
  const query = useExhibit(
    choice.ask('next-product', {
      ...options,
      ...listed,
      ...(product ? { product: product.key } : {}),
      reasons: 'none',
      limit: pageRows,
    }),
  );
  const columns = useMemo(() => columnsOf(words), [words]);
  const { exhibit } = query;
  const share = (name: string) =>
    format.value((exhibit?.values[name] as number | null | undefined) ?? null, 'ratio');
  const tested = typeof exhibit?.values.recallAt10 === 'number';
  return (
    <>
      <Cell span={12}>
        <div className="card-controls">
          <h2>{t('crossSell.nextProduct')}</h2>
          <Horizon value={options.horizon} onChange={(horizon) => setOptions({ ...options, horizon })} />
          <Except
            value={options.productExcept}
            onChange={(productExcept) => setOptions({ ...options, productExcept })}
          />
          {tested && (
            <span className="muted">
              {t('crossSell.tested', {
                date: String(exhibit?.values.testedAt),
                own: share('recallAt10'),
                popularity: share('popularityRecallAt10'),
              })}
            </span>
          )}
        </div>
      </Cell>
      <Cell span={12}>
        <AccountList
          query={query}
          question={t('question.next-product')}
          table="nextProducts"
          columns={columns}
          height={460}
          paging={paging}
          extra={product && <OnlyButton label={product.name} onAll={() => onProduct(null)} />}
          rowMenu={(row, opened) => [
            {
              key: 'choose',
              label: t('crossSell.onlyProduct'),
              run: () => onProduct(productAt(opened.tables.nextProducts!, row)),
            },
            ...rowActions(opened, opened.tables.nextProducts!, row),
          ]}
        />
      </Cell>
    </>
  );
}

/** Column → what the engine sorts by. */
const sorts: ReadonlyMap<string, string> = new Map([
  ['account_name', 'account'],
  ['product_name', 'product'],
  ['probability', 'probability'],
  ['value', 'value'],
  ['expected', 'expected'],
  ['buyers', 'buyers'],
  ['affinity', 'affinity'],
]);

function productAt(table: Table, row: number): ChosenProduct | null {
  const key = texts(table, 'product')[row];
  return key ? { key, name: texts(table, 'product_name')[row] ?? key } : null;
}

export function Horizon({ value, onChange }: { value: number; onChange(value: number): void }) {
  const { t } = useWords();
  const id = useId();
  return (
    <label htmlFor={id}>
      {t('crossSell.horizon')}
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

/** A pattern typed; asked for when the typing is done. */
function Except({ value, onChange }: { value: string; onChange(value: string): void }) {
  const { t } = useWords();
  const id = useId();
  const [draft, setDraft] = useState(value);
  return (
    <label htmlFor={id}>
      {t('crossSell.except')}
      <Input
        id={id}
        size="small"
        style={{ width: 280 }}
        placeholder={t('crossSell.exceptHint')}
        value={draft}
        allowClear
        onChange={(event) => {
          setDraft(event.target.value);
          if (event.target.value === '') onChange('');
        }}
        onBlur={() => onChange(draft)}
        onPressEnter={() => onChange(draft)}
      />
    </label>
  );
}
