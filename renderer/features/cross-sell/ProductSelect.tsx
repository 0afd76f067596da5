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

interface ProductOption {
  value: string;
  label: string;
}

/** All products, those with most revenue first. */
function useProductOptions(): ProductOption[] {
  const control = useSlice();
  const { exhibit } = useExhibit(control.ask('abc'));
  return useMemo(() => {
    const table = exhibit?.tables.abc;
    if (!table) return [];
    const names = texts(table, 'product_name');
    return texts(table, 'product').flatMap((key, row) =>
      key === null ? [] : [{ value: key, label: names[row] ?? key }],
    );
  }, [exhibit]);
}

/** Choice of one product. It narrows the whole page. */
export function ProductSelect({ product, none, onProduct }: ProductSelectProps) {
  const { t } = useWords();
  const options = useProductOptions();
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

interface ProductsSelectProps {
  products: string[];
  label: string;
  /** What holds where none is chosen. */
  none: string;
  onProducts(products: string[]): void;
}

/** Choice of several products by key. */
export function ProductsSelect({ products, label, none, onProducts }: ProductsSelectProps) {
  const options = useProductOptions();
  return (
    <Select
      mode="multiple"
      size="small"
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      maxTagCount={2}
      style={{ minWidth: 240, maxWidth: 420 }}
      placeholder={none}
      aria-label={label}
      value={products}
      options={options}
      onChange={onProducts}
    />
  );
}
