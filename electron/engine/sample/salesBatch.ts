import type { NewBatch, StoredColumn } from '../workspace/types.ts';
import { keyColumn, makeBatch, valueColumn } from './columns.ts';
import type { Keys } from './dimensions.ts';
import { channels } from './industries.ts';
import type { SalesBuffer } from './salesBuffer.ts';

/** Order numbers run with the calendar, as an order system would give them; returns have their own prefix. */
function orderNumbers(sales: SalesBuffer, first: number, days: number): string[] {
  const next = new Int32Array(days + 1);
  for (let order = 0; order < sales.orders; order++) {
    const slot = sales.orderDay[order]! - first + 1;
    next[slot] = next[slot]! + 1;
  }
  for (let day = 1; day <= days; day++) next[day] = next[day]! + next[day - 1]!;
  const numbers: string[] = new Array(sales.orders);
  for (let order = 0; order < sales.orders; order++) {
    const day = sales.orderDay[order]! - first;
    const rank = next[day]!;
    next[day] = rank + 1;
    numbers[order] = (sales.orderIsReturn[order] ? 'CR' : 'SO') + (10_000_001 + rank);
  }
  return numbers;
}

export function salesBatch(
  seed: number,
  first: number,
  days: number,
  sales: SalesBuffer,
  keys: Keys,
): NewBatch {
  const { n } = sales;
  const number = (name: 'quantity' | 'price' | 'revenue' | 'cost'): StoredColumn =>
    valueColumn(name, sales[name].slice(0, n));
  return makeBatch('sales', seed, [
    keyColumn('account', sales.account.slice(0, n), keys.accounts, keys.accountNames),
    { name: 'date', type: 'day', values: sales.day.slice(0, n) },
    keyColumn('product', sales.product.slice(0, n), keys.products, keys.productNames),
    keyColumn('order', sales.order.slice(0, n), orderNumbers(sales, first, days)),
    number('quantity'),
    number('price'),
    number('revenue'),
    number('cost'),
    keyColumn('currency', new Int32Array(n), ['CNY']),
    keyColumn('channel', sales.channel.slice(0, n), [...channels]),
    valueColumn(
      'record',
      Float64Array.from({ length: n }, (_, row) => row + 1),
    ),
  ]);
}
