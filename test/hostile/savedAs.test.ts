import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { previewFile } from '../../electron/engine/ingest/previewFile.ts';
import { zipOf } from '../electron/engine/ingest/zipOf.ts';
import { encode } from './tables/encode.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quarterdeck-saved-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function previewOf(name: string, bytes: Uint8Array | string) {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return previewFile(path);
}

const rows: [string, string, string, string][] = [
  ['客户名称', '日期', '数量', '销售额'],
  ['北京星辰', '2025-01-03', '4', '12000.5'],
  ['上海宏远', '2025-01-09', '11', '8300'],
  ['广州新力', '2025-02-11', '2', '990.1'],
];
const tr = (cells: readonly string[], tag = 'td') =>
  `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
const table = `<table border="1">${tr(rows[0]!, 'th')}${rows
  .slice(1)
  .map((cells) => tr(cells))
  .join('\n')}</table>`;
const page = (body: string, head = '') =>
  `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>${head}<style>td{mso-number-format:"\\@"}</style></head><body>${body}</body></html>`;
const charset = (name: string) => `<meta http-equiv="Content-Type" content="text/html; charset=${name}">`;
const cells2003 = (cells: readonly string[], at: number) =>
  `<Row>${cells
    .map(
      (cell, column) =>
        `<Cell><Data ss:Type="${at > 0 && column > 1 ? 'Number' : 'String'}">${cell}</Data></Cell>`,
    )
    .join('')}</Row>`;
const xml2003 = (encoding: string) =>
  `<?xml version="1.0" encoding="${encoding}"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Sheet1"><Table>${rows.map(cells2003).join('')}</Table></Worksheet></Workbook>`;
const archive = (way: string, content: string) =>
  [
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; boundary="----=_Next"',
    '',
    '------=_Next',
    `Content-Transfer-Encoding: ${way}`,
    'Content-Type: text/html; charset="utf-8"',
    '',
    content,
    '------=_Next--',
    '',
  ].join('\r\n');
const quotedPrintable = (text: string) =>
  [...Buffer.from(text)]
    .map((byte) =>
      byte > 126 || byte === 61
        ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
        : String.fromCharCode(byte),
    )
    .join('')
    .replace(/((?:=..|[^=]){60})/g, '$1=\r\n');

const pages: [string, Uint8Array | string][] = [
  ['a page in UTF-8', page(table, charset('utf-8'))],
  ['a page in GBK', encode(page(table, charset('gb2312')), 'gbk')],
  ['a page in GBK that does not say so', encode(page(table), 'gbk')],
  ['a page in GBK that says UTF-8', encode(page(table, charset('utf-8')), 'gbk')],
  ['a page in UTF-8 that says GBK', page(table, charset('gb2312'))],
  ['a page in UTF-16', encode(page(table), 'utf-16le+mark')],
  ['a table alone', table],
  ['a piece of a page', `<div id="x"><p>Report</p>${table}</div>`],
  ['a style and a table', `<style>td{}</style>${table}`],
  ['a comment above', `<!-- made by an ERP system -->\n${table}`],
  ['XHTML', `<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html><html><body>${table}</body></html>`],
  ['a table for the title', page(`<table><tr><td colspan="4">明细</td></tr></table>${table}`)],
  ['a table within a table', page(`<table><tr><td>${table}</td></tr></table>`)],
  ['cells that are never closed', table.replace(/<\/t[dhr]>/g, '')],
  ['XML of 2003 in UTF-8', xml2003('UTF-8')],
  ['XML of 2003 in GBK', encode(xml2003('GB2312'), 'gbk')],
  ['XML of 2003 in UTF-16', encode(xml2003('UTF-16'), 'utf-16le+mark')],
  ['a web archive', archive('quoted-printable', quotedPrintable(page(table)))],
  ['a web archive in base64', archive('base64', Buffer.from(page(table)).toString('base64'))],
  ['tabs in UTF-16', encode(rows.map((cells) => cells.join('\t')).join('\r\n'), 'utf-16le+mark')],
  ['tabs in GBK', encode(rows.map((cells) => cells.join('\t')).join('\r\n'), 'gbk')],
  ['commas', rows.map((cells) => cells.join(',')).join('\r\n')],
  ['symbolic links', symbolicLinks()],
];

function symbolicLinks(): string {
  const cell = (text: string, row: number, column: number) =>
    `C;Y${row + 1};X${column + 1};K${row > 0 && column > 1 ? text : `"${text}"`}`;
  const cells = rows.flatMap((one, row) => one.map((text, column) => cell(text, row, column)));
  return ['ID;PWXL;N;E', 'P;PGeneral', ...cells, 'E', ''].join('\r\n');
}

describe('a file named .xls that is', () => {
  it.each(pages)('%s', async (_, bytes) => {
    const found = await previewOf('export.xls', bytes);
    expect(found.columns.map(({ header, type, field }) => [header, type, field])).toEqual([
      ['客户名称', 'text', 'account'],
      ['日期', 'date', 'date'],
      ['数量', 'integer', 'quantity'],
      ['销售额', 'number', 'revenue'],
    ]);
    expect(found.sample).toEqual(rows.slice(1));
    expect(found.records).toBe(3);
  });

  it('a page with merged names, entities and breaks', async () => {
    const { columns, records, sample } = await previewOf(
      'export.xls',
      page(
        `<table><tr><td colspan=4>Sales 2025</td></tr><tr><th rowspan=2>Customer</th><th colspan=2>Q1</th><th rowspan=2>Note</th></tr><tr><th>Qty</th><th>Revenue</th></tr>
         <tr><td>Alder &amp; Sons</td><td>4</td><td>1,200.50</td><td>a<br>b</td></tr><tr><td>Birch&nbsp;Ltd</td><td>1</td><td>80.00</td><td>&nbsp;</td></tr><tr><td>Cedar</td><td>2</td><td>(35.00)</td><td></td></tr></table>`,
      ),
    );
    expect(columns.slice(0, 4).map(({ type }) => type)).toEqual(['text', 'integer', 'number', 'text']);
    expect(records).toBe(3);
    expect(sample.map(([name]) => name)).toEqual([
      'Alder & Sons',
      expect.stringMatching(/^Birch\sLtd$/),
      'Cedar',
    ]);
  });

  it('a workbook of Excel 95 in the characters of its country', async () => {
    for (const [codePage, encoding, words] of codePages) {
      const { columns, sample } = await previewOf('old.xls', excel95(codePage, encoding, words));
      expect([...columns.map(({ header }) => header), ...sample.map(([name]) => name)]).toEqual(words);
    }
  });

  it('packed twice: says so', async () => {
    const twice = gzipSync(gzipSync('a,b\n1,2\n'));
    await expect(previewOf('a.csv.gz', twice)).rejects.toMatchObject({ code: 'unsupportedFormat' });
    const inner = zipOf([{ name: 'a.zip', content: zipOf([{ name: 'a.csv', content: 'a,b\n1,2\n' }]) }]);
    await expect(previewOf('a.zip', inner)).rejects.toMatchObject({ code: 'unsupportedFormat' });
  });
});

const codePages: [number, 'gbk' | 'shift_jis' | 'windows-1252', string[]][] = [
  [936, 'gbk', ['客户名称', '日期', '数量', '销售额', '北京星辰', '上海宏远']],
  [932, 'shift_jis', ['取引先名', '日付', '数量', '売上高', '東京商事', 'ナゴヤ電機']],
  [1252, 'windows-1252', ['Société', 'Date', 'Qté', 'Montant', 'Évian', 'Müller']],
];

/** The library writes ASCII only: words of the same length are written, and then replaced in the file. */
function excel95(codePage: number, encoding: 'gbk' | 'shift_jis' | 'windows-1252', words: string[]): Buffer {
  const bytes = words.map((word) => encode(word, encoding));
  const held = bytes.map(({ length }, at) => 'ABCDEF'[at]!.repeat(length));
  const book = XLSX.utils.book_new();
  const cells = [held.slice(0, 4), [held[4], '2025-01-03', 4, 12000.5], [held[5], '2025-01-09', 11, 8300]];
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(cells), 'Sales');
  const file = XLSX.write(book, { type: 'buffer', bookType: 'biff5' }) as Buffer;
  file.writeUInt16LE(codePage, file.indexOf(Buffer.from([0x42, 0, 2, 0])) + 4);
  held.forEach((word, at) => void bytes[at]!.copy(file, file.indexOf(word)));
  return file;
}
