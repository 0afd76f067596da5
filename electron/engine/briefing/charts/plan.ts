import type { ChartTheme } from '../../../../shared/charts/theme.ts';
import type { Exhibit } from '../../../../shared/domain/exhibit.ts';
import type { NumberColumn, Table, Unit } from '../../../../shared/domain/table.ts';
import type { Locale } from '../../../../shared/i18n/messages.ts';
import type { FileWords } from '../exhibitWords.ts';
import { rgb } from '../look.ts';
import { dateFormat, monthFormat, shortFormat } from '../numberFormats.ts';
import { serialOf } from '../tableRows.ts';
import { headRows, rowsPerSheet } from '../tableSheet.ts';
import type { Chart, ChartData } from '../xlsx/chartXml.ts';
import { sheetReference } from '../xlsx/references.ts';

/** First row of the figures behind a chart, on the chart's own sheet; their header is the row above. */
export const helperRow = 32;

export interface ChartRequest {
  exhibit: Exhibit;
  name: string;
  /** The table as computed, and as people read it. Rows and numbers are the same. */
  codes: Table;
  table: Table;
  headers: readonly string[];
  locale: Locale;
  tableSheet: string;
  chartSheet: string;
  theme: ChartTheme;
  words: FileWords;
}

export type HelperCell =
  | { text: string }
  | { number: number; format: string }
  | { formula: string; result: number | string; format: string };

/** Figures that a chart needs and its table does not have; written below the chart, in formulas of the table. */
export interface Helper {
  headers: readonly string[];
  rows: readonly (readonly HelperCell[])[];
}

export interface ChartPlan {
  chart: Chart;
  helper?: Helper;
  note?: string;
}

function placeOf(request: ChartRequest, name: string): number {
  const place = request.table.columns.findIndex((column) => column.name === name);
  if (place < 0) throw new Error(`The table has no column ${name} to draw`);
  return place;
}

/** Rows of the table that a chart can point at: those of the first sheet. */
export function drawnRows(request: ChartRequest, most = Number.POSITIVE_INFINITY): number {
  return Math.min(request.table.n, rowsPerSheet(), most);
}

function referenceTo(request: ChartRequest, place: number, rows: number): string {
  const range = { firstColumn: place, firstRow: headRows + 1, lastColumn: place, lastRow: headRows + rows };
  return sheetReference(request.tableSheet, range);
}

/** The cell of a table's column and row. */
export function cellOf(request: ChartRequest, name: string, row: number): string {
  const place = placeOf(request, name);
  const at = headRows + 1 + row;
  return sheetReference(request.tableSheet, {
    firstColumn: place,
    firstRow: at,
    lastColumn: place,
    lastRow: at,
  });
}

export function wholeColumn(request: ChartRequest, name: string): string {
  return referenceTo(request, placeOf(request, name), drawnRows(request));
}

export function numberColumnOf(request: ChartRequest, name: string): NumberColumn {
  const column = request.table.columns[placeOf(request, name)]!;
  if (column.type === 'text') throw new Error(`Column ${name} holds text`);
  return column;
}

export function numbersOf(request: ChartRequest, name: string, most?: number): ChartData<number> {
  const rows = drawnRows(request, most);
  const values = Array.from(numberColumnOf(request, name).values.subarray(0, rows));
  return { reference: referenceTo(request, placeOf(request, name), rows), values };
}

/** What stands along the axis: texts, or the numbers of days and months as a sheet counts them. */
export function categoriesOf(
  request: ChartRequest,
  name: string,
  firstDayOf: (value: number) => number,
  most?: number,
): { data: ChartData<string> | ChartData<number>; format: string } {
  const place = placeOf(request, name);
  const column = request.table.columns[place]!;
  const rows = drawnRows(request, most);
  const reference = referenceTo(request, place, rows);
  if (column.type === 'text') {
    const values = column.values.slice(0, rows).map((value) => value ?? '–');
    return { data: { reference, values }, format: 'General' };
  }
  const isDay = column.type === 'date' || column.type === 'month';
  const values = Array.from(column.values.subarray(0, rows), (value) =>
    isDay ? serialOf(firstDayOf(value)) : value,
  );
  const format = column.type === 'date' ? dateFormat : column.type === 'month' ? monthFormat : '0';
  return { data: { reference, values }, format };
}

/** The header of a column, as the name of a series. */
export function headerOfColumn(request: ChartRequest, name: string): ChartData<string> {
  const place = placeOf(request, name);
  const range = { firstColumn: place, firstRow: headRows, lastColumn: place, lastRow: headRows };
  return { reference: sheetReference(request.tableSheet, range), values: [request.headers[place]!] };
}

export function helperReference(
  request: ChartRequest,
  column: number,
  rows: number,
  first = helperRow,
): string {
  const range = { firstColumn: column, firstRow: first, lastColumn: column, lastRow: first + rows - 1 };
  return sheetReference(request.chartSheet, range);
}

export function helperHeader(request: ChartRequest, column: number, text: string): ChartData<string> {
  return { reference: helperReference(request, column, 1, helperRow - 1), values: [text] };
}

export function largestOf(values: readonly number[]): number {
  return values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
}

export function axisFormat(request: ChartRequest, unit: Unit, values: readonly number[]): string {
  return shortFormat(unit, largestOf(values), request.locale);
}

export function accentOf(request: ChartRequest): string {
  return rgb(request.theme.accent);
}

/** Few enough labels along an axis to be read. */
export function labelEvery(count: number, most = 18): number {
  return Math.max(1, Math.ceil(count / most));
}
