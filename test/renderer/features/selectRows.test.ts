import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refOf, textAt } from '../../../renderer/features/shared/chartRef.ts';
import { evidenceWords } from '../../../renderer/features/shared/evidenceWords.ts';
import { filterRows, sortRows } from '../../../renderer/features/shared/selectRows.ts';
import type { ChartRef } from '../../../shared/charts/option.ts';
import { makeTable, numberColumn, numbers, textColumn } from '../../../shared/domain/table.ts';
import { createFormat } from '../../../shared/i18n/format.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';
import { exhibitOf } from '../../shared/charts/exhibits.ts';

const seed = Number(process.env.QUARTERDECK_SEED ?? 20260101);

test('sorting keeps every row, orders the numbers and puts missing values last', () => {
  const values = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.constant(Number.NaN)), { maxLength: 50 });
  fc.assert(
    fc.property(values, fc.constantFrom('ascending' as const, 'descending' as const), (column, direction) => {
      const sorted = numbers(sortRows(makeTable([numberColumn('x', 'money', column)]), 'x', direction), 'x');
      const known = Array.from(sorted).filter((value) => !Number.isNaN(value));
      expect(sorted.length).toBe(column.length);
      expect(Array.from(sorted).slice(0, known.length)).toEqual(known);
      const ordered = known.every((value, index) => {
        const before = known[index - 1] ?? value;
        return direction === 'ascending' ? before <= value : before >= value;
      });
      expect(ordered).toBe(true);
    }),
    { seed },
  );
});

test('filtering keeps the columns together', () => {
  const table = makeTable([textColumn('name', ['a', null, 'c']), numberColumn('x', 'count', [1, 2, 3])]);
  const kept = filterRows(table, (row) => row !== 0);
  expect(kept.n).toBe(2);
  expect(kept.columns.map((column) => Array.from<unknown>(column.values))).toEqual([
    [null, 'c'],
    [2, 3],
  ]);
});

test('a click finds its row; a sum of the rest and a bare axis find none', () => {
  const point = (ref: ChartRef | null) => ({
    componentType: 'series',
    seriesIndex: 0,
    seriesName: '',
    dataIndex: 0,
    name: '',
    value: 0,
    data: null,
    ref,
  });
  const exhibit = exhibitOf('movement', {}, { bridge: makeTable([textColumn('line', ['start', 'new'])]) });
  expect(textAt(exhibit, refOf(point({ table: 'bridge', row: 1 })), 'line')).toBe('new');
  expect(refOf(point({ table: 'bridge', row: -1 }))).toBeNull();
  expect(refOf(point(null))).toBeNull();
});

test('evidence that cannot be read shows its code, never markup or a crash', () => {
  const words = { t: createTranslate('en'), format: createFormat('en'), locale: 'en' as const };
  expect(evidenceWords('evidence', null, null, words)).toBe('–');
  expect(evidenceWords('evidence', 'noSuchCode', '{broken', words)).toBe('noSuchCode');
  expect(evidenceWords('nextStep', 'noSuchCode', '[1,2]', words)).toBe('noSuchCode');
});
