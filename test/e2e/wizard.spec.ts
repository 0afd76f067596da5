import type { Page } from '@playwright/test';
import { createTranslate } from '../../shared/i18n/translate.ts';
import { expect, test } from './app.ts';
import { accessibilityProblems, choose, giveFile, press, textFile } from './steps.ts';

const names = ['Ashford', 'Bellamy', 'Corrigan', 'Dunmore'];

/** Three months across, in ten thousands, of a year that only people know. */
const months = [
  'Customer,Region,1月（万元）,2月（万元）,3月（万元）',
  ...names.map((name, at) => `${name},${at % 2 ? 'South' : 'North'},${1 + at},${2 + at}.5,${3 + at}`),
].join('\n');

/** Two header records, of which the first says the year. */
const halves = [
  'Customer,Region,2024,,2025,',
  ',,H1,H2,H1,H2',
  ...names.map((name, at) => `${name},North,${10 + at},${20 + at},${30 + at},${40 + at}`),
].join('\n');

for (const locale of ['en', 'zh-CN'] as const) {
  test.describe(locale, () => {
    test.use({ locale: locale === 'en' ? 'en-GB' : locale });
    const t = createTranslate(locale);

    async function importNow(page: Page): Promise<void> {
      await press(page, t('action.next'));
      await press(page, t('import.start'));
      await expect(page.getByRole('heading', { name: /16|12/ })).toContainText(t('kindOfTable.sales'));
    }

    test('periods across become rows of the year and the unit that are chosen', async ({ page, app }) => {
      await giveFile(page, textFile('months.csv', months));
      await expect(page.getByRole('columnheader', { name: '1月（万元）' })).toBeVisible();
      await press(page, t('action.next'));
      const panel = page.getByRole('group', { name: t('wide.title') });
      await expect(panel).toContainText(
        t('wide.about', { count: 3, first: '1月（万元）', last: '3月（万元）' }),
      );
      const columns = page.locator('.plain-table strong');
      await expect(columns).toHaveText(['Customer', 'Region']);

      await panel.getByRole('switch').click();
      await expect(panel).toContainText(t('wide.off'));
      await expect(columns).toHaveCount(5);
      await panel.getByRole('switch').click();
      await expect(columns).toHaveCount(2);

      await expect(panel.locator('.unit-select')).toContainText(t('map.scale.value', { factor: '10,000' }));
      expect(await accessibilityProblems(page)).toEqual([]);
      const thousand = t('map.scale.value', { factor: '1,000' });
      await choose(page, t('wide.unit'), thousand);
      await expect(panel.locator('.unit-select')).toContainText(thousand);
      const year = panel.getByLabel(t('wide.year'));
      await year.fill('2024');
      await year.press('Enter');
      await importNow(page);
      const total = names.reduce((sum, _, at) => sum + 1 + at + 2.5 + at + 3 + at, 0) * 1000;
      await expect(page.getByRole('row', { name: total.toLocaleString('en') })).toBeVisible();
      await press(page, t('result.overview'));
      await expect(page.locator('.exhibit-card footer').first()).toContainText('2024');
      expect(app.complaints).toEqual([]);
    });

    test('a header of two records can be made one, and two again', async ({ page, app }) => {
      await giveFile(page, textFile('halves.csv', halves));
      const records = page.getByRole('spinbutton', { name: t('read.headerRows') });
      await expect(records).toHaveValue('2');
      await expect(page.getByRole('columnheader', { name: '2025 H2' })).toBeVisible();
      await records.fill('1');
      await records.press('Enter');
      await expect(page.getByRole('columnheader', { name: '2025 H2' })).toHaveCount(0);
      await expect(page.getByRole('columnheader', { name: /H1/ }).first()).toBeVisible();
      expect(await accessibilityProblems(page)).toEqual([]);
      await records.fill('2');
      await records.press('Enter');
      await expect(page.getByRole('columnheader', { name: '2024 H1' })).toBeVisible();

      await press(page, t('action.next'));
      await expect(page.getByRole('group', { name: t('wide.title') })).toContainText('2025 H2');
      await importNow(page);
      const total = names.reduce((sum, _, at) => sum + 100 + 4 * at, 0);
      await expect(page.getByRole('row', { name: total.toLocaleString('en') })).toBeVisible();
      expect(app.complaints).toEqual([]);
    });
  });
}
