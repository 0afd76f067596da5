import { expect, test } from 'vitest';
import { marketAtLevel } from '../../../../../electron/engine/analysis/market/marketAtLevel.ts';
import { firstDayOfMonth, monthOfDay } from '../../../../../shared/domain/calendar.ts';

const first = monthOfDay(20_000);

/** Per cell its figures of the months from the first on, null = none. */
function figuresOf(cells: (number | null)[][]) {
  const rows = cells.flatMap((values, cell) =>
    values.flatMap((value, month) => (value === null ? [] : [{ cell, month, value }])),
  );
  return {
    day: rows.map(({ month }) => firstDayOfMonth(first + month)),
    value: rows.map(({ value }) => value),
    cell: rows.map(({ cell }) => cell),
    cells: cells.length,
  };
}

test('a market that doubles doubles the line, at the level of the account', () => {
  const line = marketAtLevel(figuresOf([[100, 200]]), [7], first, [30, 30]);
  expect(Array.from(line)).toEqual([20, 40]);
});

test('cells count by what is bought of them, whatever their size and unit', () => {
  const small = figuresOf([
    [1, 3],
    [5000, 5000],
  ]);
  const large = figuresOf([
    [1e6, 3e6],
    [5, 5],
  ]);
  const expected = [7.5, 12.5];
  for (const figures of [small, large]) {
    const line = marketAtLevel(figures, [50, 50], first, [10, 10]);
    expect(line[0]).toBeCloseTo(expected[0]!, 12);
    expect(line[1]).toBeCloseTo(expected[1]!, 12);
  }
});

test('a month that a cell does not have is left open, and what is not bought does not matter', () => {
  const figures = figuresOf([
    [100, null, 300],
    [null, 50, null],
  ]);
  expect(Array.from(marketAtLevel(figures, [1, 0], first, [20, 99, 20]))).toEqual([10, Number.NaN, 30]);
});

test('figures of a cell and month are added', () => {
  const { day, value, cell, cells } = figuresOf([[100, 200]]);
  const twice = { day: [...day, day[0]!], value: [...value, 100], cell: [...cell, 0], cells };
  expect(Array.from(marketAtLevel(twice, [1], first, [30, 30]))).toEqual([30, 30]);
});

test('without a market, a purchase or revenue there is no line', () => {
  const none = [Number.NaN, Number.NaN];
  expect(Array.from(marketAtLevel(figuresOf([]), [], first, [1, 1]))).toEqual(none);
  expect(Array.from(marketAtLevel(figuresOf([[1, 2]]), [0], first, [1, 1]))).toEqual(none);
  expect(Array.from(marketAtLevel(figuresOf([[1, 2]]), [1], first, [0, 0]))).toEqual(none);
});
