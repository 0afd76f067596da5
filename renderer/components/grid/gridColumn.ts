import type { Table } from '../../../shared/domain/table.ts';

/** A row of the grid: only its place in a table, because the values stay in their columns. */
export interface GridRow {
  table: Table;
  row: number;
}

export type CellValue = string | number | null;

/** Pixels below which nothing can be read. */
export const narrowestColumn = 44;

/** One column of a grid: what its cells say and how they look. */
export interface GridColumn {
  id: string;
  header: string;
  /** How it gives way where there is little room: figures never do. */
  kind: 'number' | 'name' | 'sentence';
  /** Its header stands at the right, as figures do. */
  isNumber: boolean;
  /** As many lines as the text needs. */
  wraps: boolean;
  /** In pixels; a column is as wide as what it holds, between these two. */
  narrowest: number;
  widest: number;
  pinned: boolean;
  sortable: boolean;
  /** Which way the first click sorts; the second the other way, the third as the rows came. */
  firstSort: SortWay;
  text(row: GridRow): string;
  /** The classes of a cell. */
  look(row: GridRow): string;
  /** The class of a span around the text, where the cell is more than text. */
  span: ((row: GridRow) => string) | null;
  /** The whole text where the pointer rests. */
  titled: boolean;
  /** What rows are sorted by. */
  value(row: GridRow): CellValue;
}

export type SortWay = 'asc' | 'desc';

export interface SortKey {
  id: string;
  way: SortWay;
}

/** Where rows come from: all at once, or a page at a time. */
export interface RowSource {
  count: number;
  /** Null while the row is on its way. */
  rowAt(index: number): GridRow | null;
  /** Some rows that are there, by which the columns are measured. */
  sample(): GridRow[];
  /** Calls `listener` when further rows have come; the result ends that. */
  listen(listener: () => void): () => void;
}
