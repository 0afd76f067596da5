import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from '@playwright/test';
import { findBrowser } from '../../build/browsers.mjs';
import { buildRenderer } from '../../build/build.ts';
import { bundlePrograms } from '../../build/bundlePrograms.ts';
import { inProject, runTool } from '../../build/project.ts';

/**
 * From `npm start` to the sample book, once everything is built: seconds until the program has an address, the browser a
 * window, the page its Overview, its first figures, and every chart. The window's profile is kept from run to run, as it
 * is for a user. Run: `node test/bench/start.ts [runs]`.
 */

const runs = Number(process.argv[2] ?? 5);

const stages = ['address', 'window', 'Overview', 'first figures', 'every chart'] as const;

async function main(): Promise<void> {
  if (!((await buildRenderer()) && (await bundlePrograms()))) throw new Error('Nothing could be built');
  const home = mkdtempSync(join(tmpdir(), 'qd-bench-start-'));
  try {
    const book = join(home, 'Sample book.qdeck');
    runTool('../electron/cli/qd.ts', ['sample', book, '--json']);
    const all: number[][] = [];
    await startOnce(home, book);
    for (let run = 0; run < runs; run += 1) all.push(await startOnce(home, book));
    console.log(`seconds since npm start, medians of ${runs} (fastest – slowest)`);
    for (const [at, stage] of stages.entries()) {
      const seconds = all.map((times) => times[at]!).sort((a, b) => a - b);
      const [fastest, slowest] = [seconds[0]!, seconds.at(-1)!];
      const middle = seconds[Math.floor(seconds.length / 2)]!;
      console.log(`${stage.padEnd(14)} ${middle.toFixed(2)} (${fastest.toFixed(2)} – ${slowest.toFixed(2)})`);
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function startOnce(home: string, book: string): Promise<number[]> {
  const started = performance.now();
  const passed = () => (performance.now() - started) / 1000;
  const program = spawn('npm', ['start', '--', '--no-window', book], {
    cwd: inProject('.'),
    env: { ...process.env, QUARTERDECK_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    const url = await addressOf(program);
    const times = [passed()];
    const browser = findBrowser();
    const window = await chromium.launchPersistentContext(join(home, '.browser'), {
      ...(browser ? { executablePath: browser.path } : {}),
      args: ['--no-sandbox', '--disable-gpu'],
      viewport: { width: 1440, height: 900 },
    });
    const page = window.pages()[0] ?? (await window.newPage());
    times.push(passed());
    for (const seen of [overview, figures, charts]) {
      await (seen === overview ? overview(page, url) : seen(page));
      times.push(passed());
    }
    await window.close();
    return times;
  } finally {
    await ended(program);
  }
}

async function overview(page: Page, url?: string): Promise<void> {
  if (url) await page.goto(url, { waitUntil: 'commit' });
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
}

function figures(page: Page): Promise<void> {
  return page.locator('.tile-value').first().waitFor();
}

async function charts(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelectorAll('.page canvas').length > 0 &&
      !document.querySelector('.page .ant-skeleton, .page .progress-line'),
  );
}

function addressOf(program: ChildProcess): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  createInterface(program.stdout!).on('line', (line) => {
    const found = /http:\/\/\S+/.exec(line);
    if (found) resolve(found[0]);
  });
  return promise;
}

/** With all that it has started: npm does not pass every signal on. */
async function ended(program: ChildProcess): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  program.once('exit', () => resolve());
  process.kill(-program.pid!, 'SIGTERM');
  await promise;
}

await main();
