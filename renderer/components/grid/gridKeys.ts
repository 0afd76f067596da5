/** A place in a grid; row -1 is the header. */
export interface Cell {
  row: number;
  column: number;
}

/** Where a key leads; null for a key that does not move. `page` is the number of rows in sight. */
export function moveCell(
  { row, column }: Cell,
  key: string,
  command: boolean,
  page: number,
  limits: { rows: number; columns: number },
): Cell | null {
  const [bottom, right] = [limits.rows - 1, limits.columns - 1];
  const top = Math.min(0, bottom);
  const to = (y: number, x: number): Cell => ({
    row: Math.max(-1, Math.min(bottom, y)),
    column: Math.max(0, Math.min(right, x)),
  });
  switch (key) {
    case 'ArrowUp':
      return to(command && row > 0 ? 0 : row - 1, column);
    case 'ArrowDown':
      return to(command ? bottom : row + 1, column);
    case 'ArrowLeft':
      return to(row, command ? 0 : column - 1);
    case 'ArrowRight':
      return to(row, command ? right : column + 1);
    case 'PageUp':
      return to(Math.max(top, row - page), column);
    case 'PageDown':
      return to(row + page, column);
    case 'Home':
      return command ? to(top, 0) : to(row, 0);
    case 'End':
      return command ? to(bottom, right) : to(row, right);
    default:
      return null;
  }
}
