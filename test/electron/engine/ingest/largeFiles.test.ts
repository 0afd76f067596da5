import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBook, type TestBook } from './localEngine.ts';
import { temporaryFolder } from './temporaryFiles.ts';

/** Files are read in blocks of a mebibyte: these take several, and records lie across their ends. */
const rows = 60_000;
const records = Array.from({ length: rows }, (_, row) => ({
  customer: `Customer ${row % 97}`,
  date: `2024-${String((row % 12) + 1).padStart(2, '0')}-15`,
  product: `Product ${row % 31}`,
  revenue: (row % 1000) + 0.25,
}));
const revenue = records.reduce((sum, record) => sum + record.revenue, 0);
const csv = `customer,date,product,revenue\n${records.map((record) => Object.values(record).join(',')).join('\n')}\n`;
const lines = records.map((record) => JSON.stringify(record)).join('\n');

const files: [string, string | Uint8Array][] = [
  ['plain.csv', csv],
  ['packed.csv.gz', gzipSync(csv)],
  ['marked.csv', `\ufeff${csv}`],
  ['utf-16.csv', Buffer.from(`\ufeff${csv}`, 'utf16le')],
  ['titled.csv', `Sales of the year\n\n${csv}`],
  ['list.json', JSON.stringify(records)],
  ['written out.json', JSON.stringify({ data: { sales: records } }, null, 2)],
  ['list.json.gz', gzipSync(JSON.stringify(records))],
  ['lines.jsonl', lines],
];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let book: TestBook;
beforeAll(async () => {
  folder = await temporaryFolder();
  book = await openTestBook();
});
afterAll(async () => {
  await book.remove();
  await folder.remove();
});

describe('a file of several blocks is read as a whole', () => {
  it.each(files)('%s', async (name, content) => {
    const file = book.file(await folder.write(name, content), 'read');
    const preview = await book.call('ingest.preview', { file });
    expect(preview).toMatchObject({ kind: 'sales', records: rows });
    const done = await book.call('ingest.import', { file, kind: 'sales', mode: 'append' });
    expect(done).toMatchObject({ rows, accepted: rows });
    expect(done.controlTotals.revenue).toBeCloseTo(revenue, 2);
  });
});
