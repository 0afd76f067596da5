import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openSource } from '../../electron/engine/ingest/source/openSource.ts';
import { fileAccess } from '../../electron/engine/ingest/source/randomAccess.ts';
import { openDatabase } from '../../electron/engine/ingest/sqlite/openDatabase.ts';
import { openInProcess } from '../../electron/engine/ingest/tables/openInWorker.ts';
import { apartHost } from '../electron/engine/background/apartHost.ts';
import { temporaryFolder } from '../electron/engine/ingest/temporaryFiles.ts';

vi.mock('node:child_process', { spy: true });

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  vi.mocked(fork).mockClear();
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const numbers = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)';

async function databaseWith(sql: string) {
  const path = folder.path('shop.sqlite');
  const db = new Database(path);
  db.exec(sql);
  db.close();
  return openSource(path);
}

function started(): ChildProcess {
  return vi.mocked(fork).mock.results.at(-1)!.value as ChildProcess;
}

async function textOf(opened: { text(taps: object): AsyncIterable<Uint8Array> }): Promise<string> {
  const blocks: Uint8Array[] = [];
  for await (const block of opened.text({})) blocks.push(block);
  return Buffer.concat(blocks).toString();
}

describe('a view that computes without end', () => {
  test.each([
    ['counts what has no end', `${numbers} SELECT count(*) AS n FROM c`],
    ['waits for what never comes', `${numbers} SELECT x FROM c WHERE x < 0`],
    [
      'joins more than anybody has time for',
      `${numbers} SELECT 1 AS n FROM (SELECT x FROM c LIMIT 9999999) a, (SELECT x FROM c LIMIT 9999999) b WHERE a.x < 0`,
    ],
  ])('%s: is given up, and its process ends', async (_, select) => {
    const opened = await openInProcess(await databaseWith(`CREATE VIEW v AS ${select}`), { sheet: 'v' }, {});
    const child = started();
    const over = once(child, 'exit');
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const reading = textOf(opened);
    vi.advanceTimersByTime(3_600_000);
    await expect(reading).rejects.toMatchObject({
      code: 'badInput',
      message: expect.stringMatching(/could not be read within \d+ seconds/),
    });
    expect(process.getActiveResourcesInfo(), 'what keeps this process alive').not.toContain('ProcessWrap');
    expect(await over).toEqual([null, 'SIGKILL']);
  });

  test('is cancelled at once, also in the middle', async () => {
    const stop = new AbortController();
    const source = await databaseWith(`CREATE VIEW v AS ${numbers} SELECT count(*) AS n FROM c`);
    const opened = await openInProcess(source, { sheet: 'v' }, { signal: stop.signal });
    const over = once(started(), 'exit');
    const reading = textOf(opened);
    stop.abort();
    await expect(reading).rejects.toMatchObject({ name: 'CancelledError' });
    expect(await over).toEqual([null, 'SIGKILL']);
    await expect(textOf(opened)).rejects.toMatchObject({ name: 'CancelledError' });
  });
});

test.each([
  ['long rows', 'hex(zeroblob(500000))'],
  ['long rows among short ones', "CASE WHEN x % 50 = 0 THEN hex(zeroblob(4000000)) ELSE '' END"],
])('a view that goes on and on in %s is refused, and is never held', async (_, expression) => {
  const source = await databaseWith(`CREATE VIEW v AS ${numbers} SELECT ${expression} AS a FROM c`);
  const table = await openDatabase(
    { path: source.path, name: source.name, access: fileAccess(source.path, source.bytes) },
    { sheet: 'v' },
  );
  const before = process.memoryUsage.rss();
  let most = 0;
  const reading = (async () => {
    for await (const _block of table.text()) most = Math.max(most, process.memoryUsage.rss() - before);
  })();
  await expect(reading).rejects.toMatchObject({
    code: 'unsupportedFormat',
    message: '"v" of shop.sqlite gives more than 250 times the size of the file',
  });
  expect(most).toBeLessThan(500 * 2 ** 20);
});

test('the process ends with the engine, whatever it is doing', async () => {
  const source = await databaseWith(`CREATE VIEW v AS ${numbers} SELECT count(*) AS n FROM c`);
  const opened = await openInProcess(source, { sheet: 'v' }, {});
  const child = started();
  const over = once(child, 'exit');
  const reading = textOf(opened);
  child.disconnect();
  expect(await over).toEqual([null, 'SIGKILL']);
  await expect(reading).rejects.toMatchObject({ code: 'badInput' });
});

test('a file that breaks the reader does not break the engine', async () => {
  const source = await databaseWith(
    `CREATE TABLE t(a); INSERT INTO t VALUES (1); CREATE VIEW v AS ${numbers} SELECT count(*) AS n FROM c`,
  );
  const opened = await openInProcess(source, { sheet: 'v' }, {});
  const reading = textOf(opened);
  started().kill('SIGSEGV');
  await expect(reading).rejects.toMatchObject({ code: 'badInput', message: 'shop.sqlite cannot be read' });
  expect(await textOf(await openInProcess(source, { sheet: 't' }, {}))).toBe('a\n1\n');
});

test('ends by itself, its file closed, when all is read and nobody asks for more', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const opened = await openInProcess(await databaseWith('CREATE TABLE t(a)'), {}, {});
  const over = once(started(), 'exit');
  expect(await textOf(opened)).toBe('a\n');
  vi.advanceTimersByTime(60_000);
  expect(await over).toEqual([0, null]);
  expect(await textOf(opened)).toBe('a\n');
});

test('takes no more memory than it may', async () => {
  const source = await databaseWith(
    `CREATE VIEW v AS SELECT length(group_concat(hex(zeroblob(10000000)))) AS n FROM (${numbers} SELECT x FROM c LIMIT 40)`,
  );
  const opened = await openInProcess(source, { sheet: 'v' }, {}, 300);
  await expect(textOf(opened)).rejects.toMatchObject({
    code: 'unsupportedFormat',
    message: 'shop.sqlite takes more than 300 MiB of memory to read',
  });
});

describe('a host that starts processes for the engine', () => {
  test('hands over a port to each, and lets it end', async () => {
    vi.resetModules();
    const processes = await import('../../electron/engine/background/apart.ts');
    const { openInProcess: open } = await import('../../electron/engine/ingest/tables/openInWorker.ts');
    const { link, asked, children } = apartHost();
    processes.startApartBy(link);
    const source = await databaseWith(
      `CREATE TABLE t(a); INSERT INTO t VALUES (1); CREATE VIEW v AS ${numbers} SELECT count(*) AS n FROM c`,
    );
    expect(await textOf(await open(source, {}, {}))).toBe('a\n1\n');
    const stop = new AbortController();
    const endless = await open(source, { sheet: 'v' }, { signal: stop.signal });
    const reading = textOf(endless);
    const over = once(children[1]!, 'exit');
    stop.abort();
    await expect(reading).rejects.toMatchObject({ name: 'CancelledError' });
    expect(await over).toEqual([null, 'SIGKILL']);
    expect(asked).toEqual([
      { type: 'startApart', apart: 1 },
      { type: 'startApart', apart: 2 },
    ]);
  });
});
