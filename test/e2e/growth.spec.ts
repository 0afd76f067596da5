import type { Locator, Page } from '@playwright/test';
import { createTranslate } from '../../shared/i18n/translate.ts';
import { expect, test } from './app.ts';
import { openSample } from './sampleBook.ts';

/**
 * What a head of account management does on Retention, Upsell and Cross-sell. Figures are of the sample book: counts come
 * from its rows by SQL, headroom from the revenues of the look-alikes that `qd analyse headroom --account A100623` lists.
 */

async function speakChinese(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitem', { name: '简体中文' }).click();
}

function card(page: Page, question: string): Locator {
  return page.getByRole('region', { name: question, exact: true }).first();
}

function cell(list: Locator, row: number, column: string): Locator {
  return list.locator(`[row-index="${row}"] [col-id="${column}"]`);
}

test('how far ahead risk looks is chosen, kept in the address and undone; the lists are judged in words', async ({
  app,
  page,
}) => {
  await openSample(page, app, 'retention');
  const list = card(page, 'Which accounts are leaving, how likely, and why?');
  await expect(cell(list, 0, 'account_name')).toHaveText('北京聚帆电子科技有限公司');
  await expect(cell(list, 0, 'value')).toHaveText('2,917,546');
  const loss = Number((await cell(list, 0, 'expected').textContent())?.replaceAll(',', ''));
  expect(loss).toBeGreaterThan(Number((await cell(list, 1, 'expected').textContent())?.replaceAll(',', '')));
  await expect(page.getByText(/Within 6 months, .* of CN¥875M may go/)).toBeVisible();

  await page.getByRole('spinbutton', { name: 'Looking ahead' }).first().fill('12');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Within 12 months, .* of CN¥875M may go/)).toBeVisible();
  await expect(page).toHaveURL(/risk\.horizon/);
  await expect(cell(list, 0, 'expected')).not.toHaveText(loss.toLocaleString('en'));
  await page.getByRole('button', { name: 'Undo the last change' }).click();
  await expect(page.getByText(/Within 6 months, .* of CN¥875M may go/)).toBeVisible();

  await expect(
    page.getByText(/The first 50 of the list at each of 2 dates would have found \d+ of 146/),
  ).toBeVisible();
  await speakChinese(page);
  const t = createTranslate('zh-CN');
  await expect(page.getByText(t('backtest.mark.better')).first()).toBeVisible();
  await expect(page.locator('.card-sentences', { has: page.locator('.verdict') })).toContainText('146');
  expect(app.complaints).toEqual([]);
});

test('an account that is no look-alike is left out, and the headroom is measured anew', async ({
  app,
  page,
}) => {
  await openSample(page, app, 'upsell');
  const list = card(page, 'Where is the largest headroom?');
  const search = list.getByRole('searchbox').or(list.getByRole('textbox')).first();
  await expect(cell(list, 0, 'value')).toBeVisible();
  await search.fill('郑州顺泽');
  const headroom = list.locator('[role="gridcell"][col-id="value"]').first();
  // The median of its fifteen look-alikes, 2,736,841, less its own revenue, 1,244,389.
  await expect(headroom).toHaveText('1,492,452');
  await headroom.click();
  const peers = card(page, 'Which accounts is 郑州顺泽民宿集团有限公司 compared with?');
  const middle = peers.getByRole('gridcell', { name: '福州宏辰民宿有限公司' });
  await expect(middle).toBeVisible();
  await middle.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Never compare with 福州宏辰民宿有限公司' }).click();
  await expect(page).toHaveURL(/headroom\.leftOut/);
  await expect(peers.getByText('福州宏辰民宿有限公司').first()).toBeVisible();
  // The look-alikes' median is now 2,917,546; accounts of its size spend 2,880,882, and the smaller gap counts.
  await expect(headroom).not.toHaveText('1,492,452');
  const measured = Number((await headroom.textContent())?.replaceAll(',', ''));
  expect(measured).toBeGreaterThan(1_492_452);
  expect(measured).toBeLessThan(2_917_546 - 1_244_389);
  await page.getByRole('button', { name: 'Undo the last change' }).click();
  await expect(headroom).toHaveText('1,492,452');
  expect(app.complaints).toEqual([]);
});

test('white space is sorted, and an account of it opens its rows', async ({ app, page }) => {
  await openSample(page, app, 'cross-sell');
  const list = card(page, 'Which accounts have the most white space?');
  await expect(cell(list, 0, 'account_name')).toHaveText('南京越联跨境电商有限公司');
  const counts = ['never', 'lapsed', 'bought'].map((column) => cell(list, 0, column).textContent());
  expect((await Promise.all(counts)).map(Number)).toEqual([20, 2, 18]);
  const header = list.getByRole('columnheader', { name: 'Bought', exact: true });
  await header.click();
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  await header.click();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await expect(cell(list, 0, 'account_name')).not.toHaveText('南京越联跨境电商有限公司');
  const bought = async (row: number) => Number(await cell(list, row, 'bought').textContent());
  await expect.poll(async () => (await bought(0)) - (await bought(1))).toBeGreaterThanOrEqual(0);

  await list.getByRole('textbox').or(list.getByRole('searchbox')).first().fill('南京越联');
  await list.locator('[role="gridcell"][col-id="expected"]').first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Show rows' }).click();
  const rows = page.getByRole('dialog');
  await expect(rows.getByText(/\d+ rows/).first()).toBeVisible();
  await expect(rows.locator('.grid-row').first()).toContainText('南京越联跨境电商有限公司');
  expect(app.complaints).toEqual([]);
});
