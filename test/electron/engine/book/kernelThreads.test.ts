import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupDimension } from '../../../../electron/engine/book/groups.ts';
import { loadBook } from '../../../../electron/engine/book/loadBook.ts';
import { type GroupRun, measureGroups } from '../../../../electron/engine/book/measureGroups.ts';
import { planSlice } from '../../../../electron/engine/book/slicePlan.ts';
import type { Book } from '../../../../electron/engine/book/types.ts';
import type { MeasureName } from '../../../../shared/domain/measures.ts';
import type { Slice } from '../../../../shared/domain/slice.ts';
import { CancelledError } from '../../../../shared/errors/errors.ts';
import { seed } from '../../../property/seed.ts';
import { memoryWorkspace, type SaleRow, salesBatch } from './memoryWorkspace.ts';

const row = fc.record({
  account: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { freq: 8 }),
  day: fc.integer({ min: 15_000, max: 15_100 }),
  revenue: fc.integer({ min: -500, max: 1000 }).map((cents) => cents / 7),
  quantity: fc.integer({ min: -3, max: 9 }),
  price: fc.integer({ min: 0, max: 5 }),
  product: fc.option(fc.constantFrom('p', 'q', 'r'), { freq: 5 }),
  order: fc.constantFrom('1', '2', '3', '4', '5', '6'),
  market: fc.constantFrom('UK', 'FR', 'DE'),
});

const groupings = [
  [],
  ['market'],
  ['account'],
  ['month', 'product'],
  ['account', 'month'],
  ['market', 'account'],
];
const asked: MeasureName[][] = [
  ['revenue'],
  ['active_accounts'],
  ['lines', 'revenue', 'orders', 'products', 'active_accounts', 'order_value'],
];
const slices: Slice[] = [
  { where: [], basis: 'net' },
  { where: [], basis: 'all' },
  { where: [{ field: 'product', in: ['p', 'q'] }], basis: 'gross' },
  {
    where: [
      { field: 'account', not: ['a'] },
      { field: 'market', contains: 'u' },
    ],
    basis: 'net',
  },
  {
    where: [
      { field: 'quantity', from: 0, to: 5, not: ['3'] },
      { field: 'month', in: ['2011-02'] },
    ],
    basis: 'all',
  },
];

async function measure(book: Book, by: string[], names: MeasureName[], slice: Slice, run: GroupRun) {
  const plan = planSlice(book, slice, { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY });
  const { cells, values, total } = await measureGroups(
    book,
    plan,
    by.map((name) => groupDimension(book, name)),
    names,
    { countRows: false, ...run },
  );
  return {
    cells: [...cells],
    values: names.map((name) => [...values.get(name)!]),
    total: Object.fromEntries(total),
  };
}

test('a query gives the same bits on 1, 2, 3 and 4 threads as on the calling thread', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 120 }),
      fc.constantFrom(...groupings),
      fc.constantFrom(...asked),
      fc.constantFrom(...slices),
      async (rows, by, names, slice) => {
        const book = loadBook(memoryWorkspace([salesBatch(rows as SaleRow[])]));
        const alone = await measure(book, by, names, slice, { threads: 0 });
        for (const threads of [1, 2, 3, 4]) {
          expect(await measure(book, by, names, slice, { threads })).toEqual(alone);
        }
      },
    ),
    { seed: seed(), numRuns: 60 },
  );
});

test('however the rows are cut, counts are the same and sums agree to the last digits', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 120 }),
      fc.constantFrom(...groupings),
      fc.constantFrom(...asked),
      fc.constantFrom(...slices),
      fc.integer({ min: 1, max: 40 }),
      async (rows, by, names, slice, parts) => {
        const book = loadBook(memoryWorkspace([salesBatch(rows as SaleRow[])]));
        const one = await measure(book, by, names, slice, { threads: 0 });
        const other = await measure(book, by, names, slice, { threads: 2, parts });
        expect(other.cells).toEqual(one.cells);
        names.forEach((_, index) => {
          other.values[index]!.forEach((value, group) => {
            expect(value).toBeCloseTo(one.values[index]![group]!, 9);
          });
        });
        for (const name of names) {
          if (one.total[name] === null) expect(other.total[name]).toBeNull();
          else expect(other.total[name]).toBeCloseTo(one.total[name]!, 9);
        }
      },
    ),
    { seed: seed(), numRuns: 100 },
  );
});

test('an aborted query ends with CancelledError and leaves the threads usable', async () => {
  const rows: SaleRow[] = Array.from({ length: 50 }, (_, index) => ({
    account: `a${index % 9}`,
    day: 15_000 + index,
    revenue: index,
  }));
  const book = loadBook(memoryWorkspace([salesBatch(rows)]));
  const slice: Slice = { where: [], basis: 'net' };
  const stop = new AbortController();
  const running = measure(book, ['account'], ['revenue'], slice, { threads: 2, signal: stop.signal });
  stop.abort();
  await expect(running).rejects.toThrow(CancelledError);
  await expect(
    measure(book, ['account'], ['revenue'], slice, { threads: 2, signal: stop.signal }),
  ).rejects.toThrow(CancelledError);
  const after = await measure(book, [], ['revenue'], slice, { threads: 2 });
  expect(after.total.revenue).toBe(1225);
});
