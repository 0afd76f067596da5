import { missingDay, type StoredColumn } from '../workspace/types.ts';
import { type CodeColumn, type FoldBatch, hasColumn } from './foldBatch.ts';
import type { MembersOf } from './masks.ts';

/** Stands for a value that no row of the later batch has: such a row matches nothing. */
const absent = missingDay + 1;
/** Stands for a value that does not matter to this row. */
const unused = missingDay + 2;

/** One key field of both batches as numbers that are equal where the values are. */
interface KeyPair {
  later: Int32Array;
  earlier: Int32Array;
}

/**
 * Marks the rows of `before` that agree with some row of `batch` in every key field. A missing value agrees with a missing
 * one; where a sale's order is missing, its account stands in, lest unrelated sales without an order meet. Rows are found by
 * a 32-bit hash and then compared value by value, so no two different keys are ever taken for one.
 */
export function matchRows(
  batch: FoldBatch,
  before: FoldBatch,
  keys: readonly string[],
  membersOf: MembersOf,
  mask: Uint8Array,
): void {
  const pairs = keys.map((key) => keyPair(batch, before, key, membersOf));
  const order = keys.indexOf('order');
  if (order >= 0 && !keys.includes('account') && hasColumn(batch, 'account')) {
    pairs.push(accountWithoutOrder(pairs[order]!, keyPair(batch, before, 'account', membersOf)));
  }
  const later = pairs.map((pair) => pair.later);
  const earlier = pairs.map((pair) => pair.earlier);
  const candidates = rowsWorthLooking(pairs, mask);
  if (candidates.length === 0) return;
  const table = new RowTable(later, batch.rows);
  for (const row of candidates) if (table.has(earlier, row)) mask[row] = 1;
}

/** Rows in force whose every value lies between the least and the greatest of the later batch; one pass a field. */
function rowsWorthLooking(pairs: KeyPair[], mask: Uint8Array): Int32Array {
  const out = mask.slice();
  for (const { later, earlier } of pairs) {
    let [least, most] = [later[0] ?? 0, later[0] ?? 0];
    for (let row = 1; row < later.length; row++) {
      const value = later[row]!;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    for (let row = 0; row < out.length; row++) {
      const value = earlier[row]!;
      if (value === absent || value < least || value > most) out[row] = 1;
    }
  }
  let count = 0;
  for (let row = 0; row < out.length; row++) count += 1 - out[row]!;
  const rows = new Int32Array(count);
  let at = 0;
  for (let row = 0; row < out.length; row++) if (out[row] === 0) rows[at++] = row;
  return rows;
}

function accountWithoutOrder(order: KeyPair, account: KeyPair): KeyPair {
  const only = (orders: Int32Array, accounts: Int32Array) =>
    accounts.map((code, row) => (orders[row] === -1 ? code : unused));
  return { later: only(order.later, account.later), earlier: only(order.earlier, account.earlier) };
}

function keyPair(batch: FoldBatch, before: FoldBatch, name: string, membersOf: MembersOf): KeyPair {
  const later = batch.read(name);
  const earlier = hasColumn(before, name, later.type) ? before.read(name) : null;
  if (later.type === 'code') {
    const identity = (of: FoldBatch, column: CodeColumn): ArrayLike<number | string> =>
      name === 'account' || name === 'product' ? membersOf(of, name) : column.dictionary;
    return codePair(
      later,
      identity(batch, later),
      earlier as CodeColumn | null,
      earlier ? identity(before, earlier as CodeColumn) : [],
      before.rows,
    );
  }
  if (later.type === 'day') {
    return { later: later.values, earlier: dayValues(earlier, before.rows) };
  }
  return numberPair(later.values, earlier as (StoredColumn & { type: 'number' }) | null, before.rows);
}

function dayValues(column: StoredColumn | null, rows: number): Int32Array {
  return column?.type === 'day' ? column.values : new Int32Array(rows).fill(missingDay);
}

/** Values get the number of their first code in the later batch. */
function codePair(
  later: CodeColumn,
  laterIds: ArrayLike<number | string>,
  earlier: CodeColumn | null,
  earlierIds: ArrayLike<number | string>,
  rows: number,
): KeyPair {
  const numberOf = new Map<number | string, number>();
  const laterCodes = Int32Array.from(laterIds as ArrayLike<string>, (id, code) => {
    const known = numberOf.get(id);
    if (known !== undefined) return known;
    numberOf.set(id, code);
    return code;
  });
  const earlierCodes = Int32Array.from(earlierIds as ArrayLike<string>, (id) => numberOf.get(id) ?? absent);
  return {
    later: translated(later.values, laterCodes),
    earlier: earlier ? translated(earlier.values, earlierCodes) : new Int32Array(rows).fill(-1),
  };
}

function translated(codes: Int32Array, map: Int32Array): Int32Array {
  const out = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) out[row] = codes[row]! < 0 ? -1 : map[codes[row]!]!;
  return out;
}

function numberPair(
  later: Float64Array,
  earlier: (StoredColumn & { type: 'number' }) | null,
  rows: number,
): KeyPair {
  const numberOf = new Map<number, number>();
  const laterCodes = Int32Array.from(later, (value) => {
    if (Number.isNaN(value)) return -1;
    const known = numberOf.get(value);
    if (known !== undefined) return known;
    numberOf.set(value, numberOf.size);
    return numberOf.size - 1;
  });
  if (!earlier) return { later: laterCodes, earlier: new Int32Array(rows).fill(-1) };
  return {
    later: laterCodes,
    earlier: Int32Array.from(earlier.values, (value) =>
      Number.isNaN(value) ? -1 : (numberOf.get(value) ?? absent),
    ),
  };
}

/** The distinct rows of some columns, found again by value. Open addressing. */
class RowTable {
  readonly #columns: Int32Array[];
  readonly #slots: Int32Array;
  readonly #mask: number;

  constructor(columns: Int32Array[], rows: number) {
    let size = 16;
    while (size < rows * 2) size *= 2;
    this.#columns = columns;
    this.#slots = new Int32Array(size).fill(-1);
    this.#mask = size - 1;
    for (let row = 0; row < rows; row++) {
      const slot = this.#find(columns, row);
      if (this.#slots[slot]! < 0) this.#slots[slot] = row;
    }
  }

  has(columns: Int32Array[], row: number): boolean {
    return this.#slots[this.#find(columns, row)]! >= 0;
  }

  /** The slot that holds this row's values, or the empty one where they would go. */
  #find(columns: Int32Array[], row: number): number {
    let slot = hashRow(columns, row) & this.#mask;
    for (;;) {
      const held = this.#slots[slot]!;
      if (held < 0 || this.#equals(held, columns, row)) return slot;
      slot = (slot + 1) & this.#mask;
    }
  }

  #equals(held: number, columns: Int32Array[], row: number): boolean {
    for (let at = 0; at < columns.length; at++) {
      if (this.#columns[at]![held] !== columns[at]![row]) return false;
    }
    return true;
  }
}

/** Mixes as MurmurHash3 does (A. Appleby, public domain). */
function hashRow(columns: Int32Array[], row: number): number {
  let hash = 0x9747b28c;
  for (const column of columns) {
    let value = Math.imul(column[row]!, 0xcc9e2d51);
    value = Math.imul((value << 15) | (value >>> 17), 0x1b873593);
    hash ^= value;
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
