import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { choose, createWorkspace, importAsDetected, textFile } from './steps.ts';

/** Names that mean something to programs, none of which a person would expect to. */
const names = [
  '__proto__',
  'constructor',
  'toString',
  '=cmd|A1',
  '<img src=x onerror=alert(1)>',
  'X'.repeat(200),
];

const sales = `Order,Date,Account,Product,Quantity,Revenue
${Array.from({ length: 360 }, (_, row) => {
  const [year, month] = [
    2023 + Math.floor(row / 180),
    String(1 + (Math.floor(row / 15) % 12)).padStart(2, '0'),
  ];
  const [account, product] = [names[row % names.length], names[(row + Math.floor(row / 7)) % names.length]];
  return `${row},${year}-${month}-${10 + (row % 15)},"${account}","${product}",${1 + (row % 5)},${50 + (row % 90)}`;
}).join('\n')}\n`;

async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/${path}`);
  await expect(page.locator('.page')).toBeVisible();
  await expect(page.locator('.page .ant-skeleton, .page .progress-line')).toHaveCount(0);
  // Charts below are drawn as they are for paper, so that all their labels are measured.
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
}

test('clients and products may be called anything', async ({ page, app }) => {
  await createWorkspace(page, 'Names');
  await importAsDetected(page, textFile('sales.csv', sales));
  for (const path of [
    'overview',
    'retention',
    'upsell',
    'cross-sell',
    'accounts',
    'explore',
    'explore/pivot',
  ]) {
    await goTo(page, path);
    await expect(page.locator('.error-state')).toHaveCount(0);
    expect(await page.evaluate(() => Object.keys(Object.prototype))).toEqual([]);
    const cut = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.querySelector('.stage-page') ?? document.body;
      return scrollWidth - clientWidth;
    });
    expect(cut, path).toBeLessThanOrEqual(1);
  }
  expect(await page.evaluate(() => 'prev' in {})).toBe(false);

  await goTo(page, 'cross-sell');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Menu: What is bought next?' }).click();
  await page.getByRole('menuitem', { name: 'Save as SVG' }).click();
  const source = await readFile(await (await saved).path(), 'utf8');
  // Before the picture is read: its style sheet is not one that the page would take.
  expect(app.complaints).toEqual([]);
  const drawn = await page.evaluate((text) => {
    const picture = new DOMParser().parseFromString(text, 'image/svg+xml');
    const texts = Array.from(picture.querySelectorAll('text'), ({ textContent }) => textContent ?? '');
    return { error: picture.querySelector('parsererror')?.textContent ?? null, texts };
  }, source);
  expect(drawn.error).toBeNull();
  expect(drawn.texts[0]).toBe('What is bought next?');
  expect(drawn.texts.join('\n')).toMatch(/n = 360 rows, 6 accounts/);
});

test('statements need no sales; other pages say what they need, and offer the sample book', async ({
  page,
  app,
}) => {
  await createWorkspace(page, 'Accounts only');
  const input = page.locator('input[type=file]').first();
  await input.setInputFiles(
    textFile('accounts.csv', 'Account,Market,Segment,Owner\nAshford,North,A,Kim\nBellamy,South,B,Lee\n'),
  );
  await choose(page, 'What one row is', 'Accounts');
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'What it does to earlier rows' })).toBeVisible();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: /2 rows of Accounts imported/ })).toBeVisible();

  await goTo(page, 'explore');
  await expect(page.getByText('It needs sales with account, date and revenue.')).toBeVisible();
  await page.getByRole('tab', { name: 'SQL' }).click();
  await page.getByRole('textbox').first().fill('SELECT account, market FROM accounts ORDER BY account');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('gridcell', { name: 'Bellamy' }).first()).toBeVisible();

  await goTo(page, 'retention');
  await expect(page.getByRole('button', { name: 'Import data' })).toBeVisible();
  await page.getByRole('button', { name: 'Open the sample book' }).click();
  await expect(page.getByRole('button', { name: 'Close the workspace' })).toBeVisible();
  await expect(page.locator('.tile-value').first()).toBeVisible();
  expect(app.complaints).toEqual([]);
});
