import { sheetData, workbookOf } from '../electron/engine/ingest/xlsx/workbookOf.ts';
import { zipOf } from '../electron/engine/ingest/zipOf.ts';
import { expect, test } from './app.ts';
import { createWorkspace, fileInput, giveFile, press, type TestFile } from './steps.ts';

function file(name: string, content: string | Buffer): TestFile {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) };
}

const rows = Array.from({ length: 30 }, (_, at) => [
  `Acme ${at % 4}`,
  `2024-0${(at % 9) + 1}-11`,
  `Widget ${at % 3}`,
  at + 1,
]);
const header = ['Customer', 'Order Date', 'Product', 'Net Sales'];
const workbook = workbookOf({
  sheets: [
    { name: 'Cover', xml: sheetData([['Annual report']]) },
    { name: 'Sales', xml: sheetData([['Sales 2024'], [], header, ...rows]) },
    {
      name: 'Accounts',
      xml: sheetData([
        ['Customer', 'Segment'],
        ['Acme 1', 'Gold'],
      ]),
    },
  ],
});
const month = (number: number, names = 'Customer,Order Date,Net Sales') =>
  [names, ...Array.from({ length: 9 }, (_, at) => `Acme ${at},2024-0${number}-1${at},${at + 1}`)].join('\n');

test('a workbook: the sheet with the table is found; sheet and range can be chosen', async ({
  page,
  app,
}) => {
  await createWorkspace(page, 'Workbook');
  await giveFile(page, file('book.xlsx', workbook));
  await expect(page.getByText('XLSX · 30 records')).toBeVisible();
  await expect(page.getByText('Sheet “Sales” is read')).toBeVisible();
  await page.getByLabel('Range (empty: all cells)').fill('A3:D10');
  await page.keyboard.press('Enter');
  await expect(page.getByText('XLSX · 7 records')).toBeVisible();
  await page.getByRole('combobox', { name: 'Sheet', exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByText('Accounts', { exact: true }).click();
  await expect(page.getByText('XLSX · 1 record ·')).toBeVisible();
  expect(app.complaints).toEqual([]);
});

test('several files: what fits becomes a batch each, what does not is named', async ({ page, app }) => {
  await createWorkspace(page, 'Files');
  await fileInput(page)
    .first()
    .setInputFiles([
      file('jan.csv', month(1)),
      file('feb.csv', month(2, 'customer_name,ORDER DATE,net sales')),
      file('staff.csv', 'Name,Desk\nKim,1\nLee,2\n'),
    ]);
  await expect(page.getByText('2 files with the same columns, 18 records')).toBeVisible();
  await expect(page.getByText(/^Other columns: .*Net Sales not found/)).toBeVisible();
  await page.getByLabel('Keep the name of the file as a field').click();
  await press(page, 'Next');
  await press(page, 'Next');
  await press(page, 'Check what it would do');
  await expect(page.getByText('2 of 2 files checked; nothing was imported')).toBeVisible();
  await expect(page.getByRole('row', { name: /feb\.csv 9 9 0 0/ })).toBeVisible();
  await press(page, 'Import');
  await expect(
    page.getByRole('heading', { name: '2 files imported: 18 rows, 0 in quarantine' }),
  ).toBeVisible();
  await press(page, 'Batches');
  await expect(page.getByText('jan.csv')).toBeVisible();
  await expect(page.getByText('feb.csv')).toBeVisible();
  expect(app.complaints).toEqual([]);
});

test('an archive: one of its files, or all of them', async ({ page }) => {
  await createWorkspace(page, 'Archive');
  const zip = zipOf([
    { name: 'jan.csv', content: month(1) },
    { name: 'feb.csv', content: month(2) },
  ]);
  await giveFile(page, file('months.zip', zip));
  await expect(page.getByText('CSV · 9 records')).toBeVisible();
  await page.getByRole('combobox', { name: 'Sheet', exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByText('All files with the same columns').click();
  await expect(page.getByText('2 files with the same columns, 18 records')).toBeVisible();
});

test('cells copied in a spreadsheet are pasted', async ({ page }) => {
  await createWorkspace(page, 'Clipboard');
  await expect(page.getByText('can be pasted here')).toBeVisible();
  await page.evaluate(
    (text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      window.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    },
    month(3).replaceAll(',', '\t'),
  );
  await expect(page.getByText(/^Clipboard \d{4}-\d\d-\d\d/)).toBeVisible();
  await expect(page.getByText('9 records')).toBeVisible();
});
