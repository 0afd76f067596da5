import type { Locator, Page } from '@playwright/test';
import { createTranslate } from '../../shared/i18n/translate.ts';
import { expect, test } from './app.ts';
import { accessibilityProblems, giveFile, press, textFile } from './steps.ts';

/** Two years of sales; one account is written in two ways, and one line comes twice. */
const sales = [
  'Customer,Item,Order,Date,Qty,Price,Revenue',
  ...Array.from({ length: 24 }, (_, month) => {
    const date = `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
    return ['Ashford Ltd', 'Bellamy', 'Corrigan']
      .map((name, at) => `${name},Tea,T${month}${at},${date}-1${at},10,2.00,20.00`)
      .join('\n');
  }),
  ...[1, 2, 3].map((month) => `ASHFORD LIMITED,Tea,U${month},2025-0${month}-20,10,2.00,20.00`),
  'Bellamy,Jam,D1,2025-03-03,1,7.00,7.00',
  'Bellamy,Jam,D1,2025-03-03,1,7.00,7.00',
].join('\n');

for (const locale of ['en', 'zh-CN'] as const) {
  test.describe(locale, () => {
    test.use({ locale: locale === 'en' ? 'en-GB' : locale });
    const t = createTranslate(locale);

    async function openBook(page: Page): Promise<void> {
      await giveFile(page, textFile('sales.csv', sales));
      await press(page, t('action.next'));
      await press(page, t('action.next'));
      await press(page, t('import.start'));
      await expect(page.getByRole('heading', { name: /77/ })).toBeVisible();
    }
    async function goTo(page: Page, tab: 'quality' | 'duplicates' | 'changes'): Promise<void> {
      await page.getByRole('tab', { name: t(`data.${tab}`), exact: true }).click();
    }
    const duplicates = (page: Page): Locator =>
      page.getByRole('tabpanel', { name: t('data.duplicates'), exact: true });
    const pair = (page: Page): Locator =>
      duplicates(page)
        .getByRole('row')
        .filter({ hasText: 'Ashford Ltd' })
        .filter({ hasText: 'ASHFORD LIMITED' });

    test('two accounts that are one are merged, told apart and parted again', async ({ page, app }) => {
      await openBook(page);
      await goTo(page, 'duplicates');
      await expect(pair(page)).toContainText(t('entityReason.legalForm'));
      expect(await accessibilityProblems(page)).toEqual([]);
      await pair(page)
        .getByRole('button', { name: t('duplicates.merge') })
        .click();
      await pair(page).getByRole('radio', { name: 'Ashford Ltd', exact: true }).check();
      await pair(page)
        .getByRole('textbox', { name: t('duplicates.name') })
        .fill('Ashford Group');
      expect(await accessibilityProblems(page)).toEqual([]);
      await pair(page)
        .getByRole('button', { name: t('duplicates.mergeNow'), exact: true })
        .click();
      await expect(pair(page)).toHaveCount(0);

      const accounts = page.getByRole('link', { name: t('page.accounts') });
      await accounts.click();
      await expect(page.getByRole('gridcell', { name: 'Ashford Group' })).toBeVisible();
      await expect(page.getByRole('gridcell', { name: 'ASHFORD LIMITED' })).toHaveCount(0);
      await page.getByRole('link', { name: t('page.data') }).click();

      await goTo(page, 'changes');
      const merge = page.getByRole('row').filter({ hasText: t('change.merge') });
      await expect(merge).toContainText('ASHFORD LIMITED → Ashford Ltd');
      expect(await accessibilityProblems(page)).toEqual([]);
      await merge.getByRole('button', { name: t('batches.undo') }).click();
      await expect(merge).toContainText(t('batches.undone'));
      await accounts.click();
      await expect(page.getByRole('gridcell', { name: 'ASHFORD LIMITED' }).first()).toBeVisible();
      await page.getByRole('link', { name: t('page.data') }).click();

      await goTo(page, 'duplicates');
      await pair(page)
        .getByRole('button', { name: t('duplicates.different') })
        .click();
      await expect(pair(page)).toHaveCount(0);
      await goTo(page, 'changes');
      const apart = page.getByRole('row').filter({ hasText: t('change.different') });
      await apart.getByRole('button', { name: t('batches.undo') }).click();
      await expect(apart).toContainText(t('batches.undone'));
      await goTo(page, 'duplicates');
      await expect(pair(page)).toBeVisible();
      await goTo(page, 'changes');
      await merge.getByRole('button', { name: t('batches.redo') }).click();
      await expect(merge).toContainText(t('batches.active'));
      await goTo(page, 'duplicates');
      await expect(duplicates(page).getByRole('status')).toBeVisible();
      await expect(pair(page)).toHaveCount(0);
      expect(app.complaints).toEqual([]);
    });

    test('what a rule finds is shown, left out, and brought back', async ({ page, app }) => {
      await openBook(page);
      await goTo(page, 'quality');
      const rule = page
        .getByRole('row')
        .filter({ hasText: t('quality.rule.duplicateLines') })
        .first();
      await expect(rule).toContainText(t('quality.of', { count: '1', of: '77' }));
      await expect(page.locator('.quality-tile.is-whole')).toContainText(/\d/);
      const score = await page.locator('.quality-tile.is-whole strong').textContent();
      await rule.getByRole('button', { name: t('quality.fix.rows'), exact: true }).click();
      await expect(
        page
          .getByRole('cell', { name: 'Jam' })
          .or(page.getByRole('gridcell', { name: 'Jam' }))
          .first(),
      ).toBeVisible();
      expect(await accessibilityProblems(page)).toEqual([]);

      await rule.getByRole('button', { name: t('quality.fix.exclude') }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: t('quality.fix.exclude.ok') })
        .click();
      await expect(rule).toContainText(t('quality.clean'));
      await goTo(page, 'changes');
      const left = page.getByRole('row').filter({ hasText: t('change.exclusion') });
      await expect(left).toContainText(t('quality.rule.duplicateLines'));
      await left.getByRole('button', { name: t('batches.undo') }).click();
      await expect(left).toContainText(t('batches.undone'));
      await goTo(page, 'quality');
      await expect(rule).not.toContainText(t('quality.clean'));
      await expect(page.locator('.quality-tile.is-whole strong')).toHaveText(score ?? '');
      await goTo(page, 'changes');
      await left.getByRole('button', { name: t('batches.redo') }).click();
      await expect(left).toContainText(t('batches.active'));
      await goTo(page, 'quality');
      await expect(rule).toContainText(t('quality.clean'));
      expect(app.complaints).toEqual([]);
    });
  });
}
