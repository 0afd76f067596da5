import { ExpectedError } from '../../../../../shared/errors/errors.ts';

/**
 * How often and how recently customers bought: columns of equal length, one entry a customer, times in one unit
 * (weeks, days, years) counted from each customer's first purchase.
 */
export interface Purchases {
  /** Repeat purchases: whole numbers, the first purchase not counted. */
  x: Float64Array;
  /** Time of the last repeat purchase; 0 without one. */
  tx: Float64Array;
  /** Time to the end of observation. */
  T: Float64Array;
}

/** The first entry that cannot be, by column. */
export interface BadPurchase {
  index: number;
  column: keyof Purchases;
  problem: string;
}

/** What is wrong with a customer's numbers? The first problem in order of entries, or null. */
export function findBadPurchase({ x, tx, T }: Purchases): BadPurchase | null {
  for (let index = 0; index < x.length; index++) {
    const found = problemOf(x[index]!, tx[index]!, T[index]!);
    if (found) return { index, ...found };
  }
  return null;
}

function problemOf(x: number, tx: number, T: number): Omit<BadPurchase, 'index'> | null {
  if (!Number.isFinite(x)) return { column: 'x', problem: 'is missing' };
  if (x < 0 || !Number.isSafeInteger(x)) return { column: 'x', problem: `must be a whole number, not ${x}` };
  if (!Number.isFinite(T)) return { column: 'T', problem: 'is missing' };
  if (T < 0) return { column: 'T', problem: `must not be negative, but is ${T}` };
  if (!Number.isFinite(tx)) return { column: 'tx', problem: 'is missing' };
  if (tx < 0) return { column: 'tx', problem: `must not be negative, but is ${tx}` };
  if (tx > T) return { column: 'tx', problem: `is after the end of observation: ${tx} > ${T}` };
  if (x > 0 && tx === 0) return { column: 'tx', problem: `must be above 0 with ${x} repeat purchases` };
  if (x === 0 && tx > 0) return { column: 'tx', problem: `must be 0 without repeat purchases, not ${tx}` };
  return null;
}

/** Refuses impossible numbers with `badInput`, naming the entry. */
export function checkPurchases(purchases: Purchases): void {
  const { x, tx, T } = purchases;
  if (x.length !== tx.length || x.length !== T.length) throw new Error('x, tx and T differ in length');
  const bad = findBadPurchase(purchases);
  if (!bad) return;
  throw new ExpectedError('badInput', `Customer ${bad.index}: ${bad.column} ${bad.problem}`, {
    row: bad.index,
    column: bad.column,
  });
}

/** Distinct (x, tx, T) in ascending order with the number of customers of each: all that a likelihood needs. */
export interface PurchaseGroups extends Purchases {
  count: Float64Array;
  /** Customers in all. */
  n: number;
}

/** Sorted, so that results do not depend on the order of customers to the last bit. Cost: n log n. */
export function groupPurchases({ x, tx, T }: Purchases): PurchaseGroups {
  const order = Uint32Array.from(x, (_, index) => index);
  order.sort((a, b) => x[a]! - x[b]! || tx[a]! - tx[b]! || T[a]! - T[b]!);
  const groups = emptyGroups(x.length);
  let last = -1;
  for (const index of order) {
    const isSame =
      last >= 0 &&
      x[index] === groups.x[last] &&
      tx[index] === groups.tx[last] &&
      T[index] === groups.T[last];
    if (!isSame) {
      last++;
      groups.x[last] = x[index]!;
      groups.tx[last] = tx[index]!;
      groups.T[last] = T[index]!;
    }
    groups.count[last]!++;
  }
  return takeGroups(groups, last + 1, (group) => group);
}

function emptyGroups(size: number): PurchaseGroups {
  const column = () => new Float64Array(size);
  return { x: column(), tx: column(), T: column(), count: column(), n: 0 };
}

function takeGroups(from: PurchaseGroups, size: number, which: (group: number) => number): PurchaseGroups {
  const groups = emptyGroups(size);
  for (let group = 0; group < size; group++) {
    const source = which(group);
    groups.x[group] = from.x[source]!;
    groups.tx[group] = from.tx[source]!;
    groups.T[group] = from.T[source]!;
    groups.count[group] = from.count[source]!;
    groups.n += from.count[source]!;
  }
  return groups;
}

/** At most `size` groups, evenly spaced: enough to find where a likelihood is high. */
export function thinGroups(groups: PurchaseGroups, size: number): PurchaseGroups {
  const all = groups.x.length;
  return all <= size ? groups : takeGroups(groups, size, (group) => Math.floor((group * all) / size));
}

/** The same in other units: times divided by `unit`. */
export function rescaleGroups(groups: PurchaseGroups, unit: number): PurchaseGroups {
  const scaled = (times: Float64Array) => times.map((time) => time / unit);
  return { ...groups, tx: scaled(groups.tx), T: scaled(groups.T) };
}

/** Σ count · value over the groups. */
export function groupTotal(groups: PurchaseGroups, values: Float64Array): number {
  return values.reduce((sum, value, group) => sum + value * groups.count[group]!, 0);
}

/** The value of a key, computed the first time it is asked for. */
export function remember<Key, Value>(known: Map<Key, Value>, key: Key, compute: () => Value): Value {
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = compute();
  known.set(key, value);
  return value;
}

/** One value per distinct pair, computed once; in the order of the columns. */
export function mapPairs(
  a: Float64Array,
  b: Float64Array,
  compute: (a: number, b: number) => number,
): Float64Array {
  const known = new Map<number, Map<number, number>>();
  return a.map((first, index) => {
    const row = remember(known, first, () => new Map<number, number>());
    return remember(row, b[index]!, () => compute(first, b[index]!));
  });
}
