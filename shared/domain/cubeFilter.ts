import { isoDate } from './calendar.ts';
import type { AxisFilter } from './cubeAxis.ts';
import type { Condition } from './slice.ts';

/** How values of a field are written; decides how an open bound becomes a closed one. */
export interface FilterField {
  name: string;
  type: 'text' | 'number' | 'date';
  /** Decimals that suffice to write every value of a number field; null where more are needed. */
  decimals: number | null;
}

/** The next smaller double: with it "below b" becomes "up to and including". */
export function nextBelow(value: number): number {
  if (!Number.isFinite(value)) return value;
  if (value === 0) return -Number.MIN_VALUE;
  const bits = new BigInt64Array(1);
  const double = new Float64Array(bits.buffer);
  double[0] = value;
  bits[0] = bits[0]! + (value > 0 ? -1n : 1n);
  return double[0];
}

/**
 * The largest number below `below` that can be written with so many decimals: the upper bound of a closed range over a
 * field whose values need no more. Without decimals, or where they do not suffice, the next smaller double.
 */
export function lastBelow(below: number, decimals: number | null): number {
  if (decimals === null || Math.abs(below) * 10 ** decimals > 2 ** 50) return nextBelow(below);
  const scale = 10 ** decimals;
  const last = Math.ceil(below * scale - 1e-6) - 1;
  return Number((last / scale).toFixed(decimals));
}

/** The condition that keeps exactly the rows which the filter lets through. */
export function conditionOf(field: FilterField, filter: AxisFilter): Condition {
  if ('in' in filter) return { field: field.name, in: filter.in };
  if ('not' in filter) return { field: field.name, not: filter.not };
  const { from, below } = filter;
  if (field.type === 'date') {
    return {
      field: field.name,
      ...(from === null ? (below === null ? { from: '0001' } : {}) : { from: isoDate(from) }),
      ...(below === null ? {} : { to: isoDate(below - 1) }),
    };
  }
  return {
    field: field.name,
    ...(from === null ? (below === null ? { from: -Number.MAX_VALUE } : {}) : { from }),
    ...(below === null ? {} : { to: lastBelow(below, field.decimals) }),
  };
}

/**
 * One condition that keeps exactly the rows which both keep; they are on the same field. Null where that cannot be said
 * in one: two texts to contain, or two patterns.
 */
export function bothConditions(a: Condition, b: Condition): Condition | null {
  const contains = a.contains ?? b.contains;
  const matches = a.matches ?? b.matches;
  if (a.contains !== undefined && b.contains !== undefined && a.contains !== b.contains) return null;
  if (a.matches !== undefined && b.matches !== undefined && a.matches !== b.matches) return null;
  const within = a.in && b.in ? a.in.filter((value) => b.in!.includes(value)) : (a.in ?? b.in);
  const not = a.not || b.not ? [...new Set([...(a.not ?? []), ...(b.not ?? [])])] : undefined;
  const from = tighter(a.from, b.from, (x, y) => x > y);
  const to = tighter(a.to, b.to, (x, y) => x < y);
  return {
    field: a.field,
    ...(within ? { in: within } : {}),
    ...(not ? { not } : {}),
    ...(contains === undefined ? {} : { contains }),
    ...(matches === undefined ? {} : { matches }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

type Bound = number | string | undefined;

/** Numbers are compared as numbers, days and texts as they are written. */
function tighter(a: Bound, b: Bound, isTighter: (a: number | string, b: number | string) => boolean): Bound {
  if (a === undefined || b === undefined) return a ?? b;
  const comparable = typeof a === typeof b ? ([a, b] as const) : ([Number(a), Number(b)] as const);
  return isTighter(...comparable) ? a : b;
}

/** The conditions with further ones taken in: those on one field become one where that can be said. */
export function withConditions(where: readonly Condition[], more: readonly Condition[]): Condition[] {
  const merged = [...where];
  for (const condition of more) {
    const at = merged.findIndex(({ field }) => field === condition.field);
    const both = at < 0 ? null : bothConditions(merged[at]!, condition);
    if (both) merged[at] = both;
    else merged.push(condition);
  }
  return merged;
}
