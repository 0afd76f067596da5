import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewFile } from '../../../../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../../../../electron/engine/ingest/readBatch.ts';
import type { ReadOptions } from '../../../../../shared/contract/ingest.ts';
import { tableText } from '../tableText.ts';
import { temporaryFolder } from '../temporaryFiles.ts';
import { sheetData, type TestWorkbook, workbookOf } from './workbookOf.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let files = 0;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

function write(book: TestWorkbook): Promise<string> {
  return folder.write(`book${files++}.xlsx`, workbookOf(book));
}

async function sheetText(xml: string, rest: Partial<TestWorkbook> = {}, options: ReadOptions = {}) {
  return (await tableText(await write({ sheets: [{ name: 'S', xml }], ...rest }), options)).text;
}

describe('values', () => {
  it('numbers as they are written, fractions in their shortest form, long digits untouched', async () => {
    const xml =
      '<sheetData><row r="1"><c r="A1"><v>1.50</v></c><c r="B1"><v>5.0999999999999996</v></c><c r="C1"><v>12345678901234567890</v></c><c r="D1"><v>-1.5E-7</v></c></row></sheetData>';
    expect(await sheetText(xml)).toBe('1.50,5.1,12345678901234567890,-1.5E-7\n');
  });

  it('texts: shared, inline, of formulas; rich, without phonetic runs; entities and escapes', async () => {
    const strings =
      '<si><t>a,b</t></si><si><r><rPr><b/></rPr><t>Ac</t></r><r><t xml:space="preserve">me </t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><t>x&amp;y &#20013;&#x6587; &quot;q&quot;</t></si><si/><si><t>l1_x000D_\nl2 _x005F_x000D_ _x12_</t></si>';
    const xml =
      '<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c><c t="s"><v>4</v></c><c t="s"><v>5</v></c><c t="str"><f>A1&amp;"&lt;"</f><v>r&lt;</v></c><c t="inlineStr"><is><r><t>in</t></r><r><t><![CDATA[<li>]]></t></r></is></c></row></sheetData>';
    expect(await sheetText(xml, { strings })).toBe(
      '"a,b",Acme ,東京,"x&y 中文 ""q""",,"l1\r\nl2 _x000D_ _x12_",r<,in<li>\n',
    );
  });

  it('a first shared text that is empty', async () => {
    const xml = '<sheetData><row><c t="s"><v>1</v></c><c t="s"><v>0</v></c><c><v>2</v></c></row></sheetData>';
    expect(await sheetText(xml, { strings: '<si><t></t></si><si><t>a</t></si>' })).toBe('a,,2\n');
  });

  it('truth values, errors, ISO dates', async () => {
    const xml =
      '<sheetData><row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2024-05-17T00:00:00</v></c><c t="d"><v>2024-05-17T08:30:00</v></c></row></sheetData>';
    expect(await sheetText(xml)).toBe('TRUE,FALSE,#N/A,2024-05-17,2024-05-17 08:30:00\n');
  });

  it('dates by format: built in, written, Chinese, with time, durations, percent, leading zeros', async () => {
    const formats = {
      164: 'yyyy"年"m"月"',
      165: '[$-804]yyyy/m/d;@',
      166: '[h]:mm',
      167: '0.0%',
      168: '00000',
      169: '#,##0.00_);[Red]\\(#,##0.00\\)',
      170: 'm"月"d"日"',
      171: '"day "0',
      172: '0.00E+00',
      173: 'General" h"',
    };
    const styles = [0, 14, 164, 165, 166, 167, 168, 169, 170, 171, 172, 22, 31, 57, 173];
    const values = [
      1, 45_292, 45_292, 45_292, 1.25, 0.25, 123, 1234.5, 45_292, 3, 12, 45_292.5, 45_292, 45_292, 7,
    ];
    const cells = values.map((value, at) => `<c s="${at}"><v>${value}</v></c>`).join('');
    expect(await sheetText(`<sheetData><row>${cells}</row></sheetData>`, { formats, styles })).toBe(
      '1,2024-01-01,2024-01-01,2024-01-01,30:00:00,0.25,00123,1234.5,2024-01-01,3,12,2024-01-01 12:00:00,2024-01-01,2024-01-01,7\n',
    );
  });

  it('1904 dates; the day that never was', async () => {
    const xml =
      '<sheetData><row><c s="1"><v>60</v></c><c s="1"><v>59</v></c><c s="1"><v>61</v></c></row></sheetData>';
    expect(await sheetText(xml, { styles: [0, 14] })).toBe('1900-02-29,1900-02-28,1900-03-01\n');
    const book = await write({ sheets: [{ name: 'S', xml }], styles: [0, 14], from1904: true });
    const { text, table } = await tableText(book);
    expect(text).toBe('1904-03-01,1904-02-29,1904-03-02\n');
    expect(table.warnings.map(({ code }) => code)).toContain('dates1904');
  });
});

describe('ways of writing a sheet', () => {
  it('prefixes, strict namespaces, single quotes, comments, cells and rows without r', async () => {
    const ns = 'xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"';
    const xml = `<?xml version='1.0'?><!-- made by hand --><x:worksheet ${ns}><x:sheetData><x:row><x:c t='inlineStr'><x:is><x:t>a</x:t></x:is></x:c><!-- two --><x:c><x:v>1</x:v></x:c></x:row><x:row r='3'><x:c r='C3'><x:v>2</x:v></x:c><x:c><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    const book = await write({ sheets: [{ name: 'S', xml, whole: true }], strict: true });
    expect((await tableText(book)).text).toBe('a,1\n\n,,2,3\n');
  });

  it('UTF-16', async () => {
    const xml = `<?xml version="1.0" encoding="UTF-16"?><worksheet>${sheetData([['名', 1]])}</worksheet>`;
    const part = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, 'utf16le')]);
    const book = workbookOf({ sheets: [{ name: 'S', xml: part as unknown as string, whole: true }] });
    expect((await tableText(await folder.write('utf16.xlsx', book))).text).toBe('名,1\n');
  });

  it('the first and last cells there are', async () => {
    const xml =
      '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>';
    const text = await sheetText(xml);
    expect(text.length).toBe('1\n'.length + 1_048_574 + 16_383 + '2\n'.length);
    expect(text.endsWith(',2\n')).toBe(true);
  });

  it('a cell of 32,767 characters, and 16,384 columns', async () => {
    const long = 'x'.repeat(32_767);
    expect(await sheetText(sheetData([[long, 1]]))).toBe(`${long},1\n`);
    const wide = Array.from({ length: 16_384 }, (_, at) => at);
    expect(await sheetText(sheetData([wide, wide]))).toBe(`${wide.join(',')}\n${wide.join(',')}\n`);
  });

  it('rows that lie in any place of the blocks', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => [`name ${at} 中`, at, at / 8]);
    expect(await sheetText(sheetData(rows))).toBe(`${rows.map((row) => row.join(',')).join('\n')}\n`);
  });
});

describe('which cells', () => {
  const table = sheetData([
    ['k', 'v'],
    ['a', 1],
    ['b', 2],
  ]);
  it('takes the first visible sheet with a table, and says so', async () => {
    const book = await write({
      sheets: [
        { name: 'Cover', xml: sheetData([['Report']]) },
        { name: 'Secret', xml: table, state: 'hidden' },
        { name: 'Data', xml: table },
        { name: 'More', xml: table },
      ],
    });
    const { table: opened } = await tableText(book);
    expect(opened).toMatchObject({
      sheets: ['Cover', 'Secret', 'Data', 'More'],
      sheet: 'Data',
      format: 'xlsx',
    });
    expect(opened.sheetInfo![1]).toMatchObject({ name: 'Secret', hidden: true });
    expect(opened.sheetInfo![2]).toEqual({
      name: 'Data',
      hidden: false,
      range: 'A1:B3',
      rows: 3,
      columns: 2,
    });
    expect(opened.warnings.map(({ code, params }) => [code, params?.count])).toEqual([
      ['sheetChosen', 2],
      ['hiddenSheets', 1],
    ]);
    expect((await tableText(book, { sheet: 'cover' })).text).toBe('Report\n');
    await expect(tableText(book, { sheet: 'None' })).rejects.toMatchObject({ code: 'notFound' });
  });

  it('reads a range, and refuses what is none', async () => {
    const xml = sheetData([
      ['t', null, null],
      [null, 'k', 'v'],
      [null, 'a', 1],
      [null, 'b', 2],
    ]);
    expect(await sheetText(xml, {}, { range: 'B2:C3' })).toBe('k,v\na,1\n');
    expect(await sheetText(xml, {}, { range: 'B:B' })).toBe('\nk\na\nb\n');
    expect(await sheetText(xml, {}, { range: '2:3' })).toBe(',k,v\n,a,1\n');
    await expect(sheetText(xml, {}, { range: 'B2:A1' })).rejects.toMatchObject({ code: 'badInput' });
    await expect(sheetText(xml, {}, { range: 'nonsense' })).rejects.toMatchObject({ code: 'badInput' });
    await expect(sheetText(xml, {}, { range: 'X90:Z99' })).rejects.toMatchObject({ code: 'emptyFile' });
  });

  it('reads hidden rows and columns unless told otherwise', async () => {
    const xml =
      '<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row><row hidden="1"><c><v>4</v></c><c><v>5</v></c><c><v>6</v></c></row><row><c><v>7</v></c><c><v>8</v></c><c><v>9</v></c></row></sheetData>';
    const book = await write({ sheets: [{ name: 'S', xml }] });
    const all = await tableText(book);
    expect(all.text).toBe('1,2,3\n4,5,6\n7,8,9\n');
    expect(all.table.warnings.map(({ code }) => code)).toEqual(['hiddenRows', 'hiddenColumns']);
    const visible = await tableText(book, { hidden: 'skip' });
    expect(visible.text).toBe('1,3\n\n7,9\n');
    expect(visible.table.warnings.map(({ code }) => code)).toEqual([
      'hiddenRowsSkipped',
      'hiddenColumnsSkipped',
    ]);
  });

  it('fills merged names over their range, merged texts down, never numbers', async () => {
    const xml = `${sheetData([
      ['Region', '2023', null, '2024', null],
      [null, 'Q1', 'Q2', 'Q1', 'Q2'],
      ['East', 1, 2, 3, 4],
      [null, 5, 6, 7, 8],
      ['West', 9, null, 11, 12],
      [null, null, null, 15, 16],
    ])}<mergeCells count="6"><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="D1:E1"/><mergeCell ref="A3:A4"/><mergeCell ref="A5:A6"/><mergeCell ref="B5:B6"/></mergeCells>`;
    expect(await sheetText(xml)).toBe(
      'Region,2023,2023,2024,2024\nRegion,Q1,Q2,Q1,Q2\nEast,1,2,3,4\nEast,5,6,7,8\nWest,9,,11,12\nWest,,,15,16\n',
    );
  });

  it('leaves a title merged over the table in its place', async () => {
    const xml = `${sheetData([
      ['Sales 2024', null, null],
      ['a', 'b', 'c'],
      [1, 2, 3],
    ])}<mergeCells><mergeCell ref="A1:C1"/></mergeCells>`;
    expect(await sheetText(xml)).toBe('Sales 2024\na,b,c\n1,2,3\n');
  });

  it('counts formulas without a saved result', async () => {
    const xml =
      '<sheetData><row><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c><c r="C1"><f>1+1</f><v></v></c><c r="D1" t="str"><f>""</f><v></v></c></row></sheetData>';
    const { table: opened, text } = await tableText(await write({ sheets: [{ name: 'S', xml }] }));
    expect(text).toBe('2\n');
    expect(opened.warnings).toMatchObject([
      { code: 'formulasWithoutValues', params: { count: 2, first: 'B1' } },
    ]);
  });
});

describe('as an import', () => {
  it('counts rows as the sheet does, in quarantine too', async () => {
    const xml = sheetData([
      ['Monthly sales'],
      [],
      ['account', 'date', 'revenue'],
      ['A', '2024-01-05', 10],
      ['B\nC', '2024-01-06', 20],
      [],
      ['D', 'never', 30],
      ['E', '2024-01-08'],
    ]);
    const path = await write({ sheets: [{ name: 'S', xml }] });
    const preview = await previewFile(path, { kind: 'sales' });
    expect(preview).toMatchObject({ format: 'xlsx', headerRow: 2, records: 4, kind: 'sales' });
    const mapping = { account: 'account', date: 'date', revenue: 'revenue' };
    const { batch } = await readBatch(path, { kind: 'sales', mapping });
    expect(batch).toMatchObject({ rows: 5, accepted: 2, blank: 1, controlTotals: { revenue: 30 } });
    expect(batch.quarantine.map(({ line, reason }) => [line, reason])).toEqual([
      [7, 'badDate'],
      [8, 'missingValue'],
    ]);
  });
});
