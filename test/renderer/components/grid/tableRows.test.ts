import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  everyRow,
  rowSearch,
  sortedRows,
  tableRows,
} from '../../../../renderer/components/grid/tableRows.ts';
import { gridColumns } from '../../../../renderer/components/tableColumns.tsx';
import { makeTable, numberColumn, textColumn } from '../../../../shared/domain/table.ts';
import { createFormat } from '../../../../shared/i18n/format.ts';
import { createTranslate } from '../../../../shared/i18n/translate.ts';
import { seed } from '../../../property/seed.ts';

const words = { t: createTranslate('en'), format: createFormat('en'), locale: 'en' as const };
const table = makeTable([
  textColumn('account', ['Item 10', null, 'item 9', 'Über', 'Item 10']),
  numberColumn('revenue', 'money', [3, Number.NaN, 1, 2, 4]),
]);
const columns = gridColumns(table, undefined, words);

function sorted(...sort: [string, 'asc' | 'desc'][]): number[] {
  const keys = sort.map(([id, way]) => ({ id, way }));
  return [...sortedRows(table, everyRow(table), columns, keys, 'en')];
}

test('missing values come last in either direction', () => {
  expect(sorted(['revenue', 'asc'])).toEqual([2, 3, 0, 4, 1]);
  expect(sorted(['revenue', 'desc'])).toEqual([4, 0, 3, 2, 1]);
});

test('numbers within names are numbers, and what is equal keeps its order or goes by the next column', () => {
  expect(sorted(['account', 'asc'])).toEqual([2, 0, 4, 3, 1]);
  expect(sorted(['account', 'asc'], ['revenue', 'desc'])).toEqual([2, 4, 0, 3, 1]);
});

test('no order, or one by a column that is not there, leaves the rows as they came', () => {
  expect(sorted()).toEqual([0, 1, 2, 3, 4]);
  expect(sorted(['absent', 'asc'])).toEqual([0, 1, 2, 3, 4]);
});

test('every row is there once, in order, whatever the values', () => {
  const value = fc.oneof(fc.double(), fc.constant(Number.NaN), fc.integer({ min: -3, max: 3 }));
  fc.assert(
    fc.property(fc.array(value), fc.constantFrom('asc' as const, 'desc' as const), (values, way) => {
      const own = makeTable([numberColumn('n', 'none', values)]);
      const [column] = gridColumns(own, undefined, words);
      const order = sortedRows(own, everyRow(own), [column!], [{ id: 'n', way }], 'en');
      expect([...order].sort((a, b) => a - b)).toEqual(values.map((_, row) => row));
      const found = [...order].map((row) => values[row]!);
      const numbers = found.filter((each) => !Number.isNaN(each));
      expect(found.slice(0, numbers.length)).toEqual(numbers);
      numbers.slice(1).forEach((each, index) => {
        expect(way === 'asc' ? each >= numbers[index]! : each <= numbers[index]!).toBe(true);
      });
    }),
    { seed: seed() },
  );
});

test('a row is found by all words that are looked for, in any of its cells, large or small', () => {
  const find = rowSearch(table, columns);
  const all = everyRow(table);
  expect([...find(all, ' ITEM 3')]).toEqual([0]);
  expect([...find(all, 'item')]).toEqual([0, 2, 4]);
  expect([...find(all, 'über')]).toEqual([3]);
  expect([...find(all, 'nowhere')]).toEqual([]);
  expect(find(all, '  ')).toBe(all);
});

test('rows are counted and sampled in their order', () => {
  const rows = tableRows(table, Int32Array.of(4, 2));
  expect(rows.count).toBe(2);
  expect(rows.rowAt(1)).toEqual({ table, row: 2 });
  expect(rows.sample().map(({ row }) => row)).toEqual([4, 2]);
  expect(tableRows(table, new Int32Array()).sample()).toEqual([]);
});

test('the sample of a long table reaches to its end', () => {
  const long = makeTable([
    numberColumn(
      'n',
      'none',
      Array.from({ length: 100_000 }, (_, row) => row),
    ),
  ]);
  const sample = tableRows(long, everyRow(long)).sample();
  expect(sample.length).toBeLessThan(300);
  expect(Math.max(...sample.map(({ row }) => row))).toBeGreaterThan(99_000);
});
