import type { PivotSort } from '../../../../shared/domain/pivot.ts';
import type { Locale } from '../../../../shared/i18n/messages.ts';
import type { GroupDimension } from '../groups.ts';
import type { Axis } from './axis.ts';
import type { PivotDimension } from './dimensions.ts';

/** The parts of a group in the order they are shown, as places in the level below. */
export type PartsOf = (level: number, node: number) => Int32Array;

/** The value that groups are sorted by. */
export type SortValue = (level: number, node: number) => number;

/**
 * Orders the parts of every group: by label as people read it (periods, dates and numbers by their own order) or
 * by value. What is missing comes last but for the others, whichever way it is sorted.
 */
export function orderedParts(axis: Axis, sort: PivotSort, value: SortValue, locale: Locale): PartsOf {
  const known = new Map<string, Int32Array>();
  return (level, node) => {
    const key = `${level}:${node}`;
    const found = known.get(key) ?? sortParts(axis, level, node, sort, value, locale);
    known.set(key, found);
    return found;
  };
}

function sortParts(
  axis: Axis,
  level: number,
  node: number,
  sort: PivotSort,
  value: SortValue,
  locale: Locale,
): Int32Array {
  const { firstPart } = axis.levels[level]!;
  const first = firstPart[node] ?? 0;
  const parts = Int32Array.from({ length: (firstPart[node + 1] ?? 0) - first }, (_, index) => first + index);
  if (parts.length < 2) return parts;
  const dimension = axis.dimensions[level]!;
  const rank = labelRank(dimension, locale);
  const { keys } = axis.levels[level + 1]!;
  const size = dimension.dimension.values.length;
  const labelOf = (part: number) => rank[keys[part]! % size]!;
  const lasting = (part: number) => lastOf(keys[part]! % size, dimension.other, sort.by);
  const sign = sort.descending ? -1 : 1;
  if (sort.by === 'label') {
    return parts.sort((a, b) => lasting(a) - lasting(b) || sign * (labelOf(a) - labelOf(b)));
  }
  const values = Float64Array.from(parts, (part) => value(level + 1, part));
  const at = (part: number) => values[part - first]!;
  return parts.sort(
    (a, b) => lasting(a) - lasting(b) || compareValues(at(a), at(b), sign) || labelOf(a) - labelOf(b),
  );
}

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

/** The place of each code's label in the order people expect. */
function labelRank({ dimension, words, other }: PivotDimension, locale: Locale): Int32Array {
  const { values } = dimension;
  const known = ranks.get(values) ?? new Map<Locale, Int32Array>();
  ranks.set(values, known);
  const found = known.get(locale);
  if (found) return found;
  const order = Int32Array.from(values, (_, code) => code);
  if (words) {
    const { compare } = new Intl.Collator(locale, { numeric: true });
    const texts = Array.from(values, (value, code) => (code === 0 || code === other ? '' : String(value)));
    order.sort((a, b) => compare(texts[a]!, texts[b]!) || a - b);
  }
  const rank = new Int32Array(values.length);
  for (let place = 0; place < order.length; place++) rank[order[place]!] = place;
  known.set(locale, rank);
  return rank;
}
