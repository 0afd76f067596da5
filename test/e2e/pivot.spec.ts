import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import * as XLSX from 'xlsx';
import { expect, type RunningApp, test } from './app.ts';
import { openSample } from './sampleBook.ts';
import { accessibilityProblems } from './steps.ts';

async function openPivot(page: Page, app: RunningApp): Promise<void> {
  await openSample(page, app, 'explore');
  await page.getByRole('tab', { name: 'Pivot' }).click();
  await expect(page.getByRole('treegrid', { name: 'Pivot' })).toBeVisible();
  await expect(page.getByRole('row').first()).toBeVisible();
}

/** Takes an item by its left end and lets go only where the place says that it would be dropped. */
async function drag(page: Page, item: Locator, place: Locator): Promise<void> {
  await item.hover({ position: { x: 12, y: 8 } });
  await page.mouse.down();
  const to = await place.boundingBox();
  if (!to) throw new Error('Nowhere to drag to');
  await page.mouse.move(to.x + to.width - 16, to.y + to.height / 2, { steps: 10 });
  await expect(place).toHaveClass(/is-over/);
  await page.mouse.up();
}

test('fields are dragged into rows, groups open, cells lead to their rows, and the file is as seen', async ({
  page,
  app,
}) => {
  await openPivot(page, app);
  const grid = page.getByRole('treegrid', { name: 'Pivot' });
  const rows = page.getByRole('region', { name: 'Rows' });
  await drag(page, page.getByRole('button', { name: 'Product category', exact: true }), rows);
  await expect(rows.getByRole('button', { name: 'Product category' })).toBeVisible();
  await grid.getByRole('button', { name: 'Open China' }).click();
  await expect(grid.getByRole('rowheader', { name: 'Logistics' })).toBeVisible();
  const shown = await grid.getByRole('row').count();

  const cell = grid.getByRole('gridcell').nth(1);
  await cell.dblclick();
  await expect(page.getByRole('dialog')).toContainText('rows');
  await page.keyboard.press('Escape');

  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'Save as XLSX' }).click();
  const path = await (await saving).path();
  const workbook = XLSX.read(readFileSync(path), { type: 'buffer', cellFormula: true });
  const sheet = workbook.Sheets[workbook.SheetNames[0]!]!;
  const labels = Object.entries(sheet)
    .filter(([reference]) => /^A\d+$/.test(reference))
    .map(([, each]) => (each as XLSX.CellObject).v);
  expect(labels).toContain('Logistics');
  expect(labels.length).toBeGreaterThanOrEqual(shown);
  expect(app.complaints).toEqual([]);
});

test('the keyboard moves, opens, copies and undoes; a saved pivot comes back', async ({
  page,
  context,
  app,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']).catch(() => undefined);
  await openPivot(page, app);
  const grid = page.getByRole('treegrid', { name: 'Pivot' });
  await grid.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+c');
  await expect(page.getByText('Copied to the clipboard')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')).toHaveLength(2);
  expect(Number(copied.split('\n')[0])).toBeGreaterThan(0);

  const measures = page.getByRole('region', { name: 'Measures' });
  await page.getByRole('button', { name: 'Orders', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Add to measures' }).click();
  await expect(measures.getByRole('button', { name: 'Orders' })).toBeVisible();
  await page.getByRole('button', { name: 'Saved' }).last().click();
  await page.getByPlaceholder('Name').fill('With orders');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved “With orders”')).toBeVisible();
  await page.getByRole('toolbar').getByRole('button', { name: 'Undo' }).click();
  await expect(measures.getByRole('button', { name: 'Orders' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Saved' }).last().click();
  await page.getByRole('button', { name: 'With orders', exact: true }).click();
  await expect(measures.getByRole('button', { name: 'Orders' })).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(app.complaints).toEqual([]);
});
