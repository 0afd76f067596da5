import { bought, type PurchaseGrid } from './purchaseGrid.ts';

/** Grid rows that buy exactly the same products. */
export interface Pattern {
  /** Columns bought, ascending. */
  columns: number[];
  /** Grid rows, ascending. */
  rows: number[];
  /** Index among the references, -1 where none of its rows can be a look-alike. */
  reference: number;
}

/** Patterns that can serve as look-alikes, smallest number of products first. */
export interface References {
  n: number;
  /** References of size s are `starts[s]` … `starts[s + 1] - 1`. */
  starts: Int32Array;
  /** Rows that can be look-alikes of reference r: `candidates[candidateStarts[r]]` … */
  candidateStarts: Int32Array;
  candidates: Int32Array;
  /** References that hold column c: `postings[postingStarts[c]]` … `postings[postingStarts[c + 1] - 1]`. */
  postingStarts: Int32Array;
  postings: Int32Array;
}

/** Groups grid rows by what they buy. `canServe[row]` = 0 keeps a row from being anyone's look-alike. */
export function groupPatterns(
  grid: PurchaseGrid,
  canServe: Uint8Array,
): { patterns: Pattern[]; references: References } {
  const width = grid.products.length;
  const found = new Map<string, Pattern>();
  for (let row = 0; row < grid.accounts.length; row++) {
    const columns: number[] = [];
    for (let column = 0; column < width; column++) {
      if (grid.states[row * width + column] === bought) columns.push(column);
    }
    const key = columns.join();
    const known = found.get(key);
    if (known) known.rows.push(row);
    else found.set(key, { columns, rows: [row], reference: -1 });
  }
  const patterns = [...found.values()];
  patterns.sort((a, b) => a.columns.length - b.columns.length || a.rows[0]! - b.rows[0]!);
  const serving = patterns.filter(
    ({ columns, rows }) => columns.length > 0 && rows.some((row) => canServe[row] === 1),
  );
  for (const [index, pattern] of serving.entries()) pattern.reference = index;
  return { patterns, references: makeReferences(serving, width, canServe) };
}

function makeReferences(serving: readonly Pattern[], width: number, canServe: Uint8Array): References {
  const starts = new Int32Array(width + 2);
  const postingStarts = new Int32Array(width + 1);
  for (const { columns } of serving) {
    starts[columns.length + 1]!++;
    for (const column of columns) postingStarts[column + 1]!++;
  }
  for (let size = 0; size <= width; size++) starts[size + 1]! += starts[size]!;
  for (let column = 0; column < width; column++) postingStarts[column + 1]! += postingStarts[column]!;
  const postings = new Int32Array(postingStarts[width]!);
  const next = postingStarts.slice();
  for (const [index, { columns }] of serving.entries()) {
    for (const column of columns) postings[next[column]!++] = index;
  }
  const candidateStarts = new Int32Array(serving.length + 1);
  const candidates: number[] = [];
  for (const [index, { rows }] of serving.entries()) {
    for (const row of rows) if (canServe[row] === 1) candidates.push(row);
    candidateStarts[index + 1] = candidates.length;
  }
  return {
    n: serving.length,
    starts,
    candidateStarts,
    candidates: Int32Array.from(candidates),
    postingStarts,
    postings,
  };
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
