import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { currencyOf } from '../../../../../electron/engine/ingest/detect/cellCurrency.ts';
import { previewFile } from '../../../../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../../../../electron/engine/ingest/readBatch.ts';
import { temporaryFolder } from '../temporaryFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const file = (lines: string[]) => folder.write('table.csv', `${lines.join('\n')}\n`);

describe('the currency of a cell', () => {
  it.each([
    ['$1,200.50', 'USD'],
    ['-€5', 'EUR'],
    ['(£80.00)', 'GBP'],
    ['1.200,50 EUR', 'EUR'],
    ['USD 12', 'USD'],
    ['100元', 'CNY'],
    ['5000円', 'JPY'],
    ['12 kg', ''],
    ['12.5%', ''],
    ['1200', ''],
    ['INV-1001', ''],
    ['2024-05-01', ''],
  ])('%s: %s', (text, code) => expect(currencyOf(text)).toBe(code));
});

describe('amounts in several currencies', () => {
  const lines = [
    'Account,Date,Amount',
    'Alder,2025-01-03,"$1,200.50"',
    'Birch,2025-01-04,€900.25',
    'Alder,2025-01-05,£80',
  ];

  it('keep the one of each row in a column of its own', async () => {
    const path = await file(lines);
    const preview = await previewFile(path);
    expect(preview.mapping).toMatchObject({ revenue: 'Amount', currency: 'Currency' });
    expect(preview.warnings.map(({ code }) => code)).toContain('cellCurrency');
    const { batch } = await readBatch(path, { kind: 'sales' });
    const currency = batch.columns.find(({ name }) => name === 'currency')!;
    expect(currency.type === 'code' && [...currency.dictionary].sort()).toEqual(['EUR', 'GBP', 'USD']);
    expect(batch.controlTotals.revenue).toBe(2180.75);
  });

  it.each<[string, string[]]>([
    ['of one currency', ['Account,Date,Amount', 'A,2025-01-03,$5', 'B,2025-01-04,$6']],
    [
      'beside a column that names it',
      ['Account,Date,Currency,Amount', 'A,2025-01-03,USD,$5', 'B,2025-01-04,EUR,€6'],
    ],
    ['of units that are no money', ['Account,Date,Weight', 'A,2025-01-03,5 kg', 'B,2025-01-04,6 lb']],
    ['of plain figures', ['Account,Date,Amount', 'A,2025-01-03,5', 'B,2025-01-04,6']],
  ])('are not seen in amounts %s', async (_, other) => {
    const width = other[0]!.split(',').length;
    expect((await previewFile(await file(other))).columns).toHaveLength(width);
  });
});

describe('names of totals among dates', () => {
  const lines = [
    '发货日期,发货单号,客户简称,存货名称,数量,价税合计',
    '2024.01.10,X1,甲公司,螺栓,2,"1,000.00"',
    '2024.01.11,X2,甲公司,螺母,1,500.00',
    '小计,,甲公司,,3,"1,500.00"',
    '2024.01.12,X3,乙公司,螺栓,4,"2,000.00"',
    '小计,,乙公司,,4,"2,000.00"',
    '合计,,,,7,"3,500.00"',
  ];

  it('leave the column one of dates, and their rows are totals in quarantine', async () => {
    const path = await file(lines);
    const preview = await previewFile(path);
    expect(preview.kind).toBe('sales');
    expect(preview.mapping).toMatchObject({ date: '发货日期', order: '发货单号', revenue: '价税合计' });
    const { batch } = await readBatch(path, { kind: 'sales' });
    expect(batch).toMatchObject({ rows: 6, accepted: 3, controlTotals: { revenue: 3500, quantity: 7 } });
    expect(batch.quarantine.map(({ reason }) => reason)).toEqual(['totalRow', 'totalRow', 'totalRow']);
  });
});
