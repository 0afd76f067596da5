import { RecordBatchStreamWriter, Table, vectorFromArray } from 'apache-arrow';
import Database from 'better-sqlite3';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { readBatch } from '../../../../../electron/engine/ingest/readBatch.ts';
import type { TableKind } from '../../../../../shared/domain/fields.ts';
import { temporaryFolder } from '../temporaryFiles.ts';
import { sheetData, workbookOf } from '../xlsx/workbookOf.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

/** Header and the way a row is made, for every kind of table. */
const tables: Record<TableKind, [string[], (row: number) => string[]]> = {
  sales: [
    ['Customer', 'Order Date', 'Product', 'Quantity', 'Net Sales'],
    (row) => [`客户 ${row % 4}`, `2024-0${(row % 9) + 1}-11`, `P-${row % 3}`, String(row), `${row}.25`],
  ],
  accounts: [
    ['Customer ID', 'Customer Name', 'Segment', 'Contract End'],
    (row) => [`0${row}`, `Acme, "${row}"`, 'Gold', `2025-0${(row % 9) + 1}-30`],
  ],
  products: [
    ['SKU', 'Item Name', 'Category', 'List Price'],
    (row) => [`S${row}`, `Bolt ${row}`, 'Metal', `${row}.5`],
  ],
  plans: [
    ['Month', 'Account Manager', 'Sales Target'],
    (row) => [`2024-0${(row % 9) + 1}`, 'Kim', String(1000 + row)],
  ],
  feedback: [
    ['Customer', 'Date', 'NPS', 'Comment'],
    (row) => [`Acme ${row}`, `2024-01-0${(row % 9) + 1}`, String(row % 10), 'two\nlines'],
  ],
  activities: [
    ['客户', '拜访日期', '拜访记录'],
    (row) => [`甲 ${row}`, `2024-02-0${(row % 9) + 1}`, '谈续约'],
  ],
  stock: [
    ['Customer', 'Date', 'SKU', 'Stock on Hand'],
    (row) => [`Acme ${row % 3}`, `2024-03-0${(row % 9) + 1}`, `S${row}`, String(row * 2)],
  ],
  market: [
    ['Month', 'Region', 'Industry', 'Market Size'],
    (row) => [`2024-0${(row % 9) + 1}`, 'North', `Trade ${row}`, String(500 + row)],
  ],
  rates: [
    ['Date', 'From Currency', 'To Currency', 'Exchange Rate'],
    (row) => [`2024-04-0${(row % 9) + 1}`, row % 2 ? 'USD' : 'EUR', 'CNY', `1.0${row}`],
  ],
};

type Rows = string[][];
const column = (rows: Rows, at: number) => rows.slice(1).map((cells) => cells[at]!);

const writers: Record<string, (rows: Rows) => Uint8Array> = {
  csv: (rows) =>
    Buffer.from(
      rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n'),
    ),
  xlsx: (rows) => workbookOf({ sheets: [{ name: 'S', xml: sheetData(rows) }] }),
  xls: (rows) => {
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), 'S');
    return XLSX.write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
  },
  json: (rows) =>
    Buffer.from(
      JSON.stringify(
        rows.slice(1).map((cells) => Object.fromEntries(cells.map((cell, at) => [rows[0]![at]!, cell]))),
      ),
    ),
  parquet: (rows) =>
    Buffer.from(
      parquetWriteBuffer({
        columnData: rows[0]!.map((name, at) => ({ name, data: column(rows, at), type: 'STRING' as const })),
      }),
    ),
  arrow: (rows) =>
    RecordBatchStreamWriter.writeAll(
      new Table(Object.fromEntries(rows[0]!.map((name, at) => [name, vectorFromArray(column(rows, at))]))),
    ).toUint8Array(true),
  sqlite: (rows) => {
    const db = new Database(':memory:');
    db.exec(`create table t(${rows[0]!.map((name) => `"${name}" text`).join(',')})`);
    const insert = db.prepare(`insert into t values (${rows[0]!.map(() => '?').join(',')})`);
    for (const cells of rows.slice(1)) insert.run(...cells);
    const bytes = db.serialize();
    db.close();
    return bytes;
  },
};

describe('a table is the same whatever file it comes in', () => {
  it.each(Object.keys(tables) as TableKind[])('%s', async (kind) => {
    const [header, rowOf] = tables[kind];
    const rows = [header, ...Array.from({ length: 9 }, (_, row) => rowOf(row + 1))];
    const read = async (format: string) => {
      const path = await folder.write(`${kind}.${format}`, writers[format]!(rows));
      const { batch } = await readBatch(path, { kind });
      const { rows: seen, accepted, blank, columns, controlTotals, mapping } = batch;
      return { seen, accepted, blank, columns, controlTotals, mapping };
    };
    const expected = await read('csv');
    expect(expected.accepted).toBe(9);
    for (const format of Object.keys(writers))
      expect([format, await read(format)]).toEqual([format, expected]);
  });
});
