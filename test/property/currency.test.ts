import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountTotals } from '../../electron/engine/analysis/portfolio/accountTotals.ts';
import { movementSeries } from '../../electron/engine/analysis/portfolio/movementSeries.ts';
import type { Movement } from '../../electron/engine/analysis/portfolio/movementTally.ts';
import { revenueMovement } from '../../electron/engine/analysis/portfolio/revenueMovement.ts';
import { convertRows, factorAt, makeTable } from '../../electron/engine/book/currency/conversionTable.ts';
import { readQuotes } from '../../electron/engine/book/currency/quotes.ts';
import { arrowToTable } from '../../electron/engine/exhibit/arrow.ts';
import type { StoredColumn } from '../../electron/engine/workspace/types.ts';
import { numbers, texts } from '../../shared/domain/table.ts';
import { openTestBook, type TestBook } from '../electron/engine/ingest/localEngine.ts';
import { randomOf } from './duckBook.ts';
import { arbitraryLines, rowsOfLines } from './salesRows.ts';
import { seed } from './seed.ts';

const start = seed();

/** Rates of one pair as a batch of the log holds them. */
function ratesOf(
  from: string,
  to: string,
  rates: readonly (readonly [day: number, rate: number])[],
): StoredColumn[] {
  const n = rates.length;
  return [
    { name: 'date', type: 'day', values: Int32Array.from(rates, ([day]) => day) },
    { name: 'from', type: 'code', values: new Int32Array(n), dictionary: [from] },
    { name: 'to', type: 'code', values: new Int32Array(n), dictionary: [to] },
    { name: 'rate', type: 'number', values: Float64Array.from(rates, ([, rate]) => rate) },
  ];
}

const rates = fc.uniqueArray(
  fc.tuple(fc.integer({ min: 0, max: 99 }), fc.double({ min: 1e-4, max: 1e4, noNaN: true })),
  { minLength: 1, maxLength: 20, selector: ([day]) => day },
);
const span = { from: 0, to: 99 };

describe('conversion', () => {
  test('there and back is the same amount, directly and through a third currency', () => {
    fc.assert(
      fc.property(rates, rates, (one, other) => {
        const quotes = readQuotes([ratesOf('A', 'B', one), ratesOf('C', 'B', other)]);
        for (const [from, to] of [
          ['A', 'B'],
          ['A', 'C'],
        ] as const) {
          const there = makeTable(quotes, [from], to, span, []).table;
          const back = makeTable(quotes, [to], from, span, []).table;
          for (let day = 0; day < 100; day++) {
            const round = factorAt(there, 0, day) * factorAt(back, 0, day);
            const hasRates = one.some(([at]) => at <= day) && (to === 'B' || other.some(([at]) => at <= day));
            if (hasRates) expect(Math.abs(round - 1)).toBeLessThan(1e-12);
            else expect(round).toBeNaN();
          }
        }
      }),
      { seed: start, numRuns: 200 },
    );
  });

  test('amounts in the reporting currency stay as they are, to the bit', () => {
    fc.assert(
      fc.property(rates, fc.array(fc.double(), { maxLength: 50 }), (given, values) => {
        const quotes = readQuotes([ratesOf('B', 'A', given)]);
        const { table } = makeTable(quotes, ['A', 'B'], 'A', span, [{ days: span, over: span }]);
        const amounts = Float64Array.from(values);
        const codes = Int32Array.from(values, (_, row) => (row % 3 === 0 ? -1 : 0));
        const days = Int32Array.from(values, (_, row) => row * 7 - 20);
        const target = new Float64Array(values.length);
        convertRows(target, amounts, codes, days, table, 0, values.length);
        expect(new BigInt64Array(target.buffer)).toEqual(new BigInt64Array(amounts.buffer));
      }),
      { seed: start, numRuns: 200 },
    );
  });

  test('an average counts every day of its period once', () => {
    const quotes = readQuotes([
      ratesOf('B', 'A', [
        [0, 1],
        [10, 2],
        [15, 4],
      ]),
    ]);
    const over = { from: 5, to: 19 };
    const { table, unaveraged } = makeTable(quotes, ['B'], 'A', span, [{ days: span, over }]);
    expect(factorAt(table, 0, 50)).toBeCloseTo((5 * 1 + 5 * 2 + 5 * 4) / 15, 12);
    expect(unaveraged).toEqual([]);
    const late = readQuotes([ratesOf('B', 'A', [[30, 3]])]);
    const kept = makeTable(late, ['B'], 'A', span, [{ days: span, over }]);
    expect([factorAt(kept.table, 0, 20), factorAt(kept.table, 0, 40), kept.unaveraged]).toEqual([
      Number.NaN,
      3,
      ['B'],
    ]);
  });

  test('of several rates of a day the last one counts, and is told; bad ones never do', () => {
    const quotes = readQuotes([
      ratesOf('usd', ' EUR ', [
        [1, 0.9],
        [2, 0],
        [3, -1],
        [1, 0.9],
      ]),
      ratesOf('US$', '€', [[1, 0.8]]),
    ]);
    expect(quotes.contradictions).toEqual([{ from: 'USD', to: 'EUR', day: 1 }]);
    expect(quotes.bad).toBe(2);
    expect(factorAt(makeTable(quotes, ['USD'], 'EUR', span, []).table, 0, 3)).toBe(0.8);
  });
});

function sumOf(found: Movement): number {
  const { start: from, new: fresh, reactivated, expansion, contraction, churned, other, fx } = found;
  return from + fresh + reactivated + expansion + contraction + churned + other + fx;
}

test('a movement with exchange rates adds up, and its lines and ratios are those at constant rates', () => {
  const [a, b] = [
    { from: 0, to: 49 },
    { from: 50, to: 99 },
  ];
  fc.assert(
    fc.property(
      arbitraryLines(8, 3, 100, { minLength: 1, maxLength: 80 }),
      fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { minLength: 8, maxLength: 8 }),
      (lines, factors) => {
        const rows = rowsOfLines(lines, 8, 3);
        const flat = {
          ...rows,
          revenue: rows.revenue.map((value, row) => value * factors[Math.floor(rows.day[row]! / 100)]!),
        };
        const actual = {
          ...rows,
          revenue: rows.revenue.map((value, row) => value * factors[Math.floor((rows.day[row]! * 8) / 100)]!),
        };
        const totals = (of: typeof rows) => [accountTotals(of, a), accountTotals(of, b)] as const;
        const [from, to] = totals(flat);
        const found = revenueMovement(...totals(actual), { from, to });
        expect(Math.abs(sumOf(found) - found.end)).toBeLessThan(0.005);
        expect(found.fxOf!.reduce((sum, value) => sum + value, 0)).toBeCloseTo(found.fx, 3);
        const constant = revenueMovement(from, to);
        for (const line of ['new', 'expansion', 'contraction', 'churned', 'nrr', 'grr'] as const) {
          expect(found[line]).toBe(constant[line]);
        }
        const series = movementSeries(
          actual,
          [a, b],
          { from: 0, to: 99 },
          { own: flat.revenue, before: flat.revenue },
        );
        expect(series.steps[0]!.fx).toBeCloseTo(found.fx, 3);
        expect(Math.abs(sumOf(series.steps[0]!) - series.steps[0]!.end)).toBeLessThan(0.005);
      },
    ),
    { seed: start, numRuns: 200 },
  );
});

describe('beside DuckDB', () => {
  const currencies = ['EUR', 'USD', 'GBP', 'JPY', 'CHF', 'XAU', ''];
  let book: TestBook;
  let sql: (statement: string) => Promise<Record<string, unknown>[]>;

  beforeAll(async () => {
    const random = randomOf(start);
    const iso = (day: number) => new Date((19_600 + day) * 864e5).toISOString().slice(0, 10);
    const sales = Array.from({ length: 3000 }, () => {
      const account = random(40);
      const currency = currencies[random(3) === 0 ? random(currencies.length) : account % currencies.length]!;
      const amount = (random(40) === 0 ? -1 : 1) * (random(100_000) / 100);
      return `A${account},${iso(random(420))},${currency},${amount}`;
    });
    const pair = (from: string, to: string, first: number, each: number, rate: number) =>
      Array.from({ length: Math.ceil((440 - first) / each) }, (_, index) => {
        const day = first + index * each + random(each);
        return `${iso(day)},${from},${to},${(rate * (0.8 + random(4000) / 10_000)).toFixed(6)}`;
      });
    const quotes = [
      ...pair('USD', 'EUR', -20, 3, 0.92),
      ...pair('EUR', 'GBP', -20, 7, 0.85),
      ...pair('JPY', 'USD', -20, 2, 0.0067),
      ...pair('CHF', 'EUR', 90, 5, 1.04),
    ];
    book = await openTestBook();
    const lines = {
      sales: ['Customer,Date,Currency,Revenue', ...sales],
      rates: ['Date,From,To,Rate', ...quotes],
    };
    for (const kind of ['sales', 'rates'] as const) {
      await book.call('ingest.import', {
        file: await book.csv(`${kind}.csv`, lines[kind]),
        kind,
        mode: 'append',
      });
    }
    const duck = await (await DuckDBInstance.create(':memory:')).connect();
    const read = (kind: string) => `read_csv('${book.path(`${kind}.csv`)}', header = true, nullstr = '')`;
    await duck.run(`create table s as select row_number() over () as id, * from ${read('sales')}`);
    await duck.run(`create table q as select "From" f, "To" t, "Date" d, "Rate" r from ${read('rates')}
      union all select "To", "From", "Date", 1 / "Rate" from ${read('rates')}`);
    sql = async (statement) =>
      (await duck.runAndReadAll(statement)).getRowObjectsJS() as Record<string, unknown>[];
  });
  afterAll(() => book.remove());

  /** `x` (with columns c and date) with the rate of each row: direct, else through the one currency between. */
  const rated = (x: string, to: string) => {
    const via = to === 'EUR' ? 'USD' : 'EUR';
    return `select x.*, if(coalesce(x.c, '${to}') = '${to}', 1, coalesce(q1.r, q2.r * q3.r)) as rate from (${x}) x
      asof left join (from q where t = '${to}') q1 on q1.f = x.c and x.date >= q1.d
      asof left join (from q where t = '${via}') q2 on q2.f = x.c and x.date >= q2.d
      asof left join (from q where f = '${via}' and t = '${to}') q3 on q3.f = '${via}' and x.date >= q3.d`;
  };
  const sales =
    'select id, "Customer" as account, "Date"::date as date, "Currency" as c, "Revenue" as revenue from s';

  test.each(['EUR', 'USD', 'GBP'])('sums per month and currency in %s', async (currency) => {
    const query = {
      measures: ['revenue'],
      by: ['currency', 'month'],
      where: [],
      basis: 'net' as const,
      currency,
    };
    const answer = await book.call('book.query', query);
    const table = arrowToTable(answer.arrow);
    const codes = texts(table, 'currency');
    const months = texts(table, 'month');
    const values = numbers(table, 'revenue');
    const found = new Map(months.map((month, row) => [`${codes[row] ?? ''} ${month}`, values[row]!]));
    const rows = await sql(`select coalesce(c, '') || ' ' || strftime(date, '%Y-%m') as key,
      coalesce(sum(revenue * rate), 0) as sum from (${rated(sales, currency)}) group by 1`);
    expect(found.size).toBe(rows.length);
    for (const { key, sum } of rows) expect(found.get(key as string)).toBeCloseTo(sum as number, 6);
    const [left] = await sql(`select count(*)::int as n from (${rated(sales, currency)}) where rate is null`);
    const warning = answer.warnings.find(({ code }) => code === 'leftOutWithoutRate');
    expect(warning?.params.rows ?? 0).toBe(left!.n);
    expect(answer.currency?.reporting).toBe(currency);
  });

  test('the movement, its FX line and what was kept at constant rates', async () => {
    const ask = { question: 'movement' as const, from: '2023-H2', to: '2024-H1', options: {} };
    const slice = { where: [], basis: 'net' as const, currency: 'EUR' };
    const { values } = await book.call('analyse.run', { ...ask, slice });
    const days = `select c, unnest(generate_series(date '2023-07-01', date '2023-12-31', interval 1 day))::date as date
      from (select distinct "Currency" as c from s)`;
    const [expected] =
      await sql(`with average as (select c, avg(rate) as mean from (${rated(days, 'EUR')}) group by c),
      r as (select x.*, if(rate is null, null, coalesce(mean, rate)) as constant from (${rated(sales, 'EUR')}) x
        left join average on average.c is not distinct from x.c),
      per as (select account,
        coalesce(sum(revenue * rate) filter (date between '2023-07-01' and '2023-12-31'), 0) as a,
        coalesce(sum(revenue * rate) filter (date between '2024-01-01' and '2024-06-30'), 0) as b,
        coalesce(sum(revenue * constant) filter (date between '2023-07-01' and '2023-12-31'), 0) as ca,
        coalesce(sum(revenue * constant) filter (date between '2024-01-01' and '2024-06-30'), 0) as cb
        from r group by account)
      select sum(a) as "start", sum(b) as "end", sum((b - a) - (cb - ca)) as fx,
        sum(cb - ca) filter (ca > 0 and cb > ca) as expansion, sum(cb - ca) filter (cb > 0 and cb < ca) as contraction,
        sum(cb) filter (ca > 0) / sum(ca) filter (ca > 0) as nrr,
        sum(least(ca, greatest(cb, 0))) filter (ca > 0) / sum(ca) filter (ca > 0) as grr from per`);
    for (const [name, value] of Object.entries(expected!))
      expect([name, values[name]]).toEqual([name, expect.closeTo(value as number, 3)]);
    expect(values.fx).not.toBe(0);
    const constant = await book.call('analyse.run', { ...ask, slice, options: { rates: 'constant' } });
    expect(constant.values).toMatchObject({
      fx: 0,
      expansion: values.expansion,
      nrr: values.nrr,
      grr: values.grr,
    });
    expect(constant.evidence.currency).toMatchObject({
      rates: 'constant',
      base: { first: '2023-07-01', last: '2023-12-31' },
    });
  });
});
