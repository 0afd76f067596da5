import { existsSync, readFileSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { type CellObject, SSF, type WorkBook } from 'xlsx';
import { exportExhibit } from '../../../../electron/engine/briefing/exportExhibit.ts';
import type { Exhibit } from '../../../../shared/domain/exhibit.ts';
import { makeTable, numbers, type Table, textColumn } from '../../../../shared/domain/table.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { Locale } from '../../../../shared/i18n/messages.ts';
import { planned } from '../../../shared/charts/accountExhibits.ts';
import { backtested } from '../../../shared/charts/backtestExhibits.ts';
import { tableOf } from '../../../shared/charts/exhibits.ts';
import { buying, surviving } from '../../../shared/charts/retentionExhibits.ts';
import * as advice from './adviceExhibits.ts';
import * as exhibits from './exhibits.ts';
import {
  cellOf,
  forgetResults,
  hasOffice,
  isInside,
  partsOf,
  readWorkbook,
  recalculate,
  withFolder,
  xmlFault,
} from './readBack.ts';

const drawn: [string, Exhibit, string, string][] = [
  ['movement bridge', exhibits.movement, 'bridge', 'barChart'],
  ['bridge below zero', exhibits.lossBridge, 'bridge', 'barChart'],
  ['price, volume, mix', exhibits.priceVolumeMix, 'bridge', 'barChart'],
  ['months', exhibits.summary, 'months', 'lineChart'],
  ['groups', exhibits.groups, 'groups', 'barChart'],
  ['movement series', exhibits.movementSeries, 'periods', 'lineChart'],
  ['concentration', exhibits.concentration, 'curve', 'scatterChart'],
  ['stress', exhibits.concentration, 'stress', 'barChart'],
  ['headroom', advice.headroom, 'headroom', 'scatterChart'],
  ['rules', advice.rules, 'rules', 'scatterChart'],
  ['rhythm', advice.rhythm, 'rhythm', 'scatterChart'],
  ['gaps', advice.rhythm, 'gaps', 'barChart'],
  ['survival', surviving, 'curves', 'scatterChart'],
  ['account targets', planned, 'plan', 'lineChart'],
  ['account stock', planned, 'stock', 'lineChart'],
  ['activity', buying, 'activity', 'scatterChart'],
  ['purchase frequency', buying, 'frequency', 'barChart'],
  ['purchase holdout', buying, 'holdout', 'barChart'],
  ['backtest lift', backtested, 'curve', 'scatterChart'],
  ['backtest calibration', backtested, 'calibration', 'scatterChart'],
  ['opportunities', advice.opportunities, 'opportunities', 'barChart'],
  ['white space', advice.whiteSpace, 'products', 'barChart'],
];

describe.each(drawn)('%s', (_, exhibit, table, kind) => {
  test.each(['en', 'zh-CN'] as const)('is a whole workbook with a native chart, in %s', async (locale) => {
    await withFolder(async (folder) => {
      const path = join(folder, 'out.xlsx');
      const written = await exportExhibit(exhibit, table, 'xlsx', locale, path);
      expect(written).toEqual({ bytes: readFileSync(path).length, rows: exhibit.tables[table]!.n });
      const parts = partsOf(path);
      for (const [name, xml] of parts) expect(`${name}: ${xmlFault(xml)}`).toBe(`${name}: null`);
      const chart = parts.get('xl/charts/chart1.xml')!;
      expect(chart).toContain(`<c:${kind}>`);
      expect([...parts.keys()].filter((name) => name.startsWith('xl/worksheets/sheet'))).toHaveLength(3);
      const workbook = readWorkbook(path);
      for (const [, sheet, range] of chart.matchAll(/<c:f>'([^<']+)'!([^<]+)<\/c:f>/g)) {
        expect(workbook.SheetNames).toContain(sheet);
        expect(isInside(range!, workbook.Sheets[sheet!]!['!ref']!)).toBe(true);
      }
    });
  });
});

test('the caches of a chart are the values of the cells it points at', async () => {
  await withFolder(async (folder) => {
    for (const [, exhibit, table] of drawn) {
      const path = join(folder, 'out.xlsx');
      await exportExhibit(exhibit, table, 'xlsx', 'en', path);
      const chart = partsOf(path).get('xl/charts/chart1.xml')!;
      const workbook = readWorkbook(path);
      const references =
        /<c:f>'([^']+)'!\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$\d+)?<\/c:f><c:(?:num|str)Cache>(.*?)<\/c:(?:num|str)Cache>/g;
      let compared = 0;
      for (const [, sheet, column, row, cache] of chart.matchAll(references)) {
        for (const [, index, value] of cache!.matchAll(/<c:pt idx="(\d+)"><c:v>([^<]*)<\/c:v>/g)) {
          const cell = cellOf(workbook, sheet!, `${column}${Number(row) + Number(index)}`);
          if (typeof cell?.v === 'number') expect(Number(value)).toBeCloseTo(cell.v, 6);
          else if (cell)
            expect(value).toBe(
              String(cell.v)
                .replace(/&/g, '&amp;')
                .replace(/</g, '&lt;')
                .replace(/>/g, '&gt;')
                .replace(/"/g, '&quot;'),
            );
          compared++;
        }
      }
      expect(compared).toBeGreaterThan(3);
    }
  });
});

test('groups have names, and p values are told as smaller than what they round to', async () => {
  const written = async (table: Table, name: string, locale: Locale) => {
    const of = { ...surviving, tables: { ...surviving.tables, [name]: table } };
    return withFolder(async (folder) => {
      const path = join(folder, 'out.xlsx');
      await exportExhibit(of, name, 'xlsx', locale, path);
      const sheets = readWorkbook(path).Sheets;
      const sheet = Object.values(sheets)[0]!;
      return ['A5', 'A6', 'A7', 'D5', 'D6'].map((at) => {
        const cell = sheet[at] as CellObject | undefined;
        return cell && SSF.format(String(cell.z ?? 'General'), cell.v);
      });
    });
  };
  const names = ['group', 'accounts', 'gone', 'hazard_p'];
  const of = (rows: (string | number | null)[][]) => tableOf(names, { hazard_p: 'p' }, rows);
  const several = of([
    ['Small', 40, 5, 3e-9],
    ['', 12, 1, 0.0312],
    [null, 8, 0, null],
  ]);
  expect(await written(several, 'groups', 'en')).toEqual(['Small', '(empty)', 'Other', '< 0.0001', '0.0312']);
  const one = makeTable([textColumn('group', [null]), ...of([['', 8, 0, null]]).columns.slice(1)]);
  expect((await written(one, 'groups', 'zh-CN'))[0]).toBe('全部客户');
});

test('a sentence longer than its column is broken into lines that its row has room for', async () => {
  const long = 'Pays less than other buyers of as much for seven products. '.repeat(5);
  const rows = [...Array.from({ length: 3 }, () => ['Short.', 1]), [long, 2]];
  const table = tableOf(['group', 'accounts'], {}, rows);
  await withFolder(async (folder) => {
    const path = join(folder, 'out.xlsx');
    await exportExhibit(
      { ...surviving, tables: { ...surviving.tables, groups: table } },
      'groups',
      'xlsx',
      'en',
      path,
    );
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    const sheet = book.worksheets[0]!;
    expect(sheet.getCell('A8').value).toBe(long);
    expect(sheet.getCell('A8').alignment).toMatchObject({ wrapText: true, vertical: 'top' });
    expect(sheet.getCell('B8').alignment).toMatchObject({ vertical: 'top' });
    const lines = Math.ceil(long.length / sheet.getColumn(1).width!);
    expect(sheet.getRow(8).height).toBeGreaterThan(lines * 13);
    expect(sheet.getRow(5).height).toBeUndefined();
  });
});

test('an independent reader finds every value, type and format', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'out.xlsx');
    await exportExhibit(exhibits.movement, 'accounts', 'xlsx', 'en', path);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    expect(book.worksheets.map((sheet) => sheet.name)).toEqual(['Table', 'Evidence']);
    const sheet = book.worksheets[0]!;
    expect(sheet.getCell('A1').value).toBe('Which accounts moved it?');
    expect(sheet.getCell('A2').value).toContain('2026-H1');
    expect((sheet.getRow(4).values as unknown[]).slice(1)).toEqual([
      'Account key',
      'Account',
      'Class',
      'Base period',
      'Compared period',
      'Change',
    ]);
    const from = numbers(exhibits.movement.tables.accounts!, 'from');
    for (let row = 0; row < 60; row++) {
      expect(sheet.getCell(5 + row, 2).value).toBe(exhibits.accountNames[row % 6]);
      expect(sheet.getCell(5 + row, 4).value).toBe(from[row]);
      expect(sheet.getCell(5 + row, 4).numFmt).toBe('#,##0');
    }
    expect(sheet.getCell('C5').value).toBe('New');
    expect(sheet.getCell('F5').formula).toBe('E5-D5');
    expect(sheet.getCell('D3').formula).toBe('SUBTOTAL(109,D5:D64)');
    expect(sheet.getCell('D3').result).toBeCloseTo(
      from.reduce((sum, value) => sum + value, 0),
      4,
    );
    expect(sheet.autoFilter).toBe('A4:F64');
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 4 });
    expect(book.definedNames.getRanges('Data').ranges).toEqual(['Table!$A$4:$F$64']);
  });
});

test('everything about an account is one workbook: a chart for each table that has one, then the tables', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'out.xlsx');
    await exportExhibit({ ...planned, values: { name: 'Ashford & Sons' } }, 'all', 'xlsx', 'en', path);
    const names = ['Plan, chart', 'Stock, chart', 'Plan', 'Stock', 'Evidence'];
    expect(readWorkbook(path).SheetNames).toEqual(names);
    const charts = [...partsOf(path)].filter(([name]) => /charts\/chart\d+\.xml$/.test(name));
    expect(charts).toHaveLength(2);
    expect(charts.map(([, xml]) => /'?Plan'?!|Plan!/.test(xml))).toEqual([true, false]);
    expect(cellOf(readWorkbook(path), 'Stock, chart', 'A1')?.v).toBe(
      'Ashford & Sons · What moves through its stock?',
    );
  });
});

test('a table that is called like the whole is called so once', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'out.xlsx');
    await exportExhibit(exhibits.movement, 'all', 'xlsx', 'en', path);
    const book = readWorkbook(path);
    const titles = book.SheetNames.map((name) => cellOf(book, name, 'A1')?.v);
    expect(titles).toContain('What moved revenue between the two periods?');
    expect(titles).toContain('What moved revenue between the two periods? · Which accounts moved it?');
  });
});

test('the end of a bridge is the live sum of its lines, with its value beside', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'out.xlsx');
    await exportExhibit(exhibits.movement, 'bridge', 'xlsx', 'en', path);
    const end = cellOf(readWorkbook(path), 'Table', 'B12');
    expect(end?.f).toBe('SUM(B5:B11)');
    expect(end?.v).toBeCloseTo(4_742_050, 6);
  });
});

test('another program works out every formula to the value written beside it', async () => {
  if (!hasOffice()) return;
  const live: [Exhibit, string][] = [
    [exhibits.movement, 'bridge'],
    [exhibits.lossBridge, 'bridge'],
    [exhibits.movement, 'accounts'],
    [exhibits.groups, 'groups'],
    [exhibits.movementSeries, 'periods'],
    [advice.headroom, 'headroom'],
    [advice.opportunities, 'opportunities'],
  ];
  await withFolder(async (folder) => {
    const written = [];
    for (const [index, [exhibit, table]] of live.entries()) {
      const path = join(folder, `out${index}.xlsx`);
      await exportExhibit(exhibit, table, 'xlsx', index % 2 === 0 ? 'en' : 'zh-CN', path);
      written.push({ path, book: readWorkbook(path) });
      forgetResults(path);
    }
    const outside = recalculate(
      written.map(({ path }) => path),
      folder,
    );
    for (const { path, book } of written) {
      const calculated = readWorkbook(join(outside, basename(path)));
      expect(compareFormulas(book, calculated)).toBeGreaterThan(1);
    }
  });
});

/** Checks every formula's result against another program's; gives their number. */
function compareFormulas(written: WorkBook, calculated: WorkBook): number {
  let formulas = 0;
  for (const name of written.SheetNames) {
    for (const [reference, entry] of Object.entries(written.Sheets[name]!)) {
      const cell = entry as CellObject;
      if (reference.startsWith('!') || cell.f === undefined) continue;
      const result = cellOf(calculated, name, reference)?.v;
      if (typeof cell.v === 'number') expect(Number(result)).toBeCloseTo(cell.v, 4);
      else expect(result).toBe(cell.v);
      formulas++;
    }
  }
  return formulas;
}

test('a bridge whose lines do not add up keeps its value, without a formula', async () => {
  const broken = structuredClone(exhibits.movement);
  numbers(broken.tables.bridge!, 'amount')[7] = 1;
  await withFolder(async (folder) => {
    const path = join(folder, 'out.xlsx');
    await exportExhibit(broken, 'bridge', 'xlsx', 'en', path);
    const end = cellOf(readWorkbook(path), 'Table', 'B12');
    expect(end?.f).toBeUndefined();
    expect(end?.v).toBe(1);
  });
});

test('cohorts are a heat map of cells', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'out.xlsx');
    await exportExhibit(exhibits.cohorts, 'cells', 'xlsx', 'en', path);
    const sheet = partsOf(path).get('xl/worksheets/sheet1.xml')!;
    expect(sheet).toContain('<cfRule type="colorScale"');
    expect(sheet).toContain('sqref="C6:Z29"');
    const workbook = readWorkbook(path);
    expect(cellOf(workbook, 'Chart', 'B6')?.v).toBe(80);
    expect(cellOf(workbook, 'Chart', 'C6')?.v).toBe(numbers(exhibits.cohorts.tables.cells!, 'retention')[0]);
    expect(cellOf(workbook, 'Chart', 'Z7')).toBeUndefined();
  });
});

test('the evidence sheet says method, source, periods, filters, parameters, cautions and what each figure is', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'out.xlsx');
    await exportExhibit(exhibits.movement, 'bridge', 'xlsx', 'en', path);
    const sheet = readWorkbook(path).Sheets.Evidence!;
    const texts = Object.entries(sheet)
      .filter(([reference]) => !reference.startsWith('!'))
      .map(([, cell]) => String((cell as { v: unknown }).v));
    const all = texts.join('\n');
    for (const part of [
      'Fader & Hardie (2005)',
      '2025-07-01 – 2025-12-31',
      '2026-06-30',
      'China, Europe, Japan',
      'tolerance: 0.0001',
      'Seed: 7',
      '2026-H1 is not complete',
      '541,909',
      'Net revenue retention',
      'their revenue now divided by their revenue then',
    ])
      expect(all).toContain(part);
  });
});

test('the file names no person, machine or time', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'out.xlsx');
    await exportExhibit(exhibits.summary, 'months', 'xlsx', 'en', path);
    const parts = partsOf(path);
    expect(parts.get('docProps/core.xml')).not.toMatch(/created|modified|lastModifiedBy/);
    const user = process.env.USER ?? process.env.LOGNAME;
    if (user && user.length > 3) for (const xml of parts.values()) expect(xml).not.toContain(user);
    const again = join(folder, 'again.xlsx');
    await exportExhibit(exhibits.summary, 'months', 'xlsx', 'en', again);
    expect(readFileSync(again).equals(readFileSync(path))).toBe(true);
  });
});

describe('CSV', () => {
  test('has words in the asked language, guarded texts and full numbers', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'out.csv');
      await exportExhibit(exhibits.movement, 'accounts', 'csv', 'zh-CN', path);
      const text = readFileSync(path, 'utf8');
      const lines = text.split('\r\n');
      expect(lines[0]).toBe('\ufeff客户编号,客户,类别,基期,本期,变化');
      expect(lines[3]).toMatch(/^A100003,"'=HYPERLINK\(""http:\/\/example.com""\)",增购,/);
      expect(lines[5]).toContain('"O\'Brien ""Quoted"" Ltd"');
      const change = numbers(exhibits.movement.tables.accounts!, 'change')[0]!;
      expect(lines[1]!.endsWith(`,${change}`)).toBe(true);
      expect(lines).toHaveLength(62);
    });
  });
});

describe('failures leave nothing behind', () => {
  const work = (path: string, signal?: AbortSignal) =>
    exportExhibit(exhibits.movement, 'bridge', 'xlsx', 'en', path, signal);

  test('a table that is not there', async () => {
    await withFolder(async (folder) => {
      const failed = exportExhibit(exhibits.movement, '__proto__', 'csv', 'en', join(folder, 'out.csv'));
      await expect(failed).rejects.toMatchObject({ code: 'notFound' });
      expect(await readdir(folder)).toEqual([]);
    });
  });
  test('a folder that is not there', async () => {
    await withFolder(async (folder) => {
      await expect(work(join(folder, 'none', 'out.xlsx'))).rejects.toBeInstanceOf(ExpectedError);
      expect(existsSync(join(folder, 'none'))).toBe(false);
    });
  });
  test('cancelled: the file that was there stays', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'out.xlsx');
      await writeFile(path, 'before');
      await expect(work(path, AbortSignal.abort())).rejects.toMatchObject({ name: 'CancelledError' });
      expect(await readdir(folder)).toEqual(['out.xlsx']);
      expect(readFileSync(path, 'utf8')).toBe('before');
    });
  });
  test('a folder in the place of the file', async () => {
    await withFolder(async (folder) => {
      await expect(work(folder)).rejects.toBeInstanceOf(ExpectedError);
    });
  });
});
