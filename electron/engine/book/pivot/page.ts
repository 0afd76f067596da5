import type { PivotHead } from '../../../../shared/domain/pivot.ts';
import { makeTable, numberColumn, type Table } from '../../../../shared/domain/table.ts';
import type { Pivot } from './pivot.ts';

export interface Window {
  offset: number;
  limit: number;
}

function range({ offset, limit }: Window, length: number): number[] {
  const first = Math.min(offset, length);
  return Array.from({ length: Math.min(limit, length - first) }, (_, index) => first + index);
}

export function rowHeads(pivot: Pivot, window: Window): PivotHead[] {
  return range(window, pivot.rows.length).map(pivot.rowHead);
}

export function columnHeads(pivot: Pivot): PivotHead[] {
  return range({ offset: 0, limit: pivot.columns.length }, pivot.columns.length).map(pivot.columnHead);
}

/** The figures of a window: a table row per row, a column `<column>.<measure>` per column and measure. */
export function figuresPage(pivot: Pivot, rows: Window, columns: Window): Table {
  const shownRows = range(rows, pivot.rows.length);
  const figures = range(columns, pivot.columns.length).flatMap((column) =>
    pivot.measures.map(({ unit }, measure) =>
      numberColumn(
        `${column}.${measure}`,
        unit,
        Float64Array.from(shownRows, (row) => pivot.figure(row, column, measure)),
      ),
    ),
  );
  return makeTable([numberColumn('row', 'none', Float64Array.from(shownRows), 'integer'), ...figures]);
}
