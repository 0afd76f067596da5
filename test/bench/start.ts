import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { type Browser, chromium, type Page } from '@playwright/test';
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

/** The window is the one that the program opens, without a screen, looked at from outside. */
async function startOnce(home: string, book: string): Promise<number[]> {
  const started = performance.now();
  const passed = () => (performance.now() - started) / 1000;
  const lookout = join(home, '.browser', 'DevToolsActivePort');
  rmSync(lookout, { force: true });
  const program = spawn('npm', ['start', '--', book], {
    cwd: inProject('.'),
    env: { ...process.env, QUARTERDECK_HOME: home, QUARTERDECK_BROWSER: windowWithoutScreen(home) },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    await announced(program);
    const times = [passed()];
    const window = await chromium.connectOverCDP(await addressOf(lookout));
    const page = await pageOf(window);
    times.push(passed());
    for (const seen of [overview, figures, charts]) {
      await seen(page);
      times.push(passed());
    }
    await page.close();
    return times;
  } finally {
    await ended(program);
  }
}

/** A program for the launcher to start in place of the browser: that browser with a port to look in by. */
function windowWithoutScreen(home: string): string {
  const script = join(home, 'browser.sh');
  const path = findBrowser()?.path ?? chromium.executablePath();
  writeFileSync(
    script,
    `#!/bin/sh\nexec "${path}" --headless --disable-gpu --remote-debugging-port=0 "$@"\n`,
    {
      mode: 0o755,
    },
  );
  return script;
}

async function addressOf(lookout: string): Promise<string> {
  for (;;) {
    const [port, path] = existsSync(lookout) ? readFileSync(lookout, 'utf8').split('\n') : [];
    if (port && path) return `ws://127.0.0.1:${port}${path}`;
    await setTimeout(5);
  }
}

async function pageOf(window: Browser): Promise<Page> {
  for (;;) {
    const page = window.contexts()[0]?.pages()[0];
    if (page) return page;
    await setTimeout(5);
  }
}

function overview(page: Page): Promise<void> {
  return page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
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

/** The launcher says what it opens once there is an address. */
function announced(program: ChildProcess): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  createInterface(program.stdout!).on('line', (line) => {
    if (line.startsWith('Starting Quarterdeck')) resolve();
  });
  return promise;
}

/** With all that it has started, and all of that gone: npm does not pass every signal on. */
async function ended(program: ChildProcess): Promise<void> {
  process.kill(-program.pid!, 'SIGTERM');
  while (isAnyLeft(program.pid!)) await setTimeout(20);
}

function isAnyLeft(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}

await main();
