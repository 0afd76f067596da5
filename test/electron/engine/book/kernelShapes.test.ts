import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compensatedSum } from '../../../../electron/engine/analysis/statistics/compensated.ts';
import { groupDimension } from '../../../../electron/engine/book/groups.ts';
import { loadBook } from '../../../../electron/engine/book/loadBook.ts';
import { measureGroups } from '../../../../electron/engine/book/measureGroups.ts';
import { measureNumbered } from '../../../../electron/engine/book/numberedGroups.ts';
import { markRows } from '../../../../electron/engine/book/selection.ts';
import { planSlice } from '../../../../electron/engine/book/slicePlan.ts';
import type { Book } from '../../../../electron/engine/book/types.ts';
import type { MeasureName } from '../../../../shared/domain/measures.ts';
import type { Basis, Condition } from '../../../../shared/domain/slice.ts';
import { seed } from '../../../property/seed.ts';
import { memoryWorkspace, newBatch } from './memoryWorkspace.ts';

/** So many order numbers that pairs of order and group are not marked in bits. */
const manyOrders = Array.from({ length: 600_000 }, (_, index) => `${index}`);
const accounts = ['a', 'b', 'c', 'd', 'e'];
const markets = ['UK', 'FR', 'DE'];
const products = ['p', 'q', 'r', 's'];

interface Row {
  account: number;
  product: number;
  market: number;
  order: number;
  day: number;
  revenue: number;
}

const row: fc.Arbitrary<Row> = fc.record({
  account: fc.integer({ min: 0, max: accounts.length }),
  product: fc.integer({ min: -1, max: products.length - 1 }),
  market: fc.integer({ min: -1, max: markets.length - 1 }),
  order: fc.integer({ min: -1, max: 9 }).map((order) => (order < 0 ? -1 : (order * 66_667) % 600_000)),
  day: fc.integer({ min: 15_000, max: 15_090 }),
  revenue: fc.oneof(
    fc.integer({ min: -400, max: 900 }).map((cents) => cents / 8),
    fc.constant(Number.NaN),
  ),
});

/** Rows without account have the code after the last account and come last. */
function bookOf(rows: Row[]): Book {
  const sorted = rows
    .map((one, index) => ({ ...one, index }))
    .sort((a, b) => a.account - b.account || a.index - b.index);
  const codes = (name: string, dictionary: string[], of: (one: Row) => number) => ({
    name,
    type: 'code' as const,
    dictionary,
    values: Int32Array.from(sorted, of),
  });
  const columns = [
    codes('account', accounts, ({ account }) => (account === accounts.length ? -1 : account)),
    codes('product', products, ({ product }) => product),
    codes('market', markets, ({ market }) => market),
    codes('order', manyOrders, ({ order }) => order),
    { name: 'date', type: 'day' as const, values: Int32Array.from(sorted, ({ day }) => day) },
    { name: 'revenue', type: 'number' as const, values: Float64Array.from(sorted, ({ revenue }) => revenue) },
  ];
  return loadBook(memoryWorkspace([newBatch('sales', columns, rows.length)]));
}

const names: MeasureName[] = ['lines', 'revenue', 'orders', 'products', 'active_accounts'];
const groupings = [
  [],
  ['market'],
  ['account'],
  ['market', 'product'],
  ['day', 'market'],
  ['month', 'account'],
  ['account', 'day', 'market'],
  ['account', 'product', 'day'],
];
const wheres: Condition[][] = [
  [],
  [{ field: 'product', in: ['p', 'r'] }],
  [
    { field: 'account', not: ['b'] },
    { field: 'market', in: ['UK', 'DE'] },
  ],
  [
    { field: 'revenue', from: 0, not: ['2'] },
    { field: 'month', not: ['2011-02'] },
  ],
];

/** The largest amount of a row, which what is lost in its last digit goes with. */
function largestOf(book: Book): number {
  return book.number('revenue')!.reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0);
}

async function expectSame(
  book: Book,
  by: string[],
  asked: MeasureName[],
  where: Condition[],
  basis: Basis,
  countRows = true,
): Promise<void> {
  const everything = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  const plan = planSlice(book, { where, basis }, everything);
  const dimensions = by.map((name) => groupDimension(book, name));
  const found = await measureGroups(book, plan, dimensions, asked, { countRows });
  const expected = measureNumbered(book, markRows(book, plan), dimensions, asked);
  expect([...found.cells]).toEqual([...expected.cells]);
  if (countRows) expect(found.rows).toBe(expected.rows);
  for (const name of asked) {
    const [ours, theirs] = [found.values.get(name)!, expected.values.get(name)!];
    theirs.forEach((value, index) => {
      expect(Math.abs(ours[index]! - value), name).toBeLessThanOrEqual(5e-13 * (800 + largestOf(book)));
    });
    const total = expected.total.get(name)!;
    if (total === null) expect(found.total.get(name), name).toBeNull();
    else
      expect(Math.abs(found.total.get(name)! - total), name).toBeLessThanOrEqual(
        5e-13 * (800 + largestOf(book)),
      );
  }
}

test('every shape of kernel gives what numbering groups as met and looping over rows gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 90 }),
      fc.constantFrom(...groupings),
      fc.constantFrom<MeasureName[]>(names, ['active_accounts'], ['revenue'], ['orders'], ['products']),
      fc.constantFrom(...wheres),
      fc.constantFrom<Basis>('net', 'gross', 'all'),
      async (rows, by, asked, where, basis) => expectSame(bookOf(rows), by, asked, where, basis),
    ),
    { seed: seed(), numRuns: 250 },
  );
});

/** Amounts that fit one, two and four bytes as whole numbers, that add up in 64 bits only, that are none, and that pay together. */
const amounts: ((revenue: number) => number)[] = [
  (revenue) => Math.round(revenue),
  (revenue) => revenue * 10,
  (revenue) => revenue * 1_000,
  (revenue) => revenue * 19_000_000,
  (revenue) => revenue / 7,
  (revenue) => revenue / 2_000_000,
];

test('whole numbers add up as what they stand for', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 250 }),
      fc.constantFrom(...amounts),
      fc.constantFrom(...groupings),
      fc.constantFrom(...wheres),
      async (rows, amount, by, where) => {
        const changed = rows.map((one) => ({ ...one, revenue: amount(one.revenue) }));
        await expectSame(bookOf(changed), by, ['revenue', 'active_accounts', 'lines'], where, 'all');
      },
    ),
    { seed: seed(), numRuns: 200 },
  );
});

test('who is active is the same where rows are not counted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 120 }),
      fc.constantFrom(...amounts),
      fc.boolean(),
      fc.constantFrom<string[]>([], ['market'], ['product'], ['month'], ['account'], ['account', 'market']),
      fc.constantFrom<Condition[]>(
        [],
        [{ field: 'market', in: ['UK'] }],
        [{ field: 'product', not: ['p'] }],
        [
          { field: 'account', not: ['b'] },
          { field: 'market', not: ['UK', 'DE'] },
        ],
        [{ field: 'month', in: ['2011-02'] }],
      ),
      fc.constantFrom<Basis>('net', 'gross', 'all'),
      async (rows, amount, returns, by, where, basis) => {
        const changed = rows.map((one) => {
          const revenue = amount(one.revenue);
          return { ...one, revenue: returns ? revenue : Math.abs(revenue) };
        });
        await expectSame(bookOf(changed), by, ['active_accounts'], where, basis, false);
      },
    ),
    { seed: seed(), numRuns: 300 },
  );
});

/** Most orders belong to one account, whose rows of it lie side by side or not; the last one belongs to several. */
const ownOrder = row.map((one) => {
  if (one.order < 0) return one;
  return { ...one, order: one.order % 4 === 3 ? 599_999 : (one.account * 3 + (one.order % 4)) * 30_011 };
});

test('orders count once whether their rows lie together, apart or under several accounts', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(ownOrder, { minLength: 1, maxLength: 40 }),
      fc.constantFrom(...groupings),
      fc.constantFrom(...wheres),
      async (rows, by, where) => expectSame(bookOf(rows), by, ['orders', 'lines'], where, 'all'),
    ),
    { seed: seed(), numRuns: 150 },
  );
});

test('accounts of more rows than a list holds are read in blocks', async () => {
  const rows: Row[] = Array.from({ length: 20_000 }, (_, index) => ({
    account: index % 2,
    product: (index * 7) % 4,
    market: (index * 11) % 3,
    order: (index * 13) % 600_000,
    day: 15_000 + ((index * 17) % 90),
    revenue: ((index * 19) % 1000) / 8 - 20,
  }));
  const book = bookOf(rows);
  for (const by of groupings) for (const where of wheres) await expectSame(book, by, names, where, 'net');
});

test('sums agree with compensated sums to twelve digits', async () => {
  const rows: Row[] = Array.from({ length: 60_000 }, (_, index) => ({
    account: index % 5,
    product: index % 4,
    market: index % 3,
    order: -1,
    day: 15_000 + (index % 90),
    revenue: Math.round(((index * 7_919) % 100_003) * 13.7) / 100,
  }));
  const book = bookOf(rows);
  const plan = planSlice(book, { where: [], basis: 'net' }, { from: 0, to: 99_999 });
  for (const by of [[], ['market'], ['account', 'month']]) {
    const dimensions = by.map((name) => groupDimension(book, name));
    const { values, total } = await measureGroups(book, plan, dimensions, ['revenue']);
    const exact = compensatedSum(rows.map(({ revenue }) => revenue));
    expect(Math.abs(total.get('revenue')! / exact - 1)).toBeLessThan(1e-12);
    expect(Math.abs(compensatedSum(values.get('revenue')!) / exact - 1)).toBeLessThan(1e-12);
  }
});
