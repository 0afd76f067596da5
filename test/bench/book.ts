import { performance } from 'node:perf_hooks';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { op, table } from 'arquero';
import Database from 'better-sqlite3';
import { kernelThreads } from '../../electron/engine/book/parallel/kernelThreads.ts';
import { runQuery } from '../../electron/engine/book/query.ts';
import type { Book } from '../../electron/engine/book/types.ts';
import { query } from '../../shared/contract/analyse.ts';
import { makeBook, markets } from './syntheticBook.ts';

/**
 * Grouped queries over a synthetic book, through the call that screen and `qd query` make, result table included,
 * against DuckDB on the same rows and as many threads; SQLite and Arquero beside them, run once. Ours and DuckDB take
 * turns; every repetition asks for other products, so that no selection is met twice. Medians of nine.
 * Run: `node test/bench/book.ts [rows] [all]` (default 10 000 000; `all` adds SQLite and Arquero).
 */

const rows = Number(process.argv[2] ?? 10_000_000);
const everyone = process.argv[3] === 'all';
const accounts = Math.max(100, Math.round(rows / 200));
const repetitions = 9;

interface Case {
  name: string;
  /** First of 40 products, and one of five segments of accounts. */
  ask(product: number, segment: number): object;
  sql(product: number, segment: number): string;
}

const someProducts = (from: number) => ({
  field: 'product',
  in: Array.from({ length: 40 }, (_, index) => `P${from + index}`),
});
const productsFrom = (from: number) => `product between ${from} and ${from + 39}`;

const cases: Case[] = [
  {
    name: 'Q1 month × market, 40 of 200 products',
    ask: (product) => ({ measures: ['revenue'], by: ['month', 'market'], where: [someProducts(product)] }),
    sql: (product) =>
      `select month, market, sum(revenue) from sales where ${productsFrom(product)} group by month, market`,
  },
  {
    name: 'Q1a … and 20 % of the accounts',
    ask: (product, segment) => ({
      measures: ['revenue'],
      by: ['month', 'market'],
      where: [someProducts(product), { field: 'segment', in: [`S${segment}`] }],
    }),
    sql: (product, segment) =>
      `select month, market, sum(revenue) from sales join accounts using (account) where ${productsFrom(product)} and segment = 'S${segment}' group by month, market`,
  },
  {
    name: 'Q2 by account',
    ask: () => ({ measures: ['revenue', 'lines'], by: ['account'] }),
    sql: () => 'select account, sum(revenue), count(*) from sales group by account',
  },
  {
    name: 'Q3 top 20 accounts',
    ask: () => ({ measures: ['revenue'], by: ['account'], orderBy: 'revenue', limit: 20 }),
    sql: () => 'select account, sum(revenue) r from sales group by account order by r desc limit 20',
  },
  {
    name: 'Q4 active accounts, 40 of 200 products',
    ask: (product) => ({ measures: ['active_accounts'], where: [someProducts(product)] }),
    sql: (product) => `select count(distinct account) from sales where ${productsFrom(product)}`,
  },
  {
    name: 'Q5 account × month',
    ask: () => ({ measures: ['revenue'], by: ['account', 'month'] }),
    sql: () => 'select account, month, sum(revenue) from sales group by account, month',
  },
  {
    name: 'active accounts by market',
    ask: () => ({ measures: ['active_accounts'], by: ['market'] }),
    sql: () =>
      'select market, count(*) from (select market, account from sales group by market, account having sum(revenue) > 0) group by market',
  },
  {
    name: 'distinct orders by month',
    ask: () => ({ measures: ['orders'], by: ['month'] }),
    sql: () => 'select month, count(distinct orders) from sales group by month',
  },
];

const schema =
  'create table sales (account integer, product integer, day integer, month integer, orders integer, market varchar, quantity double, revenue double)';
const accountSchema = 'create table accounts (account integer, segment varchar)';

/** Every account as its key and segment. */
function members({ accounts: dimension }: Book): [number, string][] {
  const segment = dimension.attributes.get('segment');
  if (segment?.type !== 'text') throw new Error('The book has no segments');
  return dimension.keys.map((key, index) => [Number(key.slice(1)), segment.values[segment.codes[index]!]!]);
}

/** The book as rows of plain values, a block at a time. */
function* blocks(book: Book, size: number): Generator<(number | string)[][]> {
  const [account, product, day] = [book.account(), book.product()!, book.day()];
  const [market, order] = [book.text('market')!, book.text('order')!];
  const [quantity, revenue] = [book.number('quantity')!, book.number('revenue')!];
  for (let from = 0; from < book.n; from += size) {
    const to = Math.min(book.n, from + size);
    const keys = Array.from(account.subarray(from, to), (code) => Number(book.accounts.keys[code]!.slice(1)));
    const months = Array.from(day.subarray(from, to), (one) => {
      const date = new Date(one * 86_400_000);
      return date.getUTCFullYear() * 12 + date.getUTCMonth();
    });
    yield [
      keys,
      Array.from(product.subarray(from, to)),
      Array.from(day.subarray(from, to)),
      months,
      Array.from(order.codes.subarray(from, to)),
      Array.from(market.codes.subarray(from, to), (code) => markets[code]!),
      Array.from(quantity.subarray(from, to)),
      Array.from(revenue.subarray(from, to)),
    ];
  }
}

async function fillDuckDb(book: Book): Promise<DuckDBConnection> {
  const { DuckDBDataChunk, DOUBLE, INTEGER, VARCHAR } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', { threads: String(kernelThreads()) });
  const connection = await instance.connect();
  await connection.run(schema);
  const appender = await connection.createAppender('sales');
  const types = [INTEGER, INTEGER, INTEGER, INTEGER, INTEGER, VARCHAR, DOUBLE, DOUBLE];
  for (const columns of blocks(book, 2048)) {
    const chunk = DuckDBDataChunk.create(types, columns[0]!.length);
    columns.forEach((values, index) => {
      chunk.setColumnValues(index, values);
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  await connection.run(accountSchema);
  const list = await connection.createAppender('accounts');
  for (const [account, segment] of members(book)) {
    list.appendInteger(account);
    list.appendVarchar(segment);
    list.endRow();
  }
  list.closeSync();
  return connection;
}

function fillSqlite(book: Book): Database.Database {
  const db = new Database(':memory:');
  db.exec(`${schema}; ${accountSchema};`);
  const insert = db.prepare('insert into sales values (?, ?, ?, ?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (const columns of blocks(book, 2048)) {
      for (let row = 0; row < columns[0]!.length; row++) insert.run(columns.map((values) => values[row]!));
    }
    const member = db.prepare('insert into accounts values (?, ?)');
    for (const one of members(book)) member.run(one);
  })();
  return db;
}

/** Arquero gets typed arrays where it can, as its users would give it. */
function arqueroCases(book: Book): Record<string, () => unknown> {
  const month = Int32Array.from(book.day(), (day) => {
    const date = new Date(day * 86_400_000);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  });
  const sales = table({
    account: book.account(),
    product: book.product()!,
    month,
    market: book.text('market')!.codes,
    orders: book.text('order')!.codes,
    revenue: book.number('revenue')!,
  });
  type Row = { product: number; account: number; revenue: number; orders: number };
  const some = () => sales.filter((row: Row) => row.product < 40);
  const sum = { revenue: (row: Row) => op.sum(row.revenue) };
  return {
    'Q1 month × market, 40 of 200 products': () => some().groupby('month', 'market').rollup(sum),
    'Q2 by account': () => sales.groupby('account').rollup({ ...sum, lines: () => op.count() }),
    'Q3 top 20 accounts': () => sales.groupby('account').rollup(sum).orderby('revenue').slice(-20),
    'Q4 active accounts, 40 of 200 products': () =>
      some().rollup({ n: (row: Row) => op.distinct(row.account) }),
    'Q5 account × month': () => sales.groupby('account', 'month').rollup(sum),
    'distinct orders by month': () =>
      sales.groupby('month').rollup({ n: (row: Row) => op.distinct(row.orders) }),
  };
}

interface Time {
  wall: number;
  cpu: number;
}

async function time(run: () => unknown): Promise<Time> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await run();
  const wall = performance.now() - start;
  const used = process.cpuUsage(cpu);
  return { wall, cpu: (used.user + used.system) / 1000 };
}

const median = (times: Time[], of: keyof Time) =>
  times.map((one) => one[of]).sort((a, b) => a - b)[times.length >> 1]!;

async function compare(book: Book, connection: DuckDBConnection): Promise<void> {
  const ours = new Map<string, Time[]>(cases.map(({ name }) => [name, []]));
  const theirs = new Map<string, Time[]>(cases.map(({ name }) => [name, []]));
  for (let repetition = 0; repetition <= repetitions; repetition++) {
    const [product, segment] = [(repetition * 17) % 160, repetition % 5];
    for (const one of cases) {
      ours.get(one.name)!.push(await time(() => runQuery(book, query.parse(one.ask(product, segment)))));
      const sql = one.sql(product, segment);
      theirs
        .get(one.name)!
        .push(await time(async () => (await connection.runAndReadAll(sql)).currentRowCount));
    }
  }
  console.log(
    '| query | ours, ms | DuckDB, ms | DuckDB / ours | ours, CPU ms | DuckDB, CPU ms | ours, first ms |',
  );
  console.log('|---|---|---|---|---|---|---|');
  for (const { name } of cases) {
    const [first, ...own] = ours.get(name)!;
    const duck = theirs.get(name)!.slice(1);
    const [a, b] = [median(own, 'wall'), median(duck, 'wall')];
    const cells = [a, b, b / a, median(own, 'cpu'), median(duck, 'cpu'), first!.wall].map((value) =>
      value.toFixed(1),
    );
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
}

async function once(book: Book): Promise<void> {
  console.log('\n| query | Arquero, ms (best of 2) | SQLite, ms (once) |\n|---|---|---|');
  const arquero = arqueroCases(book);
  const slow = new Map<string, number>();
  for (const [name, run] of Object.entries(arquero)) {
    const times = [await time(run), await time(run)];
    slow.set(name, Math.min(...times.map(({ wall }) => wall)));
  }
  const db = fillSqlite(book);
  for (const { name, sql } of cases) {
    const { wall } = await time(() => db.prepare(sql(0, 0)).all());
    console.log(`| ${name} | ${slow.get(name)?.toFixed(0) ?? '–'} | ${wall.toFixed(0)} |`);
  }
}

const book = makeBook(rows, accounts);
console.log(
  `${book.n.toLocaleString('en')} rows, ${book.accounts.count.toLocaleString('en')} accounts, ${kernelThreads()} threads\n`,
);
await compare(book, await fillDuckDb(book));
if (everyone) await once(book);
