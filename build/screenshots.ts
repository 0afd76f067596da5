/** `node build/screenshots.ts`: takes the pictures of docs/screenshots anew, from the sample book in the browser host. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from '@playwright/test';
import { findBrowser } from './browsers.mjs';
import { inProject } from './project.ts';

interface Picture {
  page: string;
  locale: 'en' | 'zh-CN';
  theme: 'light' | 'dark';
}

const pages = [
  'overview',
  'retention',
  'upsell',
  'cross-sell',
  'opportunities',
  'accounts',
  'explore',
  'explore/pivot',
  'explore/sql',
  'data/import',
  'data/quality',
];
const pictures: Picture[] = [
  ...pages.map((page): Picture => ({ page, locale: 'en', theme: 'light' })),
  ...['overview', 'retention', 'cross-sell', 'opportunities', 'explore', 'explore/pivot', 'data/quality'].map(
    (page): Picture => ({ page, locale: 'zh-CN', theme: 'dark' }),
  ),
];

const folder = inProject('docs/screenshots');

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = findBrowser();
  const chrome = await chromium.launch({
    ...(browser ? { executablePath: browser.path } : {}),
    args: ['--no-sandbox'],
  });
  for (const look of [
    ['en', 'light'],
    ['zh-CN', 'dark'],
  ] as const) {
    const home = mkdtempSync(join(tmpdir(), 'quarterdeck-pictures-'));
    const host = spawn(process.execPath, [inProject('electron/browser/main.ts')], {
      env: { ...process.env, QUARTERDECK_HOME: home },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const url = await new Promise<string>((resolve) => {
      createInterface(host.stdout!).once('line', (line) =>
        resolve((JSON.parse(line) as { url: string }).url),
      );
    });
    const [locale, theme] = look;
    const viewport = { width: 1440, height: 900 };
    const page = await chrome.newPage({ viewport, locale, colorScheme: theme });
    await page.goto(url);
    await page.getByRole('button', { name: /sample book|示例/ }).click();
    await page.locator('.tile-value').first().waitFor({ timeout: 120_000 });
    for (const picture of pictures) {
      if (picture.locale === locale && picture.theme === theme) await take(page, picture);
    }
    await page.close();
    host.disconnect();
    rmSync(home, { recursive: true, force: true });
  }
  await chrome.close();
}

async function take(page: Page, picture: Picture): Promise<void> {
  await page.evaluate(`location.hash = '#/${picture.page}'`);
  await page.waitForTimeout(3000);
  const waiting = page.locator('.progress-line, .ant-skeleton');
  for (let turn = 0; turn < 120 && (await waiting.count()) > 0; turn++) await page.waitForTimeout(1000);
  await page.waitForTimeout(2000);
  const name = `${picture.page.replace('/', '-')}-${picture.locale}-${picture.theme}.png`;
  await page.screenshot({ path: join(folder, name) });
}

await main();
