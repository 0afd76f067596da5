import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadBook } from '../../electron/engine/book/loadBook.ts';
import { openPivot } from '../../electron/engine/book/pivot/pivot.ts';
import type { Book } from '../../electron/engine/book/types.ts';
import { importFile } from '../../electron/engine/ingest/importFile.ts';
import { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';
import { pivotSpec } from '../../shared/contract/pivot.ts';
import type { PivotSpec } from '../../shared/domain/pivot.ts';
import { referencePath } from '../referenceData.ts';
import { expectWithin } from './expected.ts';
import { referenceTable } from './onlineRetailRows.ts';

const dataset = '07_transactions_online_retail';
const source = referencePath(`${dataset}/online_retail.csv.gz`);

describe.skipIf(!source)('Online Retail as a pivot of countries and months', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-pivot-'));
  let book: Book;
  let close: () => void = () => undefined;

  beforeAll(async () => {
    const workspace = createWorkspace(join(folder, 'retail.qdeck'), {});
    close = () => workspace.close();
    await importFile(workspace, source!, { kind: 'sales' });
    book = loadBook(workspace);
  });
  afterAll(() => {
    close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('every country and month is that of the reference, and so are both totals', async () => {
    const expected = referenceTable(`${dataset}/ref_country_month.csv`)!;
    const field = book.text('market') ? 'market' : 'region';
    const spec = pivotSpec.parse({
      rows: [{ field }],
      columns: [{ field: 'year' }, { field: 'month' }],
      measures: [{ measure: 'revenue' }],
      basis: 'gross',
    }) as PivotSpec;
    const pivot = await openPivot(book, spec, 'en', new AbortController().signal);
    const rowOf = new Map<string, number>();
    for (let row = 0; row < pivot.rows.length; row++) rowOf.set(String(pivot.rowHead(row).path[0]), row);
    const columnOf = new Map<string, number>();
    for (let column = 0; column < pivot.columns.length; column++) {
      const { path } = pivot.columnHead(column);
      if (path.length === 2) columnOf.set(String(path[1]), column);
    }
    const byCountry = new Map<string, number>();
    let total = 0;
    for (const { Country, month, revenue } of expected) {
      const value = pivot.figure(rowOf.get(Country!)!, columnOf.get(month!)!, 0);
      expectWithin(value, Number(revenue), { type: 'abs', value: 0.005 }, `${Country} ${month}`);
      byCountry.set(Country!, (byCountry.get(Country!) ?? 0) + Number(revenue));
      total += Number(revenue);
    }
    const filled = Array.from(rowOf.values(), (row) =>
      Array.from(columnOf.values()).filter((column) => !Number.isNaN(pivot.figure(row, column, 0))),
    );
    expect(filled.flat().length - columnOf.size).toBe(expected.length);
    const last = pivot.columns.length - 1;
    for (const [country, sum] of byCountry)
      expectWithin(pivot.figure(rowOf.get(country)!, last, 0), sum, { type: 'abs', value: 0.05 }, country);
    expectWithin(pivot.figure(pivot.rows.length - 1, last, 0), total, { type: 'abs', value: 0.5 }, 'total');
  });
});
