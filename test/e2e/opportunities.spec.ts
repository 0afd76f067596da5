import { readFileSync } from 'node:fs';
import { expect, test } from './app.ts';
import { openSample } from './sampleBook.ts';
import { accessibilityProblems } from './steps.ts';

test('opportunities are worked through: accepted, snoozed, dismissed, taken back, filtered and exported', async ({
  app,
  page,
}) => {
  await openSample(page, app, 'opportunities');
  const row = (index: number) => page.locator(`.work-grid [row-index="${index}"]`);
  const cell = (index: number, column: string) => row(index).locator(`[col-id="${column}"]`);
  const name = async (index: number) => (await cell(index, 'account_name').textContent()) ?? '';
  await expect(cell(0, 'expected')).toHaveText(/[\d,]+/);
  const [first, second] = [await name(0), await name(1)];

  await cell(0, 'expected').click();
  await expect(page.locator('.work-detail')).toContainText(first);
  await page.keyboard.press('a');
  await expect(page.getByText('Accepted.')).toBeVisible();
  await expect(cell(0, 'account_name')).toHaveText(second);
  await page.keyboard.press('Control+z');
  await expect(cell(0, 'account_name')).toHaveText(first);

  await cell(0, 'expected').click();
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'Snooze this opportunity' });
  await dialog.getByRole('button', { name: '1 week' }).click();
  await dialog.getByRole('button', { name: 'Budget comes later' }).click();
  await dialog.getByRole('button', { name: 'Snooze', exact: true }).click();
  await expect(cell(0, 'account_name')).toHaveText(second);
  await expect(dialog).toBeHidden();
  expect(await accessibilityProblems(page)).toEqual([]);

  await cell(0, 'expected').click();
  await page.keyboard.press('d');
  const dismissal = page.getByRole('dialog', { name: 'Dismiss this opportunity' });
  await dismissal.getByRole('button', { name: 'Not right for this account' }).click();
  await dismissal.getByRole('button', { name: 'Dismiss', exact: true }).click();
  await expect(cell(0, 'account_name')).not.toHaveText(second);
  await expect(dismissal).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(cell(0, 'account_name')).toHaveText(second);

  await page.getByRole('searchbox', { name: 'Account, product or owner' }).fill(second.slice(0, 6));
  await expect(page.locator('.work-sums')).toHaveText(/^\d{1,2} opportunit/);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Menu: Where is the next money, and who takes it?' }).click();
  await page.getByRole('menuitem', { name: 'Save as CSV' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  const total = Number(/^(\d+) opportunit/.exec((await page.locator('.work-sums').textContent()) ?? '')?.[1]);
  expect(text.trim().split('\r\n')).toHaveLength(total + 1);
  expect(text).toContain(second);

  await cell(0, 'expected').click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: second })).toBeVisible();
  await page.locator('.own-opportunities').getByRole('button', { name: 'Accept' }).first().click();
  await expect(page.locator('.own-opportunities').getByText('Accepted').first()).toBeVisible();
  expect(app.complaints).toEqual([]);
});

test('the list speaks Chinese', async ({ app, page }) => {
  await openSample(page, app, 'explore');
  const chinese = JSON.stringify({
    state: { locale: 'zh-CN', theme: 'dark', gainColour: 'redUp' },
    version: 0,
  });
  await page.evaluate((value) => localStorage.setItem('quarterdeck.preferences', value), chinese);
  await page.reload();
  await page.getByRole('link', { name: '机会', exact: true }).click();
  const cell = (column: string) => page.locator(`.work-grid [row-index="0"] [col-id="${column}"]`);
  await expect(cell('kind')).toHaveText(/留存|增购|交叉销售|续约|价格/);
  await expect(cell('evidence')).toHaveText(/[\u4e00-\u9fff]{6,}/);
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(app.complaints).toEqual([]);
});
