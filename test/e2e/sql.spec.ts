import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import * as XLSX from 'xlsx';
import { expect, type RunningApp, test } from './app.ts';
import { apartPids, enginePid, workedSeconds } from './engineProcess.ts';
import { openSample } from './sampleBook.ts';
import { accessibilityProblems } from './steps.ts';

async function openSql(page: Page, app: RunningApp): Promise<void> {
  await openSample(page, app, 'explore');
  await page.getByRole('tab', { name: 'SQL' }).click();
  await expect(page.getByRole('textbox', { name: 'SQL statement' })).toBeVisible();
}

async function write(page: Page, sql: string): Promise<void> {
  await page.getByRole('textbox', { name: 'SQL statement' }).fill(sql);
}

test('a statement is completed, run, drawn, kept and exported with its text', async ({ page, app }) => {
  await openSql(page, app);
  const editor = page.getByRole('textbox', { name: 'SQL statement' });
  await editor.click();
  await page.keyboard.type('select account_n');
  await expect(page.getByRole('option', { name: /account_name/ }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  const sql = 'select year, market, sum(revenue) as revenue from sales group by 1, 2 order by 1, 2';
  await write(page, sql);
  await page.keyboard.press('Control+Enter');
  const result = page.getByRole('region', { name: 'Result' }).first();
  await expect(result).toContainText('2024');
  await expect(result).toContainText('China');
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.getByText('Chart', { exact: true }).last().click();
  await expect(page.getByRole('img', { name: 'revenue by year' })).toBeVisible();

  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'Save as XLSX' }).click();
  const workbook = XLSX.read(readFileSync(await (await saving).path()), { type: 'buffer' });
  const cells = (name: string) =>
    Object.values(workbook.Sheets[name]!).map((cell) => (cell as XLSX.CellObject).v);
  expect(cells(workbook.SheetNames[0]!)).toContain('revenue');
  expect(cells('Evidence')).toContain(sql);

  await write(page, '');
  await page.getByRole('button', { name: 'History' }).click();
  await page.getByRole('button', { name: /select year, market/ }).click();
  await expect(editor).toContainText('sum(revenue)');
  expect(app.complaints).toEqual([]);
});

test('an error says what and where; a statement that writes is refused; a long one is stopped', async ({
  page,
  app,
}) => {
  await openSql(page, app);
  await write(page, 'select revnue\nfrom sales');
  await page.getByRole('button', { name: 'Run' }).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('no such column: revnue – did you mean revenue?');
  await expect(alert).toContainText('line 1, column 8');
  await write(page, 'delete from sales');
  await page.keyboard.press('Control+Enter');
  await expect(alert).toContainText('only one statement that reads');
  await write(page, 'select count(*) from sales a, sales b, sales c');
  await page.keyboard.press('Control+Enter');
  const stop = page.getByRole('button', { name: 'Stop' });
  await expect(stop).toBeVisible();
  await expect(page.locator('.progress-line')).toBeVisible();
  await stop.click();
  await expect(page.getByRole('button', { name: 'Run' })).toBeVisible();
  await page.getByRole('button', { name: 'Examples' }).click();
  await page.getByRole('menuitem', { name: 'What was imported' }).click();
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.getByRole('region', { name: 'Result' }).first()).toContainText('sample-sales');
  expect(app.complaints).toEqual([]);
});

const recursion = 'with c(x) as (select 1 union all select x + 1 from c) select count(*) from c';
const join = `with a as materialized (select account from accounts) select count(*) from a x, a y, a z, a u, a v, a w
  where x.account || y.account || z.account || u.account || v.account || w.account = ''`;

for (const [name, sql] of [
  ['a recursion without end', recursion],
  ['a cross join of dimensions', join],
] as const) {
  test(`${name} is stopped, its process is gone, and the next statement runs`, async ({ page, app }) => {
    await openSql(page, app);
    await expect.poll(() => apartPids(app)).toHaveLength(1);
    const [first] = apartPids(app);
    await write(page, sql);
    await page.keyboard.press('Control+Enter');
    await expect(page.locator('.progress-line')).toContainText('Reading rows');
    const before = workedSeconds(first!);
    await expect.poll(() => workedSeconds(first!), { timeout: 60_000 }).toBeGreaterThan(before + 1);
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByRole('button', { name: 'Run' })).toBeVisible();
    await expect.poll(() => apartPids(app)).not.toContain(first);
    await write(page, 'select 40 + 2 as answer');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('region', { name: 'Result' }).first()).toContainText('42');
    expect(apartPids(app)).toHaveLength(1);
    expect(app.complaints).toEqual([]);
  });
}

test('a statement ends with its page, and its process with the engine', async ({ page, app }) => {
  await openSql(page, app);
  await write(page, recursion);
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.progress-line')).toContainText('Reading rows');
  const [first] = apartPids(app);
  await page.getByRole('tab', { name: 'Pivot' }).click();
  await expect.poll(() => apartPids(app)).not.toContain(first);
  await page.getByRole('tab', { name: 'SQL' }).click();
  await expect(page.getByRole('button', { name: 'Run' })).toBeVisible();
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.locator('.progress-line')).toContainText('Reading rows');
  const pids = [enginePid(app), ...apartPids(app)];
  expect(pids).toHaveLength(2);
  process.kill(pids[0]!, 'SIGKILL');
  await expect.poll(() => pids.filter(isRunning)).toEqual([]);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
