/** Runs Quarterdeck in Electron where its binary is, else in a browser window of this machine. */
import { type ChildProcess, spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { appWindow } from './appWindow.ts';
import { claimProfile } from './browserProfile.ts';
import { type Browser, findBrowser } from './browsers.mjs';
import { buildPrograms, buildRenderer } from './build.ts';
import { bundlePrograms } from './bundlePrograms.ts';
import { findElectron } from './electronBinary.ts';
import { inProject } from './project.ts';

/** What is used here of electron/browser/main.ts, which is loaded as it was bundled. */
interface BrowserProgram {
  serveBrowser(launch: string | undefined): Promise<{ url: string; close(): Promise<void> }>;
}

async function start(): Promise<void> {
  const file = process.argv.slice(2).find((argument) => !argument.startsWith('-'));
  const electron = findElectron();
  const built = (await buildRenderer()) && (await (electron ? buildPrograms() : bundlePrograms()));
  if (!built) {
    console.error('Quarterdeck could not be built; what is wrong is said above.');
    process.exit(1);
  }
  if (electron) startElectron(electron.path, electron.why, file);
  else await startInBrowser(file);
}

function startElectron(binary: string, why: string, file: string | undefined): void {
  console.log(`Starting Quarterdeck in Electron (${why}).`);
  const flags = isRootOnLinux() ? ['--no-sandbox'] : [];
  const program = spawn(binary, [...flags, inProject('.'), ...(file ? [file] : [])], { stdio: 'inherit' });
  program.on('exit', (code) => process.exit(code ?? 1));
  onSignal(() => program.kill());
}

/** The host is this process: the window starts as soon as there is an address, and asks while the engine starts. */
async function startInBrowser(file: string | undefined): Promise<void> {
  process.env.NODE_COMPILE_CACHE ??= inProject('dist/compiled');
  const program = pathToFileURL(inProject('dist/bundled/browser/main.js')).href;
  const { serveBrowser } = (await import(program)) as BrowserProgram;
  const host = await serveBrowser(file);
  let ending = false;
  function end(): void {
    if (!ending) void host.close().finally(() => process.exit(0));
    ending = true;
  }
  onSignal(end);
  const windowless = process.argv.includes('--no-window');
  const browser = windowless ? null : findBrowser();
  if (browser) return openWindow(browser, host.url, end);
  const why = windowless
    ? 'No window was asked for.'
    : 'Electron is not installed here, and no Chromium, Chrome or Edge was found.';
  console.log(`${why} Open this address, once, in a browser of this machine:\n\n  ${host.url}\n`);
  console.log('Ctrl+C ends Quarterdeck.');
}

async function openWindow(browser: Browser, url: string, end: () => void): Promise<void> {
  const flags = appWindow(url, await claimProfile(), isRootOnLinux());
  const window: ChildProcess = spawn(browser.path, flags, { stdio: 'ignore' });
  console.log(`Starting Quarterdeck in a window of ${browser.name} (${browser.path}), because Electron's`);
  console.log('program file is not installed here; `npx install-electron` fetches it. Both work the same.');
  process.on('exit', () => window.kill());
  window.on('error', ({ message }) => {
    console.log(`The window did not open (${message}). Open this address instead:\n\n  ${url}\n`);
  });
  window.on('exit', (code) => {
    if (code === 0) end();
    else console.log(`The window ended (code ${code}). Ctrl+C ends Quarterdeck; its address:\n\n  ${url}\n`);
  });
}

function onSignal(end: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
}

/** Chromium's sandbox refuses to run as root, which happens in containers. */
function isRootOnLinux(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

await start();
