import { expect, test } from 'vitest';
import { moveCell } from '../../../../renderer/components/grid/gridKeys.ts';

const limits = { rows: 100, columns: 5 };
const from = { row: 50, column: 2 };

function go(key: string, command = false, start = from, within = limits) {
  return moveCell(start, key, command, 10, within);
}

test('arrows go one cell, with the command key to the edge', () => {
  expect(go('ArrowDown')).toEqual({ row: 51, column: 2 });
  expect(go('ArrowDown', true)).toEqual({ row: 99, column: 2 });
  expect(go('ArrowUp', true)).toEqual({ row: 0, column: 2 });
  expect(go('ArrowLeft')).toEqual({ row: 50, column: 1 });
  expect(go('ArrowRight', true)).toEqual({ row: 50, column: 4 });
});

test('above the first row is the header, and nothing above that', () => {
  expect(go('ArrowUp', false, { row: 0, column: 1 })).toEqual({ row: -1, column: 1 });
  expect(go('ArrowUp', true, { row: 0, column: 1 })).toEqual({ row: -1, column: 1 });
  expect(go('ArrowUp', false, { row: -1, column: 1 })).toEqual({ row: -1, column: 1 });
  expect(go('PageUp', false, { row: 3, column: 1 })).toEqual({ row: 0, column: 1 });
});

test('Home and End go along the row, with the command key to the corners', () => {
  expect(go('Home')).toEqual({ row: 50, column: 0 });
  expect(go('End')).toEqual({ row: 50, column: 4 });
  expect(go('Home', true)).toEqual({ row: 0, column: 0 });
  expect(go('End', true)).toEqual({ row: 99, column: 4 });
});

test('pages stop at the last row, and an empty table has its header alone', () => {
  expect(go('PageDown')).toEqual({ row: 60, column: 2 });
  expect(go('PageDown', false, { row: 95, column: 0 })).toEqual({ row: 99, column: 0 });
  expect(go('End', true, { row: -1, column: 0 }, { rows: 0, columns: 5 })).toEqual({ row: -1, column: 4 });
});

test('other keys do not move', () => {
  expect(go('a')).toBeNull();
});
