import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { app, BrowserWindow, dialog, ipcMain, Menu, utilityProcess } from '../stub.ts';

const folder = mkdtempSync(join(tmpdir(), 'shell-test-'));
const home = join(folder, 'home');
const workspace = join(folder, 'Book.qdeck');
const table = join(folder, 'sales.csv');
let window: BrowserWindow;

interface Item {
  label?: string;
  click?: () => void;
  submenu?: Item[];
}

beforeAll(async () => {
  process.env.QUARTERDECK_HOME = home;
  app.userData = join(folder, 'data');
  writeFileSync(workspace, 'book');
  writeFileSync(table, 'a,b');
  process.argv = ['quarterdeck', table, '--flag'];
  await import('../../../electron/main/main.ts');
  await new Promise((resolve) => setImmediate(resolve));
  window = BrowserWindow.all[0]!;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  dialog.answer = { canceled: true, filePaths: [], filePath: '' };
});

/** As the page asks; what Electron itself does with the message is not part of this. */
async function ask(name: string, input?: unknown, sender: object = window.webContents): Promise<unknown> {
  const handler = ipcMain.handlers.get(`quarterdeck:${name}`);
  if (!handler) throw new Error(`No handler for ${name}`);
  const senderFrame = { parent: null, url: 'app://quarterdeck/' };
  return handler({ sender, senderFrame }, input);
}

function engine() {
  return utilityProcess.forked.at(-1)!;
}

function granted(reply: unknown): unknown {
  const { handle } = (reply as { value: { handle: string } }).value;
  const messages = engine().posted.map(([message]) => message as { grant?: { handle: string } });
  return messages.find(({ grant }) => grant?.handle === handle)?.grant;
}

function items(menu: Item[]): Item[] {
  return menu.flatMap((item) => [item, ...items(item.submenu ?? [])]);
}

describe('one run of the program, from its start to its end', { shuffle: false }, () => {
  test('a first start takes the lock, turns the sandbox on for every page, and shows one window of ours', () => {
    expect(app.lockData).toEqual({ files: [table] });
    expect(app.sandboxed).toBe(true);
    expect(BrowserWindow.all).toHaveLength(1);
    expect(window.loaded).toEqual(['app://quarterdeck/']);
    expect(window.options).toMatchObject({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true },
    });
    expect(window.webContents.windowOpenHandler?.({ url: 'https://a' })).toEqual({ action: 'deny' });
    window.emit('ready-to-show');
    expect(window.calls).toContain('show');
  });

  test('the file it was started with waits for the page, once', async () => {
    const reply = await ask('launchFile');
    expect(reply).toMatchObject({ value: { name: 'sales.csv', kind: 'table' } });
    expect(granted(reply)).toMatchObject({ path: table, mode: 'read' });
    expect(await ask('launchFile')).toEqual({ value: null });
  });

  test('the engine gets one end of a channel, the page the other, and main keeps none', async () => {
    expect(engine().module).toMatch(/electron\/engine\/main\.ts$/);
    expect(await ask('connect')).toEqual({ value: null });
    expect(engine().posted.at(-1)).toMatchObject([{ type: 'connect' }, [{ name: 'engine' }]]);
    expect(window.webContents.posted.at(-1)).toEqual(['quarterdeck:engine-port', null, [{ name: 'page' }]]);
  });

  test('a process for native code is started for the engine, with a channel between the two', () => {
    const asking = engine();
    asking.emit('message', { type: 'startApart', apart: 7 });
    const apart = utilityProcess.forked.pop()!;
    expect(apart.module).toMatch(/electron\/engine\/background\/apartProcess\.ts$/);
    expect(apart.posted).toEqual([[null, [{ name: 'engine' }]]]);
    expect(asking.posted.at(-1)).toEqual([{ type: 'apart', apart: 7 }, [{ name: 'page' }]]);
  });

  test('an engine that is lost is replaced when the page connects again, and learns the files granted', async () => {
    const before = engine();
    const known = before.posted.filter(([message]) => (message as { type: string }).type === 'grant');
    before.emit('exit', 1);
    await ask('connect');
    expect(engine()).not.toBe(before);
    expect(engine().posted.slice(0, known.length)).toEqual(known);
  });

  test('another page, another frame and another address are not answered', async () => {
    const handler = ipcMain.handlers.get('quarterdeck:workspaces');
    const frame = { parent: null, url: 'app://quarterdeck/' };
    const refused = { error: { kind: 'expected', code: 'badRequest' } };
    expect(await handler?.({ sender: {}, senderFrame: frame }, undefined)).toMatchObject(refused);
    const sender = window.webContents;
    expect(await handler?.({ sender, senderFrame: { ...frame, url: 'https://a' } }, undefined)).toMatchObject(
      refused,
    );
    expect(await handler?.({ sender, senderFrame: { ...frame, parent: frame } }, undefined)).toMatchObject(
      refused,
    );
    expect(await ask('workspaces')).toEqual({ value: [] });
  });

  test.each([
    ['createWorkspace', 7],
    ['createWorkspace', undefined],
    ['openWorkspace', {}],
    ['grantDropped', ''],
    ['saveTarget', ['a']],
    ['saveBytes', { name: 'a', bytes: 'text' }],
    ['saveBytes', { name: 'a', bytes: new Uint8Array(1), path: '/etc/passwd' }],
    ['setLanguage', 'fr'],
    ['connect', { more: 1 }],
    ['release', null],
  ])('%s refuses %j', async (name, input) => {
    expect(await ask(name, input)).toMatchObject({ error: { kind: 'expected', code: 'badRequest' } });
  });

  describe('files', () => {
    test('are chosen in dialogs, and a closed dialog is no file', async () => {
      for (const name of ['openFile']) expect(await ask(name)).toEqual({ value: null });
      expect(await ask('openWorkspace', null)).toEqual({ value: null });
      expect(await ask('saveTarget', 'a.csv')).toEqual({ value: null });
      expect(await ask('saveBytes', { name: 'a.png', bytes: new Uint8Array(1) })).toEqual({ value: false });
      dialog.answer = { canceled: false, filePaths: [table], filePath: '' };
      expect(granted(await ask('openFile'))).toMatchObject({ path: table, mode: 'read' });
      dialog.answer = { canceled: false, filePaths: [workspace], filePath: '' };
      expect(granted(await ask('openWorkspace', null))).toMatchObject({
        path: workspace,
        mode: 'write',
        name: 'Book',
      });
    });

    test('are saved where the user says, under a name every system takes', async () => {
      const target = join(folder, 'out.xlsx');
      dialog.answer = { canceled: false, filePaths: [], filePath: target };
      expect(granted(await ask('saveTarget', '../Q1/Q2: net.xlsx'))).toMatchObject({
        path: target,
        mode: 'write',
      });
      expect(dialog.saved.at(-1)).toMatchObject({ defaultPath: 'Q1 Q2 net.xlsx' });
      dialog.answer.filePath = join(folder, 'picture.png');
      expect(await ask('saveBytes', { name: 'picture.png', bytes: Uint8Array.of(1, 2) })).toEqual({
        value: true,
      });
      expect([...readFileSync(join(folder, 'picture.png'))]).toEqual([1, 2]);
      dialog.answer.filePath = join(folder, 'none', 'picture.png');
      expect(await ask('saveBytes', { name: 'a.png', bytes: new Uint8Array(1) })).toMatchObject({
        error: { code: 'io' },
      });
    });

    test('that are dropped are granted by what they are', async () => {
      expect(granted(await ask('grantDropped', workspace))).toMatchObject({ mode: 'write' });
      expect(granted(await ask('grantDropped', table))).toMatchObject({ mode: 'read' });
      expect(await ask('grantDropped', join(folder, 'none.csv'))).toMatchObject({
        error: { code: 'notFound' },
      });
    });

    test('that are released are taken back', async () => {
      const reply = (await ask('grantDropped', table)) as { value: { handle: string } };
      await ask('release', reply.value.handle);
      expect(engine().posted.at(-1)).toMatchObject([{ type: 'revoke', handle: reply.value.handle }, []]);
    });

    test('of the library are made and found by name only', async () => {
      expect(granted(await ask('createWorkspace', 'New'))).toMatchObject({
        path: join(home, 'New.qdeck'),
        mode: 'write',
      });
      writeFileSync(join(home, 'New.qdeck'), '');
      expect(await ask('createWorkspace', 'New')).toMatchObject({ error: { code: 'alreadyExists' } });
      expect(granted(await ask('openWorkspace', 'New'))).toMatchObject({ path: join(home, 'New.qdeck') });
      expect(await ask('openWorkspace', '../../etc/passwd')).toMatchObject({ error: { code: 'notFound' } });
    });

    test('named by the system or by a second start are handed to the running page', async () => {
      let prevented = false;
      function preventDefault(): void {
        prevented = true;
      }
      app.emit('open-file', { preventDefault }, workspace);
      app.emit('second-instance', {}, [], folder, { files: [table, 'relative.csv', 7] });
      await expect
        .poll(
          () => window.webContents.sent.filter(([channel]) => channel === 'quarterdeck:launchFile').length,
        )
        .toBe(2);
      expect(prevented).toBe(true);
      const sent = window.webContents.sent.filter(([channel]) => channel === 'quarterdeck:launchFile');
      expect(sent.map(([, file]) => (file as { name: string }).name).sort()).toEqual(['Book', 'sales.csv']);
      expect(window.calls).toContain('focus');
    });

    test('named while the page loads anew wait until it asks', async () => {
      window.webContents.emit('did-start-loading');
      app.emit('second-instance', {}, [], folder, { files: [table] });
      expect(await ask('launchFile')).toMatchObject({ value: { name: 'sales.csv' } });
    });
  });

  describe('the menu', () => {
    const labels = () => items(Menu.current as Item[]).map(({ label }) => label);

    test('is in the language of the page, with the files opened last', async () => {
      expect(labels()).toContain('Open workspace…');
      expect(labels()).toContain(workspace);
      await ask('setLanguage', 'zh-CN');
      expect(labels()).toContain('打开工作区…');
      expect(labels()).not.toContain('Open workspace…');
      await ask('setLanguage', 'en');
      expect(labels()).toContain('Open workspace…');
    });

    test('tells the page what was chosen, and opens a recent file', async () => {
      const click = (label: string) =>
        items(Menu.current as Item[])
          .find((item) => item.label === label)
          ?.click?.();
      click('Import data…');
      expect(window.webContents.sent.at(-1)).toEqual(['quarterdeck:menu', 'importFile']);
      click(workspace);
      await expect
        .poll(() => window.webContents.sent.at(-1)?.[1])
        .toMatchObject({ name: 'Book', kind: 'workspace' });
      click('About Quarterdeck');
      expect(dialog.messages).toHaveLength(1);
    });
  });

  test('a page that is lost is loaded again', () => {
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(window.calls).toContain('reload');
  });

  test('at the end the engine closes the workspace first, and the window comes back where it was', async () => {
    window.emit('close');
    expect(JSON.parse(readFileSync(join(app.userData, 'window.json'), 'utf8'))).toEqual({
      x: 10,
      y: 20,
      width: 1000,
      height: 700,
      maximized: false,
    });
    app.emit('window-all-closed');
    expect(app.quits).toBe(0);
    await expect.poll(() => app.quits).toBe(1);
    expect(engine().posted.at(-1)).toMatchObject([{ type: 'stop' }, []]);
  });
});
