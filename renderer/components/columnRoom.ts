import type { AutoSizeStrategy, Column, GridApi } from 'ag-grid-community';
import { fitWidths } from './columnWidths.ts';
import type { ColumnSpec, GridRow } from './tableColumns.tsx';

/** As wide as what it holds, up to here. */
const widest = 360;
const border = 3;
const scrollBar = 15;

/** From here on a scroll bar is certain; its room must be known when columns are fitted, or it covers the last one. */
export const rowsWithoutScroll = 7;

/** As wide as the contents; no wider than a column's own width, where it has one. */
export function columnSizing(columns: ColumnSpec[] | undefined): AutoSizeStrategy {
  const columnLimits = (columns ?? []).flatMap(({ name, width }) =>
    width ? [{ colId: name, maxWidth: width }] : [],
  );
  return { type: 'fitCellContents', defaultMaxWidth: widest, columnLimits };
}

/** Pixels each column needs, as measured when the rows first came. */
export type NeededWidths = ReadonlyMap<string, number>;

export function neededWidths(api: GridApi<GridRow>): NeededWidths {
  return new Map(api.getAllDisplayedColumns().map((column) => [column.getColId(), column.getActualWidth()]));
}

function kindOf(column: Column): 'number' | 'name' | 'sentence' {
  const definition = column.getColDef();
  if (definition.wrapText) return 'sentence';
  return definition.type === 'rightAligned' ? 'number' : 'name';
}

/** Lays the columns out in a table that is `width` pixels wide. */
export function shareRoom(api: GridApi<GridRow>, needed: NeededWidths, width: number): void {
  const columns = api.getAllDisplayedColumns();
  const needs = columns.map((column) => ({
    width: needed.get(column.getColId()) ?? column.getActualWidth(),
    kind: kindOf(column),
  }));
  const scrolls =
    api.getDisplayedRowCount() > rowsWithoutScroll || needs.some(({ kind }) => kind === 'sentence');
  const bar = scrolls ? scrollBar : 0;
  const widths = fitWidths(needs, width - border - bar);
  api.setColumnWidths(columns.map((column, index) => ({ key: column, newWidth: widths[index]! })));
}
