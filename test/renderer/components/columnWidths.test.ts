import { expect, test } from 'vitest';
import { type ColumnNeed, fitWidths } from '../../../renderer/components/columnWidths.ts';

const number = (width: number): ColumnNeed => ({ width, kind: 'number' });
const name = (width: number): ColumnNeed => ({ width, kind: 'name' });
const sentence = (width: number): ColumnNeed => ({ width, kind: 'sentence' });

test('room that is left is shared by all, in proportion', () => {
  expect(fitWidths([name(200), number(100)], 600)).toEqual([400, 200]);
});

test('sentences take all the room that is left', () => {
  expect(fitWidths([name(100), number(100), sentence(300), sentence(100)], 1000)).toEqual([
    100, 100, 600, 200,
  ]);
});

test('names give way before numbers are cut', () => {
  expect(fitWidths([name(210), number(100), number(100)], 350)).toEqual([150, 100, 100]);
  expect(fitWidths([name(310), name(120), number(100)], 320)).toEqual([110, 110, 100]);
});

test('a table too wide for any narrowing scrolls, with names that can be read', () => {
  expect(fitWidths([name(300), number(400), number(400)], 500)).toEqual([180, 400, 400]);
  expect(fitWidths([name(90), number(600), number(400)], 500)).toEqual([90, 600, 400]);
});

test('where it scrolls, the columns that can be seen are whole and fill the room', () => {
  expect(fitWidths([name(200), name(110), number(130), number(120)], 400)).toEqual([160, 110, 130, 120]);
  expect(fitWidths([name(120), number(100), number(100), number(100)], 350)).toEqual([131, 109, 109, 100]);
  // A third figure would leave the name too little to be read.
  expect(fitWidths([name(300), number(100), number(100), number(100)], 400)).toEqual([200, 100, 100, 100]);
});

test('an empty table and a hidden one do not fail', () => {
  expect(fitWidths([], 500)).toEqual([]);
  expect(fitWidths([name(0), number(0)], 0)).toEqual([0, 0]);
});
