import { type Cube, differenceError } from '../../../../shared/domain/cube.ts';

/** What the kernel summed for one passive chart, and how to read it. */
export interface RawSums {
  id: string;
  columns: string[];
  sums: Float64Array;
  /** Passive cells as the kernel filled them, and where the chart's cells lie among them. */
  rawCells: number;
  places: Int32Array;
}

/** The kernel's cell of the active bin; `y` is 0 where the brush runs over one axis. */
export type ActiveCell = (x: number, y: number) => number;

/** Bytes that a cube takes. */
export function cubeBytes(active: readonly number[], cells: number, columns: number): number {
  return active.reduce((slots, bins) => slots * (bins + 1), 1) * cells * (4 + 12 * columns);
}

/** Adds up the kernel's sums along the active axis or axes. */
export function prefixSums(raw: RawSums, active: Cube['active'], activeCell: ActiveCell): Cube {
  const { id, columns, places } = raw;
  const cells = places.length;
  const slots = active.reduce((product, bins) => product * (bins + 1), 1) * cells;
  const cube: Cube = {
    id,
    cells,
    active,
    lines: new Int32Array(slots),
    sums: columns.map((column) => ({
      column,
      high: new Float64Array(slots),
      low: new Float32Array(slots),
    })),
  };
  const [bins, across] = active;
  if (across === undefined) addAlong(cube, raw, bins, activeCell);
  else addOver(cube, raw, bins, across, activeCell);
  return cube;
}

function addAlong(
  cube: Cube,
  { sums, places, rawCells, columns }: RawSums,
  bins: number,
  activeCell: ActiveCell,
): void {
  const { cells, lines } = cube;
  const stride = columns.length + 1;
  for (let bin = 0; bin < bins; bin++) {
    const from = activeCell(bin, 0) * rawCells;
    const before = bin * cells;
    const after = before + cells;
    for (let cell = 0; cell < cells; cell++) {
      lines[after + cell] = lines[before + cell]! + sums[(from + places[cell]!) * stride]!;
    }
    cube.sums.forEach(({ high, low }, place) => {
      for (let cell = 0; cell < cells; cell++) {
        const value = sums[(from + places[cell]!) * stride + place + 1]!;
        const old = high[before + cell]!;
        const total = old + value;
        high[after + cell] = total;
        low[after + cell] = low[before + cell]! + sumError(old, value, total);
      }
    });
  }
}

/** What rounding took from `x + y`, exactly. */
function sumError(x: number, y: number, rounded: number): number {
  return differenceError(x, -y, rounded);
}

function addOver(
  cube: Cube,
  { sums, places, rawCells, columns }: RawSums,
  bins: number,
  across: number,
  activeCell: ActiveCell,
): void {
  const { cells, lines } = cube;
  const stride = columns.length + 1;
  const width = (across + 1) * cells;
  for (let x = 0; x < bins; x++) {
    for (let cell = 0; cell < cells; cell++) {
      let counted = 0;
      for (let y = 0; y < across; y++) {
        counted += sums[(activeCell(x, y) * rawCells + places[cell]!) * stride]!;
        const slot = (x + 1) * width + (y + 1) * cells + cell;
        lines[slot] = lines[slot - width]! + counted;
      }
      cube.sums.forEach(({ high, low }, place) => {
        let [upper, lower] = [0, 0];
        for (let y = 0; y < across; y++) {
          const value = sums[(activeCell(x, y) * rawCells + places[cell]!) * stride + place + 1]!;
          const stripe = upper + value;
          lower += sumError(upper, value, stripe);
          upper = stripe;
          const slot = (x + 1) * width + (y + 1) * cells + cell;
          const above = high[slot - width]!;
          const total = above + upper;
          high[slot] = total;
          low[slot] = low[slot - width]! + lower + sumError(above, upper, total);
        }
      });
    }
  }
}
