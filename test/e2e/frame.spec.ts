import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openWorkspace } from '../../electron/engine/workspace/openWorkspace.ts';
import { expect, type RunningApp, test } from './app.ts';
import { openSample } from './sampleBook.ts';
import { accessibilityProblems, choose, closeWorkspace, press } from './steps.ts';

async function openOverview(page: Page, app: RunningApp): Promise<void> {
  await openSample(page, app);
  await expect(page.locator('canvas').first()).toBeVisible();
}

async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click();
}

function card(page: Page, question: string) {
  return page.getByRole('region', { name: question, exact: true }).first();
}

async function fromMenu(page: Page, question: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `Menu: ${question}` }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

const movement = 'What moved revenue between the two periods?';

test('the slice is one for all pages, lives in the address, and can be undone', async ({ page, app }) => {
  await openOverview(page, app);
  const line = card(page, movement).locator('footer');
  const whole = await line.textContent();
  await page.getByRole('combobox', { name: 'Market' }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle('China', { exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(line).toContainText('Market: China');
  expect(page.url()).toContain('w=market');

  await goTo(page, 'Retention');
  await expect(page.locator('.exhibit-card footer').first()).toContainText('Market: China');
  await page.reload();
  await expect(page.locator('.exhibit-card footer').first()).toContainText('Market: China');
  await goTo(page, 'Overview');

  await choose(page, 'Basis', 'Gross sales');
  await expect(line).toContainText('Gross sales');
  await press(page, 'Undo the last change');
  await expect(line).not.toContainText('Gross sales');
  await page.locator('#page').focus();
  await page.keyboard.press('Control+y');
  await expect(line).toContainText('Gross sales');
  await press(page, 'Clear all filters');
  await expect(line).toHaveText(whole ?? '');
});

test('a filter chosen in the moment before another click is kept', async ({ page, app }) => {
  await openOverview(page, app);
  await page.getByRole('combobox', { name: 'Market' }).click();
  const option = await page
    .locator('.ant-select-dropdown:visible')
    .getByTitle('China', { exact: true })
    .elementHandle();
  await page
    .getByRole('navigation', { name: 'Pages' })
    .getByRole('link', { name: 'Retention', exact: true })
    .evaluate(async (link: HTMLElement, chosen) => {
      (chosen as unknown as HTMLElement).click();
      await Promise.resolve();
      link.click();
    }, option);
  await expect(page.locator('.exhibit-card footer').first()).toContainText('Market: China');
  expect(page.url()).toContain('w=market');
  expect(app.complaints).toEqual([]);
});

async function toChina(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Market' }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle('China', { exact: true }).click();
  await page.keyboard.press('Escape');
}

async function saveAs(page: Page, name: string): Promise<void> {
  await press(page, 'Saved');
  await page.getByLabel('Name for the current filters').fill(name);
  await page.keyboard.press('Enter');
}

test('filters are saved by name, applied, renamed, overwritten and deleted, and each can be undone', async ({
  page,
  app,
}) => {
  await openOverview(page, app);
  const line = card(page, movement).locator('footer');
  const saved = page.getByRole('dialog', { name: 'Saved filters' });
  const entry = (name: string) => saved.getByRole('button', { name: `Apply saved filters: ${name}` });
  await toChina(page);
  await choose(page, 'Basis', 'Gross sales');
  await expect(line).toContainText('Gross sales');
  await saveAs(page, 'China gross');
  await expect(saved.getByText('“China gross” was saved.')).toBeVisible();
  await expect(entry('China gross')).toContainText('Market: China · Gross sales');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Saved', exact: true })).toBeFocused();

  await press(page, 'Clear all filters');
  await expect(line).not.toContainText('China');
  await page.reload();
  await page.getByRole('button', { name: 'Saved', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(entry('China gross')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(line).toContainText('Market: China · Gross sales');
  await press(page, 'Undo the last change');
  await expect(line).not.toContainText('China');

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /Page, account/ }).fill('saved china');
  await expect(page.getByRole('group', { name: 'Saved filters' }).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(line).toContainText('Market: China · Gross sales');

  await choose(page, 'Basis', 'Net of returns');
  await press(page, 'Saved');
  await press(page, 'Overwrite “China gross” with the current filters');
  await expect(entry('China gross')).not.toContainText('Gross sales');
  await press(page, 'Undo');
  await expect(entry('China gross')).toContainText('Gross sales');
  await press(page, 'Rename “China gross”');
  await page.keyboard.type('China before returns');
  await page.keyboard.press('Enter');
  await expect(entry('China before returns')).toContainText('Gross sales');
  await expect(entry('China gross')).toHaveCount(0);
  expect(await accessibilityProblems(page)).toEqual([]);
  await press(page, 'Delete “China before returns”');
  await expect(saved.getByText('Nothing is saved yet.')).toBeVisible();
  await expect(saved.getByRole('button', { name: 'Undo', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(entry('China before returns')).toContainText('Gross sales');
  expect(app.complaints).toEqual([]);
});

test('saved filters of a workspace open read only can be applied, and damaged ones are left out', async ({
  page,
  app,
}) => {
  await openOverview(page, app);
  const saved = page.getByRole('dialog', { name: 'Saved filters' });
  await toChina(page);
  await saveAs(page, 'China');
  await expect(saved.getByText('“China” was saved.')).toBeVisible();
  await page.keyboard.press('Escape');
  await closeWorkspace(page);

  const file = openWorkspace(join(app.home, 'Sample book.qdeck'));
  try {
    await page.getByRole('button', { name: /^Sample book/ }).click();
    await press(page, 'Open read only');
    const line = card(page, movement).locator('footer');
    await expect(line).toBeVisible();
    await press(page, 'Saved');
    await expect(saved.getByText(/read only: saved filters can be applied/)).toBeVisible();
    await expect(saved.getByRole('textbox')).toHaveCount(0);
    await expect(saved.getByRole('button', { name: /Delete|Rename|Overwrite/ })).toHaveCount(0);
    await press(page, 'Apply saved filters: China');
    await expect(line).toContainText('Market: China');
    await closeWorkspace(page);
    const text = file.getSetting('slices') ?? '';
    file.setSetting('slices', text.replace('"slices":[', '"slices":[{"name":"x","slice":"basis=most"},7,'));
  } finally {
    file.close();
  }

  await page.getByRole('button', { name: /^Sample book/ }).click();
  await expect(card(page, movement).locator('footer')).toBeVisible();
  await press(page, 'Saved');
  await expect(saved.getByText(/cannot be read and are left out/)).toBeVisible();
  await expect(saved.getByRole('button', { name: 'Apply saved filters: China' })).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(app.complaints).toEqual([]);
});

test('any period can be typed, and a wrong as-of date changes nothing', async ({ page, app }) => {
  await openOverview(page, app);
  const line = card(page, movement).locator('footer');
  const period = page.getByRole('combobox', { name: 'Period', exact: true });
  await period.click();
  await page.keyboard.type('2025-03..2025-05');
  await page.keyboard.press('Enter');
  await expect(line).toContainText('2025-03 – 2025-05 compared with 2024-12 – 2025-02');
  const asOf = page.getByLabel('As of');
  const last = await asOf.inputValue();
  await asOf.fill('2025-13-45');
  await asOf.press('Enter');
  await expect(line).toContainText(`as of ${last}`);
  await asOf.fill('2025-05-31');
  await asOf.press('Enter');
  await expect(line).toContainText('as of 2025-05-31');
});

test('the palette reaches pages, accounts, exports and settings', async ({ page, app }) => {
  await openOverview(page, app);
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: /Page, account/ });
  await box.fill('dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  const first = page.locator('.grid-row').first();
  await expect(first).toBeVisible();
  const name = (await first.locator('[col-id=account_name]').textContent()) ?? '';
  await page.keyboard.press('Control+k');
  await box.fill(name.trim());
  await expect(page.getByRole('group', { name: 'Accounts' }).getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/accounts\/./);

  await goTo(page, 'Overview');
  await expect(page.locator('canvas').first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await box.fill(`Save as CSV: ${movement}`);
  await expect(page.getByRole('option')).toHaveCount(1);
  const saved = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect(await readFile(await (await saved).path(), 'utf8')).toContain('Start');
});

test('every chart shows its table, its rows, its meaning, and leaves as a picture or a workbook', async ({
  page,
  app,
}) => {
  await openOverview(page, app);
  await card(page, movement).getByRole('img').focus();
  await page.keyboard.press('t');
  await expect(card(page, movement).locator('.grid-row').first()).toBeVisible();
  await page.keyboard.press('t');
  await expect(card(page, movement).locator('canvas')).toBeVisible();

  await fromMenu(page, movement, 'Show rows');
  await expect(page.getByText(/^[\d,]+ rows · /)).toBeVisible();
  await expect(page.locator('.rows-grid .grid-row').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await fromMenu(page, movement, 'Explain');
  await expect(page.getByRole('dialog').getByText('Definition', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');

  for (const [entry, start] of [
    ['Save as PNG', [0x89, 0x50, 0x4e, 0x47]],
    ['Save as SVG', [0x3c, 0x73, 0x76, 0x67]],
    ['Save as XLSX', [0x50, 0x4b, 0x03, 0x04]],
  ] as const) {
    const saved = page.waitForEvent('download');
    await fromMenu(page, movement, entry);
    const bytes = await readFile(await (await saved).path());
    expect([...bytes.subarray(0, 4)]).toEqual([...start]);
  }
  expect(app.complaints).toEqual([]);
});

test('the frame with its slice bar keeps to WCAG 2.2 AA', async ({ page, app }) => {
  await openOverview(page, app);
  expect(await accessibilityProblems(page)).toEqual([]);
  await press(page, 'Dark appearance');
  expect(await accessibilityProblems(page)).toEqual([]);
});
