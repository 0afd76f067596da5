import { Input, InputNumber } from 'antd';
import { useCallback, useId, useMemo, useState } from 'react';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { type Table, texts } from '../../../shared/domain/table.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords, type Words } from '../../app/words.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';
import { AccountList } from '../shared/AccountCards.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { useChoice } from '../shared/choice.ts';
import { evidenceWords } from '../shared/evidenceWords.ts';
import { useNarrowed } from '../shared/narrow.ts';
import { OnlyButton } from '../shared/OnlyButton.tsx';
import { useRowActions } from '../shared/rowActions.ts';
import { filterRows, withTable } from '../shared/selectRows.ts';
import type { ChosenProduct } from './chosenProduct.ts';

function columnsOf(table: Table, words: Words): ColumnSpec[] {
  const params = texts(table, 'evidence_params');
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
      text: (code, row) => evidenceWords('evidence', code, params[row] ?? null, words),
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
  const narrow = useCallback(
    (exhibit: Exhibit) => {
      const table = exhibit.tables.nextProducts!;
      const keys = texts(table, 'product');
      const kept = product ? filterRows(table, (row) => keys[row] === product.key) : table;
      return withTable(exhibit, 'nextProducts', kept);
    },
    [product],
  );
  const query = useNarrowed(useExhibit(choice.ask('next-product', { ...options, reasons: 'none' })), narrow);
  const columns = useMemo(() => (table: Table) => columnsOf(table, words), [words]);
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
          search
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
