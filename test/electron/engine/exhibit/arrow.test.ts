import { tableFromIPC } from 'apache-arrow';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrowToTable, tableToArrow, tableToArrowFile } from '../../../../electron/engine/exhibit/arrow.ts';
import { codedColumn, makeTable, numberColumn, textColumn } from '../../../../shared/domain/table.ts';
import { seed } from '../../../property/seed.ts';

const table = makeTable([
  textColumn('account_name', ['北京顺达', null, '', 'a😀\u0001']),
  numberColumn('revenue', 'money', [1.5, Number.NaN, -0, 1e300]),
  numberColumn('last_order', 'none', [0, 20_000, Number.NaN, -5], 'date'),
  numberColumn('cohort', 'none', [24_000, Number.NaN, 24_001, 24_002], 'month'),
  numberColumn('partial', 'none', [1, 0, Number.NaN, 1], 'boolean'),
  numberColumn('orders', 'count', [1, 2, 3, 4], 'integer'),
]);

test('the wire keeps every value, type and unit', () => {
  expect(arrowToTable(tableToArrow(table))).toEqual(table);
});

test('a file keeps every value, type and unit', () => {
  expect(arrowToTable(tableToArrowFile(table))).toEqual(table);
});

test('a file gives other programs typed dates, booleans and nulls', () => {
  const rows = tableFromIPC(tableToArrowFile(table)).toArray();
  expect(rows[0]?.last_order).toEqual(0);
  expect(rows[2]?.last_order).toBeNull();
  expect(rows[1]?.revenue).toBeNull();
  expect(rows[0]?.partial).toBe(true);
  expect(rows[1]?.account_name).toBeNull();
  expect(rows[2]?.account_name).toBe('');
});

test('texts from a dictionary cross as the texts they stand for', () => {
  const words = fc.array(fc.option(fc.string({ unit: 'grapheme' })), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(words, fc.array(fc.integer({ min: -1, max: 5 }), { maxLength: 60 }), (dictionary, wanted) => {
      const codes = Int32Array.from(wanted, (code) => Math.min(code, dictionary.length - 1));
      const coded = makeTable([codedColumn('t', codes, dictionary)]);
      const plain = makeTable([
        textColumn(
          't',
          Array.from(codes, (code) => dictionary[code] ?? null),
        ),
      ]);
      expect(arrowToTable(tableToArrow(coded))).toEqual(plain);
      expect(arrowToTable(tableToArrowFile(coded))).toEqual(plain);
    }),
    { seed: seed() },
  );
});

test('empty tables survive', () => {
  const empty = makeTable([textColumn('a', []), numberColumn('b', 'ratio', [])]);
  expect(arrowToTable(tableToArrow(empty))).toEqual(empty);
  expect(arrowToTable(tableToArrowFile(empty))).toEqual(empty);
});

test('bytes that are no such table are refused', () => {
  expect(() => arrowToTable(new Uint8Array([1, 2, 3, 4]))).toThrow();
});

test('any text and any number survive both layouts', () => {
  const row = fc.tuple(fc.option(fc.string({ unit: 'grapheme' })), fc.double());
  fc.assert(
    fc.property(fc.array(row, { maxLength: 50 }), (rows) => {
      const made = makeTable([
        textColumn(
          't',
          rows.map(([text]) => text),
        ),
        numberColumn(
          'n',
          'none',
          rows.map(([, number]) => number),
        ),
      ]);
      expect(arrowToTable(tableToArrow(made))).toEqual(made);
      expect(arrowToTable(tableToArrowFile(made))).toEqual(made);
    }),
    { seed: Number(process.env.QUARTERDECK_SEED ?? 20_260_630) },
  );
});
