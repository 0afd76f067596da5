import { beforeAll, expect, test, vi } from 'vitest';
import { contextBridge, ipcRenderer } from '../stub.ts';

const posted: unknown[][] = [];
let bridge: Record<string, (...given: unknown[]) => unknown>;

beforeAll(async () => {
  const postMessage = (...given: unknown[]) => posted.push(given);
  vi.stubGlobal('window', { postMessage, location: { origin: 'app://quarterdeck' } });
  await import('../../../electron/preload/preload.ts');
  bridge = contextBridge.exposed.get('quarterdeck') ?? {};
});

test('the page gets exactly these functions and nothing of Electron', () => {
  expect([...contextBridge.exposed.keys()]).toEqual(['quarterdeck']);
  expect(Object.keys(bridge).sort()).toEqual([
    'connect',
    'createWorkspace',
    'grantDropped',
    'launchFile',
    'onLaunchFile',
    'onMenu',
    'openFile',
    'openWorkspace',
    'release',
    'saveBytes',
    'saveTarget',
    'setLanguage',
    'workspaces',
  ]);
  expect(Object.values(bridge).every((value) => typeof value === 'function')).toBe(true);
});

test('every function asks under its own name only, whatever it is given', async () => {
  const bytes = Uint8Array.of(1);
  await bridge.createWorkspace?.('a', 'more');
  await bridge.openWorkspace?.(null);
  await bridge.saveBytes?.('a.png', bytes);
  await bridge.setLanguage?.('en');
  await bridge.connect?.('quarterdeck:saveBytes');
  expect(ipcRenderer.invoked).toEqual([
    ['quarterdeck:createWorkspace', 'a'],
    ['quarterdeck:openWorkspace', null],
    ['quarterdeck:saveBytes', { name: 'a.png', bytes }],
    ['quarterdeck:setLanguage', 'en'],
    ['quarterdeck:connect', undefined],
  ]);
});

test('a file made by the page has no path to ask for', async () => {
  await bridge.grantDropped?.({ path: '/home/user/a.csv' });
  await bridge.grantDropped?.({});
  expect(ipcRenderer.invoked.slice(-2)).toEqual([
    ['quarterdeck:grantDropped', '/home/user/a.csv'],
    ['quarterdeck:grantDropped', ''],
  ]);
});

test('a listener hears the message, never the event, until it is taken off', () => {
  const heard: unknown[][] = [];
  const stop = bridge.onMenu?.((...given: unknown[]) => heard.push(given)) as () => void;
  ipcRenderer.emit('quarterdeck:menu', { sender: 'electron' }, 'undo');
  stop();
  ipcRenderer.emit('quarterdeck:menu', { sender: 'electron' }, 'redo');
  expect(heard).toEqual([['undo']]);
});

test('the port of the engine is passed on to this page only', () => {
  const port = { name: 'port' };
  ipcRenderer.emit('quarterdeck:engine-port', { ports: [port] });
  expect(posted).toEqual([['quarterdeck:engine-port', 'app://quarterdeck', [port]]]);
});
