import { expect, test } from 'vitest';
import {
  cellReference,
  columnLetters,
  sheetName,
  sheetReference,
} from '../../../../../electron/engine/briefing/xlsx/references.ts';

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
  [16_383, 'XFD'],
])('column %i is %s', (column, letters) => {
  expect(columnLetters(column)).toBe(letters);
});

test('references name cells, ranges and sheets', () => {
  expect(cellReference(1, 7)).toBe('B7');
  const range = { firstColumn: 0, firstRow: 2, lastColumn: 1, lastRow: 9 };
  expect(sheetReference("Bob's", range)).toBe("'Bob''s'!$A$2:$B$9");
  expect(sheetReference('T', { ...range, lastColumn: 0, lastRow: 2 })).toBe("'T'!$A$2");
});

test('sheet names keep to what is allowed and are not given twice', () => {
  expect(sheetName('a/b:c', new Set())).toBe('a b c');
  expect(sheetName("''", new Set())).toBe('Sheet');
  expect(sheetName('History', new Set())).toBe('Sheet');
  expect(sheetName('x'.repeat(40), new Set())).toHaveLength(31);
  const taken = new Set(['table', 'x'.repeat(31)]);
  expect(sheetName('Table', taken)).toBe('Table (2)');
  expect(sheetName('x'.repeat(40), taken)).toBe(`${'x'.repeat(27)} (2)`);
  expect(sheetName(`${'x'.repeat(30)}😀`, new Set())).toBe('x'.repeat(30));
});
