import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewFile } from '../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../electron/engine/ingest/readBatch.ts';
import { CancelledError, ExpectedError } from '../../shared/errors/errors.ts';
import { temporaryFolder } from '../electron/engine/ingest/temporaryFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

const mapping = { account: 'account', date: 'date', revenue: 'revenue' };
const header = 'account,date,revenue\n';

async function failure(work: Promise<unknown>): Promise<ExpectedError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ExpectedError);
  const expected = error as ExpectedError;
  expect(expected.details.file).toBeTruthy();
  expect(expected.details.hint).toBeTruthy();
  return expected;
}

async function both(path: string): Promise<string[]> {
  const codes = [];
  for (const work of [() => previewFile(path), () => readBatch(path, { kind: 'sales' })])
    codes.push((await failure(work())).code);
  return codes;
}

async function read(content: string | Uint8Array) {
  const path = await folder.write('rows.csv', content);
  const { batch, warnings } = await readBatch(path, { kind: 'sales', mapping });
  expect(batch.accepted + batch.quarantine.length + batch.blank).toBe(batch.rows);
  return { batch, warnings };
}

describe('files that cannot be imported say why', () => {
  it('missing file, folder', async () => {
    expect(await both(folder.path('nowhere.csv'))).toEqual(['notFound', 'notFound']);
    expect(await both(folder.path('.'))).toEqual(['notFound', 'notFound']);
  });

  it('empty, blank', async () => {
    expect(await both(await folder.write('empty.csv', ''))).toEqual(['emptyFile', 'emptyFile']);
    expect(await both(await folder.write('blank.csv', '\n \n\n'))).toEqual(['emptyFile', 'emptyFile']);
    expect(await both(await folder.write('empty.csv.gz', gzipSync('')))).toEqual(['emptyFile', 'emptyFile']);
    expect(await both(await folder.write('bom.csv', Uint8Array.of(0xef, 0xbb, 0xbf)))).toEqual([
      'emptyFile',
      'emptyFile',
    ]);
  });

  it('header only: shown as it was read, and not imported', async () => {
    for (const text of [header, `${header},,\n\n`]) {
      const path = await folder.write('header.csv', text);
      const { records, headerRow, columns, warnings } = await previewFile(path);
      expect([records, headerRow, columns.map((column) => column.header)]).toEqual([
        0,
        0,
        ['account', 'date', 'revenue'],
      ]);
      expect(warnings[0]!.code).toBe('noRows');
      expect((await failure(readBatch(path, { kind: 'sales' }))).code).toBe('headerOnly');
    }
  });

  it('pictures, programs, noise', async () => {
    const noise = Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919 + (at >> 3) * 31) & 0xff);
    for (const [name, magic] of [
      ['picture.csv', [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]],
      ['program.csv', [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]],
      ['legacy.csv', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]],
      ['noise.csv', []],
    ] as const) {
      expect(await both(await folder.write(name, Buffer.concat([Uint8Array.from(magic), noise])))).toEqual([
        'notText',
        'notText',
      ]);
    }
  });

  it('broken packing', async () => {
    const packed = gzipSync(header + 'A,2024-01-01,1\n'.repeat(50_000));
    expect(await both(await folder.write('cut.csv.gz', packed.subarray(0, packed.length - 200)))).toEqual([
      'badInput',
      'badInput',
    ]);
    const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(300, 1)]);
    expect(await both(await folder.write('broken.zip', zip))).toEqual(['badInput', 'badInput']);
  });

  it('a mapping that leaves required fields open names them', async () => {
    const path = await folder.write('names.csv', 'Customer,Town\nA,B\nC,D\n');
    const error = await failure(readBatch(path, { kind: 'sales' }));
    expect(error.code).toBe('mappingIncomplete');
    expect(error.details.params).toMatchObject({
      kind: 'sales',
      missing: 'date, revenue (or quantity and price)',
    });
    const unknown = await failure(readBatch(path, { kind: 'accounts', mapping: { account: 'Client' } }));
    expect(unknown).toMatchObject({ code: 'unknownField', details: { column: 'Client' } });
  });

  it('an encoding nobody knows', async () => {
    const path = await folder.write('plain.csv', `${header}A,2024-01-01,1\n`);
    await expect(previewFile(path, { read: { encoding: 'klingon' } })).rejects.toMatchObject({
      code: 'badInput',
    });
  });
});

/** Beside what every large file takes, which stays taken. */
describe('a cell of 100 MB', () => {
  async function giant(name: string, quote: string): Promise<string> {
    const path = folder.path(name);
    const file = createWriteStream(path);
    file.write(`${header}A,2024-01-01,1\n${quote}`);
    const block = 'x'.repeat(1 << 20);
    for (let megabyte = 0; megabyte < 100; megabyte++) if (!file.write(block)) await once(file, 'drain');
    file.end(`${quote},2024-01-02,2\n`);
    await once(file, 'finish');
    return path;
  }

  it.each([
    ['bare', ''],
    ['quoted', '"'],
  ])('%s: is refused with its place, in bounded memory', async (name, quote) => {
    const path = await giant(`${name}.csv`, quote);
    await readBatch(await folder.write('usual.csv', header + 'A,2024-01-01,1\n'.repeat(1e6)), {
      kind: 'sales',
      mapping,
    });
    const before = process.memoryUsage();
    for (const work of [() => readBatch(path, { kind: 'sales', mapping }), () => previewFile(path)]) {
      const error = await failure(work());
      expect(error).toMatchObject({ code: 'cellTooLarge', details: { row: 2, column: 'account' } });
    }
    const grown = process.memoryUsage().rss - before.rss;
    console.log(`100 MB cell, ${name}: memory grew by ${Math.round(grown / 1e6)} MB`);
    expect(grown).toBeLessThan(400e6);
    await rm(path);
  });
});

describe('rows that cannot be taken are kept in quarantine with their reason', () => {
  it('dates and numbers', async () => {
    const { batch } = await read(
      `${header}A,2024-01-01,1\nB,2024-13-01,2\nC,2024-01-03,abc\nD,,4\nE,2024-01-05,\n`,
    );
    expect(batch.quarantine).toEqual([
      { line: 3, record: 2, column: 'date', reason: 'badDate', value: '2024-13-01', text: 'B,2024-13-01,2' },
      { line: 4, record: 3, column: 'revenue', reason: 'badNumber', value: 'abc', text: 'C,2024-01-03,abc' },
      { line: 5, record: 4, column: 'date', reason: 'missingValue', value: '', text: 'D,,4' },
      { line: 6, record: 5, column: 'revenue', reason: 'missingValue', value: '', text: 'E,2024-01-05,' },
    ]);
    expect(batch.accepted).toBe(1);
  });

  it('ragged rows', async () => {
    const path = await folder.write(
      'ragged.csv',
      'date,revenue,account,note\n2024-01-01,1,A,x\n2024-01-02,2,B\n2024-01-03\n2024-01-04,4,D,y,z\n2024-01-05,5,E,y,,\n\n',
    );
    const { batch, warnings } = await readBatch(path, {
      kind: 'sales',
      mapping: { ...mapping, note: 'note' },
    });
    expect(batch.quarantine.map(({ reason, line }) => [reason, line])).toEqual([
      ['tooFewCells', 4],
      ['tooManyCells', 5],
    ]);
    expect([batch.rows, batch.accepted, batch.blank]).toEqual([6, 3, 1]);
    expect(warnings.find(({ code }) => code === 'shortRows')?.params).toEqual({ count: 1 });
  });

  it('NUL bytes', async () => {
    const { batch } = await read(`${header}A,2024-01-01,1\nB\0,2024-01-02,2\nC,2024-01-03,3\n`);
    expect(batch.quarantine).toMatchObject([{ line: 3, record: 2, reason: 'nulByte' }]);
    expect(batch.accepted).toBe(2);
  });

  it('a quote that never closes costs its line, not the rest of the file', async () => {
    const rows = Array.from({ length: 500 }, (_, at) => `A${at},2024-01-01,${at + 1}`);
    rows[100] = '"A100,2024-01-01,101';
    const { batch } = await read(`${header}${rows.join('\n')}\n`);
    expect(batch.quarantine).toMatchObject([
      { line: 102, record: 101, reason: 'unterminatedQuote', text: '"A100,2024-01-01,101' },
    ]);
    expect(batch.accepted).toBe(499);
  });

  it('quotes in the middle of a cell are text', async () => {
    const { batch } = await read(
      `${header}5" pipe,2024-01-01,1\nB "x" C,2024-01-02,2\n"a ""b"" c",2024-01-03,3\n`,
    );
    const account = batch.columns.find(({ name }) => name === 'account');
    expect(account).toMatchObject({ dictionary: ['5" pipe', 'B "x" C', 'a "b" c'] });
  });
});

it('stops at once when cancelled', async () => {
  const path = await folder.write('long.csv', header + 'Account,2024-01-01,12.5\n'.repeat(400_000));
  const stop = new AbortController();
  const work = readBatch(
    path,
    { kind: 'sales', mapping },
    { signal: stop.signal, progress: ({ phase }) => phase === 'read' && stop.abort() },
  );
  await expect(work).rejects.toBeInstanceOf(CancelledError);
});
