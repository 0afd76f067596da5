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
