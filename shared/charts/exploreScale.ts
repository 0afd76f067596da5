import { type Axis, brushCount, drawnBins } from '../domain/cubeAxis.ts';

/** Values along pixels. */
export interface ValueScale {
  low: number;
  high: number;
  log: boolean;
  ticks: number[];
}

/** Lowest and highest of the values, zero included where the scale is not logarithmic. */
export interface Extent {
  low: number;
  high: number;
}

/** Widens an extent by values; missing ones do not count. */
export function widen(extent: Extent, values: Float64Array): Extent {
  let { low, high } = extent;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

/** Whether two extents are drawn on the same scale. */
export function holds(scale: ValueScale, { low, high }: Extent): boolean {
  return low >= scale.low && high <= scale.high;
}

function step(span: number, count: number): number {
  const raw = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 5, 10].find((each) => each * power >= raw * 0.999)!;
  return factor * power;
}

/** A scale that ends at round numbers and has about so many ticks. */
export function valueScale({ low, high }: Extent, count: number, log = false): ValueScale {
  if (log && low > 0) return logScale(low, high);
  const top = high > low ? high : low + (Math.abs(low) || 1);
  const by = step(top - low, count);
  const first = Math.floor(low / by + 1e-9);
  const last = Math.ceil(top / by - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * by).toPrecision(12)),
  );
  return { low: Math.min(ticks[0]!, low), high: Math.max(ticks.at(-1)!, high), log: false, ticks };
}

function logScale(low: number, high: number): ValueScale {
  const from = Math.floor(Math.log10(low) + 1e-9);
  const to = Math.max(from + 1, Math.ceil(Math.log10(high) - 1e-9));
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index));
  return { low: Math.min(low, ticks[0]!), high: Math.max(high, ticks.at(-1)!), log: true, ticks };
}

/** The place of a value between 0 (lowest) and 1 (highest); a value outside lies at the end. */
export function placeOf({ low, high, log }: ValueScale, value: number): number {
  const place = log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.max(0, Math.min(1, place));
}

export function valueAt({ low, high, log }: ValueScale, place: number): number {
  return log ? low * (high / low) ** place : low + place * (high - low);
}

/** An axis laid out along pixels: where its bins as drawn, and as a brush sees them, begin and end. */
export interface AxisPixels {
  axis: Axis;
  /** Pixels at the bounds of the drawn bins, one more than there are. */
  drawn: Float64Array;
  /** Pixels at the bounds of the brush bins. */
  brush: Float64Array;
  /** The drawn bin of each brush bin. */
  drawnOf: Uint16Array;
}

/**
 * Lays an axis out from `start` over `length` pixels (backwards where that is negative): days at their distance, all
 * other bins equally wide.
 */
export function layOut(axis: Axis, bins: number, start: number, length: number): AxisPixels {
  const drawn = new Float64Array(bins + 1);
  const plainBins = axis.kind === 'time' ? axis.edges.length - 1 : bins;
  const plain = (length * plainBins) / Math.max(1, bins);
  for (let bound = 0; bound <= bins; bound++) drawn[bound] = start + (length * bound) / Math.max(1, bins);
  if (axis.kind === 'time') {
    const first = axis.edges[0]!;
    const days = axis.edges[plainBins]! - first;
    for (let bound = 0; bound <= plainBins; bound++) {
      drawn[bound] = start + (plain * (axis.edges[bound]! - first)) / days;
    }
  }
  const drawnOf = drawnBins(axis);
  return { axis, drawn, brush: brushBounds(axis, drawn, drawnOf), drawnOf };
}

function brushBounds(axis: Axis, drawn: Float64Array, drawnOf: Uint16Array): Float64Array {
  const count = brushCount(axis);
  const bounds = new Float64Array(count + 1);
  if (axis.kind === 'text') return drawn.slice(0, count + 1);
  const under = axis.kind === 'number' && axis.under ? 1 : 0;
  for (let bin = 0; bin < count; bin++) {
    const cell = drawnOf[bin]!;
    const [low, high] = [axis.edges[cell - under], axis.edges[cell - under + 1]];
    const stop = axis.stops[bin - under];
    const isPlain = low !== undefined && high !== undefined && stop !== undefined;
    const share = isPlain ? (stop - low) / (high - low) : 0;
    bounds[bin] = drawn[cell]! + share * (drawn[cell + 1]! - drawn[cell]!);
  }
  if (count > 0) bounds[count] = drawn[drawnOf[count - 1]! + 1]!;
  return bounds;
}

/** The bound nearest to a pixel, as its index. */
export function nearestBound(bounds: Float64Array, pixel: number): number {
  const sign = bounds.length > 1 && bounds[bounds.length - 1]! < bounds[0]! ? -1 : 1;
  let low = 0;
  let high = bounds.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sign * bounds[middle]! <= sign * pixel) low = middle;
    else high = middle - 1;
  }
  const next = Math.min(low + 1, bounds.length - 1);
  return Math.abs(pixel - bounds[low]!) <= Math.abs(bounds[next]! - pixel) ? low : next;
}

/** The bin that a pixel lies in; the first or last for a pixel outside. */
export function binAt(bounds: Float64Array, pixel: number): number {
  const sign = bounds.length > 1 && bounds[bounds.length - 1]! < bounds[0]! ? -1 : 1;
  let bin = 0;
  while (bin < bounds.length - 2 && sign * bounds[bin + 1]! <= sign * pixel) bin++;
  return bin;
}
