import { readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './app.ts';
import { salesFile } from './salesFile.ts';
import { createWorkspace, importAsDetected, press, textFile } from './steps.ts';

const sales = textFile('orders.csv', salesFile);

test('a second browser, and another site in the same one, get nothing', async ({
  page,
  browser,
  context,
}) => {
  const origin = new URL(page.url()).origin;
  const [cookie] = await context.cookies(origin);
  expect(cookie).toMatchObject({ name: 'quarterdeck', httpOnly: true, sameSite: 'Strict', path: '/' });
  expect(await page.evaluate(() => document.cookie)).toBe('');
  expect(page.url()).not.toContain('token');

  const stranger = await browser.newContext();
  const other = await stranger.newPage();
  expect((await other.goto(`${origin}/`))?.status()).toBe(403);
  await stranger.close();

  const site = createServer((_request, response) =>
    response.setHeader('Content-Type', 'text/html').end('<p>other</p>'),
  );
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const attacker = await context.newPage();
  await attacker.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  const stolen = await attacker.evaluate(async (target) => {
    const read = await fetch(`${target}/host/workspaces`, { credentials: 'include' }).then(
      (answer) => answer.status,
      () => 'refused',
    );
    const blind = await fetch(`${target}/host/save`, {
      method: 'POST',
      mode: 'no-cors',
      credentials: 'include',
      body: '{"name":"a"}',
    }).then(
      (answer) => answer.type,
      () => 'refused',
    );
    const socket = await new Promise((resolve) => {
      const opened = new WebSocket(`${target.replace('http', 'ws')}/host/engine`);
      opened.onopen = () => resolve('opened');
      opened.onerror = () => resolve('refused');
    });
    const framed = document.createElement('iframe');
    framed.src = `${target}/`;
    const loaded = new Promise((resolve) => framed.addEventListener('load', resolve));
    document.body.append(framed);
    await loaded;
    return { read, blind, socket, frame: framed.contentDocument?.body?.textContent ?? 'none' };
  }, origin);
  expect(stolen).toEqual({ read: 'refused', blind: 'refused', socket: 'refused', frame: 'none' });
  await attacker.close();
  await new Promise((resolve) => site.close(resolve));
});

test('a file goes in by upload, a table comes out by download, and nothing stays behind', async ({
  page,
  app,
}) => {
  const chooser = page.waitForEvent('filechooser');
  const file = join(app.home, '销售 2024.csv');
  writeFileSync(file, salesFile);
  await expect(page.getByText('Drop a sales file here')).toBeVisible();
  await page.getByText('Drop a sales file here').click();
  await (await chooser).setFiles(file);
  await expect(page.getByText('销售 2024.csv').first()).toBeVisible();
  expect(app.complaints).toEqual([]);
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(`quarterdeck-${app.hostPid}-`));
  expect(folders).toHaveLength(1);

  const saved = await page.evaluate(async () => {
    const ask = (path: string, body: object) =>
      fetch(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    const answer = await ask('/host/save', { name: '表.csv' });
    return (await answer.json()) as { handle: string; name: string };
  });
  const [slot] = readdirSync(join(tmpdir(), folders[0]!)).filter(
    (name) => readdirSync(join(tmpdir(), folders[0]!, name)).length === 0,
  );
  writeFileSync(join(tmpdir(), folders[0]!, slot!, saved.name), 'a,b\n');
  const download = page.waitForEvent('download');
  await page.evaluate((handle) => {
    const link = document.createElement('a');
    link.href = `/host/download?handle=${handle}`;
    link.download = '';
    link.click();
  }, saved.handle);
  expect((await download).suggestedFilename()).toBe('表.csv');
  expect(await (await download).failure()).toBeNull();
});

test('a file is held until its result is left, and not longer', async ({ page }) => {
  const released: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/host/release')) released.push(request.postData() ?? '');
  });
  await createWorkspace(page, 'Held');
  await importAsDetected(page, sales);
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.locator('canvas').first()).toBeVisible();
  await page.getByRole('link', { name: 'Data' }).click();
  expect(released).toEqual([]);
  await press(page, 'Import another file');
  await expect.poll(() => released.length).toBe(1);
});
