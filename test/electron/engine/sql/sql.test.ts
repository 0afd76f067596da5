import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadBook } from '../../../../electron/engine/book/loadBook.ts';
import { runQuery } from '../../../../electron/engine/book/query.ts';
import { arrowToTable } from '../../../../electron/engine/exhibit/arrow.ts';
import { createFileGrants } from '../../../../electron/engine/files.ts';
import { createHandlers } from '../../../../electron/engine/handlers/createHandlers.ts';
import { databaseImage } from '../../../../electron/engine/sql/databaseImage.ts';
import { SqlSession } from '../../../../electron/engine/sql/sqlSession.ts';
import { describeSources } from '../../../../electron/engine/sql/tables.ts';
import { createWorkspace } from '../../../../electron/engine/workspace/createWorkspace.ts';
import { query } from '../../../../shared/contract/analyse.ts';
import { dayOf } from '../../../../shared/domain/calendar.ts';
import { numbers, type Table, texts } from '../../../../shared/domain/table.ts';
import { seed } from '../../../property/seed.ts';
import { codes, memoryWorkspace, newBatch, salesBatch } from '../book/memoryWorkspace.ts';
import { withFolder } from '../briefing/readBack.ts';

const quiet = () => ({ signal: new AbortController().signal, progress: () => undefined });

const oddNames = ['quo"te', 'select', 'order by', '区域', "it's", 'a.b', '[x]', '`tick`'];

const workspace = memoryWorkspace([
  newBatch(
    'accounts',
    [
      { ...codes('account', ['a', 'b', 'c']), labels: ['Ärger & Söhne', '华东公司', null] },
      codes('segment', ['Gold', null, 'Silver']),
      { name: 'wallet', type: 'number', values: Float64Array.of(10, Number.NaN, 0) },
      { name: 'contract_end', type: 'day', values: Int32Array.of(dayOf(2024, 2, 29), -2147483648, 0) },
      ...oddNames.map((name) => codes(name, ['x', name, null])),
    ],
    3,
  ),
  salesBatch(
    Array.from({ length: 500 }, (_, index) => ({
      account: index % 9 === 8 ? null : ['a', 'b', 'c', 'd'][index % 4]!,
      day: dayOf(2023, 11, 1) + (index % 200),
      revenue: index % 50 === 7 ? Number.NaN : ((index * 37) % 101) - 20.25,
      quantity: index % 13,
      product: index % 6 === 0 ? null : `P${index % 3}`,
      order: `O${index % 70}`,
      market: index % 10 === 0 ? "O'Brien" : 'UK',
    })),
  ),
  newBatch(
    'feedback',
    [
      codes('account', ['华东公司', 'a']),
      { name: 'date', type: 'day', values: Int32Array.of(dayOf(2024, 1, 1), dayOf(2024, 1, 2)) },
      codes('comment', ['好', 'x'.repeat(150_000)]),
    ],
    2,
  ),
  newBatch(
    'stock',
    [
      codes('account', ['a', 'd']),
      codes('product', ['P1', 'P9']),
      { name: 'date', type: 'day', values: Int32Array.of(dayOf(2024, 1, 1), dayOf(2024, 1, 2)) },
    ],
    2,
  ),
]);
Object.assign(workspace, { quarantinePart: () => null });
const book = loadBook(workspace);
const session = new SqlSession();
afterAll(() => session.close());

async function ask(sql: string, limit = 100_000): Promise<Table> {
  return (await session.run(book, workspace, sql, limit, quiet())).table;
}

const cells = (table: Table, row = 0) => table.columns.map((column) => column.values[row]);

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
  expect([cut.table.n, cut.more]).toEqual([100, true]);
  const all = await session.run(book, workspace, 'select date from sales', 500, quiet());
  expect([all.table.n, all.more]).toEqual([500, false]);
});

test('an error has SQLite’s words, the place, and the name that may have been meant', async () => {
  await expect(ask('select\n  revenu from sales')).rejects.toMatchObject({
    code: 'sqlFailed',
    message: 'no such column: revenu – did you mean revenue?',
    details: { params: { line: 2, column: 3 } },
  });
  await expect(ask('select * from acounts')).rejects.toMatchObject({
    message: 'no such table: acounts – did you mean accounts?',
  });
  await expect(ask('select market from sales where from x')).rejects.toMatchObject({
    message: 'near "from": syntax error',
    details: { params: { line: 1, column: 32 } },
  });
  await expect(ask('select mont(date) from sales')).rejects.toMatchObject({
    message: 'no such function: mont – did you mean month?',
  });
  await expect(ask('select sum(revenue) over (partition by market) + ')).rejects.toMatchObject({
    code: 'sqlFailed',
  });
  expect((await ask("select 1 a, 2 a, x'0a0b' b")).columns.map(({ name }) => name)).toEqual([
    'a',
    'a (2)',
    'b',
  ]);
});

test('an error has its place where a name is quoted, a text is open, or the end is missing', async () => {
  const place = (line: number, column: number) => ({
    code: 'sqlFailed',
    details: { params: { line, column } },
  });
  await expect(ask('select month(date),\n "naïve\'é" from sales')).rejects.toMatchObject(place(2, 2));
  await expect(ask("select week(date),\n  'open")).rejects.toMatchObject(place(2, 3));
  await expect(ask('select month(date) from sales where ')).rejects.toMatchObject(place(1, 36));
  await expect(ask('select month(date), year(date) from sales were 1')).rejects.toMatchObject(place(1, 48));
  await expect(ask('select month(date, 2) from sales')).rejects.toMatchObject({
    message: 'wrong number of arguments to function month()',
  });
  await expect(ask('select month')).rejects.toMatchObject({ message: 'no such column: month' });
});

test.each(['?', '?7', ':x', '@x', '$x'])('a parameter %s is no value', async (parameter) => {
  await expect(ask(`select 1 n,\n ${parameter}`)).rejects.toMatchObject({
    code: 'sqlFailed',
    message: `There is no value for the parameter ${parameter}`,
    details: { params: { line: 2, column: 2 } },
  });
  expect(cells(await ask("select '?', ':x', '@x', '$x', '{\"a\":5}' ->> '$.a' as \"$x ?\" -- ? :x"))).toEqual(
    [...['?', ':x', '@x', '$x'], 5],
  );
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

test('a recursion must say where it ends; one that does runs', async () => {
  const endless = 'with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c';
  for (const sql of [
    endless,
    `${endless} limit 1`,
    endless.replace('from c)', 'from c limit 1e300)'),
    endless.replace('from c)', 'from c limit 5 * 1000000000)'),
    endless.replace('from c)', 'from c limit 5 offset 10000000)'),
    endless.replace('from c)', 'from c limit 5 offset (select 1e300))'),
    endless.replace('from c)', 'from c limit 5 offset 1 + 1e300)'),
    endless.replace('from c)', 'from c limit 10_000_001)'),
    endless.replace('from c)', 'from c limit 5, 10)'),
    endless.replace(/c\(x\) as \(/, 'c(x) as not materialized ('),
    endless.replaceAll(' c', ' "c"').replace('"c"ount', 'count'),
  ]) {
    await expect(ask(sql), sql).rejects.toMatchObject({ code: 'sqlRefused' });
  }
  const bounded = await ask(endless.replace('from c)', 'from c limit 1000)'));
  expect(cells(bounded)).toEqual([1000]);
  const skipping = await ask(endless.replace('from c)', 'from c limit 1_000 offset 3)'));
  expect(cells(skipping)).toEqual([1000]);
});

test('cancel ends a long statement at once, and the next one runs', async () => {
  const controller = new AbortController();
  const { promise: begun, resolve: begin } = Promise.withResolvers<unknown>();
  const long = session.run(
    book,
    workspace,
    'select count(*) from sales a, sales b, sales c, sales d where a.revenue + b.revenue + c.revenue > d.revenue',
    10,
    { signal: controller.signal, progress: begin },
  );
  await begun;
  const before = process.cpuUsage();
  controller.abort();
  await expect(long).rejects.toMatchObject({ name: 'CancelledError' });
  expect(cells(await ask('select count(*) n from sales'))).toEqual([500]);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(10);
});

test('the newest statement wins', async () => {
  const slow = ask('select count(*) from sales a, sales b, sales c, sales d');
  const failed = expect(slow).rejects.toMatchObject({ name: 'CancelledError' });
  await new Promise((done) => setTimeout(done, 100));
  expect(cells(await ask('select 7 n'))).toEqual([7]);
  await failed;
});

test('a database image reads back every value, long texts and large tables too', () => {
  const values = Float64Array.of(
    0,
    1,
    -1,
    127,
    128,
    -128,
    -129,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 47,
    2 ** 53,
    0.1,
    -0,
    1e300,
    Number.NaN,
  );
  const image = databaseImage(
    [{ name: 't', n: values.length, columns: [{ name: 'v', type: 'number', values }] }],
    () => undefined,
  );
  expect(image.subarray(0, 15).toString()).toBe('SQLite format 3');
});

const hostile = `
attach database ':memory:' as x; attach 'FILE' as x; detach main; vacuum; vacuum into 'FILE'; reindex; analyze; begin; commit;
rollback; savepoint s; release s; pragma query_only = 0; pragma query_only; pragma journal_mode = wal; pragma temp_store_directory = 'FILE';
pragma writable_schema = 1; pragma table_info(sales); pragma database_list; pragma user_version = 9; pragma key = 'x'; pragma rekey = 'x';
explain pragma query_only = 0; explain query plan pragma user_version = 3; explain attach 'FILE' as x; explain delete from sales;
create table x(a); create temp table x(a); create view v as select 1; create index i on sales(date); create trigger t after insert on sales begin select 1; end;
create virtual table f using fts5(a); create virtual table c using row_steps(1); drop table sales; drop view sales; alter table sales rename to x;
insert into sales values (1); insert into main.sales(date) values ('x') returning *; update sales set date = 'x'; update main.sales set date = 'x' returning date;
delete from sales; delete from main.sales returning *; replace into main.sales(date) values ('x'); insert or ignore into main.sales(date) values (1);
with x as (select 1) insert into main.sales(date) select * from x; with x as (select 1) delete from main.sales; with x as (select 1) update main.sales set date = 1;
select load_extension('FILE'); select writefile('FILE', 'x'); select readfile('/etc/passwd'); select edit('x', 'vi'); select fts3_tokenizer('x', x'00');
select 1; select 2; select 1; drop view sales; select 1 -- x
; delete from main.sales; /* select */ delete from main.sales; ; ;; --; values (1); pragma user_version = 1;
select * from pragma_query_only; select * from pragma_writable_schema(1); select * from pragma_journal_mode('wal'); select * from pragma_user_version(7);
select sqlcipher_export('x'); select sqlite3mc_config('default:cipher', 'rc4'); select sqlite3mc_version(); select zipfile('a'); select * from fsdir('/'); select * from csv('/etc/passwd');
select * from 'FILE'; select * from "FILE"; select * from main."../x"; update sqlite_master set sql = 'x'; insert into sqlite_master values (1,2,3,4,5); delete from sqlite_schema; drop table sqlite_master;
explain; explain query; explain query plan; explain explain select 1; EXPLAIN; select; with; values; ( select 1 ); \u0000; 'select 1; "select 1; [select 1; \`select 1; /* select 1; -- select 1
`;

const several = [
  'select 1; select 2',
  'select 1; drop view sales',
  'select 1;;delete from main.sales',
  'select 1 -- x\n; delete from main.sales',
  '/* select */ delete from main.sales',
  ';',
  '',
  ' \n\t',
  "select ';'; attach 'FILE' as x",
  'select 1 union all delete from main.sales',
  '\u0000',
  'select \u0000 1',
];

const statements = hostile
  .split(/;(?=\s)|\n/)
  .map((line) => line.trim())
  .filter((line) => line !== '')
  .concat(several);

describe('hostile statements', () => {
  const grants = createFileGrants();
  const { handlers, session: engine, dispose } = createHandlers(grants);
  let folder = '';
  let done: () => void = () => undefined;
  let whole: Promise<void>;
  beforeAll(async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const ready = Promise.withResolvers<void>();
    done = resolve;
    whole = withFolder(async (path) => {
      folder = path;
      const created = createWorkspace(join(path, 'w.qdeck'), {});
      await created.commitBatch(
        salesBatch([
          { account: 'a', day: 19_000, revenue: 5 },
          { account: 'b', day: 19_001, revenue: 7 },
        ]),
      );
      engine.replace(created);
      ready.resolve();
      await promise;
      await dispose();
    });
    await ready.promise;
  });
  afterAll(async () => {
    done();
    await whole;
  });
  const hash = () =>
    createHash('sha256')
      .update(readFileSync(join(folder, 'w.qdeck')))
      .digest('hex');

  test(`none of ${statements.length} changes the workspace, the disk or what is read`, async () => {
    expect(statements.length).toBeGreaterThanOrEqual(100);
    const before = hash();
    const files = readdirSync(folder);
    const target = join(folder, 'hostile.db');
    for (const statement of statements) {
      const sql = statement.replaceAll('FILE', target);
      await Promise.resolve(handlers['sql.run']({ sql, limit: 10 }, quiet())).catch(
        (error: Error & { code?: string }) => {
          expect(['sqlRefused', 'sqlFailed'], `${sql}: ${error.stack}`).toContain(error.code);
        },
      );
      expect(existsSync(target), sql).toBe(false);
    }
    expect(hash()).toBe(before);
    expect(readdirSync(folder)).toEqual(files);
    const { arrow } = await handlers['sql.run'](
      { sql: 'select sum(revenue) r, count(*) n from sales', limit: 10 },
      quiet(),
    );
    expect(cells(arrowToTable(arrow))).toEqual([12, 2]);
    const { arrow: state } = await handlers['sql.run'](
      {
        sql: 'select (select query_only from pragma_query_only) q, (select user_version from pragma_user_version) v',
        limit: 1,
      },
      quiet(),
    );
    expect(cells(arrowToTable(state))).toEqual([1, 0]);
  });
});
