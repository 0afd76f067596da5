import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CellObject, WorkBook } from 'xlsx';
import { loadBook } from '../../../../../electron/engine/book/loadBook.ts';
import { openPivot, type Pivot } from '../../../../../electron/engine/book/pivot/pivot.ts';
import type { Book } from '../../../../../electron/engine/book/types.ts';
import { exportPivot } from '../../../../../electron/engine/briefing/pivot/exportPivot.ts';
import { pivotSpec } from '../../../../../shared/contract/pivot.ts';
import { dayOf } from '../../../../../shared/domain/calendar.ts';
import type { PivotSpec } from '../../../../../shared/domain/pivot.ts';
import { memoryWorkspace, salesBatch } from '../../book/memoryWorkspace.ts';
import {
  cellOf,
  forgetResults,
  hasOffice,
  partsOf,
  readWorkbook,
  recalculate,
  withFolder,
  xmlFault,
} from '../readBack.ts';

const markets = ['UK', '=1+1', '华东', 'a&b<c>'];

const book: Book = loadBook(
  memoryWorkspace([
    salesBatch(
      Array.from({ length: 400 }, (_, index) => ({
        account: `A${index % 7}`,
        day: dayOf(2023, 1, 1) + ((index * 37) % 700),
        revenue: ((index * 7919) % 1000) / 4 - 20,
        quantity: 1 + (index % 5),
        product: index % 11 === 0 ? null : `P${index % 6}`,
        order: `O${index % 90}`,
        market: markets[index % 4]!,
      })),
    ),
  ]),
);

function open(spec: object): Promise<Pivot> {
  const parsed = pivotSpec.parse({ basis: 'all', ...spec }) as PivotSpec;
  return openPivot(book, parsed, 'en', new AbortController().signal);
}

const nested = {
  rows: [{ field: 'market' }, { field: 'product', top: 3 }, { field: 'account' }],
  columns: [{ field: 'year' }, { field: 'quarter' }],
  measures: [
    { measure: 'revenue' },
    { measure: 'revenue', as: 'columnPercent' },
    { measure: 'revenue', as: 'parentRowPercent' },
    { measure: 'revenue', as: 'change' },
    { measure: 'revenue', as: 'yearDifference' },
    { measure: 'orders' },
    { measure: 'price' },
  ],
  heat: true,
};

const single = { rows: nested.rows, columns: nested.columns, measures: [{ measure: 'revenue' }] };

const mixed = {
  ...single,
  rowsOpen: { depth: 0, except: [['UK'], ['UK', null]] },
  columnsOpen: { depth: 0, except: [['2023']] },
  rowSort: { by: 'value', descending: true },
};

const withoutTotals = {
  ...nested,
  totals: { rows: false, columns: false, grandRow: true, grandColumn: true },
};

const alone = { measures: [{ measure: 'revenue' }, { measure: 'revenue', as: 'grandPercent' }] };

const onlyColumns = { columns: nested.columns, measures: [{ measure: 'quantity' }] };

const specs = { nested, single, mixed, withoutTotals, alone, onlyColumns };

/** Every formula's result is that of another program; gives their number. */
function sameResults(written: WorkBook, calculated: WorkBook): number {
  let formulas = 0;
  const name = written.SheetNames[0]!;
  for (const [reference, entry] of Object.entries(written.Sheets[name]!)) {
    const cell = entry as CellObject;
    if (reference.startsWith('!') || cell.f === undefined) continue;
    expect(Number(cellOf(calculated, name, reference)?.v), `${reference} = ${cell.f}`).toBeCloseTo(
      cell.v as number,
      6,
    );
    formulas++;
  }
  return formulas;
}

describe('a pivot as a workbook', () => {
  test.each(Object.entries(specs))('%s: every part is well-formed', async (_, spec) => {
    await withFolder(async (folder) => {
      const path = join(folder, 'pivot.xlsx');
      await exportPivot(await open(spec), book.lastDay!, 'xlsx', 'zh-CN', path);
      for (const [name, xml] of partsOf(path)) expect(xmlFault(xml), name).toBeNull();
    });
  });

  test.skipIf(!hasOffice())('live totals, shares and changes give what was counted', async () => {
    await withFolder(async (folder) => {
      const written: { path: string; name: string; workbook: WorkBook }[] = [];
      for (const [name, spec] of Object.entries(specs)) {
        const path = join(folder, `${name}.xlsx`);
        await exportPivot(await open(spec), book.lastDay!, 'xlsx', 'en', path);
        written.push({ path, name, workbook: readWorkbook(path) });
        forgetResults(path);
      }
      const outside = recalculate(
        written.map(({ path }) => path),
        folder,
      );
      for (const { name, workbook } of written) {
        const calculated = readWorkbook(join(outside, `${name}.xlsx`));
        expect(sameResults(workbook, calculated), name).toBeGreaterThan(0);
      }
    });
  });

  test('says what is shown: headers merged, levels grouped, panes frozen, non-additive totals as values', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'pivot.xlsx');
      const pivot = await open(nested);
      await exportPivot(pivot, book.lastDay!, 'xlsx', 'en', path);
      const sheet = partsOf(path).get('xl/worksheets/sheet1.xml')!;
      expect(sheet).toContain('outlineLevel="2"');
      expect(sheet).toContain('<outlinePr summaryBelow="0"/>');
      expect(sheet).toContain('xSplit="1" ySplit="6"');
      expect(sheet).toContain('<mergeCell ref="B4:');
      const workbook = readWorkbook(path);
      const name = workbook.SheetNames[0]!;
      const first = cellOf(workbook, name, 'B7') as CellObject;
      expect(first.f).toMatch(/^SUBTOTAL\(9,B8:B\d+\)$/);
      expect(first.v).toBeCloseTo(pivot.figure(0, 0, 0), 9);
      const orders = cellOf(workbook, name, 'G7') as CellObject;
      expect(orders.f).toBeUndefined();
      expect(orders.v).toBe(pivot.figure(0, 0, 5));
      expect(workbook.SheetNames).toHaveLength(2);
    });
  });
});

test('CSV has the labels of every level, totals named, and figures in full', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'pivot.csv');
    const pivot = await open(mixed);
    await exportPivot(pivot, book.lastDay!, 'csv', 'en', path);
    const lines = readFileSync(path, 'utf8').split('\r\n');
    expect(lines[0]).toContain('Market,Product,Account,2023 / 2023-Q1 / Revenue');
    expect(lines).toHaveLength(pivot.rows.length + 2);
    expect(lines.at(-2)).toMatch(/^Grand total,,,/);
    expect(lines.some((line) => line.startsWith(`"'=1+1",,,`))).toBe(true);
    const last = lines[1]!.split(',').at(-1);
    expect(Number(last)).toBe(pivot.figure(0, pivot.columns.length - 1, 0));
  });
});
