import fc from 'fast-check';
import type { SalesRows } from '../../electron/engine/analysis/types.ts';

/** One sales line as the tests write it. */
export interface Line {
  account: number;
  day: number;
  revenue: number;
  product: number;
  order: number;
}

/** Lines as sales rows sorted by account, all kept. */
export function rowsOfLines(lines: readonly Line[], accounts: number, products: number): SalesRows {
  const sorted = [...lines].sort((a, b) => a.account - b.account);
  const offsets = new Int32Array(accounts + 1);
  for (const line of sorted) offsets[line.account + 1]!++;
  for (let i = 1; i <= accounts; i++) offsets[i]! += offsets[i - 1]!;
  return {
    accounts,
    offsets,
    keep: new Uint8Array(sorted.length).fill(1),
    day: Int32Array.from(sorted, (line) => line.day),
    revenue: Float64Array.from(sorted, (line) => line.revenue),
    quantity: null,
    order: Int32Array.from(sorted, (line) => line.order),
    product: Int32Array.from(sorted, (line) => line.product),
    products,
  };
}

/** Random lines over days 0 … days − 1; one in ten is a return; cents, so that sums are safe to compare. */
export function arbitraryLines(
  accounts: number,
  products: number,
  days: number,
  lines: { minLength: number; maxLength: number },
): fc.Arbitrary<Line[]> {
  const line = fc.record({
    account: fc.integer({ min: 0, max: accounts - 1 }),
    day: fc.integer({ min: 0, max: days - 1 }),
    revenue: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 1, max: 100_000 }).map((cents) => cents / 100) },
      { weight: 1, arbitrary: fc.integer({ min: -10_000, max: 0 }).map((cents) => cents / 100) },
    ),
    product: fc.integer({ min: -1, max: products - 1 }),
    order: fc.integer({ min: -1, max: 300 }),
  });
  return fc.array(line, lines);
}
