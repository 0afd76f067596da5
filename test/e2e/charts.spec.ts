import { expect, test } from './app.ts';
import { openSample } from './sampleBook.ts';

test('a chart below is drawn when it is scrolled to, keeps its place before, and is there for paper', async ({
  page,
  app,
}) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await openSample(page, app);
  await expect(page.locator('canvas').first()).toBeVisible();
  const below = page.getByRole('region', { name: 'How much depends on the largest accounts?', exact: true });
  const chart = below.getByRole('img');
  await expect(chart).toHaveCSS('height', '280px');
  expect(await below.locator('canvas').count()).toBe(0);
  await below.scrollIntoViewIfNeeded();
  await expect(below.locator('canvas')).toBeVisible();
  await expect(chart).toHaveCSS('height', '280px');
  await page.evaluate(() => {
    window.location.hash = '#/retention';
  });
  const undrawn = page.locator('.chart:not(:has(canvas))');
  await expect(undrawn.first()).toBeAttached();
  const missing = await undrawn.evaluateAll((waiting) => {
    window.dispatchEvent(new Event('beforeprint'));
    return waiting.filter((each) => !each.querySelector('canvas')).length;
  });
  expect(missing).toBe(0);
  expect(app.complaints).toEqual([]);
});
