import { bought, type PurchaseGrid } from './purchaseGrid.ts';

/** Distinct sets of products bought, smallest set first. Pattern p is bought by `rows[p]`. */
export interface Patterns {
  n: number;
  words: number;
  /** Bit set of pattern p at `bits[p * words]`. */
  bits: Int32Array;
  sizes: Int32Array;
  /** Grid rows with exactly this set, ascending. */
  rows: Int32Array[];
  /** Those of them that can be look-alikes. */
  candidates: Int32Array[];
  /** Patterns of size s are `starts[s]` … `starts[s + 1] - 1`. */
  starts: Int32Array;
}

/** Groups grid rows by what they buy. `canServe[row]` = 0 keeps a row from being anyone's look-alike. */
export function groupPatterns(grid: PurchaseGrid, canServe: Uint8Array): Patterns {
  const columns = grid.products.length;
  const words = Math.ceil(columns / 32);
  const found = new Map<string, { bits: Int32Array; size: number; rows: number[] }>();
  for (let row = 0; row < grid.accounts.length; row++) {
    const bits = new Int32Array(words);
    let size = 0;
    for (let column = 0; column < columns; column++) {
      if (grid.states[row * columns + column] !== bought) continue;
      bits[column >> 5]! |= 1 << (column & 31);
      size++;
    }
    const key = bits.join();
    const known = found.get(key);
    if (known) known.rows.push(row);
    else found.set(key, { bits, size, rows: [row] });
  }
  const ordered = [...found.values()].sort((a, b) => a.size - b.size || a.rows[0]! - b.rows[0]!);
  const patterns: Patterns = {
    n: ordered.length,
    words,
    bits: new Int32Array(ordered.length * words),
    sizes: Int32Array.from(ordered, (pattern) => pattern.size),
    rows: ordered.map((pattern) => Int32Array.from(pattern.rows)),
    candidates: ordered.map((pattern) => Int32Array.from(pattern.rows).filter((row) => canServe[row] === 1)),
    starts: new Int32Array(columns + 2),
  };
  for (const [index, { bits, size }] of ordered.entries()) {
    patterns.bits.set(bits, index * words);
    patterns.starts[size + 1]!++;
  }
  for (let size = 0; size <= columns; size++) patterns.starts[size + 1]! += patterns.starts[size]!;
  return patterns;
}

/**
 * Seeded choice of `limit` rows: those with the smallest mixed bits of (account, seed), so that the choice does not
 * depend on the order of accounts in any other way. Mixing: the finaliser of MurmurHash3 (A. Appleby).
 */
export function sampleRows(accounts: Int32Array, limit: number, seed: number): Uint8Array {
  if (accounts.length <= limit) return new Uint8Array(accounts.length).fill(1);
  const hashes = accounts.map((account) => {
    let hash = Math.imul(account ^ Math.imul(seed, 0x9e3779b1), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
    return hash ^ (hash >>> 16);
  });
  const rows = Array.from(hashes.keys()).sort((a, b) => hashes[a]! - hashes[b]! || a - b);
  const chosen = new Uint8Array(accounts.length);
  for (const row of rows.slice(0, limit)) chosen[row] = 1;
  return chosen;
}
