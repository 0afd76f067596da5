/** Finds a Chromium-based browser. Plain JavaScript without dependencies: set-up runs it before anything is installed. */
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** @typedef {{ name: string, path: string }} Browser */

const commands = [
  ['Chromium', 'chromium'],
  ['Chromium', 'chromium-browser'],
  ['Google Chrome', 'google-chrome'],
  ['Google Chrome', 'google-chrome-stable'],
  ['Microsoft Edge', 'microsoft-edge'],
  ['Microsoft Edge', 'microsoft-edge-stable'],
  ['Brave', 'brave-browser'],
];

const macApplications = ['Google Chrome', 'Microsoft Edge', 'Chromium', 'Brave Browser'];

const windowsPrograms = [
  ['Microsoft Edge', 'Microsoft\\Edge\\Application\\msedge.exe'],
  ['Google Chrome', 'Google\\Chrome\\Application\\chrome.exe'],
  ['Chromium', 'Chromium\\Application\\chrome.exe'],
];

/**
 * The browser named by QUARTERDECK_BROWSER, else an installed one, else Playwright's; null where there is none.
 * @returns {Browser | null}
 */
export function findBrowser(environment = process.env, platform = process.platform) {
  const named = environment.QUARTERDECK_BROWSER;
  if (named) return { name: 'QUARTERDECK_BROWSER', path: named };
  return candidates(environment, platform).find(({ path }) => isExecutable(path)) ?? null;
}

/** @returns {Browser[]} */
function candidates(environment, platform) {
  if (platform === 'darwin') return [...onMac(), ...ofPlaywright(environment, platform)];
  if (platform === 'win32') return [...onWindows(environment), ...ofPlaywright(environment, platform)];
  return [...onLinux(environment), ...ofPlaywright(environment, platform)];
}

function onLinux(environment) {
  const folders = (environment.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder && !folder.includes('node_modules'));
  return commands.flatMap(([name, command]) =>
    folders.map((folder) => ({ name, path: join(folder, command) })),
  );
}

function onMac() {
  const folders = ['/Applications', join(homedir(), 'Applications')];
  return macApplications.flatMap((name) =>
    folders.map((folder) => ({ name, path: `${folder}/${name}.app/Contents/MacOS/${name}` })),
  );
}

function onWindows(environment) {
  const folders = [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA];
  return windowsPrograms.flatMap(([name, program]) =>
    folders.filter(Boolean).map((folder) => ({ name, path: `${folder}\\${program}` })),
  );
}

function ofPlaywright(environment, platform) {
  const folder = environment.PLAYWRIGHT_BROWSERS_PATH ?? defaultPlaywrightFolder(environment, platform);
  if (!existsSync(folder)) return [];
  const versions = readdirSync(folder)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort()
    .reverse();
  const programs = {
    darwin: [
      'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
      'chrome-mac-arm64/Chromium.app/Contents/MacOS/Chromium',
    ],
    win32: ['chrome-win/chrome.exe', 'chrome-win64/chrome.exe'],
  }[platform] ?? ['chrome-linux/chrome', 'chrome-linux64/chrome'];
  return versions.flatMap((version) =>
    programs.map((program) => ({ name: "Playwright's Chromium", path: join(folder, version, program) })),
  );
}

function defaultPlaywrightFolder(environment, platform) {
  if (platform === 'darwin') return join(homedir(), 'Library/Caches/ms-playwright');
  if (platform === 'win32') return join(environment.LOCALAPPDATA ?? homedir(), 'ms-playwright');
  return join(environment.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ms-playwright');
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
