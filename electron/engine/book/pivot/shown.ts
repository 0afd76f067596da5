import type { MeasureName } from '../../../../shared/domain/measures.ts';
import { type Grain, parsePeriod, periodOfDay } from '../../../../shared/domain/period.ts';
import type { PivotPath, PivotStep, ShowAs } from '../../../../shared/domain/pivot.ts';
import type { DaySpan } from '../../analysis/types.ts';
import type { Axis } from './axis.ts';
import type { PivotCube } from './cube.ts';
import type { Spot } from './layout.ts';
import type { PartsOf } from './order.ts';
import { isAmount } from './parts.ts';

export interface ShownContext {
  cube: PivotCube;
  /** The same groups over all days: where figures of periods outside the chosen days are looked up. */
  allDays: PivotCube;
  /** The same groups a year before the chosen days; null where no days are chosen. */
  yearBefore: { cube: PivotCube; covered: boolean } | null;
  rowParts: PartsOf;
  columnParts: PartsOf;
  /** The days that the data speaks for. */
  coverage: DaySpan;
}

/** A figure as it is shown; NaN where there is none. */
export type ShownFigure = (measure: MeasureName, as: ShowAs, row: Spot, column: Spot) => number;

const whole: Spot = { level: 0, node: 0 };

/** Prefix sums and ranks kept at once; each covers the parts of one group in one column or row. */
const mostMemories = 4096;

/** The figures of a pivot, each as value, share, difference, running total or rank. */
export function shownFigures(context: ShownContext): ShownFigure {
  const { cube } = context;
  const { rows, columns } = cube;
  const memory = new Map<string, Map<number, number>>();
  const value = (measure: MeasureName, row: Spot, column: Spot) => cellOf(cube, measure, row, column);

  function remember(key: string, make: () => Map<number, number>): Map<number, number> {
    const known = memory.get(key);
    if (known) return known;
    if (memory.size >= mostMemories) memory.clear();
    const made = make();
    memory.set(key, made);
    return made;
  }

  function running(measure: MeasureName, row: Spot, column: Spot): number {
    const along = comparedAlong(rows, columns, row, column);
    if (along === null) return value(measure, row, column);
    const onRows = along === 'rows';
    const [own, across] = onRows ? [row, column] : [column, row];
    const axis = onRows ? rows : columns;
    const parent = axis.levels[own.level]!.parent[own.node]!;
    const key = `sum:${measure}:${along}:${own.level}:${parent}:${across.level}:${across.node}`;
    const sums = remember(key, () => {
      let sum = 0;
      const made = new Map<number, number>();
      for (const node of (onRows ? context.rowParts : context.columnParts)(own.level - 1, parent)) {
        const part = { level: own.level, node };
        const add = onRows ? value(measure, part, across) : value(measure, across, part);
        if (!Number.isNaN(add)) sum += add;
        made.set(node, sum);
      }
      return made;
    });
    return sums.get(own.node)!;
  }

  function rank(measure: MeasureName, row: Spot, column: Spot): number {
    const own = value(measure, row, column);
    if (row.level === 0 || Number.isNaN(own)) return Number.NaN;
    const parent = rows.levels[row.level]!.parent[row.node]!;
    const key = `rank:${measure}:${row.level}:${parent}:${column.level}:${column.node}`;
    const ranks = remember(key, () => {
      const nodes = Array.from(context.rowParts(row.level - 1, parent));
      const figures = nodes.map((node) => value(measure, { level: row.level, node }, column));
      return new Map(rankDown(figures).map((place, index) => [nodes[index]!, place]));
    });
    return ranks.get(row.node)!;
  }

  return (measure, as, row, column) => {
    const own = value(measure, row, column);
    const share = (ofRow: Spot, ofColumn: Spot) => quotient(own, value(measure, ofRow, ofColumn));
    switch (as) {
      case 'value':
        return own;
      case 'grandPercent':
        return share(whole, whole);
      case 'rowPercent':
        return share(row, whole);
      case 'columnPercent':
        return share(whole, column);
      case 'parentRowPercent':
        return share(parentOf(rows, row), column);
      case 'parentColumnPercent':
        return share(row, parentOf(columns, column));
      case 'difference':
        return difference(measure, own, baseFigure(context, measure, as, row, column));
      case 'change':
        return change(measure, own, baseFigure(context, measure, as, row, column));
      case 'yearDifference':
        return difference(measure, own, baseFigure(context, measure, as, row, column));
      case 'yearChange':
        return change(measure, own, baseFigure(context, measure, as, row, column));
      case 'running':
        return running(measure, row, column);
      case 'rank':
        return rank(measure, row, column);
    }
  };
}

function cellOf(cube: PivotCube, measure: MeasureName, row: Spot, column: Spot): number {
  return cube.at(measure, row.level, row.node, column.level, column.node);
}

function parentOf(axis: Axis, spot: Spot): Spot {
  return spot.level === 0
    ? spot
    : { level: spot.level - 1, node: axis.levels[spot.level]!.parent[spot.node]! };
}

function quotient(part: number, all: number): number {
  return all === 0 ? Number.NaN : part / all;
}

/** 1 for the largest; equals share a rank, and what has no figure has none. */
function rankDown(figures: number[]): number[] {
  const sorted = figures.filter((figure) => !Number.isNaN(figure)).sort((a, b) => b - a);
  const first = new Map<number, number>();
  sorted.forEach((figure, index) => {
    if (!first.has(figure)) first.set(figure, index + 1);
  });
  return figures.map((figure) => first.get(figure) ?? Number.NaN);
}

/** Nothing sold in a group is zero of an amount, but no price. */
function amountOf(measure: MeasureName, value: number): number {
  return Number.isNaN(value) && isAmount(measure) ? 0 : value;
}

function difference(measure: MeasureName, own: number, base: number): number {
  return amountOf(measure, own) - base;
}

/** Growth over nothing, or over a loss, is no ratio. */
function change(measure: MeasureName, own: number, base: number): number {
  return base > 0 ? amountOf(measure, own) / base - 1 : Number.NaN;
}

/** Periods are compared along the axis they are on; else neighbouring columns, or rows where there is one column. */
function comparedAlong(rows: Axis, columns: Axis, row: Spot, column: Spot): 'rows' | 'columns' | null {
  if (grainAt(columns, column)) return 'columns';
  if (grainAt(rows, row)) return 'rows';
  return column.level > 0 ? 'columns' : row.level > 0 ? 'rows' : null;
}

function grainAt(axis: Axis, spot: Spot): Grain | null {
  return spot.level === 0 ? null : axis.dimensions[spot.level - 1]!.grain;
}

/** The cell that another is compared with. */
export interface Base {
  row: PivotPath;
  column: PivotPath;
  /** The days it is about, where periods are compared; they may lie outside the chosen days. */
  span: DaySpan | null;
}

/** What a difference or change is taken from; null where there is nothing to compare with. */
export function baseOf(
  as: ShowAs,
  row: Spot,
  column: Spot,
  context: Pick<ShownContext, 'cube' | 'rowParts' | 'columnParts'>,
): Base | null {
  if (as === 'difference' || as === 'change') return previous(context, row, column);
  return as === 'yearDifference' || as === 'yearChange' ? yearBefore(context.cube, row, column) : null;
}

/** The period before, or the neighbour before it under the same parent. */
function previous(
  context: Pick<ShownContext, 'cube' | 'rowParts' | 'columnParts'>,
  row: Spot,
  column: Spot,
): Base | null {
  const { rows, columns } = context.cube;
  const along = comparedAlong(rows, columns, row, column);
  if (along === null) return null;
  const onRows = along === 'rows';
  const [axis, own] = onRows ? [rows, row] : [columns, column];
  const paths = { row: rows.path(row.level, row.node), column: columns.path(column.level, column.node) };
  const grain = grainAt(axis, own);
  if (grain) return periodBefore(axis.step(own.level, own.node), grain, paths, rows, columns);
  const neighbours = (onRows ? context.rowParts : context.columnParts)(
    own.level - 1,
    axis.levels[own.level]!.parent[own.node]!,
  );
  const at = placesOf(neighbours).get(own.node)!;
  if (at <= 0) return null;
  const before = axis.path(own.level, neighbours[at - 1]!);
  return onRows ? { ...paths, row: before, span: null } : { ...paths, column: before, span: null };
}

const places = new WeakMap<Int32Array, Map<number, number>>();

function placesOf(nodes: Int32Array): Map<number, number> {
  const known = places.get(nodes) ?? new Map(Array.from(nodes, (node, index) => [node, index]));
  places.set(nodes, known);
  return known;
}

/** Periods that hold the one that is moved back move with it: January's year is the year of December. */
function periodBefore(
  text: PivotStep,
  grain: Grain,
  paths: { row: PivotPath; column: PivotPath },
  rows: Axis,
  columns: Axis,
): Base | null {
  if (typeof text !== 'string') return null;
  const period = parsePeriod(text);
  const before = periodOfDay(period.from - 1, grain);
  const moved = (path: PivotPath, axis: Axis) =>
    path.map((step, index) => {
      const stepGrain = axis.dimensions[index]!.grain;
      if (!stepGrain || typeof step !== 'string') return step;
      const span = parsePeriod(step);
      const holds = span.from <= period.from && span.to >= period.to;
      return holds ? periodOfDay(before.from, stepGrain).text : step;
    });
  return { row: moved(paths.row, rows), column: moved(paths.column, columns), span: before };
}

/** The same periods a year before; paths without a period stay, and mean the chosen days a year before. */
function yearBefore({ rows, columns }: PivotCube, row: Spot, column: Spot): Base | null {
  let finest: DaySpan | null = null;
  let isKnown = true;
  const moved = (path: PivotPath, axis: Axis) =>
    path.map((step, index) => {
      if (!axis.dimensions[index]!.grain) return step;
      const text = typeof step === 'string' ? aYearBefore(step) : null;
      if (text === null) {
        isKnown = false;
        return step;
      }
      const { from, to } = parsePeriod(text);
      if (!finest || to - from < finest.to - finest.from) finest = { from, to };
      return text;
    });
  const base = {
    row: moved(rows.path(row.level, row.node), rows),
    column: moved(columns.path(column.level, column.node), columns),
  };
  return isKnown ? { ...base, span: finest } : null;
}

/** The figure that another is compared with. */
function baseFigure(
  context: ShownContext,
  measure: MeasureName,
  as: ShowAs,
  row: Spot,
  column: Spot,
): number {
  const base = baseOf(as, row, column, context);
  if (!base) return Number.NaN;
  if (base.span) return figureOnPaths(context, measure, base.row, base.column, base.span);
  if (as === 'difference' || as === 'change') {
    return amountOf(measure, onPaths(context.cube, measure, base.row, base.column));
  }
  const { yearBefore: before } = context;
  if (!before) return Number.NaN;
  const value = onPaths(before.cube, measure, base.row, base.column);
  return before.covered ? amountOf(measure, value) : value;
}

function figureOnPaths(
  { allDays, coverage }: ShownContext,
  measure: MeasureName,
  rowPath: PivotPath,
  columnPath: PivotPath,
  span: DaySpan,
): number {
  const value = onPaths(allDays, measure, rowPath, columnPath);
  return span.from >= coverage.from && span.to <= coverage.to ? amountOf(measure, value) : value;
}

function onPaths(cube: PivotCube, measure: MeasureName, rowPath: PivotPath, columnPath: PivotPath): number {
  const row = cube.rows.find(rowPath);
  const column = cube.columns.find(columnPath);
  if (row < 0 || column < 0) return Number.NaN;
  return cube.at(measure, rowPath.length, row, columnPath.length, column);
}

/** The text of the same period a year before; null where that year has none (29 February, week 53). */
function aYearBefore(text: string): string | null {
  const moved = String(Number(text.slice(0, 4)) - 1).padStart(4, '0') + text.slice(4);
  try {
    parsePeriod(moved);
    return moved;
  } catch {
    return null;
  }
}
