import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadBook } from '../../electron/engine/book/loadBook.ts';
import type { Book } from '../../electron/engine/book/types.ts';
import { arrowToTable } from '../../electron/engine/exhibit/arrow.ts';
import { importFile } from '../../electron/engine/ingest/importFile.ts';
import { SqlProcess } from '../../electron/engine/sql/sqlProcess.ts';
import { SqlSession } from '../../electron/engine/sql/sqlSession.ts';
import { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';
import type { Workspace } from '../../electron/engine/workspace/types.ts';
import { numbers, texts } from '../../shared/domain/table.ts';
import { referencePath } from '../referenceData.ts';
import { expectWithin } from './expected.ts';
import { referenceTable } from './onlineRetailRows.ts';

const dataset = '07_transactions_online_retail';
const source = referencePath(`${dataset}/online_retail.csv.gz`);
const valid = 'account is not null and quantity > 0 and price > 0';
const cent = { type: 'abs', value: 0.005 } as const;

describe.skipIf(!source)('Online Retail by statements of SQL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-sql-'));
  const session = new SqlSession();
  const asked = vi.spyOn(SqlProcess.prototype, 'ask');
  let workspace: Workspace;
  let book: Book;

  beforeAll(async () => {
    workspace = createWorkspace(join(folder, 'retail.qdeck'), {});
    await importFile(workspace, source!, { kind: 'sales' });
    book = loadBook(workspace);
  });
  beforeEach(() => {
    asked.mockClear();
  });
  afterAll(() => {
    session.close();
    workspace.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function ask(sql: string) {
    const context = { signal: new AbortController().signal, progress: () => undefined };
    return arrowToTable((await session.run(book, workspace, sql, 100_000, context)).arrow);
  }

  /** Whether all statements were answered from groups, or from some of the rows. */
  const fromFewer = () => asked.mock.calls.every(([{ request }]) => request.own);

  test('months: revenue, orders, customers, lines and units', async () => {
    const expected = referenceTable(`${dataset}/ref_monthly.csv`)!;
    const found = await ask(
      `select month(date) m, sum(quantity * price) r, sum(revenue) v, count(distinct "order") o,
         count(distinct account) c, count(*) n, sum(quantity) q
       from sales where ${valid} group by 1 order by 1`,
    );
    expect(fromFewer()).toBe(true);
    expect(texts(found, 'm')).toEqual(expected.map(({ month }) => month));
    for (const [row, { month, revenue, invoices, customers, lines, units }] of expected.entries()) {
      for (const name of ['r', 'v']) expectWithin(numbers(found, name)[row]!, Number(revenue), cent, month!);
      const counts = ['o', 'c', 'n', 'q'].map((name) => numbers(found, name)[row]);
      expect(counts, month).toEqual([invoices, customers, lines, units].map(Number));
    }
  });

  test('countries, with their share of all', async () => {
    const expected = referenceTable(`${dataset}/ref_country.csv`)!;
    const field = book.text('market') ? 'market' : 'region';
    const found = await ask(
      `with v as (select ${field} c, sum(revenue) r, count(distinct account) a, count(distinct "order") o
         from sales where ${valid} group by 1)
       select c, r, a, o, r / (select sum(r) from v) s from v order by r desc`,
    );
    expect(fromFewer()).toBe(true);
    expect(texts(found, 'c')).toEqual(expected.map(({ Country }) => Country));
    for (const [row, { Country, revenue, customers, invoices, share }] of expected.entries()) {
      expectWithin(numbers(found, 'r')[row]!, Number(revenue), cent, Country!);
      expectWithin(numbers(found, 's')[row]!, Number(share), { type: 'abs', value: 1e-9 }, Country!);
      expect([numbers(found, 'a')[row], numbers(found, 'o')[row]], Country).toEqual([
        Number(customers),
        Number(invoices),
      ]);
    }
  });

  test('the largest customers, with their first and last day', async () => {
    const expected = referenceTable(`${dataset}/ref_top20_customers.csv`)!;
    const found = await ask(
      `select account, sum(revenue) r, count(*) n, min(date) f, max(date) l from sales
       where ${valid} group by account order by r desc limit 20`,
    );
    expect(fromFewer()).toBe(true);
    expect(texts(found, 'account')).toEqual(expected.map(({ CustomerID }) => CustomerID));
    expect(texts(found, 'f')).toEqual(expected.map(({ first }) => first));
    expect(texts(found, 'l')).toEqual(expected.map(({ last }) => last));
    for (const [row, { CustomerID, revenue, lines }] of expected.entries()) {
      expectWithin(numbers(found, 'r')[row]!, Number(revenue), cent, CustomerID!);
      expect(numbers(found, 'n')[row]).toBe(Number(lines));
    }
  });

  test('the lines of one customer, and the largest of all', async () => {
    const [customer] = referenceTable(`${dataset}/ref_top20_customers.csv`)!;
    const lines = await ask(
      `select date, revenue from sales where account = '${customer!.CustomerID}' and quantity > 0 and price > 0`,
    );
    expect(lines.n).toBe(Number(customer!.lines));
    const sum = numbers(lines, 'revenue').reduce((all, value) => all + value, 0);
    expectWithin(sum, Number(customer!.revenue), cent, 'revenue');
    const largest = await ask(
      'select "order" o, product p, revenue from sales order by revenue desc limit 3',
    );
    expect(fromFewer()).toBe(true);
    const [best] = referenceTable(`${dataset}/ref_top50_products.csv`)!;
    expect(texts(largest, 'p')[0]).toBe(best!.StockCode);
    expectWithin(numbers(largest, 'revenue')[0]!, Number(best!.revenue), cent, 'one line of paper craft');
  });
});
