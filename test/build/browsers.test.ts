import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appWindow } from '../../build/appWindow.ts';
import { claimProfile } from '../../build/browserProfile.ts';
import { findBrowser } from '../../build/browsers.mjs';

const folder = mkdtempSync(join(tmpdir(), 'browsers-test-'));
const playwright = join(folder, 'playwright');
const first = join(folder, 'first');
const second = join(folder, 'second');

function program(path: string): string {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, 0o755);
  return path;
}

beforeAll(() => {
  program(join(second, 'google-chrome'));
  program(join(playwright, 'chromium-1000/chrome-linux/chrome'));
  program(join(playwright, 'chromium-1200/chrome-linux/chrome'));
  mkdirSync(first);
  writeFileSync(join(first, 'chromium'), 'not a program');
  chmodSync(join(first, 'chromium'), 0o644);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const environment = { PATH: [first, second].join(delimiter), PLAYWRIGHT_BROWSERS_PATH: playwright };

test('an installed browser is found on the path', () => {
  expect(findBrowser(environment, 'linux')).toEqual({
    name: 'Google Chrome',
    path: join(second, 'google-chrome'),
  });
});

test("without one, Playwright's newest is taken", () => {
  expect(findBrowser({ ...environment, PATH: first }, 'linux')).toEqual({
    name: "Playwright's Chromium",
    path: join(playwright, 'chromium-1200/chrome-linux/chrome'),
  });
});

test('without any there is none, and one that is named is believed', () => {
  const none = { PATH: first, PLAYWRIGHT_BROWSERS_PATH: join(folder, 'none') };
  expect(findBrowser(none, 'linux')).toBeNull();
  expect(findBrowser({ ...none, QUARTERDECK_BROWSER: '/opt/b' }, 'linux')?.path).toBe('/opt/b');
});

test('the window has the profile it is given, and gives up its sandbox only where it must', () => {
  const flags = appWindow('http://127.0.0.1:1/start?token=a', '/profile', false);
  expect(flags).toContain('--app=http://127.0.0.1:1/start?token=a');
  expect(flags).toContain('--user-data-dir=/profile');
  expect(flags).not.toContain('--no-sandbox');
  expect(appWindow('', '/profile', true)).toContain('--no-sandbox');
});

test('a profile that another running program has is left to it; one that was left behind is taken again', async () => {
  const home = mkdtempSync(join(folder, 'home-'));
  process.env.QUARTERDECK_HOME = home;
  const [first, second, third] = ['.browser', '.browser-2', '.browser-3'].map((name) => join(home, name));
  expect(await claimProfile()).toBe(first);
  expect(readFileSync(join(first!, 'quarterdeck.pid'), 'utf8')).toBe(`${process.pid}`);
  const { pid: ended } = spawnSync(process.execPath, ['--version']);
  writeFileSync(join(first!, 'quarterdeck.pid'), `${ended}`);
  expect(await claimProfile()).toBe(first);
  writeFileSync(join(first!, 'quarterdeck.pid'), `${process.ppid}`);
  expect(await claimProfile()).toBe(second);
  symlinkSync(`some-host-${process.ppid}`, join(second!, 'SingletonLock'));
  expect(await claimProfile()).toBe(third);
});
