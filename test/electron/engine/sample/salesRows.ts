import type { SalesRows } from '../../../../electron/engine/analysis/types.ts';
import type { Sample } from '../../../../electron/engine/sample/types.ts';
import { batchOf, dictionaryOf, valuesOf } from './sampleHelp.ts';

/** The sample's order lines as analyses take them: everything kept, sorted by account as generated. */
export function salesRowsOf(sample: Sample): SalesRows {
  const sales = batchOf(sample.batches, 'sales');
  const accounts = batchOf(sample.batches, 'accounts').rows;
  const account = valuesOf(sales, 'account');
  const offsets = new Int32Array(accounts + 1);
  for (const code of account) offsets[code + 1]!++;
  for (let index = 0; index < accounts; index++) offsets[index + 1]! += offsets[index]!;
  const integers = (name: string) => valuesOf(sales, name) as Int32Array;
  const numbers = (name: string) => valuesOf(sales, name) as Float64Array;
  return {
    accounts,
    offsets,
    keep: new Uint8Array(sales.rows).fill(1),
    day: integers('date'),
    revenue: numbers('revenue'),
    quantity: numbers('quantity'),
    order: integers('order'),
    product: integers('product'),
    products: dictionaryOf(sales, 'product').length,
  };
}
