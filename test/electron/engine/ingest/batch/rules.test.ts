import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRules } from '../../../../../electron/engine/ingest/batch/rules.ts';
import { ValueDictionary } from '../../../../../electron/engine/ingest/batch/valueDictionary.ts';
import type { ChunkResult } from '../../../../../electron/engine/ingest/csv/scanPlan.ts';
import { importRules } from '../../../../../shared/contract/ingest.ts';
import { seed } from '../../../../property/seed.ts';

const number = fc.constantFrom(0, -0, 1, -1, 0.5, Number.NaN, -5e-324);
const row = fc.record({
  account: fc.integer({ min: -1, max: 2 }),
  id: fc.integer({ min: -1, max: 1 }),
  order: fc.integer({ min: -1, max: 4 }),
  price: number,
  quantity: number,
});
const orders = ['C1', '2', 'C', 'xC', 'CA-2'];
const none = -1;
const slots = { account: 0, accountId: 1, order: 2, price: 3, quantity: 4, revenue: none };
const others = { date: none, from: none, to: none, rate: none };

it('a row is taken out by the first rule that it meets, however many rows come at a time', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), fc.constantFrom(1, 3, 2000), (some, times) => {
      const rows = Array.from({ length: times }, () => some).flat();
      const dictionary = new ValueDictionary();
      const bytes = Buffer.from(orders.join(''));
      const ends = Uint32Array.from(orders, (_, at) => orders.slice(0, at + 1).join('').length);
      dictionary.add(0, { bytes, ends }, true);
      const all = importRules.parse({
        missingAccount: 'quarantine',
        cancellation: 'quarantine',
        zeroPrice: 'quarantine',
      });
      const book = createRules('sales', all, { ...slots, ...others }, dictionary);
      const taken = book.judge({
        rows: rows.length,
        hashes: new Int32Array(rows.length * 2),
        columns: [
          Int32Array.from(rows, ({ account }) => account),
          Int32Array.from(rows, ({ id }) => id),
          Int32Array.from(rows, ({ order }) => order),
          Float64Array.from(rows, ({ price }) => price),
          Float64Array.from(rows, ({ quantity }) => quantity),
        ],
      } as ChunkResult);
      const met = rows.map(({ account, id, order, price, quantity }) => [
        account < 0 && id < 0,
        ['C1', 'C'].includes(orders[order] ?? ''),
        price === 0 || quantity === 0,
        price < 0,
      ]);
      const first = met.map((rules) => rules.indexOf(true) + 1);
      expect(taken ? [...taken] : first.map(() => 0)).toEqual(first);
      const counts = book.counts().map(({ count }) => count);
      expect(counts.slice(0, 4)).toEqual([0, 1, 2, 3].map((at) => met.filter((rules) => rules[at]).length));
    }),
    { seed: seed(), numRuns: 60 },
  );
});
