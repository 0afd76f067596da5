import type { Check, QualityData } from '../types.ts';
import { foundRows, RowList } from './found.ts';

/**
 * Negative revenue that takes back nothing: rows of an account before which, and on whose day, the account has no positive
 * row of that product (of anything, where the book has no products). Of all negative rows.
 */
export const returnsWithoutSale: Check = (data) => {
  const { revenue } = data;
  if (!revenue) return null;
  const found = new RowList();
  let negative = 0;
  for (let account = 0; account < data.accountCount; account++) {
    const [from, to] = [data.offsets[account]!, data.offsets[account + 1]!];
    let first: Map<number, number> | null = null;
    for (let row = from; row < to; row++) {
      if (!(revenue[row]! < 0)) continue;
      negative++;
      first ??= firstSales(data, from, to);
      const sold = first.get(productOf(data, row));
      if (sold === undefined || sold > data.day[row]!) found.add(row);
    }
  }
  return negative === 0 ? null : foundRows(found, negative);
};

function productOf({ product }: QualityData, row: number): number {
  return product ? product[row]! : -1;
}

function firstSales(data: QualityData, from: number, to: number): Map<number, number> {
  const first = new Map<number, number>();
  for (let row = from; row < to; row++) {
    if (!(data.revenue![row]! > 0)) continue;
    const product = productOf(data, row);
    const known = first.get(product);
    if (known === undefined || data.day[row]! < known) first.set(product, data.day[row]!);
  }
  return first;
}
