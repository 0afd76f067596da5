import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadBook } from '../../electron/engine/book/loadBook.ts';
import { runQuery } from '../../electron/engine/book/query.ts';
import { query } from '../../shared/contract/analyse.ts';
import { isoMonth, monthOfDay } from '../../shared/domain/calendar.ts';
import { numbers, texts } from '../../shared/domain/table.ts';
import { memoryWorkspace, type SaleRow, salesBatch } from '../electron/engine/book/memoryWorkspace.ts';
import { seed } from './seed.ts';

const row = fc.record({
  account: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { freq: 6 }),
  day: fc.integer({ min: 15_000, max: 15_200 }),
  revenue: fc.integer({ min: -500, max: 1000 }).map((cents) => cents / 4),
  quantity: fc.integer({ min: -3, max: 9 }),
  price: fc.integer({ min: 0, max: 5 }),
  product: fc.option(fc.constantFrom('p', 'q', 'r'), { freq: 5 }),
  order: fc.constantFrom('1', '2', '3', '4', '5', '6'),
  market: fc.constantFrom('UK', 'FR', 'DE'),
});

function oracle(rows: SaleRow[], basis: string, keyOf: (row: SaleRow) => string) {
  const kept = rows.filter(
    (one) =>
      (basis === 'all' || one.account !== null) &&
      (basis !== 'gross' || (one.quantity! > 0 && one.price! > 0)),
  );
  const groups = new Map<string, SaleRow[]>();
  for (const one of kept) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return new Map(
    [...groups].map(([key, members]) => {
      const perAccount = new Map<string, number>();
      for (const one of members) {
        if (one.account) perAccount.set(one.account, (perAccount.get(one.account) ?? 0) + one.revenue);
      }
      return [
        key,
        {
          lines: members.length,
          revenue: members.reduce((sum, one) => sum + one.revenue, 0),
          orders: new Set(members.map((one) => one.order)).size,
          active: [...perAccount.values()].filter((sum) => sum > 0).length,
        },
      ];
    }),
  );
}

test('a grouped query over any merge of batches equals a loop over the rows', async () => {
  const kinds: [string[], (one: SaleRow) => string][] = [
    [['market'], (one) => `${one.market}`],
    [['month', 'product'], (one) => `${isoMonth(monthOfDay(one.day))}|${one.product ?? ''}`],
    [['account', 'market'], (one) => `${one.account ?? ''}|${one.market}`],
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(row, { minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 4 }),
      fc.constantFrom('net', 'gross', 'all'),
      fc.constantFrom(...kinds),
      fc.boolean(),
      async (batches, basis, [by, keyOf], counting) => {
        const book = loadBook(memoryWorkspace(batches.map((rows) => salesBatch(rows))));
        const measures = counting ? ['lines', 'revenue', 'orders', 'active_accounts'] : ['lines', 'revenue'];
        const { table } = await runQuery(book, query.parse({ measures, by, basis }));
        const expected = oracle(batches.flat(), basis, keyOf);
        expect(table.n).toBe(expected.size);
        for (let index = 0; index < table.n; index++) {
          const group = expected.get(by.map((name) => texts(table, name)[index] ?? '').join('|'))!;
          expect(numbers(table, 'lines')[index]).toBe(group.lines);
          expect(numbers(table, 'revenue')[index]).toBeCloseTo(group.revenue, 9);
          if (!counting) continue;
          expect(numbers(table, 'orders')[index]).toBe(group.orders);
          expect(numbers(table, 'active_accounts')[index]).toBe(group.active);
        }
      },
    ),
    { seed: seed(), numRuns: 200 },
  );
});

test('every row of a merged book still knows its batch and source record', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(row, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 4 }),
      (batches) => {
        const book = loadBook(memoryWorkspace(batches.map((rows) => salesBatch(rows))));
        const revenue = book.number('revenue')!;
        for (let index = 0; index < book.n; index++) {
          const { batch, record } = book.source(index);
          const source = batches[batch - 1]![record - 1]!;
          expect(revenue[index]).toBe(source.revenue);
          expect(book.accounts.keys[book.account()[index]!] ?? null).toBe(source.account);
        }
      },
    ),
    { seed: seed(), numRuns: 100 },
  );
});
