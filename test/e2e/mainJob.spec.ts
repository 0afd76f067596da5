import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import { createTranslate } from '../../shared/i18n/translate.ts';
import { referencePath } from '../referenceData.ts';
import { expect, test } from './app.ts';
import { fileInput } from './steps.ts';

const source = referencePath('07_transactions_online_retail/online_retail.csv.gz');

/** The main job on a real company's sales: drop the file, confirm, import, read every page, open an account, save XLSX. */
for (const locale of source ? (['en', 'zh-CN'] as const) : []) {
  test.describe(locale, () => {
    test.use({ locale });

    test('541,909 order lines, from the file to a saved workbook', async ({ page, app }) => {
      const t = createTranslate(locale);
      await fileInput(page).first().setInputFiles(source!);
      await expect(page.getByText('541,909').first()).toBeVisible();
      const next = page.getByRole('button', { name: t('action.next'), exact: true });
      await next.click();
      for (const header of [
        'CustomerID',
        'StockCode',
        'Description',
        'InvoiceNo',
        'InvoiceDate',
        'UnitPrice',
      ]) {
        await expect(page.getByText(header, { exact: true }).first()).toBeVisible();
      }
      await next.click();
      await page.getByRole('button', { name: t('import.start'), exact: true }).click();
      await expect(page.getByText('135,080').first()).toBeVisible();
      await expect(page.getByText('5,268').first()).toBeVisible();
      await page.getByRole('button', { name: t('result.overview') }).click();
      await expect(page.locator('.tile-value').first()).toBeVisible();
      await expect(page.locator('.tile-value').first()).toContainText(locale === 'en' ? '4.84M' : '484');
      for (const hash of ['retention', 'upsell', 'cross-sell', 'accounts']) {
        await page.evaluate((to) => {
          location.hash = `#/${to}${location.hash.includes('?') ? `?${location.hash.split('?')[1]}` : ''}`;
        }, hash);
        await expect(page.locator('canvas, .grid-row').first()).toBeVisible();
        await expect(page.locator('.error-state')).toHaveCount(0);
      }
      await page.getByText('14646', { exact: true }).first().dblclick();
      await expect(page).toHaveURL(/accounts\/14646/);
      await expect(page.locator('canvas').first()).toBeVisible();
      await page.evaluate(() => {
        location.hash = '#/retention';
      });
      const question = t('question.movement-series');
      const card = page.getByRole('region', { name: question, exact: true });
      await card.scrollIntoViewIfNeeded();
      await expect(card.locator('canvas')).toBeVisible();
      const download = page.waitForEvent('download');
      await card.getByRole('button', { name: t('card.menu', { question }) }).click();
      await page.getByRole('menuitem', { name: t('card.xlsx') }).click();
      const workbook = new ExcelJS.Workbook();
      const saved = await readFile(await (await download).path());
      await workbook.xlsx.load(saved.buffer as ArrayBuffer);
      const numbers: number[] = [];
      workbook.eachSheet((sheet) =>
        sheet.eachRow((row) =>
          row.eachCell((cell) => {
            if (typeof cell.value === 'number') numbers.push(cell.value);
          }),
        ),
      );
      expect(numbers.some((value) => Math.abs(value - 554_604.02) < 0.005)).toBe(true);
      expect(app.complaints).toEqual([]);
    });
  });
}
