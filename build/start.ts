/** `npm start [-- file]`: runs Quarterdeck in Electron where its binary is, else in a browser window of this machine. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { appWindow } from './appWindow.ts';
import { findBrowser } from './browsers.mjs';
import { buildPrograms, buildRenderer } from './build.ts';
import { findElectron } from './electronBinary.ts';
import { inProject } from './project.ts';

async function start(): Promise<void> {
  const file = process.argv.slice(2).find((argument) => !argument.startsWith('-'));
  const electron = findElectron();
  if (electron) return startElectron(electron.path, electron.why, file);
  await buildRenderer();
  await startInBrowser(file);
}

async function startElectron(binary: string, why: string, file: string | undefined): Promise<void> {
  await buildRenderer();
  await buildPrograms();
  console.log(`Starting Quarterdeck in Electron (${why}).`);
  const flags = isRootOnLinux() ? ['--no-sandbox'] : [];
  const args = [...flags, inProject('.'), ...(file ? [file] : [])];
  const shell = spawn(binary, args, { stdio: 'inherit' });
  follow(shell);
}

async function startInBrowser(file: string | undefined): Promise<void> {
  const host = spawn(process.execPath, [inProject('electron/browser/main.ts'), ...(file ? [file] : [])], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: inProject('dist/compiled') },
  });
  const url = await addressOf(host);
  const browser = process.argv.includes('--no-window') ? null : findBrowser();
  if (!browser) {
    console.log('Electron is not installed here, and no Chromium, Chrome or Edge was found.');
    console.log(`Open this address, once, in a browser of this machine:\n\n  ${url}\n`);
    console.log('Ctrl+C ends Quarterdeck.');
    return follow(host);
  }
  console.log(
    `Starting Quarterdeck in a window of ${browser.name} (${browser.path}), because Electron's program`,
  );
  console.log(
    'file is not installed here; `npx install-electron` fetches it. Nothing leaves this machine either way.',
  );
  const window = spawn(browser.path, appWindow(url, isRootOnLinux()), {
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  window.on('error', (error) => {
    console.log(`The window did not open (${error.message}). Open this address instead:\n\n  ${url}\n`);
  });
  window.on('exit', (code) => {
    if (code === 0) host.disconnect();
    else
      console.log(`The window ended (code ${code}). Quarterdeck still runs; Ctrl+C ends it.\n\n  ${url}\n`);
  });
  follow(host);
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
