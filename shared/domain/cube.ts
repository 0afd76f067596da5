import type { MeasureName } from './measures.ts';

/**
 * Sales columns that a measure is summed from, `valued_quantity` being the quantity of rows whose revenue is there; null for
 * one that has to be counted anew for every choice of rows.
 */
export function summedColumns(measure: MeasureName): readonly string[] | null {
  return columnsOf[measure];
}

const columnsOf: Record<MeasureName, readonly string[] | null> = {
  lines: [],
  revenue: ['revenue'],
  quantity: ['quantity'],
  cost: ['cost'],
  gmv: ['gmv'],
  margin: ['revenue', 'cost'],
  price: ['revenue', 'valued_quantity'],
  orders: null,
  active_accounts: null,
  products: null,
  order_value: null,
};

/**
 * Sums over the rows of one chart (the passive one) for every start of a brush on another (the active one), so that the
 * sums for any brush are a difference.
 *
 * A brush over one axis of n bins: slot `a * cells + c` holds cell c summed over the active bins before a, 0 ≤ a ≤ n.
 * A brush over two axes of n × m bins: slot `(a * (m + 1) + b) * cells + c` holds cell c summed over the active bins
 * before a on the first axis and before b on the second.
 * A sum is `high + low`: the rounding error of each prefix is carried along, so that a difference of two large prefixes
 * is as exact as adding up the rows between them (to 1e-9 as long as a prefix is less than 1e14 times the difference).
 */
export interface Cube {
  /** The passive chart. */
  id: string;
  cells: number;
  /** Brush bins of the active axis or axes. */
  active: [number] | [number, number];
  lines: Int32Array;
  sums: { column: string; high: Float64Array; low: Float32Array }[];
}

/** What a brush leaves in a passive chart: rows and sums per cell. */
export interface CubeReading {
  lines: Float64Array;
  sums: Map<string, Float64Array>;
}

export function emptyReading(cells: number, columns: readonly string[]): CubeReading {
  return {
    lines: new Float64Array(cells),
    sums: new Map(columns.map((column) => [column, new Float64Array(cells)])),
  };
}

/** Clears the reading, so that spans can be added to it. */
export function clearReading(reading: CubeReading): void {
  reading.lines.fill(0);
  for (const values of reading.sums.values()) values.fill(0);
}

/** Adds the rows of a rectangle of active bins: both spans closed below and open above. */
export function addRectangle(
  cube: Cube,
  [fromX, toX]: readonly [number, number],
  [fromY, toY]: readonly [number, number],
  reading: CubeReading,
): void {
  if (toX <= fromX || toY <= fromY) return;
  const { cells, lines, sums } = cube;
  const at = (x: number, y: number) => (x * (cube.active[1]! + 1) + y) * cells;
  const corners = [at(toX, toY), at(fromX, toY), at(toX, fromY), at(fromX, fromY)] as const;
  const [a, b, c, d] = corners;
  for (let cell = 0; cell < cells; cell++) {
    reading.lines[cell]! += lines[a + cell]! - lines[b + cell]! - lines[c + cell]! + lines[d + cell]!;
  }
  for (const sum of sums) {
    const into = reading.sums.get(sum.column)!;
    for (let cell = 0; cell < cells; cell++)
      into[cell]! += fromCorners(sum, a + cell, b + cell, c + cell, d + cell);
  }
}

/** a − b − c + d without losing what the difference of two stripes rounds off (Knuth's two-sum). */
function fromCorners(
  { high, low }: Cube['sums'][number],
  a: number,
  b: number,
  c: number,
  d: number,
): number {
  const upper = high[a]! - high[b]!;
  const lower = high[c]! - high[d]!;
  const lost = differenceError(high[a]!, high[b]!, upper) - differenceError(high[c]!, high[d]!, lower);
  return upper - lower + (lost + (low[a]! - low[b]! - low[c]! + low[d]!));
}

/** What rounding took from `x - y`, exactly. */
export function differenceError(x: number, y: number, rounded: number): number {
  const virtual = x - rounded;
  return x - (rounded + virtual) + (virtual - y);
}

/** Adds the rows of the active bins `from` ≤ bin < `to`. */
export function addSpan(cube: Cube, from: number, to: number, reading: CubeReading): void {
  if (to <= from) return;
  const { cells, lines, sums } = cube;
  const plus = to * cells;
  const minus = from * cells;
  const count = reading.lines;
  for (let cell = 0; cell < cells; cell++) count[cell]! += lines[plus + cell]! - lines[minus + cell]!;
  for (const { column, high, low } of sums) {
    const into = reading.sums.get(column)!;
    for (let cell = 0; cell < cells; cell++) {
      const p = plus + cell;
      const m = minus + cell;
      into[cell]! += high[p]! - high[m]! + (low[p]! - low[m]!);
    }
  }
}

/** A measure per cell from rows and sums; a cell without rows has none (NaN) but zero rows. Measures that cannot be summed throw. */
export function measureReading(
  measure: MeasureName,
  reading: CubeReading,
  into: Float64Array = new Float64Array(reading.lines.length),
): Float64Array {
  const { lines } = reading;
  const [first, second] = (summedColumns(measure) ?? unsummed(measure)).map(
    (column) => reading.sums.get(column)!,
  );
  for (let cell = 0; cell < into.length; cell++) {
    if (!first) into[cell] = lines[cell]!;
    else if (lines[cell] === 0) into[cell] = Number.NaN;
    else if (!second) into[cell] = first[cell]!;
    else if (measure === 'margin') into[cell] = first[cell]! - second[cell]!;
    else into[cell] = second[cell] === 0 ? Number.NaN : first[cell]! / second[cell]!;
  }
  return into;
}

function unsummed(measure: MeasureName): never {
  throw new Error(`The measure ${measure} cannot be read from a cube`);
}
