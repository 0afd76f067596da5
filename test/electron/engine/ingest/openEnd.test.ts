import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { previewFile } from '../../../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../../../electron/engine/ingest/readBatch.ts';
import { temporaryFolder } from './temporaryFiles.ts';
import { sheetData, workbookOf } from './xlsx/workbookOf.ts';
import { zipOf } from './zipOf.ts';

type Folder = Awaited<ReturnType<typeof temporaryFolder>>;
let folder: Folder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const header = ['Customer', 'Date', 'Revenue', 'Note'];
const rows = Array.from({ length: 40_000 }, (_, at): (string | number)[] => [
  `Customer ${at % 700}`,
  `2025-0${1 + (at % 9)}-1${at % 9}`,
  at % 100,
  `an ordinary note on order number ${at}`,
]);
const notes = [
  ['Source: the warehouse of 2025', '', '', ''],
  ['Note: without returns', '', '', ''],
];
const table = [header, ...rows, ['', '', '', ''], ...notes];
const text = table.map((cells) => `${cells.join(',')}\n`).join('');
const mapping = { account: 'Customer', date: 'Date', revenue: 'Revenue' };

const files: Record<string, () => Buffer> = {
  'orders.csv': () => Buffer.from(text),
  'orders.csv.gz': () => gzipSync(text),
  'orders.zip': () => zipOf([{ name: 'orders.csv', content: text }]),
  'two.zip': () =>
    zipOf([
      { name: 'a.csv', content: text },
      { name: 'b.csv', content: text },
    ]),
  'orders.utf16.csv.gz': () => gzipSync(Buffer.from(`\ufeff${text}`, 'utf16le')),
  'orders.xlsx': () => workbookOf({ sheets: [{ name: 'Orders', xml: sheetData(table) }] }),
};

describe('notes below a large table', () => {
  it.each(Object.keys(files))('are told, and no records: %s', async (name) => {
    const path = await folder.write(name, files[name]!());
    const preview = await previewFile(path);
    expect(preview).toMatchObject({ records: rows.length, footerRows: 2 });
    const said = preview.warnings.find(({ code }) => code === 'footerSkipped');
    expect(said?.params?.text).toBe('Source: the warehouse of 2025 ¶ Note: without returns');
    const { batch, warnings } = await readBatch(path, { kind: 'sales', mapping });
    expect(batch).toMatchObject({ accepted: rows.length, quarantine: [] });
    expect(warnings.map(({ code }) => code)).toContain('footerSkipped');
  });

  it('are records where that is asked for', async () => {
    const path = await folder.write('orders.csv.gz', gzipSync(text));
    const { records, footerRows } = await previewFile(path, { read: { footer: 'read' } });
    expect([records, footerRows]).toEqual([rows.length + 2, 0]);
  });
});
