import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forkEngine } from '../../../electron/browser/engineProcess.ts';
import { type BrowserHost, startBrowserHost } from '../../../electron/browser/startBrowserHost.ts';
import { connectClient } from '../../../shared/contract/rpc.ts';
import { ask, openSocket, socketChannel } from './hostClient.ts';
import type { fileContract } from './testEngineProcess.ts';

const folder = mkdtempSync(join(tmpdir(), 'host-test-'));
const renderer = join(folder, 'renderer');
const library = join(folder, 'library');
let host: BrowserHost;
let origin: string;
let cookie: string;

beforeAll(async () => {
  mkdirSync(join(renderer, 'assets'), { recursive: true });
  mkdirSync(library);
  writeFileSync(
    join(renderer, 'index.html'),
    '<meta nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__"></script>',
  );
  writeFileSync(join(renderer, 'assets/page.js'), 'export {};');
  writeFileSync(join(renderer, 'assets/secret.key'), 'not a page file');
  writeFileSync(join(folder, 'outside.js'), 'outside');
  symlinkSync(join(folder, 'outside.js'), join(renderer, 'assets/link.js'));
  writeFileSync(join(folder, 'Sales 2024.csv'), 'a,b\n1,2\n');
  host = await startBrowserHost({
    library,
    renderer,
    launch: join(folder, 'Sales 2024.csv'),
    fork: () => forkEngine(new URL('./testEngineProcess.ts', import.meta.url)),
  });
  origin = new URL(host.url).origin;
  cookie = cookieOf(await ask(host.url));
});

afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

function cookieOf({ headers }: Awaited<ReturnType<typeof ask>>): string {
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** As the page itself would ask. */
function asPage(path: string, method = 'GET', body?: string | Buffer, more: Record<string, string> = {}) {
  const length: Record<string, string> =
    body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const headers = { cookie, origin, ...length, ...more };
  return ask(origin + path, { method, headers, ...(body === undefined ? {} : { body }) });
}

function postJson(path: string, body: unknown) {
  return asPage(path, 'POST', JSON.stringify(body), { 'content-type': 'application/json' });
}

async function connect() {
  const socket = await openSocket(`${origin}/host/engine`, { cookie, origin });
  return { socket, client: connectClient<typeof fileContract>(socketChannel(socket)) };
}

describe('the start address', () => {
  test('gives nothing without its token, and its cookie to the first who has it', async () => {
    const own = await startBrowserHost({ library, renderer, fork: () => forkEngine(testModule) });
    const { origin: address } = new URL(own.url);
    expect((await ask(`${address}/`)).status).toBe(403);
    expect((await ask(`${address}/host/workspaces`)).status).toBe(403);
    expect((await ask(`${address}/start`)).status).toBe(403);
    expect((await ask(`${address}/start?token=wrong`)).status).toBe(403);
    const first = await ask(own.url);
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe('/');
    expect(first.headers['set-cookie']?.[0]).toMatch(
      /^quarterdeck=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const second = await ask(own.url);
    expect(second.status).toBe(403);
    expect(second.headers['set-cookie']).toBeUndefined();
    expect((await ask(`${address}/`, { headers: { cookie: 'quarterdeck=guess' } })).status).toBe(403);
    await own.close();
  });

  test('is on the loopback interface only', () => {
    expect(new URL(host.url).hostname).toBe('127.0.0.1');
  });
});

describe('every request', () => {
  test.each([
    ['another host', { host: 'quarterdeck.example' }],
    ['the same port under a rebound name', { host: 'evil.test:PORT' }],
    ['localhost, which is not the address given', { host: 'localhost:PORT' }],
    ['another origin', { origin: 'https://evil.test' }],
    ['a null origin', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a cross-site initiator', { 'sec-fetch-site': 'cross-site' }],
    ['another site of this machine', { 'sec-fetch-site': 'same-site' }],
  ])('is refused from %s', async (_what, wrong) => {
    const port = new URL(origin).port;
    const headers = Object.fromEntries(
      Object.entries({ cookie, ...wrong }).map(([name, value]) => [
        name,
        String(value).replace('PORT', port),
      ]),
    );
    for (const path of ['/', '/host/workspaces', '/assets/page.js']) {
      expect((await ask(origin + path, { headers })).status).toBe(403);
    }
    await expect(openSocket(`${origin}/host/engine`, { origin, ...headers })).rejects.toThrow('403');
  });

  test('that could change something must name its origin', async () => {
    const headers = { cookie, 'content-type': 'application/json' };
    expect((await ask(`${origin}/host/save`, { method: 'POST', headers, body: '{"name":"a"}' })).status).toBe(
      403,
    );
    await expect(openSocket(`${origin}/host/engine`, { cookie })).rejects.toThrow('403');
    await expect(openSocket(`${origin}/host/engine`, { origin })).rejects.toThrow('403');
    await expect(openSocket(`${origin}/other`, { origin, cookie })).rejects.toThrow('403');
  });

  test('gets the security headers', async () => {
    for (const path of ['/', '/nothing.js', '/host/workspaces']) {
      const { headers } = await asPage(path);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).not.toContain('unsafe-eval');
      expect(headers['content-security-policy']).not.toMatch(/(script|style)-src [^;]*unsafe-inline/);
    }
  });
});

describe('the page', () => {
  test('carries the nonce of its own answer, a new one each time, and is not kept', async () => {
    const [first, second] = await Promise.all([asPage('/'), asPage('/retention')]);
    const nonce = /nonce-([^']+)/.exec(first.headers['content-security-policy'] as string)?.[1] ?? '';
    expect(first.text).toBe(`<meta nonce="${nonce}"><script nonce="${nonce}"></script>`);
    expect(second.text).not.toBe(first.text);
    expect(first.headers['cache-control']).toBe('no-store');
  });

  test('is served with the right types and nothing else is', async () => {
    expect((await asPage('/assets/page.js')).headers['content-type']).toBe('text/javascript; charset=utf-8');
    const hidden = ['/assets/secret.key', '/assets/link.js', '/../outside.js', '/%2e%2e/outside.js'];
    for (const path of [...hidden, '/..%2foutside.js', '/assets/%00.js', '/%zz.js', '/assets/none.js']) {
      expect([path, (await asPage(path)).status]).toEqual([path, 404]);
    }
    expect((await asPage('/', 'DELETE')).status).toBe(404);
  });
});

describe('files', () => {
  test('go to the engine as a stream and come back by handle only', async () => {
    const { client, socket } = await connect();
    const text = '账户,收入\nA,1\n'.repeat(200_000);
    const sent = await asPage(`/host/upload?name=${encodeURIComponent('../../销售 “Q1”.csv')}`, 'PUT', text);
    expect(sent.status).toBe(200);
    const file = JSON.parse(sent.text) as { handle: string; name: string };
    expect(file.name).toBe('销售 “Q1”.csv');
    expect(await client.call('read', { file: file.handle })).toBe(text);
    await expect(client.call('write', { file: file.handle, text: '' })).rejects.toMatchObject({
      code: 'notFound',
    });
    await expect(client.call('read', { file: '/etc/passwd' })).rejects.toMatchObject({ code: 'notFound' });
    expect((await asPage(`/host/download?handle=${file.handle}`)).status).toBe(404);
    await postJson('/host/release', { handle: file.handle });
    await expect(client.call('read', { file: file.handle })).rejects.toMatchObject({ code: 'notFound' });
    expect(uploads()).toEqual([]);
    socket.close();
  });

  test('of an upload that breaks off leave nothing behind', async () => {
    const headers = { cookie, origin, 'content-length': '1000000' };
    const sent = request(`${origin}/host/upload?name=a.csv`, { method: 'PUT', headers });
    sent.on('error', () => undefined);
    sent.write('x'.repeat(1000));
    await expect.poll(() => uploads().length).toBe(1);
    sent.destroy();
    await expect.poll(() => uploads().length).toBe(0);
  });

  test('larger than the free disk are refused before they are sent', async () => {
    const headers = { cookie, origin, 'content-length': String(2 ** 52) };
    const { promise, resolve } = Promise.withResolvers<number>();
    const sent = request(`${origin}/host/upload?name=a.csv`, { method: 'PUT', headers }, (response) => {
      resolve(response.statusCode ?? 0);
      sent.destroy();
    });
    sent.on('error', () => undefined);
    sent.flushHeaders();
    expect(await promise).toBe(507);
    await expect.poll(() => uploads().length).toBe(0);
  });

  test('written by the engine are downloaded under their name, once', async () => {
    const { client, socket } = await connect();
    const target = JSON.parse((await postJson('/host/save', { name: '一季度 (net).xlsx' })).text) as {
      handle: string;
    };
    expect((await asPage(`/host/download?handle=${target.handle}`)).status).toBe(404);
    await client.call('write', { file: target.handle, text: 'sheet' });
    const saved = await asPage(`/host/download?handle=${target.handle}`);
    expect(saved.text).toBe('sheet');
    expect(saved.headers['content-disposition']).toBe(
      'attachment; filename="___ (net).xlsx"; filename*=UTF-8\'\'%E4%B8%80%E5%AD%A3%E5%BA%A6%20%28net%29.xlsx',
    );
    await expect.poll(async () => (await asPage(`/host/download?handle=${target.handle}`)).status).toBe(404);
    await expect.poll(uploads).toEqual([]);
    socket.close();
  });

  test('that the program was started with are handed over once', async () => {
    const { client, socket } = await connect();
    const launched = JSON.parse((await asPage('/host/launch')).text) as {
      handle: string;
      name: string;
      kind: string;
    };
    expect(launched).toMatchObject({ name: 'Sales 2024.csv', kind: 'table' });
    expect(await client.call('read', { file: launched.handle })).toBe('a,b\n1,2\n');
    expect((await asPage('/host/launch')).text).toBe('null');
    socket.close();
  });
});

describe('workspaces', () => {
  test('are made, listed and opened by name, inside the library only', async () => {
    const { client, socket } = await connect();
    const made = await postJson('/host/workspaces/create', { name: '../Escape: <market>.qdeck' });
    const file = JSON.parse(made.text) as { handle: string; name: string };
    expect(file.name).toBe('Escape market');
    await client.call('write', { file: file.handle, text: 'book' });
    expect(readdirSync(library)).toContain('Escape market.qdeck');
    expect(readdirSync(folder)).not.toContain('Escape market.qdeck');
    expect((await postJson('/host/workspaces/create', { name: 'Escape market' })).status).toBe(409);
    expect(JSON.parse((await asPage('/host/workspaces')).text)).toMatchObject([
      { name: 'Escape market', bytes: 4 },
    ]);
    const opened = JSON.parse((await postJson('/host/workspaces/open', { name: 'Escape market' })).text);
    expect(await client.call('read', { file: (opened as { handle: string }).handle })).toBe('book');
    for (const name of ['../Sales 2024', '/etc/passwd', 'none']) {
      expect((await postJson('/host/workspaces/open', { name })).status).toBe(404);
    }
    const added = await asPage('/host/workspaces/add?name=From%20elsewhere.qdeck', 'PUT', 'copy');
    expect(JSON.parse(added.text)).toMatchObject({ name: 'From elsewhere' });
    const kept = readdirSync(library).filter((name) => !name.startsWith('.'));
    expect(kept.sort()).toEqual(['Escape market.qdeck', 'From elsewhere.qdeck']);
    socket.close();
  });

  test.each([
    ['nothing', {}],
    ['an empty name', { name: '' }],
    ['a number', { name: 7 }],
    ['more than a name', { name: 'a', more: 1 }],
    ['an endless name', { name: 'x'.repeat(2000) }],
    ['a name without a letter', { name: '../..' }],
    ['text', 'text'],
    ['null', null],
  ])('are not made from %s', async (_what, body) => {
    expect((await postJson('/host/workspaces/create', body)).status).toBe(400);
    expect((await asPage('/host/workspaces/create', 'POST', '{"name":"a"}')).status).toBe(400);
    expect((await asPage('/host/workspaces/create', 'POST', 'x'.repeat(70_000), json)).status).toBe(400);
  });
});

const json = { 'content-type': 'application/json' };

describe('the engine', () => {
  test('sends megabytes', async () => {
    const { client, socket } = await connect();
    expect((await client.call('bytes', { length: 20_000_000 })).byteLength).toBe(20_000_000);
    socket.close();
  });

  test.each(['kill', 'throw', 'reject'] as const)(
    'lost by %s is reported, replaced, and knows the files',
    async (how) => {
      const before = await connect();
      const sent = await asPage('/host/upload?name=kept.csv', 'PUT', 'kept');
      const file = JSON.parse(sent.text) as { handle: string };
      const pid = await before.client.call('pid', {});
      const closed = new Promise((resolve) =>
        before.socket.once('close', (code, reason) => resolve([code, `${reason}`])),
      );
      await expect(before.client.call('die', { how })).rejects.toMatchObject({ code: 'engineLost' });
      expect(await closed).toEqual([4001, 'engineLost']);
      const after = await connect();
      expect(await after.client.call('pid', {})).not.toBe(pid);
      expect(await after.client.call('read', { file: file.handle })).toBe('kept');
      await postJson('/host/release', { handle: file.handle });
      after.socket.close();
    },
  );

  test('outlives a page that sends no frames', async () => {
    const { client, socket } = await connect();
    const pid = await client.call('pid', {});
    socket.send('text');
    socket.send(Buffer.alloc(1000, 0xc1));
    const flood = await connect();
    flood.socket.on('error', () => undefined);
    flood.socket.send(Buffer.alloc(33 * 1024 * 1024));
    await new Promise((resolve) => flood.socket.once('close', resolve));
    expect(await client.call('pid', {})).toBe(pid);
    socket.close();
  });
});

describe('the address', () => {
  test('stays the same from one start to the next where it can, so that the browser keeps what it remembers', async () => {
    const start = () => startBrowserHost({ library, renderer, fork: () => forkEngine(testModule) });
    const first = await start();
    const second = await start();
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
    await second.close();
    await first.close();
    let { port } = new URL(second.url);
    /** Another program may take the address in between, but not every time. */
    async function isKept(): Promise<boolean> {
      const before = port;
      const next = await start();
      port = new URL(next.url).port;
      expect(next.url).not.toBe(second.url);
      await next.close();
      return port === before;
    }
    await expect.poll(isKept).toBe(true);
  });
});

describe('at the end', () => {
  test('no file and no engine is left', async () => {
    const own = await startBrowserHost({ library, renderer, fork: () => forkEngine(testModule) });
    const address = new URL(own.url).origin;
    const begun = await ask(own.url);
    const headers = { cookie: cookieOf(begun), origin: address };
    const body = 'left';
    const length = { 'content-length': '4' };
    await ask(`${address}/host/upload?name=a.csv`, {
      method: 'PUT',
      headers: { ...headers, ...length },
      body,
    });
    const socket = await openSocket(`${address}/host/engine`, headers);
    const pid = await connectClient<typeof fileContract>(socketChannel(socket)).call('pid', {});
    const left = temporaryFolders().length;
    await own.close();
    expect(temporaryFolders().length).toBe(left - 1);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});

const testModule = new URL('./testEngineProcess.ts', import.meta.url);

function temporaryFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`quarterdeck-${process.pid}-`));
}

function uploads(): string[] {
  return temporaryFolders().flatMap((name) => readdirSync(join(tmpdir(), name)));
}
