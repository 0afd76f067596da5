import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type NextProducts,
  reasonsShown,
} from '../../../../electron/engine/analysis/cross-sell/nextProduct/nextProducts.ts';
import { packedColumn } from '../../../../electron/engine/exhibit/columns.ts';
import {
  nextProductEvidence,
  nextProductTexts,
} from '../../../../electron/engine/exhibit/nextProductTexts.ts';
import { makeTable, takeRows, texts } from '../../../../shared/domain/table.ts';
import { seed } from '../../../property/seed.ts';

const items = { keys: ['P0', 'P1', 'P2', 'P3'], names: ['Ärger', '产品', 'a "b"', 'd'] };

const entry = fc.record({
  named: fc.subarray([0, 1, 2, 3], { maxLength: reasonsShown }),
  buyers: fc.integer({ min: 0, max: 900 }),
  lapsed: fc.integer({ min: 0, max: 1 }),
  restItems: fc.integer({ min: 0, max: 2 }),
});

function listOf(
  entries: { named: number[]; buyers: number; lapsed: number; restItems: number }[],
): NextProducts {
  const n = entries.length;
  const reasonItem = new Int32Array(n * reasonsShown).fill(-1);
  const reasonPart = new Float64Array(n * reasonsShown);
  for (const [row, { named }] of entries.entries()) {
    for (const [place, item] of named.entries()) {
      reasonItem[row * reasonsShown + place] = item;
      reasonPart[row * reasonsShown + place] = 0.5 / (place + 1);
    }
  }
  const none = new Float64Array(n);
  return {
    ...{ n, account: new Int32Array(n), item: new Int32Array(n), warnings: [], reasonItem, reasonPart },
    ...{ score: none, probability: none, value: none, expected: none, rest: none.map(() => 0.25) },
    buyers: Int32Array.from(entries, ({ buyers }) => buyers),
    lapsed: Uint8Array.from(entries, ({ lapsed }) => lapsed),
    restItems: Int32Array.from(entries, ({ restItems }) => restItems),
  };
}

const everyRow = (n: number) => Int32Array.from({ length: n }, (_, row) => row);

test('every entry says which bought products speak for it, and what adds up to its score', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
      const found = nextProductTexts(listOf(entries), everyRow(entries.length), items, true);
      const table = makeTable([
        packedColumn('params', found.params),
        packedColumn('reasons', found.reasons!),
      ]);
      for (const [row, { named, buyers, lapsed, restItems }] of entries.entries()) {
        expect(nextProductEvidence[found.named[row]!]).toBe(`nextProduct${named.length}`);
        const [a = '', b = '', c = ''] = named.map((item) => items.names[item]!);
        const params = JSON.parse(texts(table, 'params')[row]!) as object;
        expect(params).toMatchObject({ a, b, c, buyers });
        expect(JSON.parse(texts(table, 'reasons')[row]!)).toEqual([
          ...named.map((item, place) => ({
            ...{ code: 'boughtWith', product: items.keys[item], name: items.names[item] },
            contribution: 0.5 / (place + 1),
          })),
          ...(restItems > 0 ? [{ code: 'otherProducts', count: restItems, contribution: 0.25 }] : []),
          ...(lapsed === 1 ? [{ code: 'boughtBefore' }] : []),
        ]);
      }
    }),
    { seed: seed(), numRuns: 60 },
  );
  expect(nextProductTexts(listOf([]), everyRow(0), items, false).reasons).toBeNull();
});

test('rows are taken from texts that are kept as bytes', () => {
  const { params } = nextProductTexts(
    listOf([1, 2, 3].map((buyers) => ({ named: [1], buyers, lapsed: 0, restItems: 0 }))),
    everyRow(3),
    items,
    false,
  );
  const taken = takeRows(makeTable([packedColumn('params', params)]), [2, 0, 7]);
  expect(makeTable(taken.columns).n).toBe(3);
  expect(
    texts(taken, 'params').map((text) => text && (JSON.parse(text) as { buyers: number }).buyers),
  ).toEqual([3, 1, null]);
});

test('a page of the list says what the whole list says there', () => {
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 1, maxLength: 30 }).chain((entries) =>
        fc.record({
          entries: fc.constant(entries),
          rows: fc.array(fc.nat({ max: entries.length - 1 }), { maxLength: 40 }),
        }),
      ),
      ({ entries, rows }) => {
        const list = listOf(entries);
        const tableOf = (chosen: Int32Array) => {
          const { named, params, reasons } = nextProductTexts(list, chosen, items, true);
          const table = makeTable([packedColumn('params', params), packedColumn('reasons', reasons!)]);
          return Array.from(chosen, (_, at) => [
            named[at],
            texts(table, 'params')[at],
            texts(table, 'reasons')[at],
          ]);
        };
        const whole = tableOf(everyRow(entries.length));
        expect(tableOf(Int32Array.from(rows))).toEqual(rows.map((row) => whole[row]));
      },
    ),
    { seed: seed(), numRuns: 60 },
  );
});
