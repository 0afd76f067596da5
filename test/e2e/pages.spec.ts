import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { openSample } from './sampleBook.ts';
import { accessibilityProblems } from './steps.ts';

const pages = ['overview', 'retention', 'upsell', 'cross-sell', 'accounts'] as const;

async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/${path}`);
  await settled(page);
}

/** Until every exhibit of the page has answered and every table has its header. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('.page')).toBeVisible();
  await expect(page.locator('.page .ant-skeleton, .page .progress-line')).toHaveCount(0);
  await expect(page.locator('.is-refreshing')).toHaveCount(0);
  await expect(page.locator('.grid-head:not(:has(.grid-header))')).toHaveCount(0);
}

function card(page: Page, question: string): Locator {
  return page.getByRole('region', { name: question, exact: true }).first();
}

async function prefer(page: Page, locale: string, theme: string): Promise<void> {
  const gainColour = locale === 'en' ? 'greenUp' : 'redUp';
  const state = JSON.stringify({ state: { locale, theme, gainColour }, version: 0 });
  await page.evaluate((value) => localStorage.setItem('quarterdeck.preferences', value), state);
  await page.reload();
  await settled(page);
}

/** Headings, tiles and buttons whose text does not fit, and codes that stand where words should. */
function flaws(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll(
      '.page h1, .page h2, .page h3, .tile-name, .tile-value',
    )) {
      if (element.scrollWidth > element.clientWidth + 1) found.push(`cut off: ${element.textContent}`);
    }
    const stage = document.querySelector('.stage-page');
    if (stage && stage.scrollWidth > stage.clientWidth + 1) found.push('the page scrolls sideways');
    const coded =
      /\b(?:evidence|nextStep|change|warning|column|kind|class|line|state|status|method)\.[a-z]\w+/g;
    const camel = /\b[a-z]+[A-Z][A-Za-z]+\b/g;
    const text = document.querySelector('.page')?.textContent ?? '';
    found.push(...(text.match(coded) ?? []));
    for (const warnings of document.querySelectorAll('.warnings')) {
      found.push(...(warnings.textContent.match(camel) ?? []));
    }
    if (/\bNaN\b|\bundefined\b|\bInfinity\b|∞/.test(text)) found.push('a number that is none');
    return found;
  });
}

for (const [locale, theme, width, height] of [
  ['en', 'light', 1280, 800],
  ['zh-CN', 'dark', 1920, 1080],
] as const) {
  test(`every page answers every question on the sample book: ${locale}, ${theme}, ${width} wide`, async ({
    page,
    app,
  }) => {
    await page.setViewportSize({ width, height });
    await openSample(page, app, 'explore');
    await prefer(page, locale, theme);
    for (const path of pages) {
      await goTo(page, path);
      await expect(page.locator('.page .ant-alert-error'), `${path}: errors`).toHaveCount(0);
      expect(await flaws(page), path).toEqual([]);
      expect(await accessibilityProblems(page), path).toEqual([]);
    }
    expect(app.complaints).toEqual([]);
  });
}

test('a chart has a table twin one key away', async ({ page, app }) => {
  await openSample(page, app);
  const bridge = card(page, 'What moved revenue between the two periods?');
  await expect(bridge.locator('canvas')).toBeVisible();
  await bridge.getByRole('button').last().focus();
  await page.keyboard.press('t');
  await expect(bridge.getByRole('gridcell', { name: 'Churned' })).toBeVisible();
  await page.keyboard.press('t');
  await expect(bridge.locator('canvas')).toBeVisible();
});

/** Bars have gaps between them: moves a little further until the pointer says that it is on one, and clicks that once. */
async function clickBar(page: Page, chart: Locator): Promise<void> {
  const box = (await chart.boundingBox())!;
  const cursor = () => chart.evaluate((canvas) => getComputedStyle(canvas).cursor);
  for (let step = 0; step < 12; step += 1) {
    const [x, y] = [box.x + box.width * 0.5 + step * 3, box.y + box.height * 0.68];
    await page.mouse.move(x, y);
    if ((await cursor()) === 'pointer') return page.mouse.click(x, y);
  }
  throw new Error('There is no bar in the middle of the chart');
}

test('a click in the trend looks at that month on every card; a double click goes back', async ({
  page,
  app,
}) => {
  await openSample(page, app);
  await settled(page);
  const trend = card(page, 'How has revenue developed?');
  await trend.scrollIntoViewIfNeeded();
  const chart = trend.locator('canvas');
  const lineBelow = card(page, 'What moved revenue between the two periods?').locator('.exhibit-line');
  const usual = (await lineBelow.textContent()) ?? '';
  await clickBar(page, chart);
  await expect(page).toHaveURL(/[?&]to=\d{4}-\d{2}(&|$)/);
  await expect(lineBelow).toHaveText(/^\d{4}-\d{2} compared with \d{4}-\d{2} /);
  const box = (await chart.boundingBox())!;
  await page.mouse.dblclick(box.x + box.width * 0.5, box.y + box.height * 0.2);
  await expect(lineBelow).toHaveText(usual);
});

test('an account chosen in a list filters the book, can be undone, and opens in full', async ({
  page,
  app,
}) => {
  await openSample(page, app, 'upsell');
  await settled(page);
  const list = card(page, 'Where is the largest headroom?');
  const row = list.locator('.grid-row[row-index="0"]');
  const name = ((await row.locator('[col-id=account_name]').textContent()) ?? '').trim();
  await row.locator('[col-id=value]').click();
  await expect(page).toHaveURL(/[?&]w=account/);
  await expect(card(page, `Which accounts is ${name} compared with?`)).toBeVisible();
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect(page).not.toHaveURL(/[?&]w=account/);
  await row.locator('[col-id=value]').dblclick();
  await expect(page.getByRole('heading', { name, exact: true, level: 1 })).toBeVisible();
  await settled(page);
  expect(await flaws(page)).toEqual([]);
  expect(await accessibilityProblems(page)).toEqual([]);
  const beside = card(page, 'How does it develop beside accounts like it?');
  await beside.scrollIntoViewIfNeeded();
  await expect(beside.locator('canvas')).toBeVisible();
});

test('the rows behind an account are a menu away', async ({ page, app }) => {
  await openSample(page, app, 'accounts');
  await settled(page);
  const row = card(page, 'Who is in the book?').locator('.grid-row[row-index="0"]');
  await row.locator('[col-id=revenue]').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Show rows' }).click();
  await expect(page.getByRole('dialog').getByText(/rows/).first()).toBeVisible();
  await expect(page.getByRole('dialog').locator('.grid-row').first()).toBeVisible();
});

test('what look-alikes share is chosen for headroom and advice, kept in the address and undone', async ({
  page,
  app,
}) => {
  await openSample(page, app, 'upsell');
  await settled(page);
  const headroom = card(page, 'Where is the largest headroom?').locator('.grid-row[row-index="0"]').last();
  const advice = card(page, 'Which accounts could buy more?').locator('.grid-row[row-index="0"]').last();
  await expect(advice).toBeVisible();
  const before = [await headroom.textContent(), await advice.textContent()];
  await page.getByRole('combobox', { name: 'Look-alikes share', exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle('City', { exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/like=city/);
  await expect(headroom).not.toHaveText(before[0] ?? '');
  await expect(advice).not.toHaveText(before[1] ?? '');
  await settled(page);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Undo the last change' }).click();
  await expect(page).not.toHaveURL(/like=/);
  await expect(headroom).toHaveText(before[0] ?? '');
  await expect(advice).toHaveText(before[1] ?? '');
  expect(app.complaints).toEqual([]);
});
