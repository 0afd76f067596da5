import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type RunningApp, test } from './app.ts';
import { salesFile } from './salesFile.ts';
import { openSample } from './sampleBook.ts';

function children(pid: number): number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=']).toString().trim().split('\n');
  return listed
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([own, parent]) => (parent === pid && own ? [own] : []));
}

function enginePid({ hostPid }: RunningApp): number {
  const named = children(hostPid).find((pid) =>
    execFileSync('ps', ['-o', 'args=', '-p', String(pid)])
      .toString()
      .includes('engine/main'),
  );
  if (!named) throw new Error('There is no engine');
  return named;
}

test('the page loads, works and shows a chart under its content security policy without a complaint', async ({
  page,
  app,
}) => {
  await page.getByRole('button', { name: 'Open the sample book' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
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
    await new Promise((resolve) => setTimeout(resolve, 300));
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
  await expect(page.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
  const before = enginePid(app);
  process.kill(before, 'SIGKILL');
  await expect(page.getByText('was started again')).toBeVisible({ timeout: 30_000 });
  expect(enginePid(app)).not.toBe(before);
  await page
    .getByRole('link', { name: 'Data' })
    .or(page.getByRole('menuitem', { name: 'Data' }))
    .first()
    .click();
  await expect(page.getByText('sales').first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Sample book').first()).toBeVisible();
});

test.describe('started with a file', () => {
  const launched = join(tmpdir(), `qd-e2e-launch-${process.pid}.csv`);
  test.use({ launch: launched });
  test.beforeAll(() => writeFileSync(launched, salesFile));

  test('goes to its import', async ({ page }) => {
    await expect(page.getByText(`qd-e2e-launch-${process.pid}.csv`).first()).toBeVisible({ timeout: 30_000 });
  });
});
