import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runQuery } from '../../../../electron/engine/book/query.ts';
import { describeSources } from '../../../../electron/engine/sql/tables.ts';
import { query } from '../../../../shared/contract/analyse.ts';
import { numbers, texts } from '../../../../shared/domain/table.ts';
import { seed } from '../../../property/seed.ts';
import { ask, book, cells, quiet, session, workspace } from './sqlBook.ts';

test('every column of every table can be read, by its quoted name and by *', async () => {
  const tables = describeSources(await session.sources(book, workspace));
  expect(tables.map(({ name }) => name)).toEqual([
    ...['sales', 'accounts', 'products', 'plans', 'feedback', 'activities', 'stock', 'market', 'rates'],
    ...['batches', 'quarantine'],
  ]);
  for (const { name, columns, rows } of tables) {
    expect(numbers(await ask(`select count(*) n from ${name}`), 'n')[0]).toBe(rows);
    if (columns.length === 0) continue;
    const list = columns.map((column) => `"${column.name.replaceAll('"', '""')}"`).join(', ');
    const named = await ask(`select ${list} from "${name}"`);
    expect(named.columns.map((column) => column.name)).toEqual(columns.map((column) => column.name));
    expect(named.n).toBe(rows);
    const all = await ask(`select * from ${name}`);
    expect(all.columns.map((column) => column.name)).toEqual(columns.map((column) => column.name));
  }
});

test('names, quotes, Unicode and missing values are as they are', async () => {
  const accounts = await ask(
    `select account, account_name, segment, wallet, contract_end, "quo""te", [order by], "区域" from accounts`,
  );
  expect(cells(accounts, 0)).toEqual(['a', 'Ärger & Söhne', 'Gold', 10, '2024-02-29', 'x', 'x', 'x']);
  expect(cells(accounts, 1)).toEqual(['b', '华东公司', null, Number.NaN, null, 'quo"te', 'order by', '区域']);
  expect(cells(accounts, 2)).toEqual(['c', 'c', 'Silver', 0, '1970-01-01', null, null, null]);
  const missing = await ask(
    'select count(*) n, count(revenue) r, count(account) a, count(product) p from sales',
  );
  expect(cells(missing)).toEqual([500, 490, 445, 416]);
  const market = await ask(`select distinct market from sales where market like 'O''%'`);
  expect(texts(market, 'market')).toEqual(["O'Brien"]);
  const joined = await ask(
    `select f.account, a.account_name, length(comment) n from feedback f join accounts a using(account) order by n`,
  );
  expect(cells(joined, 0)).toEqual(['b', '华东公司', 1]);
  expect(cells(joined, 1)).toEqual(['a', 'Ärger & Söhne', 150_000]);
  const stock = await ask('select account_name, product, product_name from stock order by product');
  expect(cells(stock, 0)).toEqual(['Ärger & Söhne', 'P1', 'P1']);
});

test('dates are ISO text; month, quarter, half, year and week are functions of them and columns', async () => {
  const table = await ask(
    'select date, month(date) m, quarter(date) q, half(date) h, year(date) y, week(date) w, month, quarter, half, year, week from sales group by date',
  );
  for (let row = 0; row < table.n; row++) {
    const [date, m, q, h, y, w, ...own] = cells(table, row);
    expect(String(date)).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect([m, q, h, y, w]).toEqual(own);
  }
});

test('functions of dates nest and stand where other functions do', async () => {
  const table = await ask(
    `select month(max(date, date('2024-05-31', '+1 day'))) a, year(month('2024-05-17')) b, month(null) c, week('2024-12-30') d from (select '2023-01-01' date)`,
  );
  expect(cells(table)).toEqual(['2024-06', '2024', null, '2025-W01']);
});

test('grouped sums are those of the book, whatever is grouped by', async () => {
  const fields = ['market', 'product', 'account', 'month', 'quarter', 'segment'];
  await fc.assert(
    fc.asyncProperty(
      fc.subarray(fields, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      async (by, ukOnly) => {
        const where = ukOnly ? [{ field: 'market', in: ['UK'] }] : [];
        const { table } = await runQuery(
          book,
          query.parse({ measures: ['revenue', 'lines', 'orders'], by, where, basis: 'all' }),
        );
        const list = by.join(', ');
        const found = await ask(
          `select ${list}, total(revenue) revenue, count(*) lines, count(distinct "order") orders from sales
         ${ukOnly ? `where market = 'UK'` : ''} group by ${list} order by ${list}`,
        );
        expect(found.n).toBe(table.n);
        for (const name of by) expect(texts(found, name)).toEqual(texts(table, name));
        for (let row = 0; row < table.n; row++) {
          expect(numbers(found, 'revenue')[row]).toBeCloseTo(numbers(table, 'revenue')[row]!, 6);
          expect(numbers(found, 'lines')[row]).toBe(numbers(table, 'lines')[row]);
          expect(numbers(found, 'orders')[row]).toBe(numbers(table, 'orders')[row]);
        }
      },
    ),
    { seed: seed(), numRuns: 40 },
  );
});

test('more rows than asked for are told, and all are counted where they fit', async () => {
  const cut = await session.run(book, workspace, 'select date from sales', 100, quiet());
  expect([cut.rows, cut.more]).toEqual([100, true]);
  const all = await session.run(book, workspace, 'select date from sales', 500, quiet());
  expect([all.rows, all.more]).toEqual([500, false]);
});

test('whole numbers keep every digit', async () => {
  const table = await ask(
    `select 9007199254740991 a, 9007199254740993 b, -9223372036854775808 c, 1e300 d, count(*) e, 0.5 f,
      9007199254740993 + 0.0 g from sales union all select 1, 2, null, 3, 4, 5, 6`,
  );
  expect(table.columns.map(({ type, values }) => [type, ...values])).toEqual([
    ['integer', 9007199254740991, 1],
    ['text', '9007199254740993', '2'],
    ['text', '-9223372036854775808', null],
    ['number', 1e300, 3],
    ['integer', 500, 4],
    ['number', 0.5, 5],
    ['number', 9007199254740992, 6],
  ]);
});

test('numbers beyond all others are told as SQLite tells them', async () => {
  const table = await ask(
    'select 1e400 a, -1e400 b, 1e300 * 1e300 c, 1e300 d, 1e400 - 1e400 e union all select 1, 2, 3, 4, 5',
  );
  expect(table.columns.map(({ type, values }) => [type, ...values])).toEqual([
    ['text', 'Inf', '1'],
    ['text', '-Inf', '2'],
    ['text', 'Inf', '3'],
    ['number', 1e300, 4],
    ['integer', Number.NaN, 5],
  ]);
  expect(cells(await ask('select cast(1e400 as text) a'))).toEqual(['Inf']);
});

test('a recursion runs whether it says where it ends or not', async () => {
  const endless = 'with recursive c(x) as (select 1 union all select x + 1 from c)';
  expect((await ask(`${endless} select x from c`, 1000)).n).toBe(1000);
  expect(cells(await ask(`${endless.slice(0, -1)} limit 1_000 offset 3) select count(*) from c`))).toEqual([
    1000,
  ]);
});

test('queries may be named as functions of dates are', async () => {
  const table = await ask(
    `with month(x) as (select 1), year(y) as not materialized (select 2), week as (select 3 z)
      select x, y, z, month(date('2024-05-17')) as m from month, year, week`,
  );
  expect(cells(table)).toEqual([1, 2, 3, '2024-05']);
});

test('columns are named as they were written', async () => {
  const table = await ask(
    'select month(date), Year( date ), week(date), "quarter"(date), "month"(date) from sales',
  );
  expect(table.columns.map(({ name }) => name)).toEqual([
    ...['month(date)', 'Year( date )', 'week(date)', '"quarter"(date)', '"month"(date)'],
  ]);
  expect(cells(table)[4]).toBe(cells(table)[0]);
  expect(cells(await ask(`select "week"('2024-12-30'), "year"(null)`))).toEqual(['2025-W01', null]);
});
