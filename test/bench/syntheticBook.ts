import { loadBook } from '../../electron/engine/book/loadBook.ts';
import type { Book } from '../../electron/engine/book/types.ts';
import type { StoredColumn } from '../../electron/engine/workspace/types.ts';
import { dayOf } from '../../shared/domain/calendar.ts';
import { memoryWorkspace, newBatch } from '../electron/engine/book/memoryWorkspace.ts';

export const markets = ['CN', 'US', 'DE', 'UK', 'FR', 'JP', 'BR', 'AU'];
export const products = 200;
export const segments = ['S0', 'S1', 'S2', 'S3', 'S4'];
const firstDay = dayOf(2021, 1, 1);
const days = 1096;

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function shared<Values extends Int32Array | Float64Array>(
  values: Values,
  of: (row: number) => number,
): Values {
  for (let row = 0; row < values.length; row++) values[row] = of(row);
  return values;
}

const integers = (rows: number, of: (row: number) => number) =>
  shared(new Int32Array(new SharedArrayBuffer(4 * rows)), of);
const decimals = (rows: number, of: (row: number) => number) =>
  shared(new Float64Array(new SharedArrayBuffer(8 * rows)), of);

const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

/**
 * A book of so many order lines in memory: 200 products, 3 years, 8 markets, 4 lines an order, a long tail of accounts in 5 segments.
 * The same rows on every machine.
 */
export function makeBook(rows: number, accounts: number): Book {
  const next = random(3);
  const account = integers(rows, () => Math.floor(next() ** 2 * accounts)).sort();
  const used: number[] = [];
  for (let row = 0; row < rows; row++) {
    if (row === 0 || account[row] !== account[row - 1]) used.push(account[row]!);
    account[row] = used.length - 1;
  }
  const pick = (count: number) => integers(rows, () => Math.floor(next() * count));
  const columns: StoredColumn[] = [
    { name: 'account', type: 'code', values: account, dictionary: used.map((code) => `A${code}`) },
    { name: 'product', type: 'code', values: pick(products), dictionary: names('P', products) },
    { name: 'date', type: 'day', values: integers(rows, () => firstDay + Math.floor(next() * days)) },
    {
      name: 'order',
      type: 'code',
      values: integers(rows, (row) => Math.floor(row / 4)),
      dictionary: names('O', Math.ceil(rows / 4)),
    },
    { name: 'market', type: 'code', values: pick(markets.length), dictionary: markets },
    { name: 'quantity', type: 'number', values: decimals(rows, () => 1 + Math.floor(next() * 20)) },
    { name: 'revenue', type: 'number', values: decimals(rows, () => Math.round(next() * 10_000) / 100) },
  ];
  const dictionary = used.map((code) => `A${code}`);
  const listed: StoredColumn[] = [
    { name: 'account', type: 'code', values: Int32Array.from(used.keys()), dictionary },
    {
      name: 'segment',
      type: 'code',
      values: Int32Array.from(used, () => Math.floor(next() * segments.length)),
      dictionary: segments,
    },
  ];
  return loadBook(
    memoryWorkspace([newBatch('accounts', listed, used.length), newBatch('sales', columns, rows)]),
  );
}
