import type { PivotSort } from '../../../../shared/domain/pivot.ts';
import type { Locale } from '../../../../shared/i18n/messages.ts';
import type { GroupDimension } from '../groups.ts';
import { sortSteps } from '../sortSteps.ts';
import { inBunches, runSteps, type Steps } from '../steps.ts';
import type { Axis } from './axis.ts';
import type { PivotDimension } from './dimensions.ts';

/** The parts of a group in the order they are shown, as places in the level below. */
export type PartsOf = (level: number, node: number) => Int32Array;

/** The value that groups are sorted by. */
export type SortValue = (level: number, node: number) => number;

export interface OrderedParts {
  of: PartsOf;
  /** Orders the parts of a group that may have many, giving way to other calls; `of` finds them then. */
  prepare(level: number, node: number): Steps<Int32Array>;
}

/**
 * Orders the parts of every group: by label as people read it (periods, dates and numbers by their own order) or
 * by value. What is missing comes last but for the others, whichever way it is sorted.
 */
export function orderedParts(axis: Axis, sort: PivotSort, value: SortValue, locale: Locale): OrderedParts {
  const known = new Map<string, Int32Array>();
  function* prepare(level: number, node: number): Steps<Int32Array> {
    const key = `${level}:${node}`;
    const found = known.get(key) ?? (yield* sortParts(axis, level, node, sort, value, locale));
    known.set(key, found);
    return found;
  }
  return { of: (level, node) => known.get(`${level}:${node}`) ?? runSteps(prepare(level, node)), prepare };
}

function* sortParts(
  axis: Axis,
  level: number,
  node: number,
  sort: PivotSort,
  value: SortValue,
  locale: Locale,
): Steps<Int32Array> {
  const { firstPart } = axis.levels[level]!;
  const first = firstPart[node] ?? 0;
  const parts = new Int32Array((firstPart[node + 1] ?? 0) - first);
  for (let index = 0; index < parts.length; index++) parts[index] = first + index;
  if (parts.length < 2) return parts;
  const dimension = axis.dimensions[level]!;
  const rank = yield* rankLabels(dimension, locale);
  const { keys } = axis.levels[level + 1]!;
  const size = dimension.dimension.values.length;
  const labelOf = (part: number) => rank[keys[part]! % size]!;
  const lasting = (part: number) => lastOf(keys[part]! % size, dimension.other, sort.by);
  const sign = sort.descending ? -1 : 1;
  if (sort.by === 'label') {
    yield* sortSteps(parts, (a, b) => lasting(a) - lasting(b) || sign * (labelOf(a) - labelOf(b)));
    return parts;
  }
  const values = new Float64Array(parts.length);
  const look = (from: number, to: number) => {
    for (let index = from; index < to; index++) values[index] = value(level + 1, first + index);
  };
  yield* inBunches(parts.length, look, valuesAtOnce);
  const at = (part: number) => values[part - first]!;
  yield* sortSteps(
    parts,
    (a, b) => lasting(a) - lasting(b) || compareValues(at(a), at(b), sign) || labelOf(a) - labelOf(b),
  );
  return parts;
}

/** Values looked up in one go. */
const valuesAtOnce = 4096;

/** 0 = in its place, then what has no label, then the others. */
function lastOf(code: number, other: number, by: PivotSort['by']): number {
  if (code === other) return 2;
  return code === 0 && by === 'label' ? 1 : 0;
}

/** What has no value comes last both ways. */
function compareValues(a: number, b: number, sign: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -sign : a > b ? sign : 0;
}

const ranks = new WeakMap<GroupDimension['values'], Map<Locale, Int32Array>>();

/** The place of each code's label in the order people expect, found once for a field and language. */
function* rankLabels({ dimension, words, other }: PivotDimension, locale: Locale): Steps<Int32Array> {
  const { values } = dimension;
  const known = ranks.get(values) ?? new Map<Locale, Int32Array>();
  ranks.set(values, known);
  const found = known.get(locale);
  if (found) return found;
  const order = new Int32Array(values.length);
  for (let code = 0; code < order.length; code++) order[code] = code;
  if (words) {
    const { compare } = new Intl.Collator(locale, { numeric: true });
    const texts = values.map((value, code) => (code === 0 || code === other ? '' : String(value)));
    yield* sortSteps(order, (a, b) => compare(texts[a]!, texts[b]!) || a - b);
  }
  const rank = new Int32Array(values.length);
  for (let place = 0; place < order.length; place++) rank[order[place]!] = place;
  known.set(locale, rank);
  return rank;
}
