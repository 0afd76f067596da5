import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { _electron, test as base, type Page } from '@playwright/test';
import { findElectron } from '../../build/electronBinary.ts';
import { inProject } from '../../build/project.ts';

export interface RunningApp {
  kind: 'browser' | 'electron';
  /** Folder of workspaces of this run, empty at the start. */
  home: string;
  /** Process number of the host; its child is the engine. */
  hostPid: number;
  /** What the page and the browser complained about: errors, refused content, failed requests. */
  complaints: string[];
}

export interface AppFixtures {
  /** A file to start with, or null; `test.use({ launch: path })`. */
  launch: string | null;
  app: RunningApp;
  /** The window of a freshly started Quarterdeck. */
  page: Page;
}

/** Quarterdeck, started anew for every test with an empty home: in Electron where its binary is, else in the browser. */
export const test = base.extend<AppFixtures>({
  launch: [null, { option: true }],
  app: async ({ context, launch }, use) => {
    const home = mkdtempSync(join(tmpdir(), 'qd-e2e-'));
    const electron = findElectron();
    const app = electron ? startElectron(electron.path, home, launch) : startBrowser(home, launch);
    const started = await app;
    const complaints: string[] = [];
    const run: RunningApp = { kind: started.kind, home, hostPid: started.pid, complaints };
    pages.set(run, () => started.open(context.newPage.bind(context), complaints));
    await use(run);
    await started.stop();
    rmSync(home, { recursive: true, force: true });
  },
  page: async ({ app }, use) => {
    const open = pages.get(app);
    if (!open) throw new Error('Quarterdeck was not started');
    await use(await open());
  },
});

export { expect } from '@playwright/test';

const pages = new WeakMap<RunningApp, () => Promise<Page>>();

interface Started {
  kind: RunningApp['kind'];
  pid: number;
  open(newPage: () => Promise<Page>, complaints: string[]): Promise<Page>;
  stop(): Promise<void>;
}

async function startBrowser(home: string, launch: string | null): Promise<Started> {
  const host = spawn(
    process.execPath,
    [inProject('dist/bundled/browser/main.js'), ...(launch ? [launch] : [])],
    {
      env: { ...process.env, QUARTERDECK_HOME: home, NODE_COMPILE_CACHE: inProject('dist/compiled') },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
  const url = await addressOf(host);
  return {
    kind: 'browser',
    pid: host.pid ?? 0,
    open: async (newPage, complaints) => {
      const page = await newPage();
      listen(page, complaints);
      await page.goto(url);
      return page;
    },
    stop: () => ended(host),
  };
}

async function startElectron(executablePath: string, home: string, launch: string | null): Promise<Started> {
  const flags = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const electron = await _electron.launch({
    executablePath,
    args: [
      ...flags,
      inProject('.'),
      `--user-data-dir=${join(home, '.electron')}`,
      ...(launch ? [launch] : []),
    ],
    env: { ...(process.env as Record<string, string>), QUARTERDECK_HOME: home },
  });
  return {
    kind: 'electron',
    pid: electron.process().pid ?? 0,
    open: async (_newPage, complaints) => {
      const page = await electron.firstWindow();
      listen(page, complaints);
      return page;
    },
    stop: () => electron.close(),
  };
}

function listen(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // What a reload breaks off has not failed.
    if (reason !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${reason}`);
  });
}

function addressOf(host: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  if (!host.stdout) throw new Error('The host has no output');
  createInterface(host.stdout).once('line', (line) => resolve((JSON.parse(line) as { url: string }).url));
  host.once('exit', (code) => reject(new Error(`The host did not start (code ${code})`)));
  return promise;
}

function ended(host: ChildProcess): Promise<void> {
  if (host.exitCode !== null || host.signalCode !== null) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  host.once('exit', () => resolve());
  host.disconnect();
  return promise;
}
