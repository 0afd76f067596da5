import type { Grain } from './period.ts';
import type { Unit } from './table.ts';

/** Days cut into periods: bin i holds `edges[i]` ≤ day < `edges[i + 1]`. */
export interface TimeAxis {
  kind: 'time';
  field: string;
  grain: Grain;
  /** Days since 1970-01-01, ascending; one more than there are bins. */
  edges: Float64Array;
  /** Where a brush may stop: `edges` and days between them. */
  stops: Float64Array;
  /** Whether a last bin holds rows without a date. */
  missing: boolean;
}

/**
 * Numbers cut into bins: bin i holds `edges[i]` ≤ value < `edges[i + 1]`, the last one its upper edge too. Where the
 * data are skewed the ends are cut off: `under` and `over` say that a bin before the first edge and one from the last
 * edge on hold the rest.
 */
export interface NumberAxis {
  kind: 'number';
  field: string;
  unit: Unit;
  scale: 'linear' | 'log';
  edges: Float64Array;
  stops: Float64Array;
  under: boolean;
  over: boolean;
  missing: boolean;
  /** Decimals that suffice to write every value; null where more than four are needed. */
  decimals: number | null;
}

/** Texts: those with most of the measure first, the rest together. */
export interface TextAxis {
  kind: 'text';
  field: string;
  /** What the rows hold: what a filter names. */
  values: string[];
  /** What people read, where that is another text than the value. */
  names: string[];
  /** Distinct values in the bin that follows; 0 = there is no such bin. */
  others: number;
  missing: boolean;
}

export type Axis = TimeAxis | NumberAxis | TextAxis;

/** What a brush on an axis lets through. */
export type AxisFilter = RangeFilter | TextFilter;

/** From `from` on and below `below`; null = no bound. Values that are missing never pass. */
export interface RangeFilter {
  from: number | null;
  below: number | null;
}

/** Only these values, or all but these; the empty text stands for a missing value. */
export type TextFilter = { in: string[] } | { not: string[] };

/** Bins of an axis as drawn, special ones included. */
export function binCount(axis: Axis): number {
  const missing = axis.missing ? 1 : 0;
  if (axis.kind === 'text') return axis.values.length + (axis.others > 0 ? 1 : 0) + missing;
  const plain = axis.edges.length - 1;
  return axis.kind === 'time'
    ? plain + missing
    : plain + (axis.under ? 1 : 0) + (axis.over ? 1 : 0) + missing;
}

/** Bins of an axis as a brush sees them; rows that no brush can reach (missing values) are in none of them. */
export function brushCount(axis: Axis): number {
  if (axis.kind === 'text') return binCount(axis);
  const ends = axis.kind === 'number' ? Number(axis.under) + Number(axis.over) : 0;
  return axis.stops.length - 1 + ends;
}

/** How many brush bins lie before the first stop: 1 where values below it have a bin of their own. */
export function underBins(axis: TimeAxis | NumberAxis): number {
  return axis.kind === 'number' && axis.under ? 1 : 0;
}

/** The brush bin of a value: ascending stops, each bin closed below and open above, the last one closed. -1 = in none. */
export function brushBinOf(axis: TimeAxis | NumberAxis, value: number): number {
  const { stops } = axis;
  const last = stops.length - 1;
  const under = underBins(axis);
  const over = axis.kind === 'number' && axis.over;
  if (Number.isNaN(value)) return -1;
  if (value < stops[0]!) return under - 1;
  if (value >= stops[last]!) {
    if (over) return last + under;
    return axis.kind === 'number' && value === stops[last]! ? last - 1 + under : -1;
  }
  return stopBefore(stops, value) + under;
}

/** The last stop that is not above the value. */
function stopBefore(stops: Float64Array, value: number): number {
  let low = 0;
  let high = stops.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (stops[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** For each brush bin the drawn bin that it is part of; one more entry, last, for rows that no brush reaches. */
export function drawnBins(axis: Axis): Uint16Array {
  const brush = brushCount(axis);
  const bins = binCount(axis);
  const drawn = new Uint16Array(brush + 1).fill(bins);
  if (axis.kind === 'text') {
    for (let bin = 0; bin < brush; bin++) drawn[bin] = bin;
    return drawn;
  }
  const under = underBins(axis);
  if (under === 1) drawn[0] = 0;
  for (let stop = 0, edge = 0; stop < axis.stops.length - 1; stop++) {
    while (axis.edges[edge + 1]! <= axis.stops[stop]!) edge++;
    drawn[stop + under] = edge + under;
  }
  if (axis.kind === 'number' && axis.over) drawn[brush - 1] = axis.edges.length - 1 + under;
  if (axis.missing) drawn[brush] = bins - 1;
  return drawn;
}

/** The filter that lets exactly the brush bins `from` ≤ bin < `to` through; null where that is every row. */
export function rangeFilter(axis: TimeAxis | NumberAxis, from: number, to: number): RangeFilter | null {
  const all = brushCount(axis);
  const under = underBins(axis);
  const open = { from: from <= 0, below: to >= all };
  if (open.from && open.below) return axis.missing ? { from: null, below: null } : null;
  return {
    from: open.from ? null : axis.stops[from - under]!,
    below: open.below ? null : axis.stops[to - under]!,
  };
}

/** The brush bins that a filter spans on this axis: first and one past the last, at the nearest stops. */
export function rangeOf(axis: TimeAxis | NumberAxis, filter: RangeFilter): [number, number] {
  const all = brushCount(axis);
  const at = (bound: number) => nearestStop(axis.stops, bound) + underBins(axis);
  const from = filter.from === null ? 0 : at(filter.from);
  const to = filter.below === null ? all : at(filter.below);
  return [Math.min(from, to), Math.max(from, to)];
}

function nearestStop(stops: Float64Array, value: number): number {
  const at = stopBefore(stops, value);
  const next = at + 1;
  if (next >= stops.length) return at;
  return value - stops[at]! <= stops[next]! - value ? at : next;
}

/** The filter that lets exactly these bins of a text axis through; null where that is every row. */
export function textFilter(axis: TextAxis, bins: readonly number[]): TextFilter | null {
  const chosen = new Set(bins);
  const all = binCount(axis);
  if (chosen.size === all) return null;
  const texts = textsOfBins(axis);
  const other = axis.others > 0 ? axis.values.length : -1;
  const named = (wanted: boolean) =>
    texts.flatMap((text, bin) => (bin !== other && chosen.has(bin) === wanted ? [text] : []));
  if (!chosen.has(other)) return { in: named(true) };
  return { not: axis.missing ? named(false) : [...named(false), ''] };
}

function textsOfBins(axis: TextAxis): string[] {
  const texts = [...axis.values];
  if (axis.others > 0) texts.push('\u0000');
  if (axis.missing) texts.push('');
  return texts;
}

/** The bins of a text axis that a filter lets through; the bin of all others counts where it is let through whole. */
export function binsOfText(axis: TextAxis, filter: TextFilter): number[] {
  const other = axis.others > 0 ? axis.values.length : -1;
  const listed = new Set('in' in filter ? filter.in : filter.not);
  return textsOfBins(axis).flatMap((text, bin) => {
    const passes = bin === other ? 'not' in filter : listed.has(text) === 'in' in filter;
    return passes ? [bin] : [];
  });
}
