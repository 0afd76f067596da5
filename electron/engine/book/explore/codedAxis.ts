import type { AxisSpec, ChartKind } from '../../../../shared/contract/explore.ts';
import {
  type Axis,
  brushBinOf,
  brushCount,
  drawnBins,
  type NumberAxis,
  type TimeAxis,
} from '../../../../shared/domain/cubeAxis.ts';
import type { MeasureName } from '../../../../shared/domain/measures.ts';
import { tierOrder } from '../../../../shared/domain/tierOrder.ts';
import { missingDay } from '../../workspace/types.ts';
import { type Field, findField } from '../fields.ts';
import { rowFrame } from '../rowFrame.ts';
import { sharedUint16 } from '../shared.ts';
import { pass, type Steps } from '../steps.ts';
import type { Attribute, Book } from '../types.ts';
import { numberFieldUnit } from '../units.ts';
import { reachable } from './axisPasses.ts';
import { type Base, BookCache } from './base.ts';
import type { Coding } from './kernel.ts';
import { brushStops, linearEdges, logEdges } from './niceEdges.ts';
import { type NumberSummary, summaryOf } from './summary.ts';
import { textAxis } from './textAxis.ts';
import { fittingGrain, timeEdges, timeStops } from './timeEdges.ts';

/** An axis with the way from a row to its bin. */
export interface CodedAxis {
  axis: Axis;
  /** Leads to brush bins; `brushCount(axis)` for rows that no brush reaches. */
  brush: Coding;
  /** Leads to drawn bins; `binCount(axis)` for rows that are in none. */
  drawn: Coding;
}

/** A brush moves in about as many steps as a chart has pixels. */
export const brushSteps = 512;
const usualBins = 24;
const usualTiers = 60;
/** Ends are cut off where they would take more than this many times the room of all but 1 % of the values. */
const skewed = 3;
/** Periods, bins or values along one side of a heat map. */
const mostOfHeat = 64;

const axes = new BookCache<CodedAxis>(24);
/** These hold two bytes for every row of the book. */
const rowAxes = new BookCache<CodedAxis>(6);

/** Cuts a field into bins over the rows of the base; a brush on a heat map takes whole bins. Throws `unknownField`. */
export function* codedAxis(
  book: Book,
  base: Base,
  spec: AxisSpec,
  measure: MeasureName,
  kind: ChartKind,
): Steps<CodedAxis> {
  const field = findField(book, spec.field);
  const inHeat = kind === 'heat';
  const inTiers = kind === 'tiers';
  const key = JSON.stringify([base.key, spec, isText(field) ? measure : null, inHeat, inTiers]);
  const cache = field.level === 'row' && field.type === 'number' ? rowAxes : axes;
  if (cache.has(book, key)) return cache.get(book, key);
  const made =
    isText(field) && inTiers
      ? yield* tierAxis(book, base, spec, field, measure)
      : yield* makeAxis(book, base, spec, field, measure, inHeat);
  return cache.keep(book, key, made);
}

function isText(field: Field): boolean {
  if (field.level === 'time') return false;
  return field.level === 'row' ? field.type === 'text' : field.attribute.type === 'text';
}

function* tierAxis(
  book: Book,
  base: Base,
  spec: AxisSpec,
  field: Field,
  measure: MeasureName,
): Steps<CodedAxis> {
  const top = Math.min(spec.top ?? usualTiers, mostOfHeat - 2);
  const { axis, coding } = yield* textAxis(book, base, field, top, measure, tierOrder);
  return { axis, brush: coding, drawn: coding };
}

function* makeAxis(
  book: Book,
  base: Base,
  spec: AxisSpec,
  field: Field,
  measure: MeasureName,
  inHeat: boolean,
): Steps<CodedAxis> {
  if (isText(field)) {
    const top = Math.min(spec.top ?? 12, mostOfHeat - 2);
    const { axis, coding } = yield* textAxis(book, base, field, top, measure);
    return { axis, brush: coding, drawn: coding };
  }
  if (field.level === 'time') return bookDays(book, base, spec, inHeat);
  if (field.level === 'row' && field.type === 'number')
    return yield* rowNumbers(book, base, spec, field.values, inHeat);
  if (field.level === 'row' || field.attribute.type === 'text') throw new Error('Texts have been dealt with');
  return yield* memberAxis(book, base, spec, field.level, field.attribute, inHeat);
}

/** Numbers or dates of the accounts (or products) that have a row in the base. */
function* memberAxis(
  book: Book,
  base: Base,
  spec: AxisSpec,
  level: 'account' | 'product',
  attribute: Exclude<Attribute, { type: 'text' }>,
  inHeat: boolean,
): Steps<CodedAxis> {
  const values =
    attribute.type === 'date'
      ? Float64Array.from(attribute.values, (day) => (day === missingDay ? Number.NaN : day))
      : attribute.values;
  const used = usedMembers(book, base, level);
  const summary = yield* summaryOf(values, used.subarray(0, -1), values.length);
  if (used.at(-1) === 1) summary.missing++;
  const axis =
    attribute.type === 'date' ? dateAxis(spec, summary, inHeat) : numberAxis(spec, summary, inHeat);
  const bins = brushCount(axis);
  const lut = new Uint16Array(values.length + 1).fill(bins);
  const shift = level === 'product' ? 1 : 0;
  for (let member = 0; member < values.length; member++) {
    lut[member + shift] = reachable(brushBinOf(axis, values[member]!), bins);
  }
  return withDrawn(axis, { by: level, codes: null, shift, lut });
}

/** 1 for each member with a row in the base; the last entry is for rows without a member. */
function usedMembers(book: Book, base: Base, level: 'account' | 'product'): Uint8Array {
  const { keep, buckets, offsets } = rowFrame(book, base.selection);
  const count = level === 'account' ? book.accounts.count : book.products.count;
  const used = new Uint8Array(count + 1);
  const product = level === 'product' ? book.product() : null;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const end = offsets[bucket + 1]!;
    for (let row = offsets[bucket]!; row < end; row++) {
      if (keep[row] === 0) continue;
      const member = product ? product[row]! : bucket;
      used[member < 0 ? count : member] = 1;
      if (!product) break;
    }
  }
  return used;
}

function withDrawn(axis: Axis, brush: Coding): CodedAxis {
  const drawn = drawnBins(axis);
  return { axis, brush, drawn: { ...brush, lut: brush.lut.map((bin) => drawn[bin]!) } };
}

function bookDays(book: Book, { first, last }: Base, spec: AxisSpec, inHeat: boolean): CodedAxis {
  const grain = fittingGrain(first, last, spec.grain, inHeat ? mostOfHeat : undefined);
  const edges = timeEdges(first, last, grain);
  const stops = inHeat ? edges : timeStops(edges, brushSteps);
  const axis: TimeAxis = { kind: 'time', field: spec.field, grain, edges, stops, missing: false };
  const bins = brushCount(axis);
  const start = book.firstDay ?? 0;
  const lut = new Uint16Array((book.lastDay ?? start) - start + 2).fill(bins);
  for (let day = 0; day < lut.length - 1; day++) lut[day] = reachable(brushBinOf(axis, start + day), bins);
  return withDrawn(axis, { by: 'day', codes: null, shift: 0, lut });
}

function dateAxis(spec: AxisSpec, { count, min, max, missing }: NumberSummary, inHeat: boolean): TimeAxis {
  const [first, last] = count > 0 ? [min, max] : [0, 0];
  const grain = fittingGrain(first, last, spec.grain, inHeat ? mostOfHeat - 1 : undefined);
  const edges = timeEdges(first, last, grain);
  const stops = inHeat ? edges : timeStops(edges, brushSteps);
  return { kind: 'time', field: spec.field, grain, edges, stops, missing: missing > 0 };
}

function* rowNumbers(
  book: Book,
  base: Base,
  spec: AxisSpec,
  values: Float64Array,
  inHeat: boolean,
): Steps<CodedAxis> {
  const { keep, rows } = base.selection;
  const axis = numberAxis(spec, yield* summaryOf(values, keep, rows), inHeat);
  const bins = brushCount(axis);
  const codes = sharedUint16(book.n);
  yield* pass('binRows', book.n, axis, values, codes);
  return withDrawn(axis, {
    by: 'row',
    codes,
    shift: 0,
    lut: Uint16Array.from({ length: bins + 1 }, (_, bin) => bin),
  });
}

function numberAxis(spec: AxisSpec, summary: NumberSummary, inHeat: boolean): NumberAxis {
  const scale = spec.scale === 'log' && summary.max > 0 ? 'log' : 'linear';
  const edges = scale === 'log' ? logarithmic(summary) : linear(summary, spec.bins ?? usualBins);
  const { decimals } = summary;
  return {
    kind: 'number',
    field: spec.field,
    unit: numberFieldUnit(spec.field),
    scale,
    edges,
    stops: inHeat ? edges : brushStops(edges, brushSteps, scale === 'log' ? null : decimals),
    under: summary.min < edges[0]!,
    over: summary.max > edges.at(-1)!,
    missing: summary.missing > 0,
    decimals,
  };
}

function linear({ count, min, max, low, high, decimals }: NumberSummary, bins: number): Float64Array {
  if (count === 0) return Float64Array.of(0, 1);
  const cut = high > low && max - min > skewed * (high - low);
  const least = decimals === null ? 0 : 10 ** -decimals;
  if (cut) return linearEdges(low, high, bins, least);
  const edges = linearEdges(min, max, bins, least);
  // Bins of one whole number each: the largest has its own too.
  const isWhole = decimals === 0 && edges[1]! - edges[0]! === 1 && edges.at(-1) === max;
  return isWhole ? Float64Array.of(...edges, max + 1) : edges;
}

/** Values of zero and below go into the bin before the first edge. */
function logarithmic({ min, max, low, decimals }: NumberSummary): Float64Array {
  const smallest = decimals === null ? max * 1e-6 : 10 ** -decimals;
  const first = min > 0 ? min : Math.max(smallest, low > 0 ? low : smallest);
  return logEdges(Math.min(first, max), max);
}
