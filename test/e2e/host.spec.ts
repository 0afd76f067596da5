import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './app.ts';
import { enginePid } from './engineProcess.ts';
import { salesFile } from './salesFile.ts';
import { openSample, sampleBook } from './sampleBook.ts';
import { press } from './steps.ts';

test('the page loads, works and shows a chart under its content security policy without a complaint', async ({
  page,
  app,
}) => {
  await page.getByRole('button', { name: 'Open the sample book' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await expect(page.locator('canvas').first()).toBeVisible();
  expect(app.complaints).toEqual([]);
});

test('the policy is in force: no text becomes code, nothing from outside is loaded', async ({ page }) => {
  const reached = await page.evaluate(async () => {
    const outcome: Record<string, unknown> = {};
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    outcome.inline = 'injected' in window;
    document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.handler = true">');
    const image = document.body.lastElementChild as HTMLImageElement;
    await new Promise((resolve) => image.addEventListener('error', resolve));
    outcome.handler = 'handler' in window;
    outcome.evaluated = (() => {
      try {
        return new Function('return true')();
      } catch {
        return false;
      }
    })();
    outcome.fetched = await fetch('https://example.com/', { mode: 'no-cors' }).then(
      () => true,
      () => false,
    );
    outcome.socket = await new Promise((resolve) => {
      try {
        const socket = new WebSocket('ws://127.0.0.1:9/');
        socket.onopen = () => resolve(true);
        socket.onerror = () => resolve(false);
      } catch {
        resolve(false);
      }
    });
    outcome.node = 'require' in window || 'process' in window;
    return outcome;
  });
  expect(reached).toEqual({
    inline: false,
    handler: false,
    evaluated: false,
    fetched: false,
    socket: false,
    node: false,
  });
});

test('an engine that is killed is started again, and the page goes on with the same workspace', async ({
  page,
  app,
}) => {
  await openSample(page, app);
  await expect(page.locator('canvas').first()).toBeVisible();
  const before = enginePid(app);
  process.kill(before, 'SIGKILL');
  await expect(page.getByText('was started again')).toBeVisible();
  expect(enginePid(app)).not.toBe(before);
  await page
    .getByRole('link', { name: 'Data' })
    .or(page.getByRole('menuitem', { name: 'Data' }))
    .first()
    .click();
  await expect(page.getByText('sales').first()).toBeVisible();
  await expect(page.getByText('Sample book').first()).toBeVisible();
});

test.describe('started with a workspace', () => {
  const launched = join(tmpdir(), `qd-e2e-launch-${process.pid}.qdeck`);
  test.use({ launch: launched });
  test.beforeAll(() => copyFileSync(sampleBook, launched));
  test.afterAll(() => rmSync(launched, { force: true }));
  test.beforeEach(({ context }) =>
    context.addInitScript(() => {
      new MutationObserver(() => {
        if (document.querySelector('.start')) document.documentElement.dataset.startPage = 'seen';
      }).observe(document, { childList: true, subtree: true });
    }),
  );

  test('shows it without the start page, also after the window is loaded again', async ({ page, app }) => {
    await expect(page.locator('.tile-value').first()).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.dataset.startPage)).toBeUndefined();
    await page.reload();
    await expect(page.locator('.tile-value').first()).toBeVisible();
    await press(page, 'Close the workspace');
    await expect(page.getByRole('button', { name: 'Open the sample book' })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.dataset.startPage)).toBe('seen');
    expect(app.complaints).toEqual([]);
  });
});

test.describe('started with a file', () => {
  const launched = join(tmpdir(), `qd-e2e-launch-${process.pid}.csv`);
  test.use({ launch: launched });
  test.beforeAll(() => writeFileSync(launched, salesFile));

  test('goes to its import', async ({ page }) => {
    await expect(page.getByText(`qd-e2e-launch-${process.pid}.csv`).first()).toBeVisible();
  });
});
