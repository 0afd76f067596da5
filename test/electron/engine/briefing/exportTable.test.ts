import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type * as XLSX from 'xlsx';
import { exportTable } from '../../../../electron/engine/briefing/exportTable.ts';
import { writeWhole } from '../../../../electron/engine/briefing/fileSink.ts';
import { rowsPerSheet, writeTableSheets } from '../../../../electron/engine/briefing/tableSheet.ts';
import { createWorkbook } from '../../../../electron/engine/briefing/xlsx/workbookWriter.ts';
import { arrowToTable } from '../../../../electron/engine/exhibit/arrow.ts';
import { dayOf } from '../../../../shared/domain/calendar.ts';
import { makeTable, numberColumn, textColumn } from '../../../../shared/domain/table.ts';
import { createTranslate } from '../../../../shared/i18n/translate.ts';
import { smallVolume } from '../../../hostile/volumes.ts';
import { cellOf, partsOf, readWorkbook, withFolder, xmlFault } from './readBack.ts';

const table = makeTable([
  textColumn('region', ['华东', null, '=1+1', ' spaced ']),
  numberColumn('revenue', 'money', [1234.5678, Number.NaN, -0.1, Number.POSITIVE_INFINITY]),
  numberColumn(
    'first',
    'none',
    [dayOf(2026, 6, 30), dayOf(1899, 1, 1), Number.NaN, dayOf(1900, 3, 1)],
    'date',
  ),
  numberColumn('month', 'none', [2026 * 12 + 5, Number.NaN, 2024 * 12, 1850 * 12], 'month'),
  numberColumn('partial', 'none', [1, 0, Number.NaN, 1], 'boolean'),
  numberColumn('share', 'ratio', [0.12345678901234, 0, 1, 2]),
]);

test('a workbook keeps values and types, formats by unit and adds up what may be added', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'q.xlsx');
    expect(await exportTable(table, 'xlsx', path, { locale: 'en', title: 'query' })).toMatchObject({
      rows: 4,
    });
    const book = readWorkbook(path);
    const cell = (reference: string) => cellOf(book, 'Table', reference) as XLSX.CellObject;
    expect(cell('A5')).toMatchObject({ t: 's', v: '华东' });
    expect(cell('A7')).toMatchObject({ t: 's', v: '=1+1' });
    expect(cell('A7').f).toBeUndefined();
    expect(cell('A8').v).toBe(' spaced ');
    expect(cell('B5')).toMatchObject({ t: 'n', v: 1234.5678, z: '#,##0' });
    expect(cell('B8')).toMatchObject({ t: 's', v: '∞' });
    expect(cell('B3').f).toBe('SUBTOTAL(109,B5:B8)');
    expect(cell('B3').v).toBeCloseTo(1234.4678, 9);
    expect(cell('C5')).toMatchObject({ t: 'n', v: 46203, z: 'yyyy-mm-dd' });
    expect(cell('C6')).toMatchObject({ t: 's', v: '1899-01-01' });
    expect(cell('C8')).toMatchObject({ t: 'n', v: 61 });
    expect(cell('D5')).toMatchObject({ t: 'n', v: 46174, z: 'yyyy-mm' });
    expect(cell('D8')).toMatchObject({ t: 's', v: '1850-01' });
    expect(cell('E5')).toMatchObject({ t: 'b', v: true });
    expect(cell('F5')).toMatchObject({ t: 'n', v: 0.12345678901234, z: '0.0%' });
    for (const empty of ['A6', 'B6', 'C7', 'E7']) expect(cell(empty)?.v).toBeUndefined();
  });
});

test('the word beside the first total is not cut where no column stands to its left', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'q.xlsx');
    const narrow = makeTable([textColumn('kind', ['a']), numberColumn('revenue', 'money', [1])]);
    await exportTable(narrow, 'xlsx', path, { locale: 'en', title: 'query' });
    const sheets = [...partsOf(path)].filter(([name]) => name.startsWith('xl/worksheets/sheet'));
    const widths = sheets.map(([, xml]) => Number(/<col min="1"[^>]* width="([\d.]+)"/.exec(xml)?.[1]));
    expect(Math.max(...widths)).toBeGreaterThan(createTranslate('en')('file.total').length);
  });
});

test('CSV is for programs: own names, full precision, ISO dates, guarded texts', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'q.csv');
    await exportTable(table, 'csv', path, { locale: 'zh-CN' });
    expect(readFileSync(path, 'utf8')).toBe(
      [
        '\ufeffregion,revenue,first,month,partial,share',
        '华东,1234.5678,2026-06-30,2026-06,true,0.12345678901234',
        ',,1899-01-01,,false,0',
        `"'=1+1",-0.1,,2024-01,,1`,
        '" spaced ",Infinity,1900-03-01,1850-01,true,2',
        '',
      ].join('\r\n'),
    );
  });
});

test('Arrow comes back as the same table', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'q.arrow');
    const { bytes } = await exportTable(table, 'arrow', path);
    expect(bytes).toBe((await stat(path)).size);
    expect(arrowToTable(readFileSync(path))).toEqual(table);
  });
});

test('an empty table is a file with its header', async () => {
  await withFolder(async (folder) => {
    const empty = makeTable([textColumn('region', []), numberColumn('revenue', 'money', [])]);
    const path = join(folder, 'q.xlsx');
    await exportTable(empty, 'xlsx', path);
    const book = readWorkbook(path);
    expect(cellOf(book, 'Table', 'A4')?.v).toBe('Region');
    expect(cellOf(book, 'Table', 'A5')).toBeUndefined();
    await exportTable(empty, 'csv', join(folder, 'q.csv'));
    expect(readFileSync(join(folder, 'q.csv'), 'utf8')).toBe('\ufeffregion,revenue\r\n');
  });
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '=cmd|"/c calc"!A1',
    '+1',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1',
    '<script>alert(1)</script>',
    ']]><f>1</f>',
    '&#0;',
    '_x0000_',
    '\u0000\u0008\u001f',
    '😀👨‍👩‍👧',
    '\u202etxt',
    "'",
    '"',
    '__proto__',
    'x'.repeat(32_767),
  ),
);

test('hostile texts come back as they were, none of them a formula', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'hostile.xlsx');
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 30 }), hostile, async (texts, header) => {
        const strange = makeTable([textColumn(header === '' ? 'x' : header.slice(0, 50), texts)]);
        await exportTable(strange, 'xlsx', path, { title: header.slice(0, 200) });
        for (const [name, xml] of partsOf(path)) {
          expect(`${name}: ${xmlFault(xml)}`).toBe(`${name}: null`);
          expect(xml).not.toContain('<f>');
        }
        const book = readWorkbook(path);
        for (const [row, text] of texts.entries()) {
          const cell = cellOf(book, 'Table', `A${row + 5}`);
          expect(cell?.f).toBeUndefined();
          if (text !== '') expect(cell).toMatchObject({ t: 's', v: text });
        }
      }),
      { seed: Number(process.env.QUARTERDECK_SEED ?? 20_260_630), numRuns: 60 },
    );
  });
});

test('no CSV cell of hostile text begins as a formula', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'hostile.csv');
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 20 }), async (texts) => {
        await exportTable(makeTable([textColumn('x', texts)]), 'csv', path);
        const text = readFileSync(path, 'utf8').slice('\ufeffx\r\n'.length);
        const cells = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^"\r\n]*))\r\n/g)];
        const read = cells.map(([, quoted, plain]) => (quoted ?? plain ?? '').replaceAll('""', '"'));
        expect(read).toHaveLength(texts.length);
        for (const [row, cell] of read.entries()) {
          expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
          expect([cell, cell.slice(1)]).toContain(texts[row]!.toWellFormed());
        }
      }),
      { seed: Number(process.env.QUARTERDECK_SEED ?? 20_260_630), numRuns: 100 },
    );
  });
});

describe('limits are named, nothing is cut', () => {
  test('32,767 characters fit, one more is refused and says where', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'long.xlsx');
      await exportTable(makeTable([textColumn('x', ['a', '字'.repeat(32_767)])]), 'xlsx', path);
      expect(cellOf(readWorkbook(path), 'Table', 'A6')?.v).toBe('字'.repeat(32_767));
      const long = makeTable([textColumn('x', ['a', 'b'.repeat(32_768)])]);
      await expect(exportTable(long, 'xlsx', join(folder, 'no.xlsx'))).rejects.toMatchObject({
        code: 'cellTooLarge',
        details: { row: 6, column: 'A', params: { limit: 32_767, characters: 32_768 } },
      });
      await exportTable(long, 'csv', join(folder, 'long.csv'));
      expect(await readdir(folder)).toEqual(['long.csv', 'long.xlsx']);
    });
  });

  test('more columns than a sheet has are refused', async () => {
    await withFolder(async (folder) => {
      const wide = makeTable(Array.from({ length: 16_385 }, (_, index) => textColumn(`c${index}`, ['x'])));
      const failed = exportTable(wide, 'xlsx', join(folder, 'wide.xlsx'));
      await expect(failed).rejects.toMatchObject({ code: 'cellTooLarge' });
      expect(await readdir(folder)).toEqual([]);
    });
  });

  test('rows beyond a sheet go on in the next, each with its head', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'many.xlsx');
      const many = makeTable([
        numberColumn(
          'orders',
          'count',
          Array.from({ length: 25 }, (_, index) => index),
        ),
      ]);
      const t = createTranslate('en');
      await writeWhole(path, undefined, async (sink) => {
        const workbook = await createWorkbook(sink, { title: 'many', font: 'Calibri' });
        const options = {
          name: 'Table',
          title: 'many',
          line: '',
          headers: ['Orders'],
          totals: new Set(['orders']),
        };
        const parts = await writeTableSheets(workbook, many, { ...options, sheetRows: 14 }, t);
        expect(parts.map((part) => part.sheet)).toEqual(['Table', 'Table (2)', 'Table (3)']);
        await workbook.finish();
      });
      const book = readWorkbook(path);
      expect(cellOf(book, 'Table', 'A14')?.v).toBe(9);
      expect(cellOf(book, 'Table', 'A15')).toBeUndefined();
      expect(cellOf(book, 'Table (2)', 'A4')?.v).toBe('Orders');
      expect(cellOf(book, 'Table (2)', 'A5')?.v).toBe(10);
      expect(cellOf(book, 'Table (3)', 'A9')?.v).toBe(24);
      expect(cellOf(book, 'Table (3)', 'A3')).toMatchObject({ f: 'SUBTOTAL(109,A5:A9)', v: 110 });
    });
  });

  test('1,048,577 rows fill one sheet to its last row and say that they go on', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'million.xlsx');
      const n = 1_048_577;
      const values = Float64Array.from({ length: n }, (_, index) => index);
      await exportTable(makeTable([numberColumn('revenue', 'money', values)]), 'xlsx', path);
      const parts = partsOf(path);
      const first = parts.get('xl/worksheets/sheet1.xml')!;
      const second = parts.get('xl/worksheets/sheet2.xml')!;
      expect(first.lastIndexOf('<row r="1048576">')).toBeGreaterThan(0);
      expect(first).not.toContain('<row r="1048577"');
      expect(second).toContain(`<v>${n - 1}</v>`);
      expect(second.match(/<row /g)).toHaveLength(4 + n - rowsPerSheet());
      expect(parts.get('xl/sharedStrings.xml')).toContain('continued on 2 sheets');
    });
  });
});

describe('a place that cannot be written to', () => {
  test('a full disk is said to be full, and what was there stays', async () => {
    const volume = smallVolume(256 * 1024);
    if (!volume) return;
    try {
      const path = join(volume.path, 'big.csv');
      await writeFile(path, 'before');
      const big = makeTable([numberColumn('x', 'none', Float64Array.from({ length: 200_000 }, Math.sqrt))]);
      for (const format of ['csv', 'xlsx', 'arrow'] as const) {
        await expect(exportTable(big, format, path)).rejects.toMatchObject({ code: 'diskFull' });
        expect(await readdir(volume.path)).toEqual(['big.csv']);
        expect(readFileSync(path, 'utf8')).toBe('before');
      }
      if (!volume.makeReadOnly()) return;
      await expect(exportTable(table, 'csv', path)).rejects.toMatchObject({ code: 'readOnly' });
      expect(readFileSync(path, 'utf8')).toBe('before');
    } finally {
      volume.dispose();
    }
  });

  test('a folder that is not there is named', async () => {
    await withFolder(async (folder) => {
      const failed = exportTable(table, 'csv', join(folder, 'none', 'a.csv'));
      await expect(failed).rejects.toMatchObject({ code: 'notFound', details: { file: 'a.csv' } });
      await expect(failed).rejects.toThrowError(/There is no folder/);
    });
  });

  test('cancelled in the middle leaves nothing', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'big.xlsx');
      const big = makeTable([numberColumn('x', 'none', Float64Array.from({ length: 300_000 }, Math.sqrt))]);
      let written = 0;
      const signal = {
        get aborted() {
          written = statSync(join(folder, readdirSync(folder)[0] ?? '')).size;
          return written > 100_000;
        },
      } as AbortSignal;
      const failed = exportTable(big, 'xlsx', path, { signal });
      await expect(failed).rejects.toMatchObject({ name: 'CancelledError' });
      expect(written).toBeLessThan(1_000_000);
      expect(await readdir(folder)).toEqual([]);
    });
  });
});

test('the bytes on disk are those counted', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'q.xlsx');
    const { bytes } = await exportTable(table, 'xlsx', path);
    let read = 0;
    for await (const chunk of createReadStream(path)) read += (chunk as Buffer).length;
    expect(read).toBe(bytes);
  });
});
