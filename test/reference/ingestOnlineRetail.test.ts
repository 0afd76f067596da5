import { describe, expect, it } from 'vitest';
import { previewFile } from '../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../electron/engine/ingest/readBatch.ts';
import type { NewBatch, StoredColumn } from '../../electron/engine/workspace/types.ts';
import { importRules } from '../../shared/contract/ingest.ts';
import { dayOf } from '../../shared/domain/calendar.ts';
import { referencePath } from '../referenceData.ts';

const folder = referencePath('07_transactions_online_retail');
const path = `${folder}/online_retail.csv.gz`;

function column(batch: NewBatch, name: string): StoredColumn {
  return batch.columns.find((candidate) => candidate.name === name)!;
}

describe.runIf(folder)('Online Retail, 541,909 order lines', () => {
  it('is recognised as sales and mapped field by field', async () => {
    const preview = await previewFile(path);
    expect(preview).toMatchObject({
      kind: 'sales',
      records: 541_909,
      headerRow: 0,
      encoding: 'utf-8',
      delimiter: ',',
      lineEnding: 'LF',
      mapping: {
        account: 'CustomerID',
        sku: 'StockCode',
        product: 'Description',
        order: 'InvoiceNo',
        date: 'InvoiceDate',
        quantity: 'Quantity',
        price: 'UnitPrice',
        market: 'Country',
      },
    });
    expect(preview.warnings.map((warning) => warning.code)).toEqual(['timeDropped']);
    for (const { field, confidence } of preview.columns) expect(field && confidence).toBeGreaterThan(0.8);
  });

  it('shows the published counts of the raw file', async () => {
    const { batch } = await readBatch(path, { kind: 'sales' });
    expect([batch.rows, batch.accepted, batch.quarantine.length, batch.blank]).toEqual([
      541_909, 541_909, 0, 0,
    ]);
    expect(Object.fromEntries(batch.rules.map(({ rule, count }) => [rule, count]))).toEqual({
      missingAccount: 135_080,
      cancellation: 9_288,
      zeroPrice: 2_515,
      negativePrice: 2,
      duplicate: 5_268,
    });
    expect(Math.abs(batch.controlTotals.revenue! - 9_747_747.934)).toBeLessThan(0.01);
    const sizes = ['account', 'product', 'order', 'market'].map((name) => {
      const found = column(batch, name);
      return found.type === 'code' ? found.dictionary.length : 0;
    });
    expect(sizes).toEqual([4_372, 4_070, 25_900, 38]);
    checkOrder(batch);
  });

  it('puts the rows of a rule into quarantine when told to', async () => {
    const rules = importRules.parse({ missingAccount: 'quarantine', duplicate: 'quarantine' });
    const { batch } = await readBatch(path, { kind: 'sales', rules });
    expect(batch.accepted + batch.quarantine.length + batch.blank).toBe(541_909);
    const reasons = batch.quarantine.map((row) => row.reason);
    const missing = reasons.filter((reason) => reason === 'missingAccount').length;
    expect(missing).toBe(135_080);
    expect(reasons.length - missing).toBe(541_909 - 135_080 - batch.accepted);
    const [first] = batch.quarantine;
    expect(first).toMatchObject({ line: 519, record: 518, reason: 'duplicate' });
    expect(first!.text).toContain('536409,21866');
    expect(batch.rules.find(({ rule }) => rule === 'duplicate')).toMatchObject({
      count: 5_268,
      action: 'quarantine',
    });
  });
});

/** Sorted by account, rows without account last, source order kept inside an account. */
function checkOrder(batch: NewBatch): void {
  const account = column(batch, 'account').values;
  const record = column(batch, 'record').values;
  const day = Float64Array.from(column(batch, 'date').values);
  let wrong = 0;
  for (let row = 1; row < account.length; row++) {
    const before = account[row - 1] === -1 ? Number.MAX_SAFE_INTEGER : account[row - 1]!;
    const here = account[row] === -1 ? Number.MAX_SAFE_INTEGER : account[row]!;
    if (before > here || (before === here && record[row - 1]! >= record[row]!)) wrong++;
  }
  expect(wrong).toBe(0);
  expect(account[0]).toBe(0);
  expect(record[0]).toBe(1);
  expect(day.reduce((a, b) => Math.min(a, b))).toBe(dayOf(2010, 12, 1));
  expect(day.reduce((a, b) => Math.max(a, b))).toBe(dayOf(2011, 12, 9));
}
