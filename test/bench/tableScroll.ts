import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../../build/browsers.mjs';
import { buildRenderer } from '../../build/build.ts';
import { inProject, runTool } from '../../build/project.ts';
import { type BrowserHost, startBrowserHost } from '../../electron/browser/startBrowserHost.ts';
import { writeSample } from '../../electron/engine/sample/writeSample.ts';
import { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';
import { type Frame, record } from './frames.ts';

/**
 * What a frame costs the page while its long tables are scrolled, a notch of a wheel (100 pixels) or two columns (200) a
 * frame, at 1920 × 1080: processor time of the page's main thread from Chromium's own trace, so that other work on the
 * machine does not count; a frame has 16.7 ms. Also the tasks of more than 50 ms while each page opens.
 * Run: `node test/bench/tableScroll.ts [table …] [book=FILE] [page=FOLDER …]`: all tables, on a book of 50,000 accounts
 * that is made first or given; several builds of the page are measured in turns.
 */

const given = process.argv.slice(2);
const frames = 120;
const still = { x: 0, y: 0 };
const down = { x: 0, y: 100 };
const across = { x: 200, y: 0 };

interface LongTable {
  name: string;
  address: string;
  /** Something in the table: what scrolls is it, or around it. */
  inside: string;
  open?(page: Page): Promise<void>;
}

/** Every account with its products, by month and in total. */
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

const gridRows = '.grid-row';
const tables: LongTable[] = [
  { name: 'accounts', address: '/accounts', inside: gridRows },
  { name: 'opportunities', address: '/opportunities', inside: `.work-grid ${gridRows}` },
  {
    name: 'white-space',
    address: '/cross-sell',
    inside: `section[aria-label="Which accounts have the most white space?"] ${gridRows}`,
  },
  { name: 'quarantine', address: '/data/quarantine', inside: '.repair-table tbody tr' },
  { name: 'duplicates', address: '/data/duplicates', inside: '.plain-table tbody tr' },
  { name: 'explore', address: '/explore/charts', inside: gridRows },
  {
    name: 'sql',
    address: '/explore/sql',
    inside: gridRows,
    open: async (page) => {
      const editor = page.getByRole('textbox', { name: 'SQL statement' });
      await editor.fill('select * from sales limit 50000');
      await page.keyboard.press('Control+Enter');
    },
  },
  {
    name: 'pivot',
    address: `/explore/pivot?pivot=${encodeURIComponent(JSON.stringify(design))}`,
    inside: '.pivot-grid .grid-row',
  },
];

/** 200 rows without a date, to be kept out. */
function wrongRows(): string {
  const row = (index: number) => {
    const date = index % 2 === 0 ? 'someday' : `2026-03-${String(1 + (index % 28)).padStart(2, '0')}`;
    return `${date},Account ${index % 30},Tea,${(index % 7) + 1},${(index % 50) + 1}.00`;
  };
  const rows = Array.from({ length: 400 }, (_, index) => row(index));
  return ['Date,Customer,Product,Quantity,Revenue', ...rows].join('\n');
}

async function makeBook(file: string, folder: string): Promise<void> {
  const workspace = createWorkspace(file, { generations: 0 });
  const context = { signal: new AbortController().signal, progress: () => undefined };
  await writeSample(workspace, { accounts: 50_000, months: 60, rows: 1_000_000 }, context);
  workspace.close();
  const wrong = join(folder, 'wrong.csv');
  writeFileSync(wrong, wrongRows());
  runTool('../electron/cli/qd.ts', ['import', file, wrong, '--as', 'sales', '--json']);
}

/** Turns up and down, or left and right, at the ends. */
async function scroll(page: Page, inside: string, by: typeof still): Promise<void> {
  await page.evaluate(
    async ([selector, count, { x, y }]) => {
      const isScrolled = (box: Element) => {
        const { overflowX, overflowY } = getComputedStyle(box);
        const room = x ? box.scrollWidth - box.clientWidth : box.scrollHeight - box.clientHeight;
        return room > 20 && /auto|scroll/.test(x ? overflowX : overflowY);
      };
      let box = document.querySelector(selector);
      while (box && !isScrolled(box)) box = box.parentElement;
      if (!box) throw new Error('nothing to scroll');
      let [way, before] = [1, -1];
      for (let frame = 0; frame < count; frame++) {
        await new Promise((done) => requestAnimationFrame(done));
        performance.mark('bench frame');
        const at = box.scrollTop + box.scrollLeft;
        if (at === before) way = -way;
        before = at;
        box.scrollBy(way * x, way * y);
      }
    },
    [inside, frames, by] as const,
  );
}

interface Shown {
  browser: Browser;
  page: Page;
  host: BrowserHost;
}

async function start(file: string, renderer: string, library: string): Promise<Shown> {
  const host = await startBrowserHost({ library, renderer, launch: file });
  const found = findBrowser();
  const browser = await chromium.launch({
    ...(found ? { executablePath: found.path } : {}),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, locale: 'en-GB' });
  await page.goto(host.url);
  await page.waitForSelector('.rail', { timeout: 300_000 });
  return { browser, page, host };
}

async function show({ page }: Shown, { address, inside, open }: LongTable): Promise<void> {
  await page.evaluate((to) => {
    location.hash = `#${to}`;
  }, address);
  await open?.(page);
  await page.waitForSelector(inside, { state: 'attached', timeout: 300_000 });
  await comeToRest(page);
}

/** Tables lay themselves out in steps. */
async function comeToRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    let changed = performance.now();
    const observer = new MutationObserver(() => {
      changed = performance.now();
    });
    observer.observe(document.body, { childList: true, subtree: true });
    while (performance.now() - changed < 2000) await new Promise((done) => setTimeout(done, 200));
    observer.disconnect();
  });
}

function say(name: string, found: Frame[]): void {
  const at = (share: number, kind: keyof Frame = 'work') =>
    found
      .map((frame) => frame[kind])
      .sort((a, b) => a - b)
      [Math.floor(share * found.length)]!.toFixed(1)
      .padStart(5);
  const parts = (['script', 'style', 'layout', 'paint'] as const)
    .map((kind) => `${kind} ${at(0.5, kind)}`)
    .join('  ');
  console.log(`${name.padEnd(34)} p50 ${at(0.5)}  p95 ${at(0.95)} ms   of the median: ${parts}`);
}

async function measure(shown: Shown, table: LongTable, name: string): Promise<void> {
  const { browser, page } = shown;
  const opening = await record(browser, page, () => show(shown, table));
  await page.evaluate((inside) => document.querySelector(inside)?.scrollIntoView(), table.inside);
  await comeToRest(page);
  const ways = [
    ['a notch down', down],
    ['two columns across', across],
  ] as const;
  for (const [way, by] of ways) {
    const scrolled = record(browser, page, () => scroll(page, table.inside, by));
    await scrolled.then(
      ({ frames: found }) => say(`${name} ${way}`, found),
      (error: Error) => console.log(`${name} ${way}: ${error.message.split('\n')[0]}`),
    );
  }
  for (const { work, name: what } of opening.long) {
    console.log(`    opening: ${work.toFixed(0)} ms in one task: ${what}`);
  }
}

async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'));
  const option = (key: string) =>
    given.filter((text) => text.startsWith(`${key}=`)).map((text) => text.slice(key.length + 1));
  const named = given.filter((text) => !text.includes('='));
  const pages = option('page');
  if (pages.length === 0) await buildRenderer();
  const [ready] = option('book');
  const file = join(folder, 'book.qdeck');
  if (ready) cpSync(ready, file);
  else await makeBook(file, folder);
  const shown: Shown[] = [];
  for (const renderer of pages.length > 0 ? pages : [inProject('dist/renderer')]) {
    const library = mkdtempSync(join(folder, 'library-'));
    const own = join(library, 'book.qdeck');
    cpSync(file, own);
    shown.push(await start(own, renderer, library));
  }
  for (const table of tables.filter(({ name }) => named.length === 0 || named.includes(name))) {
    for (const [index, each] of shown.entries()) {
      const which = pages.length > 1 ? ` ${pages[index]}` : '';
      await measure(each, table, `${table.name}${which}`).catch((error: Error) =>
        console.log(`${table.name}${which} not measured: ${error.message}`),
      );
    }
  }
  for (const { browser, host } of shown) {
    await browser.close();
    await host.close();
  }
  rmSync(folder, { recursive: true, force: true });
}

await run();
process.exit(0);
