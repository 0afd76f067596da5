import { addRectangle, addSpan, type Cube, type CubeReading, clearReading } from './cube.ts';
import { type Axis, type AxisFilter, binsOfText, rangeFilter, rangeOf, textFilter } from './cubeAxis.ts';

/** Brush bins side by side: first and one past the last. */
export type Run = readonly [number, number];

/** What is selected on each axis of a chart, as runs of brush bins. Null = nothing is, so everything counts. */
export type Brush = (readonly Run[] | null)[];

export function runsOf(bins: Iterable<number>): Run[] {
  const runs: [number, number][] = [];
  for (const bin of [...new Set(bins)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.[1] === bin) last[1] = bin + 1;
    else runs.push([bin, bin + 1]);
  }
  return runs;
}

export function binsOf(runs: readonly Run[]): number[] {
  return runs.flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index));
}

/** The runs that a filter means on an axis, at the nearest places where a brush may stop. */
export function runsOfFilter(axis: Axis, filter: AxisFilter | undefined): Run[] | null {
  if (!filter) return null;
  if (axis.kind === 'text') return 'from' in filter ? null : runsOf(binsOfText(axis, filter));
  return 'from' in filter ? [rangeOf(axis, filter)] : null;
}

/** The filter that means these runs; undefined where they are the whole axis. */
export function filterOfRuns(axis: Axis, runs: readonly Run[] | null): AxisFilter | undefined {
  if (!runs) return undefined;
  if (axis.kind === 'text') return textFilter(axis, binsOf(runs)) ?? undefined;
  const from = Math.min(...runs.map((run) => run[0]));
  const to = Math.max(...runs.map((run) => run[1]));
  return rangeFilter(axis, from, to) ?? undefined;
}

/** What a brush leaves in a passive chart: replaces what the reading held. */
export function readBrush(cube: Cube, brush: Brush, reading: CubeReading): void {
  clearReading(reading);
  const [first = null, second = null] = brush;
  const [across, along] = cube.active;
  const runs = first ?? [[0, across] as const];
  if (along === undefined) {
    for (const [from, to] of runs) addSpan(cube, from, to, reading);
    return;
  }
  for (const x of runs) {
    for (const y of second ?? [[0, along] as const]) addRectangle(cube, x, y, reading);
  }
}
