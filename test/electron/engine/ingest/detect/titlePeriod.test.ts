import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { titlePeriod } from '../../../../../electron/engine/ingest/detect/titlePeriod.ts';
import { previewFile } from '../../../../../electron/engine/ingest/previewFile.ts';
import { rowsOf } from '../tableRows.ts';
import { temporaryFolder } from '../temporaryFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const file = (name: string, ...lines: string[]) => folder.write(name, `${lines.join('\n')}\n`);

describe('the period of a title', () => {
  it.each([
    ['2024年5月 销售明细表', '2024-05'],
    ['Sales by customer, May 2024', '2024-05'],
    ['Umsatz Mai 2024', '2024-05'],
    ['Ventas mayo de 2024', '2024-05'],
    ['January - March, 2024', '2024-Q1'],
    ['January 1 - March 31, 2024', '2024-Q1'],
    ['Sales April through June 2024', '2024-Q2'],
    ['For the month ended May 31, 2024', '2024-05'],
    ['For the quarter ended 30 June 2024', '2024-Q2'],
    ['01.05.2024 - 31.05.2024', '2024-05'],
    ['05/01/2024 - 05/31/2024', '2024-05'],
    ['统计区间：2024-01-01 至 2024-12-31', '2024'],
    ['期间：2024年1月至2024年3月', '2024-Q1'],
    ['2024年第一季度', '2024-Q1'],
    ['Sales FY24/25', '2024-04 - 2025-03'],
    ['May 2024 YTD', '2024-01 - 2024-05'],
    ['库存表 截至2024年5月31日', '2024-05-31'],
    ['As of May 31, 2024', '2024-05-31'],
  ])('%s is %s', (title, text) => {
    expect(titlePeriod([title], [])).toEqual({ text, from: 'title', confidence: 0.8 });
  });

  it.each([
    'Exported by: K. Lee on 03/04/2025',
    '制表日期：2024-06-01',
    'Sales 2023 vs 2024',
    'Top 100 customers',
    'Order 4500012',
    'Invoice 2024-0012',
    'A3 printers 2000 series',
  ])('is none in %s', (title) => {
    expect(titlePeriod([title], [])).toBeNull();
  });

  it('is the one that lies within the others, or that of the file', () => {
    expect(titlePeriod(['Sales 2024', 'May 2024'], [])?.text).toBe('2024-05');
    expect(titlePeriod(['Sales'], ['sales_2024-05.csv'])).toEqual({
      text: '2024-05',
      from: 'file',
      confidence: 0.6,
    });
    expect(titlePeriod(['Sales'], ['5月', '2024年销售.xlsx'], { year: 2024 })?.text).toBe('2024-05');
  });
});

describe('a table whose only period stands above it', () => {
  const rows = ['Customer,Sales,Cost', 'Alder,100,50', 'Birch,200,80', 'TOTAL,300,130'];

  it('has it in every row, and says so', async () => {
    const path = await file('a.csv', 'Sales by customer, May 2024', '', ...rows);
    const preview = await previewFile(path);
    expect(preview).toMatchObject({ kind: 'sales', mapping: { date: 'Period' }, records: 3 });
    expect(preview.columns.find(({ field }) => field === 'date')!.confidence).toBeLessThan(0.8);
    expect(preview.warnings.map(({ code }) => code)).toContain('periodOfTitle');
    const { rows: read, batch } = await rowsOf(path, { kind: 'sales' }, ['account', 'date', 'revenue']);
    expect(read).toEqual(['Alder,2024-05-01,100', 'Birch,2024-05-01,200']);
    expect(batch).toMatchObject({ rows: 3, accepted: 2, blank: 0 });
  });

  it('may be named for it', async () => {
    const preview = await previewFile(await file('sales_2024-05.csv', ...rows));
    expect(preview).toMatchObject({ kind: 'sales', mapping: { date: 'Period' } });
    expect(preview.warnings.map(({ code }) => code)).toContain('periodOfFile');
  });

  it('has none of its own where a column holds dates, or nothing is counted', async () => {
    const dated = await file(
      'a.csv',
      'May 2024',
      '',
      'Customer,Date,Sales',
      'Alder,2024-05-01,1',
      'Birch,2024-05-02,2',
    );
    expect((await previewFile(dated)).columns).toHaveLength(3);
    const listed = await file(
      'b.csv',
      'Customers 2024',
      '',
      'Customer,City,Employees',
      'Alder,York,10',
      'Birch,Bath,20',
    );
    expect(await previewFile(listed)).toMatchObject({ kind: 'accounts', columns: { length: 3 } });
  });

  it('is a list of customers where its file says nothing of sales', async () => {
    const lines = [
      'Customer,City,Owner,Revenue',
      'Alder,York,Kim,100',
      'Birch,Bath,Pat,200',
      'Cedar,Hull,Lou,300',
    ];
    expect(await previewFile(await file('customers_2024-05.csv', ...lines))).toMatchObject({
      kind: 'accounts',
    });
    expect(await previewFile(await file('sales_2024-05.csv', ...lines))).toMatchObject({ kind: 'sales' });
  });

  it('with names across is a table of customers and products', async () => {
    const path = await file(
      'a.csv',
      'Sales by customer and product - Q1 2024',
      'Customer,Licences,Support,Total',
      'Alder,10,,10',
      'Birch,20,3,23',
      'Total,30,3,33',
    );
    const { rows: read, batch } = await rowsOf(path, { kind: 'sales' }, [
      'account',
      'product',
      'date',
      'revenue',
    ]);
    expect(read).toEqual([
      'Alder,Licences,2024-01-01,10',
      'Birch,Licences,2024-01-01,20',
      'Birch,Support,2024-01-01,3',
    ]);
    expect(batch.quarantine.map(({ reason }) => reason)).toEqual(['totalRow']);
  });

  it('is read with one name over its figures', async () => {
    const path = await file(
      'a.csv',
      'Sales by Customer Summary',
      'January - March 2024',
      '',
      ',Total',
      'Alder,1',
      'Birch,2',
      'TOTAL,3',
    );
    expect(await previewFile(path)).toMatchObject({
      kind: 'sales',
      mapping: { account: 'Column 1', revenue: 'Total' },
    });
  });

  it('of products alone is a list of products', async () => {
    const path = await file(
      'a.csv',
      'Sales by Product/Service Summary',
      'January - December 2024',
      '',
      ',Quantity,Amount,% of Sales,Avg Price',
      'Consulting,10.00,"1,000.00",66.67 %,100.00',
      'Design,5.00,500.00,33.33 %,100.00',
      'TOTAL,,"1,500.00",100.00 %,',
    );
    const preview = await previewFile(path);
    expect(preview).toMatchObject({ kind: 'products', mapping: { product: 'Column 1', Amount: 'Amount' } });
  });
});
