import type { Table, TextColumn } from '../../../shared/domain/table.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { columnWidths, displayWidth, sumOf, widest } from './columnWidths.ts';
import { lookId, looks, numberLook, totalLook } from './look.ts';
import { columnFormat } from './numberFormats.ts';
import { type CellWriter, cellWriter } from './tableRows.ts';
import { cellReference, mostRows, rangeReference } from './xlsx/references.ts';
import type { SheetWriter } from './xlsx/sheetWriter.ts';
import type { CellStyle } from './xlsx/styles.ts';
import type { WorkbookWriter } from './xlsx/workbookWriter.ts';

/** Data begin below title, line, totals and header. */
export const headRows = 4;

export interface TableSheetOptions {
  /** Sheet name wanted. */
  name: string;
  title: string;
  /** Period, filter and n. */
  line: string;
  headers: readonly string[];
  /** Names of the columns that may be added up. */
  totals: ReadonlySet<string>;
  /** A formula for a cell, from table column and row and its place in the sheet; null = the value. */
  formulaAt?: ((column: string, row: number, sheetRow: number) => string | null) | undefined;
  /** Rows a sheet may have; only tests say less than Excel's own limit. */
  sheetRows?: number | undefined;
  footer?: string;
}

/** Where rows of the table went. */
export interface SheetPart {
  sheet: string;
  firstRow: number;
  lastRow: number;
}

/** Columns that stay in sight: up to the first name, in tables too wide for a screen. */
function frozenColumns(table: Table): number {
  if (table.columns.length <= 6) return 0;
  const name = table.columns.findIndex((column) => column.type === 'text' && column.name.endsWith('_name'));
  if (name >= 0 && name <= 2) return name + 1;
  return table.columns[0]?.type === 'text' ? 1 : 0;
}

/** The column of the first total; beside it stands the word. */
function firstTotal(table: Table, { totals }: TableSheetOptions): number {
  return table.columns.findIndex(({ name }) => totals.has(name));
}

function writeTotals(
  workbook: WorkbookWriter,
  sheet: SheetWriter,
  table: Table,
  options: TableSheetOptions,
  rows: readonly [number, number],
  t: Translate,
): void {
  const has = (index: number) => options.totals.has(table.columns[index]!.name);
  sheet.startRow();
  const first = firstTotal(table, options);
  if (first > 0 && rows[1] > rows[0])
    sheet.text(
      first - 1,
      t('file.total'),
      workbook.styles.id({ bold: true, align: 'right', colour: '5A666D' }),
    );
  for (const [index, column] of table.columns.entries()) {
    if (!has(index) || column.type === 'text' || rows[1] <= rows[0]) continue;
    const sum = sumOf(column.values, rows[0], rows[1]);
    const lastRow = headRows + rows[1] - rows[0];
    const range = { firstColumn: index, firstRow: headRows + 1, lastColumn: index, lastRow };
    const style = workbook.styles.id(totalLook(columnFormat(column)));
    sheet.formula(index, `SUBTOTAL(109,${rangeReference(range)})`, sum, style);
  }
  sheet.endRow();
}

function writeHead(
  workbook: WorkbookWriter,
  sheet: SheetWriter,
  table: Table,
  options: TableSheetOptions,
  rows: readonly [number, number],
  widths: readonly number[],
  t: Translate,
): void {
  const { styles } = workbook;
  sheet.startRow(21);
  sheet.text(0, options.title, lookId(styles, 'title'));
  sheet.endRow();
  sheet.startRow();
  sheet.text(0, options.line, lookId(styles, 'subtitle'));
  sheet.endRow();
  writeTotals(workbook, sheet, table, options, rows, t);
  const wraps = options.headers.some((header, index) => displayWidth(header) + 1 > widths[index]!);
  sheet.startRow(wraps ? 30 : 18);
  for (const [index, header] of options.headers.entries()) {
    const isText = table.columns[index]!.type === 'text';
    const look = isText ? looks.header : looks.headerNumber;
    sheet.text(index, header, styles.id(isAfterNumber(table, index) ? { ...look, indent: 1 } : look));
  }
  sheet.endRow();
}

/** Formulas stand in few columns; the others keep their fast writers. */
function withFormula(
  plain: CellWriter,
  table: Table,
  place: number,
  style: number,
  options: TableSheetOptions,
): CellWriter {
  const column = table.columns[place]!;
  const { formulaAt } = options;
  if (!formulaAt || column.type === 'text') return plain;
  return (row, at) => {
    const formula = formulaAt(column.name, row, at);
    const value = column.values[row]!;
    if (formula === null || !Number.isFinite(value)) return plain(row, at);
    return `<c r="${cellReference(place, at)}" s="${style}"><f>${formula}</f><v>${value}</v></c>`;
  };
}

/** A text right after a number keeps a little distance from it; one longer than its column is broken into lines. */
function lookOf(table: Table, place: number, widths: readonly number[]): CellStyle {
  const column = table.columns[place]!;
  const long = longColumns(table, widths);
  return {
    ...(column.type !== 'text' ? numberLook(columnFormat(column)) : {}),
    ...(isAfterNumber(table, place) ? { align: 'left', indent: 1 } : {}),
    ...(long.some((each) => each === column) ? { wrap: true } : {}),
    ...(long.length > 0 ? { vertical: 'top' } : {}),
  };
}

/** Columns with texts that may not fit into one line. */
function longColumns(table: Table, widths: readonly number[]): TextColumn[] {
  return table.columns.filter(
    (column, at) => column.type === 'text' && widths[at]! >= widest,
  ) as TextColumn[];
}

const lineHeight = 13.5;
/** No row of a sheet can be taller. */
const tallest = 409;

/** The height of a row with texts of several lines; undefined where one line does. Words end lines early. */
function rowHeight(long: readonly TextColumn[], row: number): number | undefined {
  let lines = 1;
  for (const { values } of long)
    lines = Math.max(lines, Math.ceil((displayWidth(values[row] ?? '') * 1.1) / widest));
  return lines > 1 ? Math.min(lines * lineHeight + 1.5, tallest) : undefined;
}

function isAfterNumber(table: Table, place: number): boolean {
  return place > 0 && table.columns[place]!.type === 'text' && table.columns[place - 1]!.type !== 'text';
}

async function writePart(
  workbook: WorkbookWriter,
  table: Table,
  options: TableSheetOptions,
  rows: readonly [number, number],
  widths: number[],
  t: Translate,
): Promise<SheetPart> {
  const name = workbook.sheetName(options.name);
  const layout = { widths, frozenRows: headRows, frozenColumns: frozenColumns(table) };
  const sheet = workbook.beginSheet(name, layout);
  writeHead(workbook, sheet, table, options, rows, widths, t);
  const writers = table.columns.map((column, place) => {
    const style = workbook.styles.id(lookOf(table, place, widths));
    return withFormula(cellWriter(column, place, style, workbook.shared), table, place, style, options);
  });
  const long = longColumns(table, widths);
  for (let row = rows[0]; row < rows[1]; row++) {
    sheet.startRow(rowHeight(long, row));
    const at = sheet.row();
    let cells = '';
    for (const write of writers) cells += write(row, at);
    sheet.raw(cells);
    sheet.endRow();
    if (sheet.isFull()) await sheet.flush();
  }
  const lastRow = headRows + rows[1] - rows[0];
  await workbook.finishSheet({
    filter: {
      firstColumn: 0,
      firstRow: headRows,
      lastColumn: Math.max(0, table.columns.length - 1),
      lastRow,
    },
    printTitles: [headRows, headRows],
    footer: options.footer ?? '',
  });
  return { sheet: name, firstRow: headRows + 1, lastRow };
}

/** How many data rows a sheet takes. */
export function rowsPerSheet(sheetRows: number = mostRows): number {
  return sheetRows - headRows;
}

/**
 * Writes a table under its title, with totals of the visible rows, a header that stays in sight and a filter. More
 * rows than a sheet holds go on in further sheets with the same head.
 */
export async function writeTableSheets(
  workbook: WorkbookWriter,
  table: Table,
  options: TableSheetOptions,
  t: Translate,
): Promise<SheetPart[]> {
  const widths = columnWidths(table, options.headers, options.totals);
  // Elsewhere the word may reach over the empty cells to its left.
  if (firstTotal(table, options) === 1) widths[0] = Math.max(widths[0]!, displayWidth(t('file.total')) + 2);
  const each = rowsPerSheet(options.sheetRows);
  const parts: SheetPart[] = [];
  for (let first = 0; first === 0 || first < table.n; first += each) {
    const rows = [first, Math.min(table.n, first + each)] as const;
    parts.push(await writePart(workbook, table, options, rows, widths, t));
  }
  return parts;
}
