import { isClick, type Point } from '../../../../shared/charts/exploreGesture.ts';
import type { Box } from '../../../../shared/charts/explorePen.ts';
import type { Plot } from '../../../../shared/charts/explorePlot.ts';
import { placeOf, type ValueScale, valueAt } from '../../../../shared/charts/exploreScale.ts';
import type { ChartData, ChartValues } from '../../../../shared/contract/explore.ts';
import type { Brush } from '../../../../shared/domain/cubeBrush.ts';
import { type GridLines, gridCell, gridSpan } from '../../../../shared/domain/cubeGrid.ts';

/** A drag over the points of a scatter, as it began. */
export interface MemberDrag {
  start: Point;
  add: boolean;
  before: Uint8Array | null;
}

export interface MembersFound {
  keys: string[];
  /** What the drag covers; at the lines of the grid, once they are known. */
  box: Box;
  /** The same on the grid; null as long as there is none. */
  brush: Brush | null;
}

/** A click takes the nearest point within so many pixels. */
const reach = 8;

export function startMembers(start: Point, add: boolean, before: Uint8Array | null): MemberDrag {
  return { start, add, before };
}

/** The accounts or products between where a drag began and where it is; without a distance, the one point there. */
export function membersUnder(
  plot: Plot,
  drag: MemberDrag,
  point: Point,
  data: ChartData,
  values: ChartValues,
  grid: { x: GridLines; y: GridLines } | undefined,
): MembersFound {
  const { start, add, before } = drag;
  if (isClick(start, point)) return clicked(plot, drag, data, values);
  const kept = (index: number) => add && before?.[index] === 1;
  const keysOf = (inside: (index: number) => boolean) =>
    data.members!.keys.filter((_, index) => kept(index) || inside(index));
  const [xs, ys] = values.values as [Float64Array, Float64Array];
  const along = [valueUnder(plot, 'x', start.x), valueUnder(plot, 'x', point.x)] as const;
  const up = [valueUnder(plot, 'y', start.y), valueUnder(plot, 'y', point.y)] as const;
  if (!grid) {
    const between = (value: number, [a, b]: readonly [number, number]) =>
      value >= Math.min(a, b) && value <= Math.max(a, b);
    const box = boxOf(start, point);
    return {
      keys: keysOf((index) => between(xs[index]!, along) && between(ys[index]!, up)),
      box,
      brush: null,
    };
  }
  const spans = [gridSpan(grid.x, ...along), gridSpan(grid.y, ...up)] as const;
  const within = (cell: number, [low, high]: readonly [number, number]) => cell >= low && cell < high;
  const keys = keysOf(
    (index) =>
      within(gridCell(grid.x, xs[index]!), spans[0]) && within(gridCell(grid.y, ys[index]!), spans[1]),
  );
  const corner = (x: number, y: number) => ({
    x: pixelOf(plot, 'x', grid.x[x]!),
    y: pixelOf(plot, 'y', grid.y[y]!),
  });
  const box = boxOf(corner(spans[0][0], spans[1][0]), corner(spans[0][1], spans[1][1]));
  return { keys, box, brush: add && before ? null : [[spans[0]], [spans[1]]] };
}

function clicked(
  plot: Plot,
  { start, add, before }: MemberDrag,
  data: ChartData,
  values: ChartValues,
): MembersFound {
  const nearest = pointUnder(plot, start, values);
  const chosen = new Set(add && before ? [...before.keys()].filter((index) => before[index] === 1) : []);
  const wasOnly = !add && before !== null && nearest !== null && before[nearest] === 1 && sum(before) === 1;
  if (nearest !== null && !wasOnly && !(add && chosen.delete(nearest))) chosen.add(nearest);
  return {
    keys: [...chosen].map((index) => data.members!.keys[index]!),
    box: boxOf(start, start),
    brush: null,
  };
}

function sum(marks: Uint8Array): number {
  return marks.reduce((total, mark) => total + mark, 0);
}

/** The point nearest to a place, within reach; null where there is none. */
export function pointUnder(plot: Plot, { x, y }: Point, { values }: ChartValues): number | null {
  let [best, least] = [-1, reach];
  const [xs, ys] = values as [Float64Array, Float64Array];
  for (let index = 0; index < xs.length; index++) {
    const away = Math.hypot(pixelOf(plot, 'x', xs[index]!) - x, pixelOf(plot, 'y', ys[index]!) - y);
    if (away < least) [best, least] = [index, away];
  }
  return best < 0 ? null : best;
}

function scaleOf(plot: Plot, axis: 'x' | 'y'): ValueScale {
  return axis === 'x' ? plot.xScale! : plot.yScale!;
}

function valueUnder(plot: Plot, axis: 'x' | 'y', pixel: number): number {
  const { area } = plot;
  const place = axis === 'x' ? (pixel - area.x) / area.width : 1 - (pixel - area.y) / area.height;
  return valueAt(scaleOf(plot, axis), place);
}

function pixelOf(plot: Plot, axis: 'x' | 'y', value: number): number {
  const { area } = plot;
  const place = placeOf(scaleOf(plot, axis), value);
  return axis === 'x' ? area.x + place * area.width : area.y + (1 - place) * area.height;
}

function boxOf(a: Point, b: Point): Box {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}
