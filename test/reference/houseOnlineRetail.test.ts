import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadBook } from '../../electron/engine/book/loadBook.ts';
import { runQuery } from '../../electron/engine/book/query.ts';
import type { Book } from '../../electron/engine/book/types.ts';
import { answer } from '../../electron/engine/exhibit/answer.ts';
import { importFile } from '../../electron/engine/ingest/importFile.ts';
import { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';
import { openWorkspace } from '../../electron/engine/workspace/openWorkspace.ts';
import { query } from '../../shared/contract/analyse.ts';
import { isoMonth } from '../../shared/domain/calendar.ts';
import type { Ask, Exhibit } from '../../shared/domain/exhibit.ts';
import { numbers, type Table, texts } from '../../shared/domain/table.ts';
import { referencePath } from '../referenceData.ts';
import { expectWithin, referenceChecks, type Tolerance } from './expected.ts';
import { referenceTable } from './onlineRetailRows.ts';

/**
 * The whole house on real data: the file is imported into an encrypted workspace with the detected mapping, the
 * workspace is closed and opened again, and every table of the reference is answered by the same calls that the
 * screen and `qd` make.
 */

const dataset = '07_transactions_online_retail';
const source = referencePath(`${dataset}/online_retail.csv.gz`);
const checks = referenceChecks(dataset);
const relative: Tolerance = { type: 'rel', value: 1e-9 };
const expectedRows = (file: string) => referenceTable(`${dataset}/${file}`)!;
const h1 = '2010-12-01..2011-05-31';
const h2 = '2011-06-01..2011-11-30';
const passphrase = 'half-deck of cards';

describe.skipIf(!source || !checks)('Online Retail from file to exhibit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-house-'));
  let book: Book;
  let close: () => void = () => undefined;

  beforeAll(async () => {
    const path = join(folder, 'retail.qdeck');
    const created = createWorkspace(path, { passphrase });
    await importFile(created, source!, { kind: 'sales' });
    created.close();
    const workspace = openWorkspace(path, { passphrase });
    close = () => workspace.close();
    book = loadBook(workspace);
  });

  afterAll(() => {
    close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function exhibit(
    question: Ask['question'],
    rest: Partial<Ask> = {},
    basis: 'net' | 'gross' = 'gross',
  ): Promise<Exhibit> {
    return answer(book, { question, slice: { where: [], basis }, options: {}, ...rest });
  }

  async function ask(request: object): Promise<Table> {
    return (await runQuery(book, query.parse(request))).table;
  }

  function expectColumns(
    found: Table,
    expected: Record<string, string>[],
    keys: Record<string, string>,
    columns: Record<string, string>,
    tolerance: Tolerance = relative,
  ): void {
    const keyOf = (row: number) =>
      Object.values(keys)
        .map((name) => texts(found, name)[row])
        .join('|');
    const rowOf = new Map(Array.from({ length: found.n }, (_, row) => [keyOf(row), row]));
    expect(found.n).toBe(expected.length);
    for (const line of expected) {
      const key = Object.keys(keys)
        .map((name) => line[name])
        .join('|');
      const row = rowOf.get(key);
      expect(row, key).toBeDefined();
      for (const [theirs, ours] of Object.entries(columns)) {
        if (line[theirs] === '') expect(numbers(found, ours)[row!], `${key} ${theirs}`).toBeNaN();
        else expectWithin(numbers(found, ours)[row!]!, Number(line[theirs]), tolerance, `${key} ${theirs}`);
      }
    }
  }

  test('months: revenue, orders, accounts, lines, units on each basis', async () => {
    const measures = ['revenue', 'orders', 'active_accounts', 'lines', 'quantity', 'order_value'];
    const expected = expectedRows('ref_monthly.csv');
    expectColumns(
      await ask({ measures, by: ['month'], basis: 'gross' }),
      expected,
      { month: 'month' },
      {
        revenue: 'revenue',
        invoices: 'orders',
        customers: 'active_accounts',
        lines: 'lines',
        units: 'quantity',
        avg_order_value: 'order_value',
      },
    );
    const revenue = { measures: ['revenue'], by: ['month'] };
    expectColumns(
      await ask({ ...revenue, basis: 'net' }),
      expected,
      { month: 'month' },
      { net_revenue: 'revenue' },
    );
    expectColumns(
      await ask({ ...revenue, basis: 'all' }),
      expected,
      { month: 'month' },
      { all_rows_amount: 'revenue' },
    );
  });

  test('markets, and markets by month', async () => {
    const measures = ['revenue', 'active_accounts', 'orders'];
    expectColumns(
      await ask({ measures, by: ['market'], basis: 'gross' }),
      expectedRows('ref_country.csv'),
      { Country: 'market' },
      { revenue: 'revenue', customers: 'active_accounts', invoices: 'orders' },
    );
    expectColumns(
      await ask({ measures: ['revenue'], by: ['market', 'month'], basis: 'gross' }),
      expectedRows('ref_country_month.csv'),
      { Country: 'market', month: 'month' },
      { revenue: 'revenue' },
    );
  });

  test('top accounts and top products', async () => {
    const top = (by: string, limit: number, measures: string[]) =>
      ask({ measures, by: [by], basis: 'gross', orderBy: 'revenue', limit });
    expectColumns(
      await top('account', 20, ['revenue', 'orders', 'lines', 'quantity']),
      expectedRows('ref_top20_customers.csv'),
      { CustomerID: 'account' },
      { revenue: 'revenue', invoices: 'orders', lines: 'lines', units: 'quantity' },
    );
    expectColumns(
      await top('product', 50, ['revenue', 'quantity', 'active_accounts', 'orders']),
      expectedRows('ref_top50_products.csv'),
      { StockCode: 'product' },
      { revenue: 'revenue', units: 'quantity', customers: 'active_accounts', invoices: 'orders' },
    );
  });

  const movementValues = {
    start: 'start',
    end: 'end',
    new: 'new',
    reactivated: 'reactivated',
    expansion: 'expansion',
    contraction: 'contraction',
    churned: 'churned',
    other: 'other',
    n_start: 'countStart',
    n_new: 'countNew',
    n_reactivated: 'countReactivated',
    n_expansion: 'countExpansion',
    n_contraction: 'countContraction',
    n_flat: 'countFlat',
    n_churned: 'countChurned',
    nrr: 'nrr',
    grr: 'grr',
    logo_retention: 'logoRetention',
  };

  test.each([
    ['movement_h1_h2', 'gross'],
    ['movement_h1_h2_net', 'net'],
  ] as const)('%s', async (id, basis) => {
    const check = checks!.get(id)!;
    const { values } = await exhibit('movement', { from: h1, to: h2 }, basis);
    for (const [theirs, ours] of Object.entries(movementValues)) {
      expectWithin(
        Number(values[ours]),
        (check.value as Record<string, number>)[theirs]!,
        check.tolerance,
        theirs,
      );
    }
  });

  test('movement month by month', async () => {
    const expected = expectedRows('ref_movement_monthly.csv');
    const columns = Object.keys(movementValues).map((name) => [name, name]);
    const keys = { from: 'from', to: 'to' };
    const found = (await exhibit('movement-series', { options: { grain: 'month' } })).tables.periods!;
    expectColumns(found, expected, keys, Object.fromEntries(columns));
  });

  test('movement quarter by quarter', async () => {
    const found = (await exhibit('movement-series', { options: { grain: 'quarter' } })).tables.periods!;
    for (const line of expectedRows('ref_movement_quarter_half.csv').filter((one) =>
      one.from!.includes('Q'),
    )) {
      const row = texts(found, 'from').indexOf(line.from!);
      for (const name of Object.keys(movementValues)) {
        expectWithin(numbers(found, name)[row]!, Number(line[name]), relative, `${line.from} ${name}`);
      }
    }
  });

  test('cohorts', async () => {
    const { cells } = (await exhibit('cohorts')).tables;
    const found = new Map(
      Array.from({ length: cells!.n }, (_, row) => [
        `${isoMonth(numbers(cells!, 'cohort')[row]!)}|${numbers(cells!, 'age')[row]}`,
        row,
      ]),
    );
    const expected = expectedRows('ref_cohort_monthly.csv');
    expect(cells!.n).toBe(expected.length);
    for (const line of expected) {
      const row = found.get(`${line.cohort}|${line.offset}`)!;
      expect(numbers(cells!, 'accounts')[row]).toBe(Number(line.accounts));
      expectWithin(
        numbers(cells!, 'revenue')[row]!,
        Number(line.revenue),
        relative,
        `${line.cohort} ${line.offset}`,
      );
    }
  });

  test('concentration', async () => {
    const check = checks!.get('concentration')!;
    const { values } = await exhibit('concentration');
    const names = {
      accounts: 'accounts',
      total: 'total',
      top1_share: 'top1Share',
      top10_share: 'top10Share',
      top20pct_share: 'top20pctShare',
      accounts_for_80pct: 'accountsFor80pct',
      gini: 'gini',
      hhi: 'hhi',
    };
    for (const [theirs, ours] of Object.entries(names)) {
      expectWithin(
        Number(values[ours]),
        (check.value as Record<string, number>)[theirs]!,
        check.tolerance,
        theirs,
      );
    }
  });

  test('price, volume and mix', async () => {
    const check = checks!.get('pvm_h1_h2')!;
    const { values } = await exhibit('price-volume-mix', { from: h1, to: h2 });
    const names = {
      revenue_from: 'from',
      revenue_to: 'to',
      volume: 'volume',
      price: 'price',
      new_items: 'newItems',
      lost_items: 'lostItems',
      items_both: 'itemsBoth',
      items_new: 'itemsNew',
      items_lost: 'itemsLost',
    };
    for (const [theirs, ours] of Object.entries(names)) {
      expectWithin(
        Number(values[ours]),
        (check.value as Record<string, number>)[theirs]!,
        check.tolerance,
        theirs,
      );
    }
  });

  test('recency, frequency, monetary', async () => {
    expectColumns(
      (await exhibit('rfm')).tables.rfm!,
      expectedRows('ref_rfm.csv'),
      { CustomerID: 'account' },
      {
        recency_days: 'recency_days',
        frequency: 'frequency',
        monetary: 'monetary',
        r_score: 'r',
        f_score: 'f',
        m_score: 'm',
      },
    );
  });

  test('ABC and XYZ', async () => {
    const { values, tables } = await exhibit('abc', { options: { xyzMonths: '2011-01..2011-11' } });
    expect({ A: values.countA, B: values.countB, C: values.countC }).toEqual(checks!.get('abc')!.value);
    const abc = tables.abc!;
    const rowOf = new Map(texts(abc, 'product').map((key, row) => [key, row]));
    for (const line of expectedRows('ref_abc_xyz_top500.csv')) {
      const row = rowOf.get(line.StockCode!)!;
      expectWithin(numbers(abc, 'revenue')[row]!, Number(line.revenue), relative, line.StockCode);
      expectWithin(numbers(abc, 'mean_units')[row]!, Number(line.mean_units), relative, line.StockCode);
      expect(texts(abc, 'class')[row]).toBe(line.abc);
      if (line.cv !== '') expectWithin(numbers(abc, 'cv')[row]!, Number(line.cv), relative, line.StockCode);
    }
  });

  test('own rhythm: gaps between purchase dates', async () => {
    const check = checks!.get('cadence')!;
    const { values } = await exhibit('rhythm');
    const names = {
      n: 'gaps',
      mean: 'gapMean',
      median: 'gapMedian',
      q90: 'gapQ90',
      customers_with_2plus_dates: 'accountsWith2Dates',
    };
    for (const [theirs, ours] of Object.entries(names)) {
      expectWithin(
        Number(values[ours]),
        (check.value as Record<string, number>)[theirs]!,
        check.tolerance,
        theirs,
      );
    }
  });

  test.each([
    ['ref_rules_s0.01_c0.5.csv', 0.01, 0.5],
    ['ref_rules_s0.02_c0.3.csv', 0.02, 0.3],
  ])('association rules: %s', async (file, support, confidence) => {
    const { values, tables } = await exhibit('rules', {
      options: { support, confidence, maxLength: 10, productPattern: '^\\d{5}' },
    });
    const baskets = checks!.get('basket_rules')!.value as { baskets: number; items: number };
    expect([values.transactions, values.items]).toEqual([baskets.baskets, baskets.items]);
    expectColumns(
      tables.rules!,
      expectedRows(file),
      { lhs: 'lhs', rhs: 'rhs' },
      { support: 'support', confidence: 'confidence', lift: 'lift', count: 'count' },
    );
  });
});
