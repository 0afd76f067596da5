import { gzipSync } from 'node:zlib';
import { RecordBatchStreamWriter, Table, vectorFromArray } from 'apache-arrow';
import Database from 'better-sqlite3';
import { parquetWriteBuffer } from 'hyparquet-writer';
import * as XLSX from 'xlsx';
import { workbookOf } from '../electron/engine/ingest/xlsx/workbookOf.ts';
import { zipOf } from '../electron/engine/ingest/zipOf.ts';

const names = ['account', 'date', 'product', 'revenue'] as const;
const rows = Array.from({ length: 40 }, (_, at) => [
  `客户 ${at % 7}`,
  `2024-0${(at % 9) + 1}-1${at % 10}`,
  `P"${at % 5}, x`,
  at * 1.25,
]);

function csv(delimiter = ','): string {
  const quoted = (cell: unknown) => `"${String(cell).replaceAll('"', '""')}"`;
  return [names.join(delimiter), ...rows.map((cells) => cells.map(quoted).join(delimiter))].join('\r\n');
}

function sheetXml(): string {
  const cells = rows.map(
    ([account, , , revenue], at) =>
      `<row r="${at + 2}"${at % 9 === 0 ? ' hidden="1"' : ''}><c r="A${at + 2}" t="inlineStr"><is><r><t>${account}</t></r></is></c><c r="B${at + 2}" s="1"><v>${45_300 + at}</v></c><c r="C${at + 2}" t="s"><v>${at % 5}</v></c><c r="D${at + 2}"><f>1+1</f><v>${revenue}</v></c></row>`,
  );
  const header = names.map((name, at) => `<c r="${'ABCD'[at]}1" t="str"><v>${name}</v></c>`).join('');
  return `<dimension ref="A1:D41"/><cols><col min="3" max="3" hidden="1"/></cols><sheetData><row r="1">${header}</row>${cells.join('')}</sheetData><mergeCells count="1"><mergeCell ref="A3:A4"/></mergeCells>`;
}

const strings = [0, 1, 2, 3, 4].map((at) => `<si><t>P&quot;${at}, x_x000D_</t></si>`).join('');

function xlsx(sheet = sheetXml(), shared = strings): Buffer {
  return workbookOf({ sheets: [{ name: 'Sales', xml: sheet }], strings: shared, styles: [0, 14] });
}

function withSheetJs(bookType: 'xlsb' | 'biff8' | 'ods'): Buffer {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([[...names], ...rows]), 'Sales');
  return XLSX.write(book, { type: 'buffer', bookType }) as Buffer;
}

function records(): Record<string, unknown>[] {
  return rows.map((cells) => Object.fromEntries(names.map((name, at) => [name, cells[at]])));
}

function parquet(): Buffer {
  return Buffer.from(
    parquetWriteBuffer({
      columnData: names.map((name, at) => ({ name, data: rows.map((cells) => cells[at]) as never })),
    }),
  );
}

function arrow(): Buffer {
  const columns = Object.fromEntries(
    names.map((name, at) => [name, vectorFromArray(rows.map((cells) => cells[at]) as string[])]),
  );
  return Buffer.from(RecordBatchStreamWriter.writeAll(new Table(columns)).toUint8Array(true));
}

function sqlite(): Buffer {
  const db = new Database(':memory:');
  db.exec('create table sales(account text, date text, product text, revenue real)');
  for (const cells of rows) db.prepare('insert into sales values (?, ?, ?, ?)').run(...cells);
  const bytes = db.serialize();
  db.close();
  return bytes;
}

/** A change to the bytes of a file; `place` is a share of its length. */
export interface Edit {
  place: number;
  kind: 'flip' | 'zero' | 'delete' | 'repeat' | 'insert' | 'cut';
  length: number;
  byte: number;
}

function mutate(original: Uint8Array, changes: Edit[]): Buffer {
  let bytes = Buffer.from(original);
  for (const { place, kind, length, byte } of changes) {
    const at = Math.floor(place * bytes.length);
    if (bytes.length === 0) break;
    if (kind === 'flip') bytes[Math.min(at, bytes.length - 1)]! ^= byte || 1;
    else if (kind === 'zero') bytes.fill(0, at, Math.min(bytes.length, at + length));
    else if (kind === 'delete') bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    else if (kind === 'cut') bytes = bytes.subarray(0, Math.max(1, at));
    else {
      const middle = kind === 'repeat' ? bytes.subarray(at, at + length) : Buffer.alloc(length, byte);
      bytes = Buffer.concat([bytes.subarray(0, at), middle, bytes.subarray(at)]);
    }
  }
  return bytes;
}

const sheet = Buffer.from(sheetXml());
const sharedStrings = Buffer.from(strings);
const text = Buffer.from(csv());
const document = Buffer.from(JSON.stringify({ meta: { n: 1 }, data: { sales: records() } }));
const lines = Buffer.from(
  records()
    .map((record) => JSON.stringify(record))
    .join('\n'),
);
const two = zipOf([
  { name: 'one.csv', content: csv() },
  { name: 'two.csv', content: csv(';') },
]);

/** Format, its share of the cases, and a damaged file of it. */
export const targets: [string, number, (changes: Edit[]) => Buffer][] = [
  ['sheet.xlsx', 0.22, (changes) => xlsx(mutate(sheet, changes) as never)],
  ['strings.xlsx', 0.06, (changes) => xlsx(sheetXml(), mutate(sharedStrings, changes) as never)],
  ['bytes.xlsx', 0.12, (changes) => mutate(xlsx(), changes)],
  ['rows.csv', 0.14, (changes) => mutate(text, changes)],
  ['rows.csv.gz', 0.04, (changes) => mutate(gzipSync(text), changes)],
  ['document.json', 0.12, (changes) => mutate(document, changes)],
  ['lines.jsonl', 0.08, (changes) => mutate(lines, changes)],
  ['archive.zip', 0.06, (changes) => mutate(two, changes)],
  ['rows.parquet', 0.04, (changes) => mutate(parquet(), changes)],
  ['rows.arrows', 0.03, (changes) => mutate(arrow(), changes)],
  ['rows.sqlite', 0.03, (changes) => mutate(sqlite(), changes)],
  ['book.xls', 0.02, (changes) => mutate(withSheetJs('biff8'), changes)],
  ['book.xlsb', 0.02, (changes) => mutate(withSheetJs('xlsb'), changes)],
  ['book.ods', 0.02, (changes) => mutate(withSheetJs('ods'), changes)],
];
