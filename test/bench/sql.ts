import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { SqlSession } from '../../electron/engine/sql/sqlSession.ts';
import type { Workspace } from '../../electron/engine/workspace/types.ts';
import { duckSales } from './duckSales.ts';
import { makeBook } from './syntheticBook.ts';

/**
 * Statements of the SQL page beside DuckDB on the same rows, in turn. "First" brings the columns into SQLite, "again"
 * finds them there (median of three). "Stop" is from asking to the end of the wait, "next" to the next answer.
 * Run: `node test/bench/sql.ts [rows]` (default 10 000 000).
 */

const rows = Number(process.argv[2] ?? 10_000_000);
const workspace = { batches: () => [], quarantinePart: () => null } as unknown as Workspace;
const quiet = () => ({ signal: new AbortController().signal, progress: () => undefined });

const statements: { name: string; ours: string; duck?: string }[] = [
  { name: 'count', ours: 'select count(*) from sales' },
  { name: 'sum', ours: 'select sum(revenue) from sales' },
  {
    name: 'revenue by month(date)',
    ours: 'select month(date) m, sum(revenue) from sales group by 1',
    duck: "select strftime(date, '%Y-%m') m, sum(revenue) from sales group by 1",
  },
  { name: 'revenue by market', ours: 'select market, sum(revenue), count(*) from sales group by market' },
  {
    name: 'ten largest accounts',
    ours: 'select account, sum(revenue) r from sales group by account order by r desc limit 10',
  },
  {
    name: 'filtered',
    ours: "select count(*), sum(quantity) from sales where market = 'DE' and revenue > 90",
  },
  { name: 'first rows', ours: 'select * from sales limit 100' },
  { name: 'largest rows', ours: 'select * from sales order by revenue desc limit 100' },
  {
    name: 'rows of an account',
    ours: "select * from sales where account = '42' order by date",
  },
  {
    name: 'ratio by account',
    ours: 'select account, sum(revenue) / sum(quantity), count(distinct month(date)) from sales group by account',
    duck: "select account, sum(revenue) / sum(quantity), count(distinct strftime(date, '%Y-%m')) from sales group by account",
  },
];

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const book = makeBook(rows, 50_000);
const connection = await duckSales(book, availableParallelism());
const session = new SqlSession();
session.warm();
const run = (sql: string) => session.run(book, workspace, sql, 100_000, quiet());
async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

console.log(`${rows} rows, ${book.accounts.count} accounts`);
console.log('statement\tfirst ms\tagain ms\tDuckDB ms\tours / DuckDB');
for (const { name, ours, duck } of statements) {
  const first = await time(() => run(ours));
  const [own, peer]: number[][] = [[], []];
  for (let repeat = 0; repeat < 3; repeat++) {
    own!.push(await time(() => run(ours)));
    peer!.push(await time(() => connection.runAndReadAll(duck ?? ours)));
  }
  const [again, other] = [median(own!), median(peer!)];
  console.log(
    [name, first.toFixed(0), again.toFixed(0), other.toFixed(0), (again / other).toFixed(1)].join('\t'),
  );
}
const controller = new AbortController();
const endless = session
  .run(book, workspace, 'select count(*) from sales a, sales b where a.revenue < b.revenue', 10, {
    signal: controller.signal,
    progress: () => undefined,
  })
  .catch(() => undefined);
await new Promise((done) => setTimeout(done, 2000));
const stop = await time(async () => {
  controller.abort();
  await endless;
});
const next = await time(() => run('select 1'));
console.log(`stop ${stop.toFixed(0)} ms, next ${next.toFixed(0)} ms`);
const memory = process.memoryUsage.rss() / 2 ** 20;
console.log(`memory at the end ${memory.toFixed(0)} MB (book and DuckDB; SQLite has a process of its own)`);
session.close();
process.exit(0);
