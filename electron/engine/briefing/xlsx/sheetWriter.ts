import { ExpectedError } from '../../../../shared/errors/errors.ts';
import {
  cellReference,
  columnLetters,
  mostCharacters,
  mostColumns,
  mostRows,
  type Range,
  rangeReference,
} from './references.ts';
import { type SharedStrings, textElement } from './sharedStrings.ts';
import { escapeXml } from './xmlText.ts';
import type { ZipEntry } from './zipWriter.ts';

export interface SheetLayout {
  /** Width per column in characters, from the first. */
  widths: readonly number[];
  /** Rows above and columns left of the cells that scroll. */
  frozenRows?: number;
  frozenColumns?: number;
  landscape?: boolean;
  gridLines?: boolean;
  /** Outline level per column, from the first; 0 = none. */
  columnOutline?: readonly number[];
  /** Deepest outline level among the rows; groups stand above their parts. */
  rowOutline?: number;
  /** `RRGGBB` of the sheet's tab. */
  tabColour?: string;
}

/** A colour scale over a range: low, middle and high colour, as `RRGGBB`. */
export interface ColourScale {
  range: Range;
  colours: readonly [string, string, string];
}

export interface SheetEnd {
  filter?: Range | undefined;
  merged?: readonly Range[];
  scales?: readonly ColourScale[];
  /** Relationship of the sheet's drawing. */
  drawing?: string | undefined;
  footer?: string;
}

/** Writes one sheet from its first row to its last; cells of a row from left to right. */
export interface SheetWriter {
  readonly name: string;
  /** The row that `startRow` began last, counted from 1. */
  row(): number;
  /** `outline` is the row's level of grouping, 1 … 7. */
  startRow(height?: number, outline?: number): void;
  /** Leaves rows empty. */
  skipRows(count: number): void;
  endRow(): void;
  number(column: number, value: number, style: number): void;
  text(column: number, value: string, style: number): void;
  boolean(column: number, value: boolean, style: number): void;
  /** A formula made by the program, never from data, with its result for viewers that do not calculate. */
  formula(column: number, formula: string, result: number | string, style: number): void;
  blank(column: number, style: number): void;
  /** Adds cells that are XML already; see `columnCells`. */
  raw(xml: string): void;
  isFull(): boolean;
  flush(): Promise<void>;
  end(end?: SheetEnd): Promise<void>;
}

const namespaces =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const bufferSize = 128 * 1024;
/** About what a landscape page holds at two thirds of its size. */
const charactersAcross = 200;

function paneXml(layout: SheetLayout): string {
  const rows = layout.frozenRows ?? 0;
  const columns = layout.frozenColumns ?? 0;
  if (rows === 0 && columns === 0) return '';
  const corner = cellReference(columns, rows + 1);
  const pane = rows > 0 && columns > 0 ? 'bottomRight' : rows > 0 ? 'bottomLeft' : 'topRight';
  const split = `${columns > 0 ? ` xSplit="${columns}"` : ''}${rows > 0 ? ` ySplit="${rows}"` : ''}`;
  return `<pane${split} topLeftCell="${corner}" activePane="${pane}" state="frozen"/><selection pane="${pane}" activeCell="${corner}" sqref="${corner}"/>`;
}

function headXml(layout: SheetLayout, isFirst: boolean): string {
  const tab = layout.tabColour ? `<tabColor rgb="FF${layout.tabColour}"/>` : '';
  const grid = layout.gridLines === false ? ' showGridLines="0"' : '';
  const columns = layout.widths
    .map((width, index) => {
      const level = layout.columnOutline?.[index] ?? 0;
      const outline = level > 0 ? ` outlineLevel="${level}"` : '';
      return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"${outline}/>`;
    })
    .join('');
  const deepest = (layout.columnOutline ?? []).reduce((most, level) => Math.max(most, level), 0);
  const rowLevels = layout.rowOutline ? ` outlineLevelRow="${layout.rowOutline}"` : '';
  const columnLevels = deepest > 0 ? ` outlineLevelCol="${deepest}"` : '';
  const outline = layout.rowOutline ? '<outlinePr summaryBelow="0"/>' : '';
  return [
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet ${namespaces}>`,
    `<sheetPr>${tab}${outline}<pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews><sheetView${grid}${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">${paneXml(layout)}</sheetView></sheetViews>`,
    `<sheetFormatPr defaultRowHeight="15"${rowLevels}${columnLevels}/>`,
    columns === '' ? '' : `<cols>${columns}</cols>`,
    '<sheetData>',
  ].join('');
}

function scaleXml(scale: ColourScale, priority: number): string {
  const points = '<cfvo type="min"/><cfvo type="percentile" val="50"/><cfvo type="max"/>';
  const colours = scale.colours.map((colour) => `<color rgb="FF${colour}"/>`).join('');
  return `<conditionalFormatting sqref="${rangeReference(scale.range)}"><cfRule type="colorScale" priority="${priority}"><colorScale>${points}${colours}</colorScale></cfRule></conditionalFormatting>`;
}

/** Wide sheets print on several pages side by side rather than too small to read. */
function pagesAcross(layout: SheetLayout): number {
  const width = layout.widths.reduce((sum, column) => sum + column, 0);
  return Math.max(1, Math.round(width / charactersAcross));
}

function tailXml(layout: SheetLayout, end: SheetEnd): string {
  const merged = (end.merged ?? []).map((range) => `<mergeCell ref="${rangeReference(range)}"/>`);
  const orientation = layout.landscape === false ? 'portrait' : 'landscape';
  return [
    '</sheetData>',
    end.filter ? `<autoFilter ref="${rangeReference(end.filter)}"/>` : '',
    merged.length > 0 ? `<mergeCells count="${merged.length}">${merged.join('')}</mergeCells>` : '',
    ...(end.scales ?? []).map((scale, index) => scaleXml(scale, index + 1)),
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="9" orientation="${orientation}" fitToWidth="${pagesAcross(layout)}" fitToHeight="0"/>`,
    `<headerFooter><oddFooter>&amp;L${escapeXml((end.footer ?? '').replaceAll('&', '&&'))}&amp;R&amp;P / &amp;N</oddFooter></headerFooter>`,
    end.drawing ? `<drawing r:id="${end.drawing}"/>` : '',
    '</worksheet>',
  ].join('');
}

/** Refuses text that a cell cannot hold: it is never cut. */
export function checkLength(text: string, column: number, row: number): void {
  if (text.length <= mostCharacters) return;
  const cell = cellReference(column, row);
  throw new ExpectedError(
    'cellTooLarge',
    `Cell ${cell} would hold ${text.length} characters; a spreadsheet cell holds ${mostCharacters}`,
    {
      row,
      column: columnLetters(column),
      hint: 'Export as CSV, which has no such limit, or leave the column out',
      params: { cell, characters: text.length, limit: mostCharacters },
    },
  );
}

/** The inside of a text cell from its style on: shared where possible, else in place. Never a formula. */
export function textCellTail(text: string, style: number, shared: SharedStrings): string {
  const index = shared.indexOf(text);
  return index >= 0
    ? `" s="${style}" t="s"><v>${index}</v></c>`
    : `" s="${style}" t="inlineStr"><is>${textElement(text)}</is></c>`;
}

export function createSheetWriter(
  name: string,
  layout: SheetLayout,
  entry: ZipEntry,
  shared: SharedStrings,
  isFirst: boolean,
): SheetWriter {
  if (layout.widths.length > mostColumns) {
    throw new ExpectedError(
      'cellTooLarge',
      `${layout.widths.length} columns; a spreadsheet holds ${mostColumns}`,
      { hint: 'Export as CSV, which has no such limit', params: { limit: mostColumns } },
    );
  }
  let buffer = headXml(layout, isFirst);
  let row = 0;
  const letters = Array.from({ length: Math.max(64, layout.widths.length) }, (_, index) =>
    columnLetters(index),
  );
  const open = (column: number) => `<c r="${letters[column] ?? columnLetters(column)}${row}`;

  async function flush(): Promise<void> {
    const bytes = Buffer.from(buffer);
    buffer = '';
    await entry.write(bytes);
  }
  return {
    name,
    row: () => row,
    startRow(height, outline = 0) {
      row++;
      if (row > mostRows) throw new Error(`Sheet ${name} is full`);
      const tall = height === undefined ? '' : ` ht="${height}" customHeight="1"`;
      buffer += `<row r="${row}"${tall}${outline > 0 ? ` outlineLevel="${outline}"` : ''}>`;
    },
    skipRows(count) {
      row += count;
    },
    endRow() {
      buffer += '</row>';
    },
    number(column, value, style) {
      buffer += Number.isFinite(value)
        ? `${open(column)}" s="${style}"><v>${value}</v></c>`
        : `${open(column)}" s="${style}"/>`;
    },
    text(column, value, style) {
      checkLength(value, column, row);
      buffer += open(column) + textCellTail(value, style, shared);
    },
    boolean(column, value, style) {
      buffer += `${open(column)}" s="${style}" t="b"><v>${value ? 1 : 0}</v></c>`;
    },
    formula(column, formula, result, style) {
      const isText = typeof result === 'string';
      const value = isText ? escapeXml(result) : Number.isFinite(result) ? result : '';
      buffer += `${open(column)}" s="${style}"${isText ? ' t="str"' : ''}><f>${escapeXml(formula)}</f><v>${value}</v></c>`;
    },
    blank(column, style) {
      buffer += `${open(column)}" s="${style}"/>`;
    },
    raw(xml) {
      buffer += xml;
    },
    isFull: () => buffer.length >= bufferSize,
    flush,
    async end(end = {}) {
      buffer += tailXml(layout, end);
      await flush();
      await entry.end();
    },
  };
}
