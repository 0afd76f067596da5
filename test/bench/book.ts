import { performance } from 'node:perf_hooks';
import { DuckDBInstance } from '@duckdb/node-api';
import { loadBook } from '../../electron/engine/book/loadBook.ts';
import { runQuery } from '../../electron/engine/book/query.ts';
import type { Book } from '../../electron/engine/book/types.ts';
import { query } from '../../shared/contract/analyse.ts';
import { dayOf } from '../../shared/domain/calendar.ts';
import { memoryWorkspace, newBatch } from '../electron/engine/book/memoryWorkspace.ts';

/**
 * Grouped queries over a synthetic book against DuckDB on the same rows, one thread each; medians of five.
 * Run: `node test/bench/book.ts [rows]` (default 2 000 000).
 */

const rows = Number(process.argv[2] ?? 2_000_000);
const accounts = Math.max(100, Math.round(rows / 200));
const products = 200;
const markets = ['CN', 'US', 'DE', 'UK', 'FR', 'JP', 'BR', 'AU'];
const firstDay = dayOf(2021, 1, 1);

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function makeBook(): Book {
  const next = random(3);
  const account = Int32Array.from({ length: rows }, () => Math.floor(next() ** 2 * accounts)).sort();
  const used = [...new Set(account)];
  const local = new Map(used.map((code, index) => [code, index]));
  const pick = (count: number) => Int32Array.from({ length: rows }, () => Math.floor(next() * count));
  const names = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  const orders = Math.round(rows / 4);
  return loadBook(
    memoryWorkspace([
      newBatch(
        'sales',
        [
          {
            name: 'account',
            type: 'code',
            values: account.map((code) => local.get(code)!),
            dictionary: used.map((code) => `A${code}`),
          },
          { name: 'product', type: 'code', values: pick(products), dictionary: names('P', products) },
          { name: 'date', type: 'day', values: pick(1096).map((day) => firstDay + day) },
          {
            name: 'order',
            type: 'code',
            values: Int32Array.from({ length: rows }, (_, row) => Math.floor(row / 4) % orders),
            dictionary: names('O', orders),
          },
          { name: 'market', type: 'code', values: pick(markets.length), dictionary: markets },
          {
            name: 'quantity',
            type: 'number',
            values: Float64Array.from({ length: rows }, () => 1 + Math.floor(next() * 20)),
          },
          {
            name: 'revenue',
            type: 'number',
            values: Float64Array.from({ length: rows }, () => Math.round(next() * 10_000) / 100),
          },
        ],
        rows,
      ),
    ]),
  );
}

async function fillDuckDb(book: Book) {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(
    'create table sales (account integer, product integer, day date, month integer, orders integer, market varchar, quantity double, revenue double)',
  );
  const appender = await connection.createAppender('sales');
  const [account, product, day] = [book.account(), book.product()!, book.day()];
  const [market, order] = [book.text('market')!, book.text('order')!];
  const [quantity, revenue] = [book.number('quantity')!, book.number('revenue')!];
  for (let row = 0; row < book.n; row++) {
    appender.appendInteger(account[row]!);
    appender.appendInteger(product[row]!);
    appender.appendDate({ days: day[row]! } as never);
    appender.appendInteger(0);
    appender.appendInteger(order.codes[row]!);
    appender.appendVarchar(market.values[market.codes[row]!]!);
    appender.appendDouble(quantity[row]!);
    appender.appendDouble(revenue[row]!);
    appender.endRow();
  }
  appender.closeSync();
  await connection.run('update sales set month = year(day) * 12 + month(day)');
  return connection;
}

const cases: { name: string; ask: object; sql: string }[] = [
  {
    name: 'month × market, 40 of 200 products',
    ask: {
      measures: ['revenue', 'quantity'],
      by: ['month', 'market'],
      where: [{ field: 'product', matches: '^P[0-3]?[0-9]$' }],
    },
    sql: 'select month, market, sum(revenue), sum(quantity) from sales where product < 40 group by all',
  },
  {
    name: 'by account',
    ask: { measures: ['revenue', 'lines'], by: ['account'] },
    sql: 'select account, sum(revenue), count(*) from sales group by all',
  },
  {
    name: 'top 20 accounts',
    ask: { measures: ['revenue'], by: ['account'], orderBy: 'revenue', limit: 20 },
    sql: 'select account, sum(revenue) r from sales group by all order by r desc limit 20',
  },
  {
    name: 'active accounts by market',
    ask: { measures: ['active_accounts'], by: ['market'] },
    sql: 'select market, count(*) from (select market, account from sales group by all having sum(revenue) > 0) group by all',
  },
  {
    name: 'account × month',
    ask: { measures: ['revenue'], by: ['account', 'month'] },
    sql: 'select account, month, sum(revenue) from sales group by all',
  },
  {
    name: 'distinct orders by month',
    ask: { measures: ['orders'], by: ['month'] },
    sql: 'select month, count(distinct orders) from sales group by all',
  },
];

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function time(run: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let repeat = 0; repeat < 6; repeat++) {
    const start = performance.now();
    await run();
    if (repeat > 0) times.push(performance.now() - start);
  }
  return median(times);
}

const book = makeBook();
const connection = await fillDuckDb(book);
console.log(`${rows} rows, ${book.accounts.count} accounts\nquery\tours ms\tDuckDB ms\tDuckDB / ours`);
for (const { name, ask, sql } of cases) {
  const request = query.parse(ask);
  const ours = await time(() => runQuery(book, request));
  const duck = await time(async () => (await connection.runAndReadAll(sql)).currentRowCount);
  console.log([name, ours.toFixed(1), duck.toFixed(1), (duck / ours).toFixed(1)].join('\t'));
}
