import { type Cell, moveCell } from '../../components/grid/gridKeys.ts';

/** Cells by row and figure column; column -1 holds the labels. */
export interface Selection {
  anchor: Cell;
  head: Cell;
}

export interface Area {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

interface Limits {
  rows: number;
  columns: number;
}

/** The rectangle between the two corners of a selection, inside the grid. */
export function selectionOf({ anchor, head }: Selection, { rows, columns }: Limits): Selection & Area {
  const row = (cell: Cell) => Math.max(0, Math.min(rows - 1, cell.row));
  const column = (cell: Cell) => Math.max(-1, Math.min(columns - 1, cell.column));
  return {
    anchor,
    head,
    top: Math.min(row(anchor), row(head)),
    bottom: Math.max(row(anchor), row(head)),
    left: Math.min(column(anchor), column(head)),
    right: Math.max(column(anchor), column(head)),
  };
}

/** Where a key leads, as in every grid; null for a key that does not move. Beside it column 0 holds the labels, and row -1 the header. */
export function movePivotCell(
  { row, column }: Cell,
  key: string,
  command: boolean,
  page: number,
  { rows, columns }: Limits,
): Cell | null {
  const limits = { rows, columns: columns + 1 };
  const next = moveCell({ row, column: column + 1 }, key, command, page, limits);
  return next && { row: Math.max(0, next.row), column: next.column - 1 };
}
