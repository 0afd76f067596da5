import { NumberSet } from '../analysis/statistics/numberSet.ts';
import type { RowFrame } from './rowFrame.ts';

/** Pairs of group and code up to this many are marked in a bit set (128 MB), more in a hash set. */
const mostBits = 2 ** 30;

/** Distinct values of `codes` (0 … size - 1) among each group's rows; missing codes (-1) do not count. */
export function distinctPerGroup(
  ids: Int32Array,
  groups: number,
  codes: Int32Array,
  size: number,
): Float64Array {
  return groups * size <= mostBits
    ? distinctByBits(ids, groups, codes, size)
    : distinctByHash(ids, groups, codes);
}

function distinctByBits(ids: Int32Array, groups: number, codes: Int32Array, size: number): Float64Array {
  const counts = new Float64Array(groups);
  const seen = new Uint32Array(Math.ceil((groups * size) / 32));
  for (let row = 0; row < ids.length; row++) {
    const group = ids[row]!;
    const code = codes[row]!;
    if (group < 0 || code < 0) continue;
    const bit = code * groups + group;
    const mask = 1 << (bit & 31);
    if (seen[bit >>> 5]! & mask) continue;
    seen[bit >>> 5]! |= mask;
    counts[group]! += 1;
  }
  return counts;
}

function distinctByHash(ids: Int32Array, groups: number, codes: Int32Array): Float64Array {
  const counts = new Float64Array(groups);
  const pairs = new NumberSet();
  let lastKey = -1;
  for (let row = 0; row < ids.length; row++) {
    const group = ids[row]!;
    const code = codes[row]!;
    if (group < 0 || code < 0) continue;
    const key = code * groups + group;
    if (key === lastKey) continue;
    lastKey = key;
    const before = pairs.size;
    pairs.add(key);
    if (pairs.size > before) counts[group]! += 1;
  }
  return counts;
}

/**
 * Accounts whose revenue in the group is above zero, after rounding to 4 decimals: binary floating point must not
 * turn a sum that cancels out into an active account. Rows without account count for nobody.
 */
export function activeAccountsPerGroup(
  frame: RowFrame,
  ids: Int32Array,
  groups: number,
  revenue: Float64Array,
): Float64Array {
  const counts = new Float64Array(groups);
  const sums = new Float64Array(groups);
  const touched = new Int32Array(groups);
  const stamp = new Int32Array(groups).fill(-1);
  for (let account = 0; account < frame.buckets - 1; account++) {
    let used = 0;
    const end = frame.offsets[account + 1]!;
    for (let row = frame.offsets[account]!; row < end; row++) {
      const group = ids[row]!;
      if (group < 0) continue;
      if (stamp[group] !== account) {
        stamp[group] = account;
        sums[group] = 0;
        touched[used++] = group;
      }
      const value = revenue[row]!;
      if (!Number.isNaN(value)) sums[group]! += value;
    }
    for (let index = 0; index < used; index++) {
      const group = touched[index]!;
      if (Math.round(sums[group]! * 10_000) > 0) counts[group]! += 1;
    }
  }
  return counts;
}
