import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arrowToTable } from '../../electron/engine/exhibit/arrow.ts';
import { pivotSpec } from '../../shared/contract/pivot.ts';
import { numbers, type Table, texts } from '../../shared/domain/table.ts';
import { openTestBook, type TestBook } from '../electron/engine/ingest/localEngine.ts';
import { randomOf } from './duckBook.ts';
import { seed } from './seed.ts';

/** Whatever is divided by quantity or orders, beside DuckDB, in a book where half of the rows of some days have no rate. */
const start = seed();
const random = randomOf(start);
let book: TestBook;
let duck: DuckDBConnection;

type Row = Record<string, string | number | null>;

async function sql(statement: string): Promise<Row[]> {
  return (await duck.runAndReadAll(statement)).getRowObjectsJS() as Row[];
}

const iso = (day: number) => new Date((19_723 + day) * 864e5).toISOString().slice(0, 10);

beforeAll(async () => {
  const sales = Array.from({ length: 2500 }, () => {
    const account = random(30);
    const currency = ['EUR', 'USD', 'XAU', ''][random(8) === 0 ? random(4) : account % 3]!;
    const quantity = random(12) === 0 ? -1 - random(3) : random(20);
    const amount = Math.round(quantity * (5 + random(900) / 10) * 100) / 100;
    const order = random(40) === 0 ? '' : `O${random(700)}`;
    return [`A${account}`, iso(random(366)), order, `P${random(9)}`, currency, quantity, amount].join(',');
  });
  const rates = Array.from({ length: 40 }, (_, index) => {
    const day = 100 + index * 6;
    return `${iso(day)},USD,EUR,${(0.8 + random(3000) / 10_000).toFixed(6)}`;
  });
  book = await openTestBook();
  const files = {
    sales: ['Customer,Date,Order,Product,Currency,Quantity,Revenue', ...sales],
    rates: ['Date,From,To,Rate', ...rates],
  };
  for (const kind of ['sales', 'rates'] as const) {
    const file = await book.csv(`${kind}.csv`, files[kind]);
    await book.call('ingest.import', { file, kind, mode: 'append' });
  }
  duck = await (await DuckDBInstance.create(':memory:')).connect();
  const read = (kind: string) => `read_csv('${book.path(`${kind}.csv`)}', header = true, nullstr = '')`;
  await duck.run(`create table q as select "Date" d, "Rate" r from ${read('rates')}`);
  await duck.run(`create table s as select x.*, revenue * rate as eur from (
    select x.*, case when coalesce(currency, 'EUR') = 'EUR' then 1 when currency = 'USD' then q.r end as rate from (
      select "Customer" as account, "Date"::date as date, "Order" as "order", "Product" as product,
        "Currency" as currency, "Quantity"::double as quantity, "Revenue"::double as revenue,
        strftime("Date"::date, '%Y-%m') as month, strftime("Date"::date, '%Y-%m-%d') as day
      from ${read('sales')}) x asof left join q on x.date >= q.d) x`);
});
afterAll(async () => {
  duck.closeSync();
  await book.remove();
});

const priceSql = 'sum(eur) / nullif(sum(quantity) filter (eur is not null), 0)';
const orderValueSql = 'sum(eur) / nullif(count(distinct "order") filter (eur is not null), 0)';
const slice = { where: [], basis: 'net' as const, currency: 'EUR' };

function keysOf(table: Table, by: readonly string[]): string[] {
  const columns = by.map((name) => texts(table, name));
  return Array.from({ length: table.n }, (_, row) => columns.map((column) => column[row] ?? '').join(' '));
}

function expectSame(found: Map<string, number>, rows: Row[], name: string): void {
  expect(found.size).toBe(rows.length);
  for (const row of rows) {
    const value = found.get(row.key as string)!;
    if (row[name] === null) expect([row.key, value]).toEqual([row.key, Number.NaN]);
    else expect([row.key, value]).toEqual([row.key, expect.closeTo(row[name] as number, 6)]);
  }
}

describe('rows without a rate are in neither part of a ratio', () => {
  test.each([
    { by: [], measures: ['price', 'order_value'] },
    { by: ['month'], measures: ['price', 'quantity', 'orders', 'order_value'] },
    { by: ['account', 'product'], measures: ['order_value', 'orders', 'price'] },
    { by: ['product', 'month', 'currency'], measures: ['order_value', 'quantity', 'price'] },
    { by: ['account', 'day', 'product', 'order'], measures: ['orders', 'order_value', 'price'] },
  ])('by $by', async ({ by, measures }) => {
    const answer = await book.call('book.query', { ...slice, measures, by });
    const table = arrowToTable(answer.arrow);
    const keys = keysOf(table, by);
    const key = by.map((name) => `coalesce("${name}", '')`).join(` || ' ' || `) || `''`;
    const expected = `${priceSql} as price, ${orderValueSql} as order_value,
      sum(quantity) as quantity, count(distinct "order")::int as orders`;
    const rows = await sql(`select ${key} as key, ${expected} from s group by 1`);
    const [total] = await sql(`select ${expected}, count(*) filter (rate is null)::int as n from s`);
    measures.forEach((name) => {
      const values = numbers(table, name);
      expectSame(new Map(keys.map((one, row) => [one, values[row]!])), rows, name);
      expect(answer.total[name]).toBeCloseTo(total![name] as number, 6);
    });
    expect(total!.n).toBeGreaterThan(400);
    const warning = answer.warnings.find(({ code }) => code === 'leftOutWithoutRate');
    expect(warning?.params.rows).toBe(total!.n);
  });

  test('in a pivot, on every level', async () => {
    const measures = ['price', 'order_value', 'orders'].map((measure) => ({ measure }));
    const spec = pivotSpec.parse({ ...slice, rows: [{ field: 'product' }, { field: 'month' }], measures });
    const open = { ...spec, rowsOpen: { depth: 2, except: [] } };
    const window = { offset: 0, limit: 400 };
    const page = await book.call('pivot.page', { spec: open, rows: window, columns: window, locale: 'en' });
    const rows = await sql(`select concat_ws(' ', product, month) as key, ${priceSql} as price,
      ${orderValueSql} as order_value, count(distinct "order")::int as orders
      from s group by grouping sets ((), (product), (product, month))`);
    const table = arrowToTable(page.arrow);
    const keys = page.heads.map(({ path }) => path.join(' '));
    expect(new Set(keys).size).toBe(rows.length);
    measures.forEach(({ measure }, at) => {
      const values = numbers(table, `0.${at}`);
      const found = new Map(keys.map((key, row) => [key, values[row]!]));
      expectSame(found, rows, measure);
    });
  });

  test('in charts, and in what a brush leaves of them', async () => {
    const base = { span: 6, kind: 'bars' as const, x: { field: 'product', top: 20 } };
    const charts = [
      { ...base, id: 'price', measure: 'price' as const },
      { ...base, id: 'order', measure: 'order_value' as const },
    ];
    const view = { slice, charts, filters: {} };
    const answer = await book.call('explore.charts', { view });
    const rows = await sql(
      `select product as key, ${priceSql} as price, ${orderValueSql} as order_value from s group by 1`,
    );
    answer.charts.forEach(({ axes, all }, index) => {
      const [axis] = axes;
      if (axis?.kind !== 'text') throw new Error('The axis holds no texts');
      const found = new Map(axis.values.map((value, bin) => [value ?? '', all.values[0]![bin]!]));
      expectSame(found, rows, charts[index]!.measure);
    });
    const { cubes } = await book.call('explore.cubes', { view, active: 'order' });
    const [cube] = cubes;
    expect(cube?.sums.map(({ column }) => column)).toEqual(['revenue', 'valued_quantity']);
  });

  test('in volume and price of what moved', async () => {
    const { values, tables, evidence } = await book.call('analyse.run', {
      question: 'price-volume-mix',
      from: '2024-H1',
      to: '2024-H2',
      slice,
      options: {},
    });
    const rows = await sql(`with side as (select product,
        coalesce(sum(eur) filter (month < '2024-07'), 0) as ra, coalesce(sum(eur) filter (month >= '2024-07'), 0) as rb,
        sum(quantity) filter (month < '2024-07') as qa, sum(quantity) filter (month >= '2024-07') as qb
        from s where eur is not null group by 1)
      select product as key, ra / qa as price_from, rb / qb as price_to, (qb - qa) * ra / qa as volume from side`);
    const items = arrowToTable(tables.products!.arrow);
    const keys = texts(items, 'product').map((key) => key ?? '');
    for (const name of ['price_from', 'price_to', 'volume']) {
      const column = numbers(items, name);
      expectSame(new Map(keys.map((key, row) => [key, column[row]!])), rows, name);
    }
    expect(values.volume).toBeCloseTo(
      rows.reduce((sum, row) => sum + (row.volume as number), 0),
      4,
    );
    expect(evidence.warnings.map(({ code }) => code)).toContain('leftOutWithoutRate');
  });
});
