import type { ColDef, ICellRendererParams, ValueFormatterParams, ValueGetterParams } from 'ag-grid-community';
import type { ReactNode } from 'react';
import type { ReportedIn } from '../../shared/domain/currency.ts';
import type { Column, NumberColumn, Table } from '../../shared/domain/table.ts';
import { withCurrency } from '../../shared/i18n/currencyWords.ts';
import type { Words } from '../app/words.tsx';

/** How one column of a table is shown. Everything but the name is optional. */
export interface ColumnSpec {
  name: string;
  /** Instead of the words `column.<name>`. */
  header?: string;
  hide?: boolean;
  width?: number;
  pinned?: 'left' | 'right';
  /**
   * Words for a text value that is a code. What else it needs it takes from the table it is given: the grid may draw rows
   * of a new table before it is told of new columns.
   */
  text?(value: string | null, row: number, table: Table): string;
  /** Instead of plain text; sorting and searching still use the value. */
  render?(row: number, table: Table): ReactNode;
  /** Sentences: as many lines as they need, and the room that is left. */
  wrap?: boolean;
  /** Signed, and coloured as gain or loss. */
  change?: boolean;
  /** Rows come in this order until the user chooses another; without it as they are in the table. */
  sort?: 'asc' | 'desc';
}

/** A row of the grid: only its place in a table, because the values stay in their columns. */
export interface GridRow {
  table: Table;
  row: number;
}

type CellValue = string | number | null;

/** Missing values come last in either direction. */
function compare(a: CellValue, b: CellValue, descending: boolean, locale: string): number {
  if (a === null || b === null) {
    if (a === b) return 0;
    return (a === null ? 1 : -1) * (descending ? -1 : 1);
  }
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), locale, { numeric: true });
}

function valueAt(column: Column, row: number): CellValue {
  const value = column.values[row] ?? null;
  return typeof value === 'number' && Number.isNaN(value) ? null : value;
}

function cellText(
  table: Table,
  column: Column,
  spec: ColumnSpec | undefined,
  row: number,
  words: Words,
): string {
  if (column.type === 'text') {
    const value = column.values[row] ?? null;
    return spec?.text ? spec.text(value, row, table) : (value ?? '–');
  }
  if (column.type === 'boolean') {
    const value = column.values[row];
    return value === 1 ? words.t('value.yes') : value === 0 ? words.t('value.no') : '–';
  }
  if (spec?.change && column.type !== 'date' && column.type !== 'month') {
    return changeText(column, row, words);
  }
  return words.format.cell(column, row);
}

function changeText(column: NumberColumn, row: number, words: Words): string {
  const value = column.values[row] ?? Number.NaN;
  const text = words.format.cell(column, row).replace('−', '');
  if (!(Math.abs(value) > 0)) return text;
  return value > 0 ? `▲ +${text}` : `▼ −${text}`;
}

function cellClass(isNumber: boolean, isChange: boolean, value: CellValue): string {
  if (!isNumber) return 'is-text';
  if (!isChange || typeof value !== 'number' || value === 0) return 'is-number';
  return value > 0 ? 'is-number is-gain' : 'is-number is-loss';
}

/** Header words of a column: what the page says, else `column.<name>`, else the field's own name. */
export function columnHeader(name: string, spec: ColumnSpec | undefined, words: Words): string {
  if (spec?.header) return spec.header;
  const attribute = name.startsWith('attribute:') ? name.slice('attribute:'.length) : name;
  const field = words.t.dynamic(`field.${attribute}`, {}, attribute);
  return words.t.dynamic(`column.${name}`, {}, field);
}

function sizeOf(spec: ColumnSpec | undefined): ColDef<GridRow, CellValue> {
  const width = spec?.width;
  if (spec?.wrap) return { wrapText: true, autoHeight: true, width: width ?? 240 };
  return width ? { width } : {};
}

/** `index` is the column's place in its table, `column` says what it is; rows bring their own table. */
function toColDef(
  index: number,
  column: Column,
  spec: ColumnSpec | undefined,
  words: Words,
  reported: ReportedIn | undefined,
): ColDef<GridRow, CellValue> {
  const isNumber = column.type !== 'text';
  const render = spec?.render;
  const textOf = (data: GridRow | undefined) => {
    const own = data?.table.columns[index];
    return data && own ? cellText(data.table, own, spec, data.row, words) : '';
  };
  return {
    colId: column.name,
    headerName: withCurrency(columnHeader(column.name, spec, words), column, reported, words.t),
    hide: spec?.hide ?? false,
    ...sizeOf(spec),
    ...(spec?.pinned ? { pinned: spec.pinned } : {}),
    ...(spec?.sort ? { initialSort: spec.sort } : {}),
    type: isNumber ? 'rightAligned' : [],
    cellClass: ({ value }) => cellClass(isNumber, spec?.change ?? false, value ?? null),
    valueGetter: ({ data }: ValueGetterParams<GridRow>) => {
      const own = data?.table.columns[index];
      return data && own ? valueAt(own, data.row) : null;
    },
    valueFormatter: ({ data }: ValueFormatterParams<GridRow>) => textOf(data),
    getQuickFilterText: ({ data }) => textOf(data),
    comparator: (a, b, _nodeA, _nodeB, descending) => compare(a ?? null, b ?? null, descending, words.locale),
    ...(render
      ? {
          cellRenderer: ({ data }: ICellRendererParams<GridRow>) =>
            data ? render(data.row, data.table) : null,
        }
      : {}),
  };
}

/** Grid columns for a table, in the order of the specs, or of the table where there are none; `reported` is what its amounts are in. */
export function gridColumns(
  table: Table,
  specs: ColumnSpec[] | undefined,
  words: Words,
  reported?: ReportedIn,
): ColDef<GridRow, CellValue>[] {
  if (!specs)
    return table.columns.map((column, index) => toColDef(index, column, undefined, words, reported));
  return specs.flatMap((spec) => {
    const index = table.columns.findIndex((candidate) => candidate.name === spec.name);
    const column = table.columns[index];
    return column ? [toColDef(index, column, spec, words, reported)] : [];
  });
}

/** The visible text of a table as tab-separated lines, for the clipboard. */
export function tableAsText(
  table: Table,
  specs: ColumnSpec[] | undefined,
  words: Words,
  reported?: ReportedIn,
): string {
  const shown = specs
    ? specs
        .filter((spec) => !spec.hide)
        .flatMap((spec) => table.columns.filter(({ name }) => name === spec.name))
    : table.columns;
  const specOf = (column: Column) => specs?.find((spec) => spec.name === column.name);
  const clean = (text: string) => text.replace(/[\t\r\n]+/g, ' ');
  const header = (column: Column) =>
    withCurrency(columnHeader(column.name, specOf(column), words), column, reported, words.t);
  const lines = [shown.map((column) => clean(header(column))).join('\t')];
  for (let row = 0; row < table.n; row += 1) {
    lines.push(
      shown.map((column) => clean(plainValue(table, column, specOf(column), row, words))).join('\t'),
    );
  }
  return lines.join('\n');
}

/** Numbers go out unrounded, so that a spreadsheet can go on counting. */
function plainValue(
  table: Table,
  column: Column,
  spec: ColumnSpec | undefined,
  row: number,
  words: Words,
): string {
  const isPlainNumber = column.type === 'number' || column.type === 'integer';
  if (!isPlainNumber) return cellText(table, column, spec, row, words);
  const value = column.values[row] ?? Number.NaN;
  return Number.isFinite(value) ? String(value) : '';
}
