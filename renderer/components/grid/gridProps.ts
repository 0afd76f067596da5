import type { GridColumn, GridRow, RowSource, SortKey } from './gridColumn.ts';
import type { ChoiceMode, RowKey } from './rowChoice.ts';

export interface Choice {
  mode: ChoiceMode;
  chosen: ReadonlySet<RowKey>;
  keyOf(row: GridRow): RowKey;
  onChange(chosen: ReadonlySet<RowKey>): void;
}

export interface GridProps {
  label: string;
  columns: readonly GridColumn[];
  rows: RowSource;
  sort: readonly SortKey[];
  onSort(sort: SortKey[]): void;
  /** What is said where there are no rows. */
  empty: string;
  rowHeight?: number;
  /** Without it rows cannot be chosen. */
  choice?: Choice | undefined;
  /** Enter or double click. */
  onOpen?(row: GridRow): void;
  /** A letter that the grid itself has no use for. */
  onKey?(key: string, row: GridRow): void;
  /** Right click, or the menu key. */
  onMenu?(row: GridRow, x: number, y: number): void;
  /** The row under the cursor, once the grid has been used. */
  onFocus?(row: GridRow | null): void;
}
