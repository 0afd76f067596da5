import { afterEach, beforeEach, expect, it } from 'vitest';
import { previewFile } from '../../../../../electron/engine/ingest/previewFile.ts';
import { rowsOf } from '../tableRows.ts';
import { temporaryFolder } from '../temporaryFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const file = (...lines: string[]) => folder.write('export.csv', `${lines.join('\n')}\n`);
const codesOf = async (path: string) => (await previewFile(path)).warnings.map(({ code }) => code);

it.each([
  ['Date,Description,Debit,Credit,Balance', '2024-01-02,Shop,5,,95', '2024-01-03,Salary,,50,145'],
  ['Date,Payee,Amount,Balance', '2024-01-02,Shop,-5,95', '2024-01-03,Salary,50,145'],
  ['交易日期,摘要,收入,支出,余额', '2024-01-02,货款,,5,95', '2024-01-03,工资,50,,145'],
])('the statement of a bank is no list of products and no market: %s', async (...lines) => {
  const path = await file(...lines);
  expect([null, 'sales']).toContain((await previewFile(path)).kind);
  expect(await codesOf(path)).toContain('statement');
});

it('invoices with what is still open of them are sales, and no statement', async () => {
  const lines = [
    'Date,Invoice,Customer,Amount,Balance',
    '2024-01-02,7,Alder,5,0',
    '2024-01-03,8,Birch,20,20',
  ];
  const path = await file(...lines);
  expect((await previewFile(path)).kind).toBe('sales');
  expect(await codesOf(path)).not.toContain('statement');
});

it('an attribute stays in the unit of its name', async () => {
  const lines = ['account_id,account,staff_thousands', '1,Alder,5', '2,Birch,7'];
  const { rows } = await rowsOf(await file(...lines), { kind: 'accounts' }, ['staff_thousands']);
  expect(rows).toEqual(['5', '7']);
});

it('the balance of goods is stock', async () => {
  const path = await file(
    'Date,Warehouse,Item,Received,Issued,Balance',
    '2024-01-02,North,Bolt,5,,95',
    '2024-01-03,North,Bolt,,20,75',
  );
  expect((await previewFile(path)).kind).toBe('stock');
});

it.each([
  ['Date,Customer,Amount,Dr/Cr', '2024-01-05,Alder,100,Cr', '2024-01-07,Alder,20,Dr'],
  ['日期,客户名称,摘要,方向,金额', '2024-01-05,甲公司,货款,贷,1000', '2024-01-07,甲公司,退回,借,200'],
])('marks of debits and credits are told: %s', async (...lines) => {
  expect(await codesOf(await file(...lines))).toContain('sideMarks');
});

it('an average price is no list price', async () => {
  const preview = await previewFile(await file('Product,Avg Price,Category', 'A,5,X', 'B,6,Y'));
  expect(preview.mapping.list_price).toBeUndefined();
});

it.each([
  ['revenue_kusd', '1500', 1_500_000],
  ['sales_eur_m', '1.5', 1_500_000],
  ['revenueUsdThousands', '1500', 1_500_000],
  ['umsatz_teur', '1500', 1_500_000],
  ['turnover_aud_million', '1.5', 1_500_000],
])('sales count in the unit that %s gives, which is told', async (name, cell, value) => {
  const path = await file(`month,customer,${name}`, `2024-01,Alder,${cell}`, `2024-02,Alder,${cell}`);
  const { rows } = await rowsOf(path, { kind: 'sales' }, ['revenue']);
  expect(rows).toEqual([String(value), String(value)]);
  expect((await previewFile(path)).kind).toBe('sales');
  expect(await codesOf(path)).toContain('unitApplied');
});
