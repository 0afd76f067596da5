import fc from 'fast-check';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { arrowToTable } from '../../../../electron/engine/exhibit/arrow.ts';
import { planFewerRows } from '../../../../electron/engine/sql/reduce/plan.ts';
import { SqlProcess } from '../../../../electron/engine/sql/sqlProcess.ts';
import { SqlSession } from '../../../../electron/engine/sql/sqlSession.ts';
import { readStatement } from '../../../../electron/engine/sql/statement.ts';
import { seed } from '../../../property/seed.ts';
import { book, quiet, workspace } from './sqlBook.ts';

/* Statements that are answered from groups of rows say what SQLite says of the rows. */

const grouping = new SqlSession(1);
const plain = new SqlSession(Number.POSITIVE_INFINITY);
afterAll(() => {
  grouping.close();
  plain.close();
});

const asked = vi.spyOn(SqlProcess.prototype, 'ask');
beforeEach(() => {
  asked.mockClear();
});

/** How many statements were given the rows themselves. */
const givenRows = () => asked.mock.calls.filter(([{ request }]) => !request.own).length;

async function rowsOf(session: SqlSession, sql: string): Promise<unknown[][]> {
  const table = arrowToTable((await session.run(book, workspace, sql, 100_000, quiet())).arrow);
  const names = table.columns.map(({ name }) => name);
  return [
    names,
    ...Array.from({ length: table.n }, (_, row) => table.columns.map(({ values }) => values[row])),
  ];
}

/** Sums of differently many parts may differ in the last digits. */
function near(value: unknown): unknown {
  return typeof value === 'number' && Number.isFinite(value) ? Number(value.toPrecision(12)) || 0 : value;
}

/** The same said otherwise (`asked`) keeps SQLite from an index of its own, which changes the order of the rows. */
async function expectSame(sql: string, ordered = false, asked = sql): Promise<void> {
  const [own, theirs] = await Promise.all(
    [grouping, plain].map(async (session) => {
      const [names, ...rows] = (await rowsOf(session, session === plain ? asked : sql)).map((row) =>
        row.map(near),
      );
      const told = rows.map((row) => JSON.stringify(row.map((cell) => (Number.isNaN(cell) ? null : cell))));
      return [names, ...(ordered ? told : told.sort())];
    }),
  );
  expect(own, sql).toEqual(theirs);
}

const planOf = async (sql: string) =>
  planFewerRows(readStatement(sql).sql, await grouping.sources(book, workspace), { least: 1, most: 100_000 });
const isGrouped = async (sql: string) => Boolean((await planOf(sql))?.groups);

const grouped = [
  'select count(*) from sales',
  'select count(*), count(*) / 2, sum(revenue), avg(revenue), min(revenue), max(revenue), total(quantity), count(revenue) from sales',
  "select count(*), sum(revenue), avg(revenue), total(revenue), min(date) from sales where market = 'nowhere'",
  'select month(date) m, sum(revenue) r from sales group by 1 order by r desc',
  'select month, quarter, sum(revenue) as revenue from sales group by month, quarter order by revenue desc',
  'select account, account_name, segment, sum(revenue) from sales group by account, account_name, segment',
  "select s.account, sum(s.revenue) from sales as s where s.date >= '2024-01-01' and s.revenue > 3.5 group by s.account having count(*) > 2",
  'select market, count(distinct account), count(distinct product) from sales group by market',
  "select sum(case when market = 'UK' then revenue else 0 end), sum(case when product is null then revenue end), sum(iif(quantity > 3, revenue * quantity, 0)) from sales",
  "select count(case when market like 'O%' then 1 end), sum(case market when 'UK' then 1 else 0 end), avg(case when market = 'UK' then 1.0 else 0 end) from sales",
  'select count(*) filter (where revenue < 0), sum(revenue) filter (where quantity between 2 and 5) from sales',
  'select sum(revenue * quantity), avg(revenue / quantity), max(revenue - 2 * quantity), min(-revenue), sum((revenue + 1) * 0.5) from sales',
  'select quantity, sum(revenue) from sales group by quantity order by quantity desc limit 3',
  'select a.segment, sum(s.revenue), sum(a.wallet), count(a.wallet), avg(a.wallet), max(a.wallet) from sales s join accounts a on a.account = s.account group by 1',
  'select a.account, count(*), count(s.account), sum(s.revenue), min(s.date) from accounts a left join sales s on s.account = a.account and s.revenue > 70 group by a.account',
  'select a.account, count(*), count(s.revenue), avg(s.revenue), sum(a.wallet) from accounts a left join sales s on s.account = a.account and s.revenue > 1000 group by 1',
  'select a.account, sum(revenue) from accounts a join sales using (account) group by a.account',
  "select a.account from accounts a left join sales s on s.account = a.account and s.date > '2024-05-01' where s.account is null group by 1",
  'select distinct market, substr(date, 1, 4) from sales',
  'select account, max(revenue), date from sales where account is not null group by account',
  'with m as (select month(date) m, sum(revenue) r from sales group by 1) select m, r, r - lag(r) over (order by m) from m',
  'select * from (select market, sum(revenue) r, count(*) n from sales group by market) where n > 10',
  'select account, (select segment from accounts a where a.account = x.account) from (select account, sum(revenue) r from sales group by account) x',
  "select sum(revenue) from sales where account in (select account from accounts where segment = 'Gold')",
  "select 'all', sum(revenue) from sales union all select 'none', 0",
  'select sum(revenue) from sales where revenue in (1, 2.75, -20.25) or revenue is null or not revenue >= -10',
  'select count(*), sum(wallet), max(wallet), count(wallet) from sales where wallet > 0 or contract_end is null',
  'select upper(market) || month, count(*) from sales group by upper(market) || month',
  "select round(sum(revenue) / count(*), 2), printf('%.1f', avg(revenue)) from sales where week(date) > '2023-W50'",
  "select count(*) n from sales where market <> 'UK' collate nocase and date between '2023-12-01' and '2024-02-29'",
  'select min(market), max(month), min(account_name) from sales group by "select", [order by], "区域"',
  'select half(date) h, quarter(date) q, year(date) y, count(*) as sales from sales group by h, q, y order by h, q, y',
  'select sum(revenue) + 1 from sales having sum(revenue) > 0',
];

test.each(grouped)('%s', async (sql) => {
  expect(await isGrouped(sql)).toBe(true);
  await expectSame(sql);
  expect(givenRows()).toBe(1);
});

const leftAlone = [
  'select * from sales',
  'select account, revenue from sales',
  'select sum(a.revenue) from sales a, sales b where a.date = b.date',
  'select account, sum(revenue) over (order by date) from sales',
  'select group_concat(market) from sales',
  'select sum(random()) from sales',
  'select sum(revenue) from sales natural join accounts',
  'select sum(revenue) from accounts right join sales using (account)',
  'select count(*) from sales where exists (select 1 from accounts a where a.account = sales.account)',
  'select (select sum(revenue) from sales), (select count(*) from sales)',
  'explain query plan select sum(revenue) from sales',
  'with sales as (select 1 as revenue) select sum(revenue) from sales',
  'select *, count(*) from sales group by account',
];

test.each(leftAlone)('the rows are needed for: %s', async (sql) => {
  expect(await isGrouped(sql)).toBe(false);
});

test('what SQLite finds wrong is told of the statement as it was written', async () => {
  for (const sql of [
    'select sum(revenu) from sales',
    'select sum(revenue from sales',
    'select sum(revenue), nonsense(market) from sales group by market',
    'select sum(revenue) from sales group by nothing',
    'select sum(sum(revenue)) from sales',
    'select account, sum(revenue) from accounts a join sales s on a.account = s.account',
    'select sum(revenue) from sales where sum(revenue) > 2',
  ]) {
    const told = await Promise.all(
      [grouping, plain].map((session) =>
        rowsOf(session, sql).then(
          () => 'answered',
          (error: Error) => error.message,
        ),
      ),
    );
    expect(told[0], sql).toBe(told[1]);
    expect(told[0], sql).not.toBe('answered');
  }
});

const keys = [
  'market',
  'month(date)',
  'account',
  'account_name',
  'quarter',
  'segment',
  'quantity',
  'substr(product, 2)',
  'year(date)',
];
const aggregates = [
  ...[
    'count(*)',
    'sum(revenue)',
    'avg(quantity)',
    'min(revenue)',
    'max(quantity)',
    'total(revenue)',
    'count(revenue)',
  ],
  ...[
    'count(distinct product)',
    'count(product)',
    'sum(revenue * quantity)',
    'min(date)',
    'max(market)',
    'avg(wallet)',
  ],
  ...[
    "sum(case when market = 'UK' then revenue else 0 end)",
    "count(*) filter (where product = 'P1')",
    'sum(length(market))',
  ],
  ...['avg(revenue / quantity)', 'sum(iif(revenue > 40, quantity, 0))', 'sum(distinct quantity)'],
];
const conditions = [
  ...[
    "market = 'UK'",
    'revenue > 20',
    'revenue <= -1.25',
    'quantity in (1, 5, 12)',
    'product is null',
    "date >= '2024-01-15'",
  ],
  ...[
    "month(date) = '2023-12'",
    "account in ('a', 'b')",
    'wallet is not null',
    "segment like 'G%'",
    'revenue is null',
    'quantity % 3 = 1',
  ],
  ...[
    'revenue between 0 and 30',
    "coalesce(product, 'none') <> 'P2'",
    "strftime('%w', date) in ('0', '6')",
    'length(account_name) > 3',
  ],
];
const some = (all: string[], least: number, most: number) =>
  fc.uniqueArray(fc.constantFrom(...all), { minLength: least, maxLength: most });

test('any statement of keys, aggregates and conditions is answered alike', async () => {
  await fc.assert(
    fc.asyncProperty(
      some(keys, 0, 3),
      some(aggregates, 1, 4),
      some(conditions, 0, 3),
      fc.constantFrom(' and ', ' or ', ' and not '),
      async (by, told, where, join) => {
        const groups = by.length > 0 ? ` group by ${by.map((_, at) => at + 1).join(', ')}` : '';
        const kept = where.length > 0 ? ` where ${where.map((one) => `(${one})`).join(join)}` : '';
        const sql = `select ${[...by, ...told].join(', ')} from sales${kept}${groups}`;
        expect(await isGrouped(sql), sql).toBe(true);
        asked.mockClear();
        await expectSame(sql);
        expect(givenRows(), sql).toBe(1);
      },
    ),
    { seed: seed(), numRuns: 150 },
  );
});

const chosen = [
  'select * from sales limit 20',
  "select s.* from sales s where s.market = 'UK' and s.revenue > 60 order by s.revenue, s.date, s.account limit 5, 10",
  "select account, revenue from sales where month(date) = '2023-12' and quantity in (1, 2) and product is not null",
  'select date, revenue from sales order by revenue desc, date limit 7',
  'select date, revenue from sales order by revenue, date limit 15',
  'select account, date from sales where wallet is null order by date desc, account, revenue limit 3 offset 4',
  `select count(distinct account || revenue) from sales where market = 'O''Brien' and product = 'P1'`,
  'select account, row_number() over (order by account) from sales where false',
  "select * from (select account, revenue from sales where market <> 'UK') x where revenue > 0",
  'select account from accounts where account in (select account from sales where revenue > 79)',
  'select date from sales where revenue > 1e9',
  'select date from sales limit 0',
];

test.each(chosen)('%s', async (sql) => {
  await expectSame(sql, true);
});

test.each(chosen.filter((sql) => !/over|distinct/.test(sql)))('few rows are enough for: %s', async (sql) => {
  expect((await planOf(sql))?.rows).toBeTruthy();
  await expectSame(sql, true);
  expect(givenRows()).toBe(1);
});

test.each([
  'select date from sales where revenue > quantity',
  'select date from sales order by revenue + 1',
  'select date from sales order by revenue nulls last limit 3',
  'select date from sales union select date from sales where revenue > 0',
  'select a.account from accounts a left join sales s on s.account = a.account where s.revenue is null',
  'select date from sales where revenue > (select avg(wallet) from accounts) limit 3',
  'select revenue as date from sales order by date limit 3',
])('all rows are needed for: %s', async (sql) => {
  expect((await planOf(sql))?.rows?.first ?? null).toBe(null);
  await expectSame(sql, true);
});

test('any choice of rows is answered alike', async () => {
  const columns = [
    'account',
    'date',
    'revenue',
    'quantity',
    'market',
    'product',
    'month',
    'wallet',
    'segment',
  ];
  await fc.assert(
    fc.asyncProperty(
      some(columns, 1, 5),
      some(conditions, 0, 3),
      fc.constantFrom(
        '',
        'revenue',
        'revenue desc',
        'date',
        'date desc',
        'quantity desc',
        'wallet',
        'market',
        '-revenue',
      ),
      fc.constantFrom('', ' limit 0', ' limit 1', ' limit 12', ' limit 9 offset 30', ' limit 4, 600'),
      async (told, where, order, limit) => {
        const by = order ? ` order by ${[order, ...columns].join(', ')}` : '';
        const write = (test: string) => {
          const kept =
            where.length > 0 ? ` where ${where.map((one) => `((${one})${test})`).join(' and ')}` : '';
          return `select ${told.join(', ')} from sales${kept}${by}${limit}`;
        };
        fc.pre(order !== '' || !/offset|,/.test(limit));
        await expectSame(write(''), order !== '', write(' is true'));
      },
    ),
    { seed: seed(), numRuns: 150 },
  );
});
