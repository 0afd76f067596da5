import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fileAccess } from '../../electron/engine/ingest/source/randomAccess.ts';
import { serialText } from '../../electron/engine/ingest/tables/serialDate.ts';
import { rangeText } from '../../electron/engine/ingest/xlsx/cellRange.ts';
import {
  booleanCell,
  numberCell,
  SheetScanner,
  type SheetSink,
  uncalculatedCell,
} from '../../electron/engine/ingest/xlsx/sheetScanner.ts';
import { surveySheet } from '../../electron/engine/ingest/xlsx/surveySheet.ts';
import {
  openWorkbook,
  type Workbook,
  type WorkbookSheet,
} from '../../electron/engine/ingest/xlsx/workbook.ts';
import { referencePath } from '../referenceData.ts';

interface ExpectedSheet {
  name: string;
  kind: string;
  state: string;
  last_row: number;
  last_col: number;
  non_empty_cells: number;
  numbers: number;
  dates: number;
  booleans: number;
  texts: number;
  number_sum: number;
  merged: string[];
}

const folder = referencePath('10_import_files');

function expectedBooks(): { file: string; bytes: number; epoch_1904: boolean; sheets: ExpectedSheet[] }[] {
  return JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')).workbooks;
}

/** Counts cells by type, as openpyxl does: a number whose format is a date is a date. */
async function count(workbook: Workbook, sheet: WorkbookSheet) {
  const counts = { non_empty_cells: 0, numbers: 0, dates: 0, booleans: 0, texts: 0, number_sum: 0 };
  const sink: SheetSink = {
    row() {},
    endRow() {},
    merge() {},
    hiddenColumns() {},
    dimension() {},
    cell(_column, kind, style, bytes, from, to) {
      if (kind === uncalculatedCell) return;
      counts.non_empty_cells++;
      if (kind === booleanCell) counts.booleans++;
      else if (kind !== numberCell) counts.texts++;
      else if (workbook.meanings[style]) counts.dates++;
      else {
        counts.numbers++;
        counts.number_sum += Number(Buffer.from(bytes.subarray(from, to)).toString());
      }
    },
  };
  const scanner = new SheetScanner(sink, workbook.file);
  for await (const block of workbook.open(sheet)) scanner.feed(block);
  scanner.finish();
  return counts;
}

describe.runIf(folder)('14 workbooks', () => {
  it.each(folder ? expectedBooks() : [])('$file: every sheet holds what is annotated', async (expected) => {
    const workbook = await openWorkbook(
      fileAccess(`${folder}/${expected.file}`, expected.bytes),
      expected.file,
    );
    expect(workbook.from1904).toBe(expected.epoch_1904);
    const sheets = expected.sheets.filter(({ kind }) => kind === 'worksheet');
    expect(workbook.sheets.map(({ name, hidden }) => ({ name, hidden }))).toEqual(
      sheets.map(({ name, state }) => ({ name, hidden: state !== 'visible' })),
    );
    for (const [at, sheet] of workbook.sheets.entries()) {
      const annotated = sheets[at]!;
      const survey = await surveySheet(workbook.open(sheet), expected.file);
      expect(survey.used?.bottom ?? 0).toBe(annotated.last_row);
      expect(survey.used?.right ?? 0).toBe(annotated.last_col);
      expect(survey.merges.map(rangeText)).toEqual(annotated.merged);
      const { number_sum, ...counts } = await count(workbook, sheet);
      expect(annotated).toMatchObject(counts);
      expect(number_sum).toBeCloseTo(annotated.number_sum, 6);
    }
  });

  it('1900 and 1904 dates', () => {
    expect(serialText(1, 1, false)).toBe('1900-01-01');
    expect(serialText(60, 1, false)).toBe('1900-02-29');
    expect(serialText(61, 1, false)).toBe('1900-03-01');
    expect(serialText(43_840, 1, true)).toBe('2024-01-11');
  });
});
