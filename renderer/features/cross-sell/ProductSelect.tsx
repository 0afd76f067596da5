import { Select } from 'antd';
import { useMemo } from 'react';
import { texts } from '../../../shared/domain/table.ts';
import { useSlice } from '../../app/sliceState.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
import type { ChosenProduct } from './chosenProduct.ts';

interface ProductSelectProps {
  product: ChosenProduct | null;
  /** What is shown where none is chosen. */
  none: string;
  onProduct(product: ChosenProduct | null): void;
}

/** Choice of one product, those with most revenue first. It narrows the whole page. */
export function ProductSelect({ product, none, onProduct }: ProductSelectProps) {
  const { t } = useWords();
  const control = useSlice();
  const { exhibit } = useExhibit(control.ask('abc'));
  const options = useMemo(() => {
    const table = exhibit?.tables.abc;
    if (!table) return [];
    const names = texts(table, 'product_name');
    return texts(table, 'product').flatMap((key, row) =>
      key === null ? [] : [{ value: key, label: names[row] ?? key }],
    );
  }, [exhibit]);
  return (
    <Select
      size="small"
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      style={{ width: 260 }}
      placeholder={none}
      aria-label={t('crossSell.product')}
      value={product?.key ?? null}
      options={options}
      onChange={(key: string | null | undefined) => {
        const found = options.find(({ value }) => value === key);
        onProduct(found ? { key: found.value, name: found.label } : null);
      }}
    />
  );
}
