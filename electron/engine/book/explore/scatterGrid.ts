import { gridCell, gridLines } from '../../../../shared/domain/cubeGrid.ts';

/** Cells along one side: with more, most would hold no point. */
const gridSide = 40;

/** Puts points on a grid: lines along both axes, and each point's cell (x first); one past the last = in none. */
export function memberGrid(
  x: Float64Array,
  y: Float64Array,
): { grid: { x: Float64Array; y: Float64Array }; binOf: Uint16Array } {
  const grid = { x: gridLines(x, gridSide), y: gridLines(y, gridSide) };
  const across = grid.y.length - 1;
  const outside = (grid.x.length - 1) * across;
  const binOf = Uint16Array.from(x, (value, point) => {
    const [column, row] = [gridCell(grid.x, value), gridCell(grid.y, y[point]!)];
    return column < 0 || row < 0 ? outside : column * across + row;
  });
  return { grid, binOf };
}
