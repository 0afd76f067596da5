/** A cell by row and figure column; column -1 holds the labels. */
export interface Cell {
  row: number;
  column: number;
}

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

/** Where a key leads, as in a spreadsheet; null for a key that does not move. */
export function moveCell(
  { row, column }: Cell,
  key: string,
  command: boolean,
  page: number,
  { rows, columns }: Limits,
): Cell | null {
  const last = { row: rows - 1, column: columns - 1 };
  const to = (y: number, x: number): Cell => ({
    row: Math.max(0, Math.min(last.row, y)),
    column: Math.max(-1, Math.min(last.column, x)),
  });
  switch (key) {
    case 'ArrowUp':
      return to(command ? 0 : row - 1, column);
    case 'ArrowDown':
      return to(command ? last.row : row + 1, column);
    case 'ArrowLeft':
      return to(row, command ? -1 : column - 1);
    case 'ArrowRight':
      return to(row, command ? last.column : column + 1);
    case 'PageUp':
      return to(row - page, column);
    case 'PageDown':
      return to(row + page, column);
    case 'Home':
      return to(command ? 0 : row, -1);
    case 'End':
      return to(command ? last.row : row, last.column);
    default:
      return null;
  }
}
