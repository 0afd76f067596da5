import type { Reported } from '../../../../shared/contract/analyse.ts';
import {
  dateOf,
  dayOf,
  daysInMonth,
  firstDayOfMonth,
  lastDayOfMonth,
  monthOfDay,
} from '../../../../shared/domain/calendar.ts';
import { type MeasureName, measures } from '../../../../shared/domain/measures.ts';
import { isPartial, parsePeriod } from '../../../../shared/domain/period.ts';
import {
  mostPivotColumns,
  mostPivotRows,
  type PivotHead,
  type PivotSort,
  type PivotSpec,
  type PivotUnit,
  type ShowAs,
  shownUnit,
} from '../../../../shared/domain/pivot.ts';
import type { Condition } from '../../../../shared/domain/slice.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { Locale } from '../../../../shared/i18n/messages.ts';
import type { DaySpan } from '../../analysis/types.ts';
import { SharedWork } from '../../background/sharedWork.ts';
import { currencyWarnings, reportedIn } from '../currency/reportedIn.ts';
import { groupDimension } from '../groups.ts';
import { measureGroups } from '../measureGroups.ts';
import { checkMeasures } from '../query.ts';
import { type Bounds, planSlice, type SlicePlan } from '../slicePlan.ts';
import { breath, inBunches, runStepsBeside, type Steps } from '../steps.ts';
import type { Book } from '../types.ts';
import type { Axis } from './axis.ts';
import { cellConditions } from './conditions.ts';
import { makeCube, type PivotCube } from './cube.ts';
import { type PivotDimension, pivotDimension } from './dimensions.ts';
import { deepestLevel, type Layout, layOutAxis, type Spot } from './layout.ts';
import { orderedParts, type PartsOf, type SortValue } from './order.ts';
import { type Base, baseOf, type ShownFigure, shownFigures } from './shown.ts';

/** A pivot laid out: which rows and columns there are, and every figure of theirs. */
export interface Pivot {
  spec: PivotSpec;
  rows: Layout;
  columns: Layout;
  rowHead(index: number): PivotHead;
  columnHead(index: number): PivotHead;
  measures: PivotUnit[];
  /** As shown; NaN where there is none, and on open rows whose figures are left to their parts. */
  figure(row: number, column: number, measure: number): number;
  /** What tells a cell's sales rows from others; null where no condition can (a missing number or date). */
  conditions(row: number, column: number): Condition[] | null;
  /** The cell that a difference or change is taken from. */
  baseOf(row: number, column: number, as: ShowAs): Base | null;
  rowsIn: number;
  accounts(): Promise<number>;
  reported: Reported;
  coverage: DaySpan;
  /** Groups per level, from the outermost field inwards. */
  rowGroups: number[];
  columnGroups: number[];
}

/** Groups already counted: what stays when rows are opened, sorted or shown otherwise. */
interface Counted {
  cube: PivotCube;
  rowDimensions: PivotDimension[];
  columnDimensions: PivotDimension[];
  /** Accounts with a counted row. */
  accounts(): Promise<number>;
  reported: Reported;
  /** The same groups over other days, counted when first asked for. */
  over(span: Bounds, signal: AbortSignal): Promise<PivotCube>;
}

const mostCounted = 3;
/** The same groups over all days, and a year before. */
const mostOthers = 2;
const counted = new WeakMap<Book, SharedWork>();
const mostLaidOut = 4;
const laidOut = new WeakMap<Book, SharedWork>();

/**
 * What does the book look like by these fields, in rows and columns, on every level?
 *
 * Totals are no sums of what is shown: each level is counted by itself where a measure does not add up. Cells
 * without a sales row have no figure. Throws `noData` for a book without sales, `unknownField`, `unknownMeasure`,
 * `badPeriod`, `badRequest` (a running total of a measure that does not add up), `tooManyResults`.
 */
export function openPivot(book: Book, spec: PivotSpec, locale: Locale, signal: AbortSignal): Promise<Pivot> {
  const known = laidOut.get(book) ?? new SharedWork(mostLaidOut);
  laidOut.set(book, known);
  return known.get(JSON.stringify([spec, locale]), signal, (stop) => makePivot(book, spec, locale, stop));
}

async function makePivot(book: Book, spec: PivotSpec, locale: Locale, signal: AbortSignal): Promise<Pivot> {
  if (book.n === 0)
    throw new ExpectedError('noData', 'The workspace holds no sales', { hint: 'Import sales first' });
  checkSpec(book, spec);
  const groups = await countedGroups(book, spec, signal);
  const { cube } = groups;
  const rowLevels = levelsUpTo(deepestLevel(spec.rowsOpen, spec.rows.length));
  const columnLevels = levelsUpTo(deepestLevel(spec.columnsOpen, spec.columns.length));
  const rowSortAt = sortedAt(cube.columns, spec.rowSort);
  const columnSortAt = sortedAt(cube.rows, spec.columnSort);
  await cube.ready(
    new Set([...rowLevels, columnSortAt.level]),
    new Set([...columnLevels, rowSortAt.level]),
    signal,
  );
  const sortMeasure = (sort: PivotSort) => measureNames(spec)[sort.measure ?? 0]!;
  const rowOrder = orderedParts(
    cube.rows,
    spec.rowSort,
    sortValue(spec.rowSort, (level, node) =>
      cube.at(sortMeasure(spec.rowSort), level, node, rowSortAt.level, rowSortAt.node),
    ),
    locale,
  );
  const columnOrder = orderedParts(
    cube.columns,
    spec.columnSort,
    sortValue(spec.columnSort, (level, node) =>
      cube.at(sortMeasure(spec.columnSort), columnSortAt.level, columnSortAt.node, level, node),
    ),
    locale,
  );
  for (const order of [rowOrder, columnOrder]) await runStepsBeside(order.prepare(0, 0), { signal });
  const [rowParts, columnParts] = [rowOrder.of, columnOrder.of];
  const figures = await figuresOf(book, spec, groups, rowLevels, columnLevels, rowParts, columnParts, signal);
  return runStepsBeside(layOut(book, spec, groups, rowParts, columnParts, figures), { signal });
}

function checkSpec(book: Book, spec: PivotSpec): void {
  const names = checkMeasures(book, [
    ...spec.measures.map(({ measure }) => measure),
    ...[...spec.rows, ...spec.columns].flatMap(({ by }) => (by === undefined ? [] : [by])),
  ]);
  spec.measures.forEach(({ as }, index) => {
    if (as !== 'running' || measures[names[index]!].additive) return;
    throw new ExpectedError('badRequest', `"${names[index]}" does not add up: it has no running total`, {
      hint: 'Show it as a value, a difference or a rank',
      params: { measure: names[index]! },
    });
  });
  for (const sort of [spec.rowSort, spec.columnSort]) {
    if ((sort.measure ?? 0) >= spec.measures.length)
      throw new ExpectedError('badRequest', 'The pivot is sorted by a measure it does not have');
  }
}

function measureNames(spec: PivotSpec): MeasureName[] {
  return spec.measures.map(({ measure }) => measure as MeasureName);
}

function levelsUpTo(deepest: number): number[] {
  return Array.from({ length: deepest + 1 }, (_, level) => level);
}

/** Where the other axis is crossed; a column or row that is no longer there counts as the total. */
function sortedAt(other: Axis, { at }: PivotSort): Spot {
  const node = at ? other.find(at) : -1;
  return at && node >= 0 ? { level: at.length, node } : { level: 0, node: 0 };
}

function sortValue(sort: PivotSort, value: SortValue): SortValue {
  return sort.by === 'value' ? value : () => Number.NaN;
}

function boundsOf(spec: PivotSpec): Bounds {
  return {
    from: spec.from === undefined ? Number.NEGATIVE_INFINITY : parsePeriod(spec.from).from,
    to: spec.to === undefined ? Number.POSITIVE_INFINITY : parsePeriod(spec.to).to,
  };
}

function countedGroups(book: Book, spec: PivotSpec, signal: AbortSignal): Promise<Counted> {
  const known = counted.get(book) ?? new SharedWork(mostCounted);
  counted.set(book, known);
  const { rows, columns, where, basis, from, to } = spec;
  const key = JSON.stringify([rows, columns, [...new Set(measureNames(spec))], where, basis, from, to]);
  return known.get(key, signal, (stop) => countGroups(book, spec, stop));
}

async function countGroups(book: Book, spec: PivotSpec, signal: AbortSignal): Promise<Counted> {
  const names = [...new Set(measureNames(spec))];
  const slice = { where: spec.where, basis: spec.basis };
  const plan = planSlice(book, slice, boundsOf(spec));
  const rowDimensions: PivotDimension[] = [];
  const columnDimensions: PivotDimension[] = [];
  for (const field of spec.rows)
    rowDimensions.push(await pivotDimension(book, plan, field, names[0]!, signal));
  for (const field of spec.columns)
    columnDimensions.push(await pivotDimension(book, plan, field, names[0]!, signal));
  const cubeOf = (rows: SlicePlan, stop: AbortSignal) =>
    makeCube(book, rows, rowDimensions, columnDimensions, names, stop);
  const others = new SharedWork(mostOthers);
  return {
    cube: await cubeOf(plan, signal),
    accounts: async () => (await valuesIn(book, plan, 'account', new AbortController().signal)).length,
    reported: { currency: reportedIn(book), warnings: currencyWarnings(book, slice, boundsOf(spec)) },
    rowDimensions,
    columnDimensions,
    over: (span, stop) =>
      others.get(`${span.from}:${span.to}`, stop, (end) => cubeOf(planSlice(book, slice, span), end)),
  };
}

/** The values of a field among the kept rows. */
async function valuesIn(book: Book, plan: SlicePlan, field: string, signal: AbortSignal): Promise<string[]> {
  const dimension = groupDimension(book, field);
  const { cells } = await measureGroups(book, plan, [dimension], ['lines'], { signal });
  return Array.from(
    cells.filter((code) => code > 0),
    (code) => String(dimension.values[code]),
  );
}

const comparing: readonly string[] = ['difference', 'change', 'yearDifference', 'yearChange'];

async function figuresOf(
  book: Book,
  spec: PivotSpec,
  { cube, over }: Counted,
  rowLevels: number[],
  columnLevels: number[],
  rowParts: PartsOf,
  columnParts: PartsOf,
  signal: AbortSignal,
): Promise<ShownFigure> {
  const bounds = boundsOf(spec);
  const isCut = Number.isFinite(bounds.from) || Number.isFinite(bounds.to);
  const compares = spec.measures.some(({ as }) => comparing.includes(as));
  const allDays =
    isCut && compares
      ? await over({ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }, signal)
      : cube;
  await allDays.ready(rowLevels, columnLevels, signal);
  const span = spec.from === undefined || spec.to === undefined ? null : yearEarlier(bounds);
  const coverage = coverageOf(book);
  let before: { cube: PivotCube; covered: boolean } | null = null;
  if (span && spec.measures.some(({ as }) => as === 'yearChange' || as === 'yearDifference')) {
    before = {
      cube: await over(span, signal),
      covered: span.from >= coverage.from && span.to <= coverage.to,
    };
    await before.cube.ready(rowLevels, columnLevels, signal);
  }
  return shownFigures({ cube, allDays, yearBefore: before, rowParts, columnParts, coverage });
}

/** The same dates a year earlier; the end of a month stays the end of that month. */
function yearEarlier({ from, to }: Bounds): Bounds {
  const shifted = (day: number) => {
    const { year, month, day: dayOfMonth } = dateOf(day);
    const last = daysInMonth(year - 1, month);
    const isLast = dayOfMonth === daysInMonth(year, month);
    return dayOf(year - 1, month, isLast ? last : Math.min(dayOfMonth, last));
  };
  return { from: dateOf(from).day === 1 ? shifted(from) : shifted(from - 1) + 1, to: shifted(to) };
}

/** The days that the data speaks for: no month in which there is not a single row. */
function coverageOf(book: Book): DaySpan {
  const { first, last, covered } = book.coverage!;
  return {
    from: Math.max(covered.from, firstDayOfMonth(monthOfDay(first))),
    to: Math.min(covered.to, lastDayOfMonth(monthOfDay(last))),
  };
}

function* layOut(
  book: Book,
  spec: PivotSpec,
  { cube, accounts, reported }: Counted,
  rowParts: PartsOf,
  columnParts: PartsOf,
  figure: ShownFigure,
): Steps<Pivot> {
  const { totals } = spec;
  const rows = layOutAxis(cube.rows, rowParts, {
    expansion: spec.rowsOpen,
    subtotals: totals.rows,
    grand: totals.grandRow,
    totalsAfter: false,
    most: mostPivotRows,
  });
  const columns = layOutAxis(cube.columns, columnParts, {
    expansion: spec.columnsOpen,
    subtotals: totals.columns,
    grand: totals.grandColumn,
    totalsAfter: true,
    most: mostPivotColumns,
  });
  yield breath;
  const coverage = coverageOf(book);
  const bounds = boundsOf(spec);
  const seen = { from: Math.max(coverage.from, bounds.from), to: Math.min(coverage.to, bounds.to) };
  const names = measureNames(spec);
  const shown = (row: number, column: number, measure: number) =>
    rows.isBare(row)
      ? Number.NaN
      : figure(names[measure]!, spec.measures[measure]!.as, rows.spot(row), columns.spot(column));
  const units: PivotUnit[] = [];
  for (const [index, measure] of spec.measures.entries()) {
    const figureAt = (row: number, column: number) => shown(row, column, index);
    units.push({
      ...measure,
      unit: shownUnit(measures[names[index]!].unit, measure.as),
      widest: widest(rows, columns, figureAt),
      ...(spec.heat ? yield* extent(rows, columns, figureAt) : noExtent),
    });
    yield breath;
  }
  return {
    spec,
    rows,
    columns,
    conditions(row, column) {
      const [y, x] = [rows.spot(row), columns.spot(column)];
      return cellConditions(spec, cube, cube.rows.path(y.level, y.node), cube.columns.path(x.level, x.node));
    },
    baseOf: (row, column, as) =>
      baseOf(as, rows.spot(row), columns.spot(column), { cube, rowParts, columnParts }),
    rowHead: (index) => rows.head(index, partialOn(cube.rows, seen)),
    columnHead: (index) => columns.head(index, partialOn(cube.columns, seen)),
    measures: units,
    figure: shown,
    rowsIn: cube.rowsIn,
    accounts,
    reported,
    coverage,
    rowGroups: cube.rows.levels.slice(1).map(({ keys }) => keys.length),
    columnGroups: cube.columns.levels.slice(1).map(({ keys }) => keys.length),
  };
}

function widest(rows: Layout, columns: Layout, figure: (row: number, column: number) => number): number {
  let most = 0;
  for (const row of [0, rows.length - 1]) {
    for (let column = 0; column < columns.length; column++) {
      const size = Math.abs(figure(row, column));
      if (size > most && Number.isFinite(size)) most = size;
    }
  }
  return most;
}

const noExtent = { low: Number.NaN, high: Number.NaN };

/** Cells looked at for the shades; of more, every so many rows. */
const mostLookedAt = 2_000_000;
/** Of them, in one go. */
const lookedAtOnce = 4096;

function* extent(
  rows: Layout,
  columns: Layout,
  figure: (row: number, column: number) => number,
): Steps<{ low: number; high: number }> {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const step = Math.max(1, Math.ceil((rows.length * columns.length) / mostLookedAt));
  const lookAt = (from: number, to: number) => {
    for (let row = Math.ceil(from / step) * step; row < to; row += step) {
      if (rows.isTotal(row)) continue;
      for (let column = 0; column < columns.length; column++) {
        if (columns.isTotal(column) && columns.length > 1) continue;
        const value = figure(row, column);
        if (value < low) low = value;
        if (value > high) high = value;
      }
    }
  };
  yield* inBunches(rows.length, lookAt, Math.max(step, Math.ceil(lookedAtOnce / columns.length)));
  return low <= high ? { low, high } : noExtent;
}

function partialOn(axis: Axis, seen: DaySpan): (spot: Spot) => boolean {
  return ({ level, node }) => {
    if (level === 0 || !axis.dimensions[level - 1]!.grain) return false;
    const step = axis.step(level, node);
    return typeof step === 'string' && isPartial(parsePeriod(step), seen.from, seen.to);
  };
}
