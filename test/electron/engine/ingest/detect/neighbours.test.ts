import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TableKind } from '../../../../../shared/domain/fields.ts';
import { openTestBook, type TestBook } from '../localEngine.ts';
import { temporaryFolder } from '../temporaryFiles.ts';

let book: TestBook;
beforeEach(async () => {
  book = await openTestBook();
});
afterEach(() => book.remove());

async function imported(kind: TableKind, lines: string[]) {
  return book.call('ingest.import', { file: await book.csv('a.csv', lines), kind, mode: 'append' });
}

async function dates(): Promise<string[]> {
  const query = { measures: ['lines'], by: ['day'], where: [], basis: 'all' as const };
  const { arrow } = await book.call('book.query', query);
  const { tableFromIPC } = await import('apache-arrow');
  return tableFromIPC(arrow)
    .toArray()
    .map((row) => String(row.toJSON().day))
    .sort();
}

describe('a column that leaves its format open', () => {
  it('has the decimal mark of the columns beside it', async () => {
    const { controlTotals, warnings } = await imported('stock', [
      'As of;Customer;Stock on hand;Factor',
      '31.01.2025;A;1.000;1,5',
      '28.02.2025;B;2.000;2,25',
    ]);
    expect(controlTotals).toEqual({ inventory: 3000 });
    expect(warnings).toEqual([]);
  });

  it('stays open and is told where neighbours disagree or say nothing', async () => {
    const { controlTotals, warnings } = await imported('stock', [
      'As of;Customer;Stock on hand;Factor;Weight',
      '31.01.2025;A;1.000;1,5;1.5',
      '28.02.2025;B;2.000;2,25;2.25',
    ]);
    expect(controlTotals).toEqual({ inventory: 3 });
    expect(warnings.map(({ code }) => code)).toEqual(['decimalUnsure']);
  });

  it('has the order of day and month of the dates beside it', async () => {
    await imported('sales', ['Customer,Order Date,Revenue,Delivered', 'A,03/04/2025,1,25/04/2025']);
    expect(await dates()).toEqual(['2025-04-03']);
  });
});

it('a required column of which much cannot be read keeps its name, and what cannot goes to quarantine', async () => {
  const lines = [
    'Customer,Date,Revenue',
    'A,2025-01-02,5',
    'B,2025-01-03,#DIV/0!',
    'C,2025-01-04,7',
    'D,soon,#REF!',
  ];
  expect(await imported('sales', lines)).toMatchObject({
    accepted: 2,
    quarantined: 2,
    controlTotals: { revenue: 12 },
  });
  const unreadable = ['Client,Date,Revenue', 'A,2025-01-02,low', 'B,2025-01-03,high'];
  await expect(imported('sales', unreadable)).rejects.toMatchObject({ code: 'mappingIncomplete' });
});

describe('dates under any header', () => {
  it('the only column of dates is the date', async () => {
    await imported('sales', ['Customer,Woche vom,Revenue', 'A,2025-02-03,1']);
    expect(await dates()).toEqual(['2025-02-03']);
  });

  it('years and numbered months or quarters are dates together', async () => {
    await imported('sales', ['Customer,Year,Month,Sales', 'A,2025,1,10', 'A,2025,12,20', 'B,2024,12,5']);
    await imported('sales', ['客户,年份,季度,销售额', '甲,2025,4,10', '乙,2023,1,20']);
    expect(await dates()).toEqual(['2023-01-01', '2024-12-01', '2025-01-01', '2025-10-01', '2025-12-01']);
  });

  it('days in a column of their own are not lost', async () => {
    const lines = ['Customer,Year,Month,Day,Sales', 'A,2025,1,7,10', 'A,2025,12,8,20'];
    await expect(imported('sales', lines)).rejects.toMatchObject({ code: 'mappingIncomplete' });
  });
});

describe('units and periods in titles and headers', () => {
  it.each([
    ['2025年度销售额（单位：万元）', 10_000],
    ['销售额，单位: 千元，未审计', 1000],
    ['Sales by customer (in k€)', 1000],
    ['Figures in EUR m', 1_000_000],
    ["All amounts in USD '000", 1000],
    ['2025年各客户销售额（万元） 制表人：张三', 10_000],
    ['Revenue (USD thousands) by customer', 1000],
    ['USD 000s', 1000],
    ['Angaben in TEUR', 1000],
    ['Umsatz 2025 in Mio. €', 1_000_000],
    ['Kunden; in Tsd. EUR', 1000],
    ['Montants en milliers d’euros', 1000],
    ['Kilometres in m by customer', 1],
    ['Sales above $1;000', 1],
    ['Invoices in USD', 1],
    ['Items sold in thousand-packs', 1],
    ['Delivered in 1000', 1],
    ['Sales of group (K) and others', 1],
  ])('%s', async (title, factor) => {
    const { controlTotals } = await imported('sales', [title, 'Customer,Date,Revenue', 'A,2025-01-02,7']);
    expect(controlTotals).toEqual({ revenue: 7 * factor });
  });

  it.each([
    ['Jan-25 Units', 'Jan-25 Sales'],
    ['2025-01 Qty', '2025-01 Revenue'],
    ['2025年1-2月销量', '2025年1-2月销售额'],
  ])('two columns are enough where there is no date: %s, %s', async (units, sales) => {
    const { controlTotals } = await imported('sales', [`Customer,${units},${sales}`, 'A,2,30', 'B,3,40']);
    expect(controlTotals).toEqual({ quantity: 5, revenue: 70 });
    expect(await dates()).toEqual(['2025-01-01']);
  });
});

it('a euro sign does not keep a file from being Chinese', async () => {
  const folder = await temporaryFolder();
  const text = `客户名称\t下单日期\t销售额\n${'上海宏达贸易有限公司\t2025-01-03\t1.234,50 €\n'.repeat(20)}`;
  const file = book.file(await folder.write('a.csv', iconv.encode(text, 'gbk')), 'read');
  const { controlTotals } = await book.call('ingest.import', { file, kind: 'sales', mode: 'append' });
  expect(controlTotals.revenue).toBeCloseTo(24_690, 6);
  await folder.remove();
});
