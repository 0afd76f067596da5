import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../../build/browsers.mjs';
import { buildRenderer } from '../../build/build.ts';
import { inProject } from '../../build/project.ts';
import { writeSample } from '../../electron/engine/sample/writeSample.ts';
import { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';

const signal = new AbortController().signal;
const steps = 150;

/** Every account with its products, over ten years of months and their total. */
const design = {
  rows: [{ field: 'account' }, { field: 'product' }],
  columns: [{ field: 'month' }],
  measures: [{ measure: 'revenue', as: 'value' }],
  rowsOpen: { depth: 1, except: [] },
  columnsOpen: { depth: 0, except: [] },
  rowSort: { by: 'label', descending: false },
  columnSort: { by: 'label', descending: false },
  totals: { rows: true, columns: true, grandRow: true, grandColumn: true },
  heat: false,
  period: null,
};

interface Shown {
  page: Page;
  chrome: CDPSession;
  stop(): Promise<void>;
}

async function makeBook(home: string): Promise<string> {
  const file = join(home, 'book.qdeck');
  const workspace = createWorkspace(file, {});
  await writeSample(
    workspace,
    { accounts: 7700, months: 120, rows: 600_000 },
    { signal, progress: () => undefined },
  );
  workspace.close();
  return file;
}

/** The pivot as the browser host shows it, once its first figures are there. */
async function showPivot(): Promise<Shown> {
  await buildRenderer();
  const home = mkdtempSync(join(tmpdir(), 'qd-pivot-'));
  const file = await makeBook(home);
  const host = spawn(process.execPath, [inProject('electron/browser/main.ts'), file], {
    env: { ...process.env, QUARTERDECK_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const line = await new Promise<string>((done) => createInterface(host.stdout!).once('line', done));
  const found = findBrowser();
  const browser = await chromium.launch({
    ...(found ? { executablePath: found.path } : {}),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, locale: 'en-GB' });
  await page.goto((JSON.parse(line) as { url: string }).url);
  await page.waitForSelector('.rail', { timeout: 120_000 });
  await page.evaluate((pivot) => {
    location.hash = `#/explore/pivot?pivot=${encodeURIComponent(pivot)}`;
  }, JSON.stringify(design));
  await page.waitForFunction(
    () => Number(document.querySelector('.pivot-grid')?.getAttribute('aria-rowcount')) > 10_000,
    null,
    { timeout: 300_000 },
  );
  const chrome = await page.context().newCDPSession(page);
  await chrome.send('Performance.enable', { timeDomain: 'threadTicks' });
  const stop = async () => {
    await browser.close();
    host.disconnect();
    await new Promise((done) => host.once('exit', done));
    rmSync(home, { recursive: true, force: true });
  };
  return { page, chrome, stop };
}

/** Processor time of the page's main thread so far: script, style, layout and painting, in milliseconds. */
async function threadTime(chrome: CDPSession): Promise<number> {
  const { metrics } = await chrome.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
}

/** Scrolls one step and waits until what it brings into sight has been drawn. */
async function scrollBy(page: Page, x: number, y: number): Promise<void> {
  await page.evaluate(
    async ([left, top]) => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      document.querySelector('.pivot-grid')?.scrollBy(left, top);
      for (let wait = 0; wait < 3; wait++) await frame();
    },
    [x, y] as const,
  );
}

async function scrolling({ page, chrome }: Shown, x: number, y: number): Promise<number[]> {
  const times: number[] = [];
  for (let step = 0; step < steps; step++) {
    const before = await threadTime(chrome);
    const way = Math.floor(step / 25) % 2 === 0 ? 1 : -1;
    await scrollBy(page, x === 0 ? 0 : way * x, y);
    times.push((await threadTime(chrome)) - before);
  }
  return times.sort((a, b) => a - b);
}

/**
 * What a step of scrolling through some 100,000 rows × 121 columns costs the page's main thread, in processor time: a
 * notch of a wheel down, half a screen down, and two columns across. A frame has 16.7 ms.
 */
export async function measureScrolling(): Promise<void> {
  const shown = await showPivot();
  const grid = shown.page.locator('.pivot-grid');
  const size = [await grid.getAttribute('aria-rowcount'), await grid.getAttribute('aria-colcount')];
  const cells = await shown.page.locator('.pivot-cell').count();
  console.log(`\n── scrolling in the browser: ${size.join(' × ')}, ${cells} cells drawn at 1920 × 1080 ──`);
  const still = await scrolling(shown, 0, 0);
  for (const [name, x, y] of [
    ['nothing: what measuring costs', 0, 0],
    ['a notch down, 100 px', 0, 100],
    ['half a screen down', 0, 400],
    ['two columns across', 200, 0],
    ['both ways', 200, 100],
  ] as const) {
    const times = x === 0 && y === 0 ? still : await scrolling(shown, x, y);
    const at = (share: number) => times[Math.floor(share * times.length)]!.toFixed(1).padStart(6);
    console.log(`${name.padEnd(32)} p50 ${at(0.5)} ms   p95 ${at(0.95)} ms`);
  }
  await shown.stop();
}
