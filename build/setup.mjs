/**
 * Runs before `npm start` and `npm test`, on whatever Node the machine has: installs what package-lock.json names where
 * it is missing, and with --browser finds or installs a Chromium for the end-to-end tests. Needs no network when
 * everything is there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './browsers.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));
const minimumNode = 20;

function main() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < minimumNode)
    stop(`Quarterdeck needs Node ${minimumNode} or later to set itself up; this is ${process.version}.`);
  if (!installed()) install();
  if (process.argv.includes('--browser')) provideBrowser();
}

/** Compares what is installed with the lockfile package by package, so that a fresh checkout date means nothing. */
function installed() {
  const wanted = packages('package-lock.json');
  const present = packages('node_modules/.package-lock.json');
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || present[path]?.version === entry.version,
  );
}

function packages(path) {
  try {
    return JSON.parse(readFileSync(join(project, path), 'utf8')).packages;
  } catch {
    return null;
  }
}

/**
 * Without the install scripts of packages: what is needed of them comes ready-made, and one would ask for Python and a
 * compiler only to find that out. Only the script that brings the Node of this project is run.
 */
function install() {
  console.log('Installing what package-lock.json names; this takes a few minutes …');
  if (npm('ci', '--ignore-scripts') && npm('rebuild', 'node')) return;
  stop(
    'The packages could not be installed. A connection to the npm registry is needed this first time; try again with one.',
  );
}

function npm(...args) {
  const script = process.env.npm_execpath;
  const quiet = [...args, '--loglevel=error'];
  const done = script?.endsWith('.js')
    ? spawnSync(process.execPath, [script, ...quiet], { cwd: project, stdio: 'inherit' })
    : spawnSync('npm', quiet, { cwd: project, stdio: 'inherit', shell: process.platform === 'win32' });
  return done.status === 0;
}

function provideBrowser() {
  const found = findBrowser();
  if (found) return;
  console.log('No Chromium, Chrome or Edge was found; installing one for the end-to-end tests …');
  const root = process.getuid?.() === 0;
  if (root && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update', '-qq']);
    if (run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']) && findBrowser())
      return;
  }
  const playwright = join(project, 'node_modules/@playwright/test/cli.js');
  if (run(process.execPath, [playwright, 'install', 'chromium']) && findBrowser()) return;
  console.error(
    'No browser could be installed, so the end-to-end tests will fail. Install Chromium, Chrome or Edge, or name one in QUARTERDECK_BROWSER.',
  );
}

function run(command, args) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: environment }).status === 0;
}

function stop(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

main();
