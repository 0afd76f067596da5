import { performance } from 'node:perf_hooks';
import { findAssociationRules } from '../../electron/engine/analysis/cross-sell/associationRules.ts';
import { basketsFromRows } from '../../electron/engine/analysis/cross-sell/baskets.ts';
import { accountDays } from '../../electron/engine/analysis/history/accountDays.ts';
import { accountTotals } from '../../electron/engine/analysis/portfolio/accountTotals.ts';
import { revenueMovement } from '../../electron/engine/analysis/portfolio/revenueMovement.ts';
import { rfm } from '../../electron/engine/analysis/portfolio/rfm.ts';
import type { SalesRows } from '../../electron/engine/analysis/types.ts';
import { dayOf } from '../../shared/domain/calendar.ts';
import { duckSales } from './duckSales.ts';
import { makeBook } from './syntheticBook.ts';

/**
 * What lists are made of, beside DuckDB on the same rows: the days of every account, recency, frequency and money, the
 * movement between two years, and how many accounts buy two products both. One thread each, taking turns; medians of
 * five. Run: `node test/bench/analysesPeers.ts [rows] [accounts]` (default 10,000,000 50,000).
 */

const [count = 10_000_000, members = 50_000] = process.argv.slice(2).map(Number);
const book = makeBook(count, members);
const duck = await duckSales(book, 1);
const rows: SalesRows = {
  accounts: book.accounts.count,
  offsets: book.offsets.subarray(0, book.accounts.count + 1),
  keep: new Uint8Array(new SharedArrayBuffer(book.n)).fill(1),
  day: book.day(),
  revenue: book.number('revenue')!,
  quantity: book.number('quantity'),
  order: book.text('order')!.codes,
  product: book.product(),
  products: book.products.count,
};
const [before, after] = [
  { from: dayOf(2022, 1, 1), to: dayOf(2022, 12, 31) },
  { from: dayOf(2023, 1, 1), to: dayOf(2023, 12, 31) },
];

const cases: { name: string; ours: () => unknown; sql: string }[] = [
  {
    name: 'days of every account',
    ours: () => accountDays(rows),
    sql: 'select account, date, sum(revenue), count(*), max(revenue > 0) from sales group by all',
  },
  {
    name: 'recency, frequency, money',
    ours: () => rfm(rows, book.lastDay!),
    sql: 'with a as (select account, max(date) as last, count(distinct orders) as orders, sum(revenue) as money from sales where revenue > 0 group by account) select account, ntile(5) over (order by last), ntile(5) over (order by orders), ntile(5) over (order by money) from a',
  },
  {
    name: 'movement of two years',
    ours: () => revenueMovement(accountTotals(rows, before), accountTotals(rows, after)),
    sql: "with a as (select account, min(date) as first, coalesce(sum(revenue) filter (date between '2022-01-01' and '2022-12-31'), 0) as a, coalesce(sum(revenue) filter (date between '2023-01-01' and '2023-12-31'), 0) as b from sales group by account) select case when a = 0 and first >= '2023-01-01' then 'new' when a = 0 then 'back' when b = 0 then 'lost' when b > a then 'up' else 'down' end as class, count(*), sum(b - a) from a group by class",
  },
  {
    name: 'accounts per pair of products',
    ours: () =>
      findAssociationRules(
        basketsFromRows(
          rows,
          'account',
          Int32Array.from({ length: rows.products }, (_, product) => product),
        ),
        { support: 0.01, confidence: 0.2, maxLength: 2 },
      ),
    sql: 'with p as (select distinct account, product from sales) select a.product, b.product, count(*) from p a join p b on a.account = b.account and a.product < b.product group by all',
  },
];

async function timed(run: () => unknown): Promise<{ wall: number; processor: number }> {
  const [started, used] = [performance.now(), process.cpuUsage()];
  await run();
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - started, processor: (user + system) / 1000 };
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

console.log(
  `${count.toLocaleString('en')} rows, ${members.toLocaleString('en')} accounts\n\n| | ours, CPU ms | DuckDB, CPU ms | DuckDB / ours |\n| --- | --- | --- | --- |`,
);
for (const { name, ours, sql } of cases) {
  const [own, peer]: [number[], number[]] = [[], []];
  for (let round = 0; round < 5; round++) {
    own.push((await timed(ours)).processor);
    peer.push((await timed(() => duck.runAndReadAll(sql))).processor);
  }
  console.log(
    `| ${name} | ${median(own).toFixed(0)} | ${median(peer).toFixed(0)} | ${(median(peer) / median(own)).toFixed(1)} |`,
  );
}
process.exit(0);
