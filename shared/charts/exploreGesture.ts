import { type Brush, binsOf, type Run, runsOf } from '../domain/cubeBrush.ts';
import { liesDown, type Plot } from './explorePlot.ts';
import { type AxisPixels, binAt, nearestBound } from './exploreScale.ts';

export interface Point {
  x: number;
  y: number;
}

/** A click is a drag of less than this many pixels. */
const clickReach = 3;

/** Whether a pointer that was pressed at one point and is at another still clicks. */
export function isClick(start: Point, now: Point): boolean {
  return Math.hypot(now.x - start.x, now.y - start.y) < clickReach;
}

/** A drag over the binned axes of a chart, as it began. */
export interface Gesture {
  kind: 'draw' | 'move';
  start: Point;
  /** What was selected before. */
  before: Brush | null;
  /** Bins that stay selected whatever the drag covers. */
  kept: number[];
}

export interface Held {
  /** Ctrl or ⌘: adds to what is selected. */
  add: boolean;
  /** Shift: extends what is selected. */
  extend: boolean;
  /** A finger needs larger handles. */
  touch: boolean;
}

/** The binned axes in the order of the brush: both of a heat map, else the one there is. */
export function brushAxes(plot: Plot): AxisPixels[] {
  return [plot.x, plot.y].flatMap((axis) => axis ?? []);
}

/** Whether a brush takes whole bins: texts, and the cells of a heat map. */
function takesBins(plot: Plot): boolean {
  return plot.y !== null;
}

function along(plot: Plot, axis: AxisPixels, { x, y }: Point): number {
  return axis === plot.x ? x : y;
}

/** Where a drag begins: on an edge it resizes, inside it moves, elsewhere it draws anew. */
export function startGesture(plot: Plot, brush: Brush | null, start: Point, held: Held): Gesture {
  const fresh: Gesture = { kind: 'draw', start, before: brush, kept: [] };
  if (!brush) return fresh;
  if (liesDown(plot.chart)) return held.add ? { ...fresh, kept: binsOf(brush[0] ?? []) } : fresh;
  if (!takesBins(plot)) {
    const [from, to] = edgesOf(plot, brush);
    const reach = held.touch ? 16 : 6;
    const nearFrom = Math.abs(start.x - from);
    const nearTo = Math.abs(start.x - to);
    if (Math.min(nearFrom, nearTo) <= reach) {
      return { ...fresh, start: { x: nearFrom < nearTo ? to : from, y: start.y } };
    }
  }
  return isInside(plot, brush, start) ? { ...fresh, kind: 'move' } : fresh;
}

function edgesOf(plot: Plot, brush: Brush): [number, number] {
  const { brush: bounds } = plot.x!;
  const [from, to] = brush[0]?.[0] ?? [0, bounds.length - 1];
  return [bounds[from]!, bounds[to]!];
}

function isInside(plot: Plot, brush: Brush, point: Point): boolean {
  return brushAxes(plot).every((axis, index) => {
    const bin = binAt(axis.brush, along(plot, axis, point));
    return (brush[index] ?? [[0, axis.brush.length - 1] as Run]).some(
      ([from, to]) => bin >= from && bin < to,
    );
  });
}

/** What a drag selects when the pointer is here. */
export function moveGesture(plot: Plot, gesture: Gesture, point: Point): Brush {
  const axes = brushAxes(plot);
  if (gesture.kind === 'move') return axes.map((axis, index) => moved(plot, axis, gesture, index, point));
  return axes.map((axis) => {
    const [start, end] = [along(plot, axis, gesture.start), along(plot, axis, point)];
    const run = takesBins(plot) ? binsBetween(axis, start, end) : boundsBetween(axis, start, end);
    return gesture.kept.length > 0 ? runsOf([...gesture.kept, ...binsOf([run])]) : [run];
  });
}

function binsBetween({ brush }: AxisPixels, start: number, end: number): Run {
  const [a, b] = [binAt(brush, start), binAt(brush, end)];
  return [Math.min(a, b), Math.max(a, b) + 1];
}

/** Never empty: at least the brush bin under the pointer. */
function boundsBetween({ brush }: AxisPixels, start: number, end: number): Run {
  const [a, b] = [nearestBound(brush, start), nearestBound(brush, end)];
  if (a !== b) return [Math.min(a, b), Math.max(a, b)];
  const bin = binAt(brush, end);
  return [bin, bin + 1];
}

function moved(
  plot: Plot,
  axis: AxisPixels,
  gesture: Gesture,
  index: number,
  point: Point,
): readonly Run[] | null {
  const runs = gesture.before?.[index] ?? null;
  const [run] = runs ?? [];
  if (!run || !runs || runs.length > 1) return runs;
  const by = along(plot, axis, point) - along(plot, axis, gesture.start);
  if (takesBins(plot)) {
    const start = along(plot, axis, gesture.start);
    const shift = binAt(axis.brush, start + by) - binAt(axis.brush, start);
    return [shifted(run, shift, axis.brush.length - 1)];
  }
  const { brush } = axis;
  const width = brush[run[1]]! - brush[run[0]]!;
  const least = brush[0]!;
  const most = brush[brush.length - 1]! - width;
  const from = nearestBound(brush, Math.max(least, Math.min(most, brush[run[0]]! + by)));
  const to = nearestBound(brush, brush[from]! + width);
  return [[from, Math.max(to, from + 1)]];
}

function shifted([from, to]: Run, by: number, count: number): Run {
  const start = Math.max(0, Math.min(count - (to - from), from + by));
  return [start, start + to - from];
}

/** What a click selects: the bin under it; the same bin again lets go of it. Null = nothing. */
export function clickBrush(plot: Plot, brush: Brush | null, point: Point, held: Held): Brush | null {
  const axes = brushAxes(plot);
  const runs = axes.map((axis) => drawnRun(axis, binAt(axis.drawn, along(plot, axis, point))));
  if (runs.includes(null)) return brush;
  const clicked = runs as Run[];
  if (liesDown(plot.chart) && held.add) return toggled(brush, clicked[0]!);
  if (brush && (held.extend || held.add)) {
    return clicked.map((run, index) => [hull([...(brush[index] ?? []), run])]);
  }
  const same =
    brush?.every((old, index) => old?.length === 1 && isSameRun(old[0]!, clicked[index]!)) ?? false;
  return same ? null : clicked.map((run) => [run]);
}

function isSameRun(a: Run, b: Run): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function toggled(brush: Brush | null, [bin]: Run): Brush | null {
  const chosen = new Set(binsOf(brush?.[0] ?? []));
  if (!chosen.delete(bin)) chosen.add(bin);
  return chosen.size === 0 ? null : [runsOf(chosen)];
}

function hull(runs: readonly Run[]): Run {
  return [Math.min(...runs.map((run) => run[0])), Math.max(...runs.map((run) => run[1]))];
}

/** The brush bins of a drawn bin; null for one that no brush reaches. */
export function drawnRun({ drawnOf, brush }: AxisPixels, bin: number): Run | null {
  const count = brush.length - 1;
  const from = drawnOf.indexOf(bin);
  if (from < 0 || from >= count) return null;
  let to = from;
  while (to < count && drawnOf[to] === bin) to++;
  return [from, to];
}

/** Keys that move a brush (with Shift: its far end) by one bin; Home and End go to the ends. Null for any other key. */
export function keyBrush(plot: Plot, brush: Brush | null, key: string, extend: boolean): Brush | null {
  const axes = brushAxes(plot);
  const at = keyAxis(plot, key);
  if (at === null) return null;
  const current = brush ?? axes.map(() => null);
  const next = axes.map((axis, index) => {
    const runs = current[index] ?? null;
    if (index !== at.axis) return runs ?? (plot.chart.kind === 'heat' ? [drawnRun(axis, 0)!] : null);
    return [stepped(axis, runs, at.step, extend)];
  });
  return next;
}

function keyAxis(plot: Plot, key: string): { axis: number; step: number } | null {
  const { kind } = plot.chart;
  const across = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  const turned = plot.y && plot.y.brush[0]! > plot.y.brush.at(-1)! ? -1 : 1;
  const down = (key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0) * turned;
  const far = key === 'End' ? Number.POSITIVE_INFINITY : key === 'Home' ? Number.NEGATIVE_INFINITY : 0;
  if (far !== 0) return { axis: 0, step: far };
  if (kind === 'heat') {
    if (across !== 0) return { axis: 0, step: across };
    return down === 0 ? null : { axis: 1, step: down };
  }
  const step = across || (liesDown(plot.chart) ? down : -down);
  return step === 0 ? null : { axis: 0, step };
}

function stepped(axis: AxisPixels, runs: readonly Run[] | null, step: number, extend: boolean): Run {
  const last = lastReached(axis);
  const clamp = (bin: number) => Math.max(0, Math.min(last, bin));
  if (!runs) return drawnRun(axis, step === -1 || step === Number.POSITIVE_INFINITY ? last : 0)!;
  const whole = hull(runs);
  const first = axis.drawnOf[whole[0]]!;
  const end = axis.drawnOf[whole[1] - 1]!;
  if (extend) return hull([drawnRun(axis, first)!, drawnRun(axis, Math.max(first, clamp(end + step)))!]);
  const width = end - first;
  const start = Math.max(0, Math.min(last - width, first + step));
  return hull([drawnRun(axis, start)!, drawnRun(axis, start + width)!]);
}

function lastReached({ drawnOf, brush }: AxisPixels): number {
  return drawnOf[brush.length - 2]!;
}
