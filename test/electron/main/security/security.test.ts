import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IpcMainInvokeEvent, Session, WebContents } from 'electron';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isOwnAddress } from '../../../../electron/main/security/appOrigin.ts';
import { registerAppScheme, serveApp } from '../../../../electron/main/security/appProtocol.ts';
import { denyNavigation } from '../../../../electron/main/security/denyNavigation.ts';
import { denyNetwork } from '../../../../electron/main/security/denyNetwork.ts';
import { denyNewWindows } from '../../../../electron/main/security/denyNewWindows.ts';
import { denyPermissions } from '../../../../electron/main/security/denyPermissions.ts';
import { denyWebviews } from '../../../../electron/main/security/denyWebviews.ts';
import { isTrustedSender } from '../../../../electron/main/security/trustedSender.ts';
import { webPreferences } from '../../../../electron/main/security/webPreferences.ts';
import { protocol, StubContents, StubSession } from '../../stub.ts';

const elsewhere = [
  'https://evil.test/',
  'http://127.0.0.1/',
  'file:///etc/passwd',
  'app://quarterdeck.evil.test/',
  'app://evil/quarterdeck',
  'app://user@quarterdeck/',
  'app://quarterdeck:1234/',
  'https://quarterdeck/',
  'javascript:alert(1)',
  'about:blank',
  'not an address',
  '',
];

describe('addresses', () => {
  test.each(['app://quarterdeck/', 'app://quarterdeck/retention?a=1#b'])('%s is ours', (address) => {
    expect(isOwnAddress(address)).toBe(true);
  });
  test.each(elsewhere)('%s is not', (address) => {
    expect(isOwnAddress(address)).toBe(false);
  });
});

test('1: nothing remote is loaded', () => {
  const session = new StubSession();
  denyNetwork(session as unknown as Session);
  const cancelled = (url: string) => {
    let verdict = { cancel: false };
    session.beforeRequest?.({ url }, (given) => {
      verdict = given;
    });
    return verdict.cancel;
  };
  const remote = [
    'https://example.com/',
    'ws://127.0.0.1:80/',
    'file:///etc/passwd',
    'ftp://a/',
    'blob:https://a/b',
  ];
  expect(remote.map(cancelled)).toEqual(remote.map(() => true));
  const local = ['app://quarterdeck/assets/a.js', 'data:image/png;base64,', 'blob:app://quarterdeck/1-2'];
  expect(local.map(cancelled)).toEqual(local.map(() => false));
});

test('2, 3, 4, 6, 8, 9, 10, 11: what a page gets', () => {
  const preferences = webPreferences('/preload.cjs');
  expect(preferences).toEqual({
    preload: '/preload.cjs',
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  });
});

test('5: no permission but to write what was copied', () => {
  const session = new StubSession();
  denyPermissions(session as unknown as Session);
  const asked = [
    'media',
    'geolocation',
    'notifications',
    'openExternal',
    'clipboard-read',
    'fullscreen',
    'hid',
  ];
  for (const permission of [...asked, 'clipboard-sanitized-write']) {
    const expected = permission === 'clipboard-sanitized-write';
    let granted: boolean | null = null;
    session.permissionRequest?.(null, permission, (given) => {
      granted = given;
    });
    expect([permission, granted]).toEqual([permission, expected]);
    expect(session.permissionCheck?.(null, permission)).toBe(expected);
  }
  expect(session.devicePermission?.()).toBe(false);
});

test('12: a webview is vetoed', () => {
  const contents = new StubContents();
  denyWebviews(contents as unknown as WebContents);
  expect(prevented(contents, 'will-attach-webview', {})).toBe(true);
});

test.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('13: %s leads nowhere else', (event) => {
  const contents = new StubContents();
  denyNavigation(contents as unknown as WebContents);
  for (const url of elsewhere) expect([url, prevented(contents, event, { url })]).toEqual([url, true]);
  expect(prevented(contents, event, { url: 'app://quarterdeck/' })).toBe(false);
});

test('14: no window is opened', () => {
  const contents = new StubContents();
  denyNewWindows(contents as unknown as WebContents);
  for (const url of [...elsewhere, 'app://quarterdeck/']) {
    expect(contents.windowOpenHandler?.({ url })).toEqual({ action: 'deny' });
  }
});

test('15, 16, 20: no address is handed to another program, Electron is pinned, no raw Electron reaches the page', () => {
  const sources = globSync('electron/{main,preload}/**/*.ts').map((file) => readFileSync(file, 'utf8'));
  expect(sources.length).toBeGreaterThan(10);
  expect(sources.filter((text) => text.includes('openExternal'))).toEqual([]);
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
  expect(sources.filter((text) => /exposeInMainWorld\([^)]*ipcRenderer/.test(text))).toEqual([]);
});

describe('17: a message is heard', () => {
  const own = new StubContents();
  const from = (sender: object, frame: object | null) =>
    isTrustedSender(
      { sender, senderFrame: frame } as unknown as IpcMainInvokeEvent,
      own as unknown as WebContents,
    );
  const page = { parent: null, url: 'app://quarterdeck/' };
  test('from the top frame of our own window', () => {
    expect(from(own, page)).toBe(true);
  });
  test('and from nobody else', () => {
    expect(from(new StubContents(), page)).toBe(false);
    expect(from(own, { ...page, parent: page })).toBe(false);
    expect(from(own, null)).toBe(false);
    for (const url of elsewhere) expect([url, from(own, { ...page, url })]).toEqual([url, false]);
    const event = { sender: own, senderFrame: page } as unknown as IpcMainInvokeEvent;
    expect(isTrustedSender(event, null)).toBe(false);
  });
});

describe('7, 18: the page comes by its own scheme', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scheme-test-'));
  beforeAll(() => {
    mkdirSync(join(folder, 'renderer'));
    writeFileSync(join(folder, 'renderer/index.html'), '<meta nonce="__CSP_NONCE__">');
    writeFileSync(join(folder, 'secret.js'), 'secret');
    registerAppScheme();
    serveApp(protocol as unknown as Parameters<typeof serveApp>[0], join(folder, 'renderer'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const ask = (url: string, method = 'GET') =>
    protocol.handlers.get('app')?.({ url, method } as Request) ?? Promise.reject(new Error('no handler'));

  test('which is secure, standard and bypasses no policy', () => {
    expect(protocol.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ]);
  });

  test('with its policy as a header and a nonce of its own', async () => {
    const answer = await ask('app://quarterdeck/');
    const policy = answer.headers.get('content-security-policy') ?? '';
    const nonce = /nonce-([^']+)/.exec(policy)?.[1];
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(await answer.text()).toBe(`<meta nonce="${nonce}">`);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('and nothing outside its folder, from another host or by another method', async () => {
    const wrong = [
      'app://quarterdeck/../secret.js',
      'app://quarterdeck/%2e%2e%2fsecret.js',
      'app://other/',
      'app://quarterdeck/x.js',
    ];
    for (const url of wrong) expect([url, (await ask(url)).status]).toEqual([url, 404]);
    expect((await ask('app://quarterdeck/', 'POST')).status).toBe(404);
  });
});

function prevented(contents: StubContents, name: string, event: object): boolean {
  let stopped = false;
  contents.emit(name, {
    ...event,
    preventDefault: () => {
      stopped = true;
    },
  });
  return stopped;
}
