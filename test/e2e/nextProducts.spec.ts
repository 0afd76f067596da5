import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';

import { expect, test } from './app.ts';
import { openSample } from './sampleBook.ts';
import { accessibilityProblems } from './steps.ts';

const question = 'What should each account be offered next?';

async function openList(page: Page): Promise<{ card: Locator; grid: Locator }> {
  const card = page.getByRole('region', { name: question }).first();
  const grid = card.getByRole('grid', { name: question });
  await expect(grid.locator('.grid-row').first()).toBeVisible();
  return { card, grid };
}

const cell = (grid: Locator, row: number, column: string) =>
  grid.locator(`[row-index="${row}"] [col-id="${column}"]`);
const rowCount = async (grid: Locator) => Number(await grid.getAttribute('aria-rowcount')) - 1;

test('the list of next products is scrolled, sorted, searched, narrowed and saved whole', async ({
  page,
  app,
}) => {
  await openSample(page, app, 'cross-sell');
  const { card, grid } = await openList(page);
  const whole = await rowCount(grid);
  expect(whole).toBeGreaterThan(1000);
  const best = (await cell(grid, 0, 'account_name').textContent()) ?? '';

  await grid.focus();
  await page.keyboard.press('Control+End');
  await expect(cell(grid, whole - 1, 'expected')).toHaveText(/\d/);
  await page.keyboard.press('Control+Home');
  await expect(cell(grid, 0, 'account_name')).toHaveText(best);

  const money = async (row: number) =>
    Number((await cell(grid, row, 'value').textContent())?.replaceAll(/[^\d.]/g, ''));
  const first = await money(0);
  const value = grid.locator('[role=columnheader][col-id="value"]');
  await value.click();
  await expect(value).toHaveAttribute('aria-sort', 'ascending');
  await expect.poll(() => money(0)).toBeLessThan(first);
  const least = await money(0);
  expect(least).toBeLessThanOrEqual(await money(3));
  await value.click();
  await expect(value).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(() => money(0)).toBeGreaterThan(least);
  expect(await money(0)).toBeGreaterThanOrEqual(await money(3));

  await card.getByRole('searchbox').fill(best);
  await expect.poll(() => rowCount(grid)).toBeLessThan(200);
  await expect(cell(grid, 0, 'account_name')).toHaveText(best);
  const found = await rowCount(grid);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: `Menu: ${question}` }).click();
  await page.getByRole('menuitem', { name: 'Save as CSV' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  expect(text.trim().split('\r\n')).toHaveLength(found + 1);

  await card.getByRole('searchbox').fill('no such account or product');
  await expect(grid.locator('.grid-row')).toHaveCount(0);
  await card.getByRole('searchbox').fill('');
  await expect.poll(() => rowCount(grid)).toBe(whole);

  const product = (await cell(grid, 0, 'product_name').textContent()) ?? '';
  await cell(grid, 0, 'product_name').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Narrow the page to this product' }).click();
  await expect.poll(() => rowCount(grid)).toBeLessThan(whole);
  await expect(cell(grid, 5, 'product_name')).toHaveText(product);
  expect(await accessibilityProblems(page)).toEqual([]);

  const name = (await cell(grid, 0, 'account_name').textContent()) ?? '';
  await cell(grid, 0, 'account_name').click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  expect(app.complaints).toEqual([]);
});
