/** `npm start [-- file]`: runs Quarterdeck in Electron where its binary is, else in a browser window of this machine. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { appWindow } from './appWindow.ts';
import { type Browser, findBrowser } from './browsers.mjs';
import { buildPrograms, buildRenderer } from './build.ts';
import { bundlePrograms } from './bundlePrograms.ts';
import { findElectron } from './electronBinary.ts';
import { inProject } from './project.ts';

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
  follow(spawn(binary, [...flags, inProject('.'), ...(file ? [file] : [])], { stdio: 'inherit' }));
}

async function startInBrowser(file: string | undefined): Promise<void> {
  const host = spawn(process.execPath, [inProject('dist/bundled/browser/main.js'), ...(file ? [file] : [])], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: inProject('dist/compiled') },
  });
  follow(host);
  const url = await addressOf(host);
  const windowless = process.argv.includes('--no-window');
  const browser = windowless ? null : findBrowser();
  if (browser) return openWindow(browser, url, host);
  const why = windowless
    ? 'No window was asked for.'
    : 'Electron is not installed here, and no Chromium, Chrome or Edge was found.';
  console.log(`${why} Open this address, once, in a browser of this machine:\n\n  ${url}\n`);
  console.log('Ctrl+C ends Quarterdeck.');
}

function openWindow(browser: Browser, url: string, host: ChildProcess): void {
  console.log(`Starting Quarterdeck in a window of ${browser.name} (${browser.path}), because Electron's`);
  console.log('program file is not installed here; `npx install-electron` fetches it. Both work the same.');
  const window = spawn(browser.path, appWindow(url, isRootOnLinux()), { stdio: 'ignore' });
  process.on('exit', () => window.kill());
  window.on('error', ({ message }) => {
    console.log(`The window did not open (${message}). Open this address instead:\n\n  ${url}\n`);
  });
  window.on('exit', (code) => {
    if (code === 0) host.disconnect();
    else console.log(`The window ended (code ${code}). Ctrl+C ends Quarterdeck; its address:\n\n  ${url}\n`);
  });
}

function addressOf(host: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  if (!host.stdout) throw new Error('The host has no output');
  createInterface(host.stdout).once('line', (line) => resolve((JSON.parse(line) as { url: string }).url));
  host.once('exit', (code) => reject(new Error(`Quarterdeck did not start (code ${code}).`)));
  return promise;
}

/** Ends as the program does, and ends the program with us. */
function follow(program: ChildProcess): void {
  program.on('exit', (code) => process.exit(code ?? 1));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => program.kill(signal));
}

/** Chromium's sandbox refuses to run as root, which happens in containers. */
function isRootOnLinux(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

await start();
