import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewFile } from '../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../electron/engine/ingest/readBatch.ts';
import { ExpectedError } from '../../shared/errors/errors.ts';
import { temporaryFolder } from '../electron/engine/ingest/temporaryFiles.ts';
import { sheetData, workbookOf } from '../electron/engine/ingest/xlsx/workbookOf.ts';
import { zipOf } from '../electron/engine/ingest/zipOf.ts';
import { targets } from './damagedFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let files = 0;

interface Cost {
  file: string;
  /** Of the process, on whatever thread. */
  milliseconds: number;
  bytes: number;
}
const costs: Cost[] = [];

beforeAll(async () => {
  folder = await temporaryFolder();
  await loadReaders();
});
afterAll(async () => {
  await folder.remove();
  const most = (of: 'milliseconds' | 'bytes') => costs.toSorted((a, b) => b[of] - a[of])[0]!;
  const [slow, large] = [most('milliseconds'), most('bytes')];
  console.log(
    `bombs: ${costs.length} files; most time ${slow.file} ${Math.round(slow.milliseconds)} of ${timeLimit} ms, ` +
      `most memory ${large.file} ${Math.round(large.bytes / 1e6)} of ${memoryLimit / 1e6} MB`,
  );
});

const memoryLimit = 300e6;
const timeLimit = 2_000;
const megabyte = 1 << 20;

/** Has the code of every reader loaded and compiled: what counts is what a file costs. */
async function loadReaders(): Promise<void> {
  for (const [name, , damage] of targets) await previewFile(await folder.write(name, damage([])));
}

/** The refusal of a file: soon, in little memory, in words. */
async function refusal(content: Uint8Array, extension = 'xlsx'): Promise<string> {
  const path = await folder.write(`bomb${files++}.${extension}`, content);
  const once = await refuse(path);
  const again = await refuse(path);
  const cost = {
    file: basename(path),
    milliseconds: Math.min(once.milliseconds, again.milliseconds),
    bytes: Math.max(once.bytes, again.bytes),
  };
  costs.push(cost);
  const { code, details } = again.error as ExpectedError;
  expect(details.file).toBeTruthy();
  expect(details.hint).toBeTruthy();
  expect(cost.milliseconds).toBeLessThan(timeLimit);
  expect(cost.bytes).toBeLessThan(memoryLimit);
  return code;
}

/** Time is the process's own, so that a busy machine is fair; what else the process does at that time only adds to it. */
async function refuse(path: string) {
  const before = process.memoryUsage().rss;
  const cpu = process.cpuUsage();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 5);
  const error: unknown = await previewFile(path).then(
    () => null,
    (reason: unknown) => reason,
  );
  clearInterval(watch);
  const { user, system } = process.cpuUsage(cpu);
  expect(error).toBeInstanceOf(ExpectedError);
  return { error, milliseconds: (user + system) / 1000, bytes: most - before };
}

const open = '<?xml version="1.0"?><worksheet><sheetData>';

/** Any number of bytes that pack to nearly none. */
function blanks(bytes: number): Buffer {
  return Buffer.alloc(bytes, 0x20);
}

describe('files that unpack to more than they should', () => {
  it('a sheet of blanks', async () => {
    const xml = Buffer.concat([Buffer.from(open), blanks(300 * megabyte)]);
    expect(await refusal(workbookOf({ sheets: [{ name: 'S', xml: xml as never, whole: true }] }))).toBe(
      'unsupportedFormat',
    );
  });

  it('a sheet that tells a small size', async () => {
    const book = zipOf([
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: 'xl/workbook.xml', content: '<workbook><sheets><sheet name="S" id="r1"/></sheets></workbook>' },
      {
        name: 'xl/_rels/workbook.xml.rels',
        content: '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>',
      },
      {
        name: 'xl/s.xml',
        content: Buffer.concat([Buffer.from(open), blanks(300 * megabyte)]),
        toldSize: 100,
      },
    ]);
    expect(['unsupportedFormat', 'badInput']).toContain(await refusal(book));
  });

  it('shared strings without end, or one without end', async () => {
    const many = `<si><t>${'a'.repeat(50)}</t></si>`.repeat(3_000_000);
    expect(
      await refusal(workbookOf({ sheets: [{ name: 'S', xml: sheetData([[1, 2]]) }], strings: many })),
    ).toBe('unsupportedFormat');
    const long = `<si><t>${'a'.repeat(40 * megabyte)}</t></si>`;
    expect(
      await refusal(workbookOf({ sheets: [{ name: 'S', xml: sheetData([[1, 2]]) }], strings: long })),
    ).toBe('cellTooLarge');
  });

  it('a cell without end', async () => {
    const cell = `<row r="1"><c r="A1" t="inlineStr"><is><t>${'a'.repeat(40 * megabyte)}</t></is></c></row>`;
    expect(
      await refusal(workbookOf({ sheets: [{ name: 'S', xml: `<sheetData>${cell}</sheetData>` }] })),
    ).toBe('cellTooLarge');
  });

  it('a list of styles without end', async () => {
    const book = workbookOf({
      sheets: [{ name: 'S', xml: sheetData([[1, 2]]) }],
      styles: Array.from({ length: 3_000_000 }, () => 14),
    });
    expect(await refusal(book)).toBe('badInput');
  });

  it('ODS and XLSB of blanks', async () => {
    const ods = zipOf([
      { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
      { name: 'content.xml', content: blanks(300 * megabyte) },
    ]);
    expect(await refusal(ods, 'ods')).toBe('unsupportedFormat');
    const xlsb = zipOf([
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: 'xl/workbook.bin', content: blanks(300 * megabyte) },
    ]);
    expect(await refusal(xlsb, 'xlsb')).toBe('unsupportedFormat');
  });

  it('a workbook packed once more', async () => {
    const inner = workbookOf({
      sheets: [{ name: 'S', xml: sheetData([[1, 2]]) }],
      extra: [{ name: 'x', content: Buffer.alloc(700 * megabyte), stored: true }],
    });
    const packed = gzipSync(inner, { level: 1 });
    expect(await refusal(packed, 'xlsx.gz')).toBe('unsupportedFormat');
    packed.writeUInt32LE(1_000, packed.length - 4);
    const lying = await folder.write('lying.xlsx.gz', packed);
    await expect(previewFile(lying)).rejects.toMatchObject({ code: 'unsupportedFormat' });
  });
});

describe('documents that are made to hurt', () => {
  const lol = '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';

  it('entities are not expanded, in any part', async () => {
    const sheet = `<?xml version="1.0"?>${lol}<worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>`;
    expect(await refusal(workbookOf({ sheets: [{ name: 'S', xml: sheet, whole: true }] }))).toBe(
      'unsupportedFormat',
    );
    const strings = `${lol}<si><t>&b;</t></si>`;
    expect(await refusal(workbookOf({ sheets: [{ name: 'S', xml: sheetData([[1, 2]]) }], strings }))).toBe(
      'unsupportedFormat',
    );
    const name = `S"/></sheets>${lol}<sheets><sheet name="T`;
    expect(await refusal(workbookOf({ sheets: [{ name, xml: sheetData([[1, 2]]) }] }))).toBe(
      'unsupportedFormat',
    );
  });

  it('names that reach into objects are names', async () => {
    const rows = [['__proto__', 'constructor', 'toString', 'account', 'date', 'revenue']];
    for (let row = 0; row < 30; row++) rows.push(['p', 'c', 't', `A${row}`, '2024-01-05', String(row)]);
    const book = workbookOf({ sheets: [{ name: '__proto__', xml: sheetData(rows) }] });
    const path = await folder.write('proto.xlsx', book);
    const { batch } = await readBatch(path, {
      kind: 'sales',
      mapping: { account: 'account', date: 'date', revenue: 'revenue', Extra: '__proto__' },
    });
    expect(batch.accepted).toBe(30);
    const json = await folder.write(
      'proto.json',
      `[${rows
        .slice(1)
        .map(
          (_, at) =>
            `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"account":"A${at}","date":"2024-01-05","revenue":1}`,
        )
        .join(',')}]`,
    );
    expect((await readBatch(json, { kind: 'sales' })).batch.accepted).toBe(30);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('cells out of order or out of bounds, rows backwards, texts that are not there', async () => {
    const row = (xml: string) =>
      workbookOf({ sheets: [{ name: 'S', xml: `<sheetData>${xml}</sheetData>` }] });
    for (const xml of [
      '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
      '<row r="1"><c r="XFE1"><v>1</v></c></row>',
      '<row r="1"><c r="AAAAAAAA1"><v>1</v></c></row>',
      '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
      '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
      '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
      '<row r="1"><c r="A1"><v>1</v></c>',
    ])
      expect(await refusal(row(xml))).toBe('badInput');
  });

  it('workbooks with a password, archives with one, archives in archives', async () => {
    const container = Buffer.alloc(4096);
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(container);
    container.writeUInt16LE(9, 30);
    container.writeUInt32LE(1, 48);
    Buffer.from('EncryptedPackage', 'utf16le').copy(container, 1024);
    expect(await refusal(container)).toBe('unsupportedFormat');
    expect(await refusal(zipOf([{ name: 'a.csv', content: 'a,b\n1,2\n', encrypted: true }]), 'zip')).toBe(
      'unsupportedFormat',
    );
    const inner = zipOf([
      { name: 'a.csv', content: 'a,b\n1,2\n' },
      { name: 'b.csv', content: 'a,b\n1,2\n' },
    ]);
    expect(await refusal(zipOf([{ name: 'inner.zip', content: inner }]), 'zip')).toBe('unsupportedFormat');
  });

  it('an office document that is no workbook', async () => {
    const document = zipOf([
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: 'word/document.xml', content: '<w/>' },
    ]);
    expect(await refusal(document, 'docx')).toBe('unsupportedFormat');
  });

  it('JSON of brackets, of names, of one record without end', async () => {
    expect(await refusal(Buffer.from('['.repeat(2_000_000)), 'json')).toBe('badInput');
    expect(await refusal(Buffer.from('{"a":'.repeat(200_000)), 'json')).toBe('badInput');
    expect(await refusal(Buffer.from(`[{"a":${'['.repeat(500_000)}${']'.repeat(500_000)}}]`), 'json')).toBe(
      'badInput',
    );
    const names = Array.from({ length: 20_000 }, (_, at) => `"k${at}":1`).join(',');
    expect(await refusal(Buffer.from(`[{${names}}]`), 'json')).toBe('badInput');
    expect(await refusal(Buffer.from(`[{"a":"${'x'.repeat(70 * megabyte)}"}]`), 'json')).toBe('badInput');
  });

  it('half of each', async () => {
    const book = workbookOf({
      sheets: [{ name: 'S', xml: sheetData(Array.from({ length: 3000 }, (_, at) => [`n${at}`, at])) }],
    });
    for (const share of [0.1, 0.5, 0.9, 0.99])
      expect(await refusal(book.subarray(0, Math.floor(book.length * share)))).toBe('badInput');
  });
});
