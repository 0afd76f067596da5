import type { ReportedIn } from '../../shared/domain/currency.ts';
import { type Column, type NumberColumn, type Table, textAt } from '../../shared/domain/table.ts';
import { withCurrency } from '../../shared/i18n/currencyWords.ts';
import type { Words } from '../app/words.tsx';
import {
  type CellValue,
  type GridColumn,
  type GridRow,
  narrowestColumn,
  type SortKey,
} from './grid/gridColumn.ts';

/** How one column of a table is shown. Everything but the name is optional. */
export interface ColumnSpec {
  name: string;
  /** Instead of the words `column.<name>`. */
  header?: string;
  hide?: boolean;
  width?: number;
  pinned?: 'left';
  /**
   * Words for a text value that is a code. What else it needs it takes from the table it is given: the grid may draw rows
   * of a new table before it is told of new columns.
   */
  text?(value: string | null, row: number, table: Table): string;
  /** The class of a span around the text, where the cell is more than text. */
  span?(row: number, table: Table): string;
  /** Sentences: as many lines as they need, and the room that is left. */
  wrap?: boolean;
  /** Of sentences no more than three lines, the rest where the pointer rests. */
  short?: boolean;
  /** Signed, and coloured as gain or loss. */
  change?: boolean;
  /** Rows come in this order until the user chooses another; without it as they are in the table. */
  sort?: 'asc' | 'desc';
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
    const value = textAt(column, row);
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
  const text = words.format.cell(column, row);
  if (!(Math.abs(value) > 0) || !/[1-9]/.test(text)) return text;
  return value > 0 ? `▲ +${text}` : `▼ ${text}`;
}

function cellClass(isNumber: boolean, change: string | null): string {
  if (!isNumber) return 'is-text';
  if (change?.startsWith('▲')) return 'is-number is-gain';
  return change?.startsWith('▼') ? 'is-number is-loss' : 'is-number';
}

/** Header words of a column: what the page says, else `column.<name>`, else the field's own name. */
export function columnHeader(name: string, spec: ColumnSpec | undefined, words: Words): string {
  if (spec?.header) return spec.header;
  const attribute = name.startsWith('attribute:') ? name.slice('attribute:'.length) : name;
  const field = words.t.dynamic(`field.${attribute}`, {}, attribute);
  return words.t.dynamic(`column.${name}`, {}, field);
}

/** As wide as what it holds, up to here. */
const widest = 360;

/** `index` is the column's place in its table, `column` says what it is; rows bring their own table. */
function toGridColumn(
  index: number,
  column: Column,
  spec: ColumnSpec | undefined,
  words: Words,
  reported: ReportedIn | undefined,
): GridColumn {
  const isNumber = column.type !== 'text';
  const value = ({ table, row }: GridRow) => {
    const own = table.columns[index];
    return own ? valueAt(own, row) : null;
  };
  const text = ({ table, row }: GridRow) => {
    const own = table.columns[index];
    return own ? cellText(table, own, spec, row, words) : '';
  };
  return {
    id: column.name,
    header: withCurrency(columnHeader(column.name, spec, words), column, reported, words.t),
    kind: spec?.wrap ? 'sentence' : isNumber ? 'number' : 'name',
    isNumber,
    wraps: spec?.wrap ?? false,
    narrowest: narrowestColumn,
    widest: spec?.width ?? widest,
    pinned: spec?.pinned === 'left',
    sortable: true,
    firstSort: 'asc',
    text,
    look: (row) => cellClass(isNumber, spec?.change ? text(row) : null),
    span: spanOf(spec),
    titled: spec?.short ?? false,
    value,
  };
}

function spanOf(spec: ColumnSpec | undefined): GridColumn['span'] {
  if (spec?.short) return () => 'short-sentence';
  const span = spec?.span;
  return span ? ({ table, row }) => span(row, table) : null;
}

/** The columns of a table that are shown, in the order of the specs, or of the table where there are none; `reported` is what its amounts are in. */
export function gridColumns(
  table: Table,
  specs: ColumnSpec[] | undefined,
  words: Words,
  reported?: ReportedIn,
): GridColumn[] {
  if (!specs)
    return table.columns.map((column, index) => toGridColumn(index, column, undefined, words, reported));
  return specs.flatMap((spec) => {
    const index = table.columns.findIndex((candidate) => candidate.name === spec.name);
    const column = table.columns[index];
    return column && !spec.hide ? [toGridColumn(index, column, spec, words, reported)] : [];
  });
}

/** The order that the columns ask for. */
export function firstOrder(specs: ColumnSpec[] | undefined): SortKey[] {
  return (specs ?? []).flatMap(({ name, sort }) => (sort ? [{ id: name, way: sort }] : []));
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
