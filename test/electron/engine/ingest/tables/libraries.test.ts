import { zstdCompressSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import {
  CompressionType,
  compressionRegistry,
  DateDay,
  Decimal,
  Float32,
  RecordBatchFileWriter,
  RecordBatchStreamWriter,
  Table,
  TimestampMillisecond,
  vectorFromArray,
} from 'apache-arrow';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { unpackLz4Frame } from '../../../../../electron/engine/ingest/arrow/lz4Frame.ts';
import { readBatch } from '../../../../../electron/engine/ingest/readBatch.ts';
import { createWorkspace } from '../../../../../electron/engine/workspace/createWorkspace.ts';
import { tableText } from '../tableText.ts';
import { temporaryFolder } from '../temporaryFiles.ts';
import { zipOf } from '../zipOf.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

describe('Parquet', () => {
  it.each(['uncompressed', 'snappy', 'gzip', 'zstd', 'lz4', 'brotli'])(
    'as DuckDB writes it: %s',
    async (codec) => {
      const path = folder.path(`${codec}.parquet`);
      const db = await DuckDBInstance.create();
      const connection = await db.connect();
      await connection.run(
        `copy (select 'A' || i as account, date '2024-01-30' + i::int as day, timestamp '2024-01-30 10:00:00' as at,
         9007199254740993::bigint + i as id, (i * 1.1)::decimal(12, 2) as revenue, 0.1::float as share,
         {city: 'K' || i, zip: i} as site, [i, i + 1] as list, case when i = 1 then null else i % 2 = 0 end as paid
       from range(3) t(i)) to '${path}' (format parquet, compression ${codec}, row_group_size 2)`,
      );
      connection.closeSync();
      const { table, text } = await tableText(path);
      expect(table).toMatchObject({ format: 'parquet', named: true });
      expect(text).toBe(
        [
          'account,day,at,id,revenue,share,site.city,site.zip,list,paid',
          'A0,2024-01-30,2024-01-30 10:00:00,9007199254740993,0,0.1,K0,0,"[""0"",""1""]",TRUE',
          'A1,2024-01-31,2024-01-30 10:00:00,9007199254740994,1.1,0.1,K1,1,"[""1"",""2""]",',
          'A2,2024-02-01,2024-01-30 10:00:00,9007199254740995,2.2,0.1,K2,2,"[""2"",""3""]",TRUE',
          '',
        ].join('\n'),
      );
    },
  );
});

describe('Arrow and Feather', () => {
  const columns = {
    account: vectorFromArray(['Acme', 'Bolt', null]),
    day: vectorFromArray([new Date('2024-01-30'), null, new Date('2024-02-01')], new DateDay()),
    at: vectorFromArray([new Date('2024-01-30T10:00:00Z'), null, null], new TimestampMillisecond()),
    share: vectorFromArray([0.1, 0.25, null], new Float32()),
    site: vectorFromArray([{ city: 'Köln' }, { city: 'Bonn' }, { city: '北京' }]),
  };
  const expected = [
    'account,day,at,share,site.city',
    'Acme,2024-01-30,2024-01-30 10:00:00,0.1,Köln',
    'Bolt,,,0.25,Bonn',
    ',2024-02-01,,,北京',
    '',
  ].join('\n');

  it('files and streams, plain and packed', async () => {
    compressionRegistry.set(CompressionType.ZSTD, { encode: (bytes) => zstdCompressSync(bytes) });
    for (const compressionType of [null, CompressionType.ZSTD])
      for (const Writer of [RecordBatchFileWriter, RecordBatchStreamWriter]) {
        const writer = new Writer({ compressionType });
        writer.write(new Table(columns));
        writer.finish();
        const path = await folder.write(
          `t${compressionType}${Writer.name}.arrow`,
          await writer.toUint8Array(),
        );
        const { table, text } = await tableText(path);
        expect(table.format).toBe('arrow');
        expect(text).toBe(expected);
      }
  });

  it('decimals with every digit', async () => {
    const values = vectorFromArray(
      [Uint32Array.of(12_345, 0, 0, 0), Uint32Array.of(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff)],
      new Decimal(3, 20, 128),
    );
    const bytes = RecordBatchStreamWriter.writeAll(new Table({ d: values })).toUint8Array(true);
    expect((await tableText(await folder.write('decimal.arrow', bytes))).text).toBe('d\n12.345\n-0.001\n');
  });

  it('LZ4 frames, blocks that refer to earlier ones among them', () => {
    // As `lz4 -9 -c -BD` writes it.
    const frame = Buffer.from(
      '04224d186440a7120000003261626303001f2d0a005b60e4b8ade69687000000000149be38',
      'hex',
    );
    expect(Buffer.from(unpackLz4Frame(frame)).toString()).toBe(`${'abcabcabc-'.repeat(12)}中文`);
    expect(() => unpackLz4Frame(frame.subarray(0, frame.length - 9))).toThrow();
    const literal = Buffer.concat([
      Buffer.from('04224d18604082', 'hex'),
      Buffer.from([6, 0, 0, 0x80]),
      Buffer.from('abcdef'),
      Buffer.from([4, 0, 0, 0, 0x02, 6, 0, 0x00]),
      Buffer.alloc(4),
    ]);
    expect(Buffer.from(unpackLz4Frame(literal)).toString()).toBe('abcdefabcdef');
  });
});

describe('SQLite', () => {
  it('tables and views like sheets; whole numbers with every digit', async () => {
    const path = folder.path('shop.sqlite');
    const db = new Database(path);
    db.exec(`create table small(a); insert into small values (1);
      create table "order lines"(account text, id integer, revenue real, note blob);
      insert into "order lines" values ('Acme', 9007199254740993, 1.5, null), ('Bolt', 2, null, x'00ff');
      create view totals as select sum(revenue) total from "order lines"`);
    db.close();
    const { table, text } = await tableText(path);
    expect(table).toMatchObject({
      format: 'sqlite',
      sheet: 'order lines',
      sheets: ['small', 'order lines', 'totals'],
    });
    expect(text).toBe('account,id,revenue,note\nAcme,9007199254740993,1.5,\nBolt,2,,00ff\n');
    expect((await tableText(path, { sheet: 'totals' })).text).toBe('total\n1.5\n');
  });

  it('never a workspace of our own', async () => {
    const path = folder.path('own.qdeck');
    createWorkspace(path, {}).close();
    await expect(tableText(path)).rejects.toMatchObject({ code: 'unsupportedFormat' });
  });
});

describe('old and other workbooks', () => {
  it.each(['biff8', 'xlsb', 'ods', 'xlml'] as const)('%s', async (bookType) => {
    const rows = [
      ['account', 'date', 'revenue', 'id'],
      ['甲公司', new Date(Date.UTC(2024, 0, 5)), 5.1, '007'],
      ['Bolt, Ltd', new Date(Date.UTC(2024, 1, 6)), -2, 'x'],
    ];
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['Cover']]), 'Cover');
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows, { UTC: true }), 'Data');
    const bytes = XLSX.write(book, { type: 'buffer', bookType }) as Buffer;
    const path = await folder.write(`${bookType}.xls`, bytes);
    const { table, text } = await tableText(path);
    expect(table).toMatchObject({ sheets: ['Cover', 'Data'], sheet: 'Data' });
    expect(text).toBe('account,date,revenue,id\n甲公司,2024-01-05,5.1,007\n"Bolt, Ltd",2024-02-06,-2,x\n');
    expect((await tableText(path, { sheet: 'Data', range: 'A1:B2' })).text).toBe(
      'account,date\n甲公司,2024-01-05\n',
    );
  });

  it.each(['WORKBOOK', 'workBook'])(
    'an old one whose stream is called %s, as some programs write it',
    async (name) => {
      const book = XLSX.utils.book_new();
      XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['account'], ['Acme']]), 'Data');
      const bytes = XLSX.write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
      bytes.write(name, bytes.indexOf(Buffer.from('Workbook', 'utf16le')), 'utf16le');
      expect((await tableText(await folder.write(`${name}.xls`, bytes))).text).toBe('account\nAcme\n');
    },
  );
});

describe('OpenDocument', () => {
  const table =
    '<table:table table:name="Data"><table:table-row><table:table-cell office:value-type="string"><text:p>account</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell office:value-type="string"><text:p>Acme</text:p></table:table-cell></table:table-row></table:table>';
  const content = `<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>${table}</office:spreadsheet></office:body></office:document-content>`;
  const manifest = (part: string) =>
    `<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:media-type="text/xml" manifest:full-path="${part}"><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry></manifest:manifest>`;
  const write = (name: string, parts: Record<string, string>) =>
    folder.write(
      name,
      zipOf(
        Object.entries({
          mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
          'content.xml': content,
          ...parts,
        }).map(([part, text]) => ({ name: part, content: Buffer.from(text) })),
      ),
    );

  it('without styles, as small programs write it, and with macros behind a password', async () => {
    for (const [name, parts] of Object.entries({
      'bare.ods': {},
      'macros.ods': { 'Basic/Module1.xml': 'x', 'META-INF/manifest.xml': manifest('Basic/Module1.xml') },
    })) {
      const { table: read, text } = await tableText(await write(name, parts));
      expect(read).toMatchObject({ format: 'ods', sheet: 'Data' });
      expect(text).toBe('account\nAcme\n');
    }
  });

  it('says that its cells are encrypted', async () => {
    const path = await write('locked.ods', { 'META-INF/manifest.xml': manifest('content.xml') });
    await expect(tableText(path)).rejects.toMatchObject({
      code: 'unsupportedFormat',
      message: 'locked.ods is encrypted',
    });
  });
});

describe('all of them', () => {
  it('are cancelled at once', async () => {
    const table = new Table({ account: vectorFromArray(['Acme']) });
    const path = await folder.write('one.arrows', RecordBatchStreamWriter.writeAll(table).toUint8Array(true));
    const controller = new AbortController();
    controller.abort();
    await expect(readBatch(path, { kind: 'sales' }, { signal: controller.signal })).rejects.toThrow(
      'Cancelled',
    );
  });
});
