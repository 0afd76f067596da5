import type { MeasureName } from '../../../../shared/domain/measures.ts';
import { CancelledError, ExpectedError } from '../../../../shared/errors/errors.ts';
import { cellCount } from '../kernels.ts';
import { measureGroups } from '../measureGroups.ts';
import type { SlicePlan } from '../slicePlan.ts';
import { breath, inBunches, runStepsBeside, type Steps } from '../steps.ts';
import type { Book } from '../types.ts';
import { type Axis, findKey, makeAxis } from './axis.ts';
import type { PivotDimension } from './dimensions.ts';
import { isSum, measureOf, type Part, partsOf } from './parts.ts';

/** Combinations of innermost row and column groups that one pivot holds: about 1 GB at ten measures. */
const mostCells = 20_000_000;

/** The figures of one level of rows by one level of columns: row i's cells stand from `start[i]`, by column. */
interface Layer {
  start: Int32Array;
  column: Int32Array;
  parts: Map<Part, Float64Array>;
}

/**
 * The measures of every row group by column group, on every level. Amounts are summed up from the innermost
 * groups; distinct counts are asked again on each level, because the parts of a group may share what is counted.
 */
export interface PivotCube {
  rows: Axis;
  columns: Axis;
  /** Sales rows counted. */
  rowsIn: number;
  /** NaN where no sales row is, or the measure has no value. Needs the layer to be `ready`. */
  at(measure: MeasureName, rowLevel: number, row: number, columnLevel: number, column: number): number;
  /** Makes the layers of these levels; a layer made once stays. */
  ready(rowLevels: Iterable<number>, columnLevels: Iterable<number>, signal: AbortSignal): Promise<void>;
}

/** Groups the kept rows. Throws `tooManyResults` for more combinations than one pivot holds. */
export async function makeCube(
  book: Book,
  plan: SlicePlan,
  rowDimensions: PivotDimension[],
  columnDimensions: PivotDimension[],
  names: readonly MeasureName[],
  signal: AbortSignal,
): Promise<PivotCube> {
  const parts = [...new Set(names.flatMap((name) => [...partsOf(name)]))];
  const sums: Part[] = [...new Set<Part>(['lines', ...parts.filter(isSum)])];
  const counts = parts.filter((part) => !isSum(part));
  const dimensions = [...rowDimensions, ...columnDimensions].map(({ dimension }) => dimension);
  const groups = await measureGroups(book, plan, dimensions, sums, { signal });
  if (groups.cells.length > mostCells) throw tooMany(groups.cells.length);
  const across = cellCount(columnDimensions.map(({ dimension }) => dimension));
  const {
    rows,
    columns,
    layer: innermost,
  } = await runStepsBeside(layOut(groups.cells, across, rowDimensions, columnDimensions), { signal });
  for (const sum of sums) innermost.parts.set(sum, groups.values.get(sum)!);
  const layers = new Map<string, Layer>();

  async function make(rowLevel: number, columnLevel: number, stop: AbortSignal): Promise<void> {
    const key = `${rowLevel}:${columnLevel}`;
    if (layers.has(key)) return;
    const isInnermost = rowLevel === rowDimensions.length && columnLevel === columnDimensions.length;
    const layer = isInnermost
      ? innermost
      : await runStepsBeside(rollUp(innermost, rows, columns, rowLevel, columnLevel), { signal: stop });
    if (counts.length > 0 && layer.column.length > 0) {
      const shown = [...rowDimensions.slice(0, rowLevel), ...columnDimensions.slice(0, columnLevel)];
      const counted = await measureGroups(
        book,
        plan,
        shown.map(({ dimension }) => dimension),
        counts,
        { signal: stop },
      );
      for (const count of counts) layer.parts.set(count, counted.values.get(count)!);
    }
    layers.set(key, layer);
  }

  return {
    rows,
    columns,
    rowsIn: groups.rows,
    async ready(rowLevels, columnLevels, stop) {
      for (const rowLevel of rowLevels) {
        for (const columnLevel of columnLevels) {
          if (stop.aborted) throw new CancelledError();
          await make(rowLevel, columnLevel, stop);
        }
      }
    },
    at(measure, rowLevel, row, columnLevel, column) {
      const layer = layers.get(`${rowLevel}:${columnLevel}`);
      if (!layer) throw new Error(`Layer ${rowLevel}:${columnLevel} is not ready`);
      const cell = findKey(layer.column, column, layer.start[row]!, layer.start[row + 1]!);
      return cell < 0 ? Number.NaN : measureOf(measure, (part) => layer.parts.get(part)![cell]!);
    },
  };
}

function tooMany(cells: number): ExpectedError {
  return new ExpectedError('tooManyResults', `The pivot has ${cells} cells; ${mostCells} fit`, {
    hint: 'Leave out a field, keep only its largest values, or filter',
    params: { limit: mostCells },
  });
}

/** Cells come ascending: by row key, then by column key. */
function* layOut(
  cells: Float64Array,
  across: number,
  rowDimensions: PivotDimension[],
  columnDimensions: PivotDimension[],
): Steps<{ rows: Axis; columns: Axis; layer: Layer }> {
  const rowKeys: number[] = [];
  const starts: number[] = [];
  const columnKey = new Float64Array(cells.length);
  let last = -1;
  yield* inBunches(cells.length, (from, to) => {
    for (let cell = from; cell < to; cell++) {
      const row = Math.floor(cells[cell]! / across);
      columnKey[cell] = cells[cell]! - row * across;
      if (row === last) continue;
      last = row;
      rowKeys.push(row);
      starts.push(cell);
    }
  });
  const { keys: columnKeys, places } = yield* numbered(columnKey, across);
  const layer: Layer = {
    start: Int32Array.from(starts.length > 0 ? starts.concat(cells.length) : [0, 0]),
    column: places,
    parts: new Map(),
  };
  yield breath;
  return {
    rows: makeAxis(rowDimensions, Float64Array.from(rowKeys)),
    columns: makeAxis(columnDimensions, columnKeys),
    layer,
  };
}

/** Up to this many possible column keys are looked up in an array. */
const mostMarks = 2 ** 24;

/** The distinct keys, ascending, and the place of each given key among them. */
function* numbered(given: Float64Array, possible: number): Steps<{ keys: Float64Array; places: Int32Array }> {
  if (possible > mostMarks) {
    const keys = Float64Array.from(new Set(given)).sort();
    const place = new Map(Array.from(keys, (key, index) => [key, index]));
    return { keys, places: Int32Array.from(given, (key) => place.get(key)!) };
  }
  const place = new Int32Array(possible).fill(-1);
  yield* inBunches(given.length, (from, to) => {
    for (let cell = from; cell < to; cell++) place[given[cell]!] = 0;
  });
  const keys: number[] = [];
  for (let key = 0; key < possible; key++) if (place[key] === 0) place[key] = keys.push(key) - 1;
  const places = new Int32Array(given.length);
  yield* inBunches(given.length, (from, to) => {
    for (let cell = from; cell < to; cell++) places[cell] = place[given[cell]!]!;
  });
  return { keys: Float64Array.from(keys), places };
}

/** Innermost cells that are summed up in one go. */
const cellsAtOnce = 2 ** 16;

/** Sums the innermost cells up to coarser groups; cells stay ascending by row and column. */
function* rollUp(
  innermost: Layer,
  rows: Axis,
  columns: Axis,
  rowLevel: number,
  columnLevel: number,
): Steps<Layer> {
  const rowOf = rows.ancestors(rowLevel);
  const columnOf = columns.ancestors(columnLevel);
  const groups = rows.levels[rowLevel]!.keys.length;
  const width = columns.levels[columnLevel]!.keys.length;
  const start = new Int32Array(groups + 1);
  const column = new Int32Array(Math.min(innermost.column.length, groups * width));
  const names = [...innermost.parts.keys()].filter(isSum);
  const from = names.map((name) => innermost.parts.get(name)!);
  const to = names.map(() => new Float64Array(column.length));
  const sums = names.map(() => new Float64Array(width));
  const seen = new Uint8Array(width);
  let [group, used, low, high] = [0, 0, width, -1];
  const add = (leaf: number) => {
    for (let cell = innermost.start[leaf]!; cell < innermost.start[leaf + 1]!; cell++) {
      const at = columnOf[innermost.column[cell]!]!;
      seen[at] = 1;
      if (at < low) low = at;
      if (at > high) high = at;
      for (let part = 0; part < from.length; part++) sums[part]![at]! += from[part]![cell]!;
    }
  };
  const close = () => {
    for (let at = low; at <= high; at++) {
      if (seen[at] === 0) continue;
      seen[at] = 0;
      column[used] = at;
      for (let part = 0; part < to.length; part++) {
        to[part]![used] = sums[part]![at]!;
        sums[part]![at] = 0;
      }
      used++;
    }
    start[++group] = used;
    [low, high] = [width, -1];
  };
  const addLeaves = (first: number, end: number) => {
    for (let leaf = first; leaf < end; leaf++) {
      while (group < rowOf[leaf]!) close();
      add(leaf);
    }
  };
  const cellsOfLeaf = 1 + innermost.column.length / Math.max(1, rowOf.length);
  yield* inBunches(rowOf.length, addLeaves, Math.ceil(cellsAtOnce / cellsOfLeaf));
  while (group < groups) close();
  return {
    start,
    column: column.subarray(0, used),
    parts: new Map(names.map((name, index) => [name, to[index]!.subarray(0, used)])),
  };
}
