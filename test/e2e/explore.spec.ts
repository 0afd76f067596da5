import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { salesFile } from './salesFile.ts';
import {
  accessibilityProblems,
  choose,
  createWorkspace,
  importAsDetected,
  press,
  textFile,
} from './steps.ts';

/** The rows of the file as they are meant: month from 1, product and account numbers, revenue. */
const rows = salesFile
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [, date, account, product, quantity, price] = line.split(',');
    return { date: date!, account: account!, product: product!, revenue: Number(quantity) * Number(price) };
  });
type Row = (typeof rows)[number];

const count = (keep: (row: Row) => boolean) => rows.filter(keep).length;
const total = (keep: (row: Row) => boolean) =>
  Math.round(rows.filter(keep).reduce((sum, row) => sum + row.revenue, 0)).toLocaleString('en');

const months = 'Revenue by Month';
const byProduct = 'Revenue by Product';

async function openExplore(page: Page): Promise<void> {
  await createWorkspace(page, 'Linked');
  await importAsDetected(page, textFile('sales.csv', salesFile));
  await page.getByRole('link', { name: 'Explore' }).click();
  await expect(drawing(page, months)).toBeVisible();
  await expectRows(page, 400);
}

function card(page: Page, title: string): Locator {
  return page.getByRole('region', { name: title, exact: true });
}

function drawing(page: Page, title: string): Locator {
  return card(page, title).locator('.explore-canvas');
}

function chips(page: Page): Locator {
  return page.getByRole('region', { name: 'Selections', exact: true }).locator('.slice-tag');
}

async function expectRows(page: Page, expected: number): Promise<void> {
  await expect(page.getByTestId('explore-rows')).toHaveText(`${expected} of 400 rows`);
}

/** Revenue of a product as the table of its chart says, under all selections elsewhere. */
async function revenueOf(page: Page, product: string): Promise<string> {
  const line = card(page, byProduct).locator('.grid-row', { hasText: product });
  return (await line.locator('[col-id=revenue]').textContent()) ?? '';
}

test('a selection filters every other chart exactly, is undone, kept in the address and drilled into', async ({
  page,
  app,
}) => {
  await openExplore(page);
  await card(page, byProduct).focus();
  await page.keyboard.press('t');
  await expect.poll(() => revenueOf(page, 'Product 3')).toBe(total((row) => row.product === 'Product 3'));

  // With keys: the third month.
  await drawing(page, months).focus();
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
  await expectRows(
    page,
    count((row) => row.date.startsWith('2024-03')),
  );
  await expect(chips(page)).toHaveText(['Date: 2024-03']);
  const inMarch = (row: Row) => row.product === 'Product 3' && row.date.startsWith('2024-03');
  await expect.poll(() => revenueOf(page, 'Product 3')).toBe(total(inMarch));

  // With the pointer: whatever days the brush stops at, the chip says them and the count is theirs.
  const box = (await drawing(page, months).boundingBox())!;
  await page.mouse.move(box.x + 0.4 * box.width, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.5 * box.width, box.y + 60, { steps: 5 });
  await page.mouse.move(box.x + 0.8 * box.width, box.y + 70, { steps: 5 });
  await page.mouse.up();
  const span = await spanOf(page);
  const inSpan = ({ date }: Row) => date >= span.from && date <= span.to;
  expect(count(inSpan)).toBeGreaterThan(60);
  expect(count(inSpan)).toBeLessThan(300);
  await expectRows(page, count(inSpan));
  await expect
    .poll(() => revenueOf(page, 'Product 5'))
    .toBe(total((row) => row.product === 'Product 5' && inSpan(row)));

  // Both stay in the address.
  await page.reload();
  await expectRows(page, count(inSpan));

  await drawing(page, months).click({ button: 'right', position: { x: 0.6 * box.width, y: 100 } });
  const drawer = page.getByRole('dialog', { name: /^Rows: / });
  await expect(drawer).toContainText(/33 rows|34 rows/);
  await drawer.getByRole('button', { name: 'Close' }).click();
  expect(app.complaints).toEqual([]);
});

/** The days that the one chip names. */
async function spanOf(page: Page): Promise<{ from: string; to: string }> {
  await expect(chips(page)).toHaveCount(1);
  await expect(chips(page)).not.toHaveText('Date: 2024-03');
  const [from = '', to = from] = ((await chips(page).textContent()) ?? '').replace('Date: ', '').split(' – ');
  const whole = (text: string, day: string) => (text.length === 7 ? `${text}-${day}` : text);
  return { from: whole(from, '01'), to: whole(to, '31') };
}

test('brushes, charts and filters are undone in the order they were made', async ({ page }) => {
  await openExplore(page);
  await drawing(page, months).focus();
  await page.keyboard.press('Home');
  await expect(chips(page)).toHaveText(['Date: 2024-01']);
  await press(page, 'Add chart');
  await page.getByRole('menuitem', { name: 'Scatter of accounts or products' }).click();
  await expect(drawing(page, 'Accounts: Revenue against Order lines')).toBeVisible();
  await press(page, 'Use as filters');
  await expect(chips(page)).toHaveCount(0);
  await expect(page.getByTestId('explore-rows')).toHaveText('34 of 34 rows');

  await page.keyboard.press('Control+z');
  await expect(chips(page)).toHaveText(['Date: 2024-01']);
  await expectRows(page, 34);
  await page.keyboard.press('Control+z');
  await expect(drawing(page, 'Accounts: Revenue against Order lines')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(chips(page)).toHaveCount(0);
  await expectRows(page, 400);
  await page.keyboard.press('Control+Shift+z');
  await expect(chips(page)).toHaveText(['Date: 2024-01']);

  await drawing(page, months).dblclick({ position: { x: 200, y: 60 } });
  await expect(chips(page)).toHaveCount(0);
});

test('Escape gives a brush up while it is drawn', async ({ page }) => {
  await openExplore(page);
  const box = (await drawing(page, months).boundingBox())!;
  await page.mouse.move(box.x + 0.4 * box.width, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.7 * box.width, box.y + 60, { steps: 5 });
  await expect(page.getByTestId('explore-rows')).not.toHaveText('400 of 400 rows');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expectRows(page, 400);
  await expect(chips(page)).toHaveCount(0);
});

test('a view is saved by name, and a chart leaves as a file', async ({ page, app }) => {
  await openExplore(page);
  await drawing(page, byProduct).focus();
  await page.keyboard.press('ArrowDown');
  await expect(chips(page)).toHaveCount(1);
  await press(page, 'Views');
  await page.getByLabel('Name for the current charts and selections').fill('Best product');
  await press(page, 'Save');
  await expect(page.getByRole('button', { name: 'Show view: Best product' })).toBeVisible();
  await page.keyboard.press('Escape');
  const [chip] = await chips(page).allTextContents();
  await press(page, 'Clear selections');
  await expectRows(page, 400);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('button', { name: 'Show view: Best product' }).click();
  await expect(chips(page)).toHaveText([chip!]);

  const best = chip!.replace('Product: ', '');
  await expectRows(
    page,
    count(({ product }) => product === best),
  );
  await card(page, months)
    .getByRole('button', { name: `Menu: ${months}` })
    .click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save as CSV' }).click();
  const lines = (await readFile(await (await saved).path(), 'utf8')).trim().split(/\r?\n/);
  expect(lines).toHaveLength(13);
  const january = lines[1]!.split(',');
  expect(january[0]).toBe('2024-01');
  const expected = rows.filter((row) => row.product === best && row.date.startsWith('2024-01'));
  expect(Number(january[1])).toBeCloseTo(
    expected.reduce((sum, row) => sum + row.revenue, 0),
    6,
  );

  await card(page, months)
    .getByRole('button', { name: `Menu: ${months}` })
    .click();
  const drawn = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save as SVG' }).click();
  const source = await readFile(await (await drawn).path(), 'utf8');
  expect(source).toContain(`>${months}</text>`);
  expect(source).toMatch(/>[^<]*n = \d+ of 400 rows · 2024-12 is not complete: sales end/);
  expect(app.complaints).toEqual([]);
});

test('a chart becomes one of tiers: every value in its order, with its share', async ({ page, app }) => {
  await openExplore(page);
  const menu = async (entry: string) => {
    await card(page, byProduct)
      .getByRole('button', { name: `Menu: ${byProduct}` })
      .click();
    await page.getByRole('menuitem', { name: entry, exact: true }).click();
  };
  await menu('Set up');
  await choose(page, 'Kind', 'Tiers: all values in their order');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  const saved = page.waitForEvent('download');
  await menu('Save as SVG');
  const source = await readFile(await (await saved).path(), 'utf8');
  const products = [...new Set(rows.map(({ product }) => product))].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
  const heights = products.map((product) =>
    Number(new RegExp(` y="([\\d.]+)"[^>]*>${product}</text>`).exec(source)?.[1]),
  );
  expect(heights.every((height, at) => height > (heights[at - 1] ?? 0))).toBe(true);
  const all = rows.reduce((sum, { revenue }) => sum + revenue, 0);
  const first = rows
    .filter(({ product }) => product === products[0])
    .reduce((sum, row) => sum + row.revenue, 0);
  expect(source).toContain(`· ${((100 * first) / all).toFixed(1)}%</text>`);

  await drawing(page, byProduct).focus();
  await page.keyboard.press('ArrowDown');
  await expectRows(
    page,
    count(({ product }) => product === products[0]),
  );
  expect(app.complaints).toEqual([]);
});

test('a field is dragged onto the page, and the page keeps to WCAG 2.2 AA', async ({ page, app }) => {
  await openExplore(page);
  if (!(await page.getByRole('complementary', { name: 'Fields' }).isVisible())) await press(page, 'Fields');
  const field = page.getByRole('button', { name: 'Add chart: Quantity' });
  await field.hover();
  await page.mouse.down();
  const target = (await card(page, months).boundingBox())!;
  await page.mouse.move(target.x + 100, target.y + 100, { steps: 10 });
  await page.mouse.up();
  await expect(drawing(page, 'Order lines by range of Quantity')).toBeVisible();
  await expect(page.locator('.explore-card').first()).toHaveAccessibleName(
    'Order lines by range of Quantity',
  );

  await drawing(page, 'Order lines by range of Quantity').focus();
  await page.keyboard.press('Home');
  await expectRows(page, 80);
  expect(await accessibilityProblems(page)).toEqual([]);
  await press(page, 'Dark appearance');
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(app.complaints).toEqual([]);
});
