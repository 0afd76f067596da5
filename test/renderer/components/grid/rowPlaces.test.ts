import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evenRows, MeasuredRows } from '../../../../renderer/components/grid/rowPlaces.ts';
import { seed } from '../../../property/seed.ts';

test('rows of one height stand below one another', () => {
  const places = evenRows(100, 28);
  expect([places.total, places.top(3), places.bottom(3)]).toEqual([2800, 84, 112]);
  expect([places.at(-5), places.at(84), places.at(111), places.at(9999)]).toEqual([0, 3, 3, 99]);
  expect(evenRows(0, 28).at(10)).toBe(0);
});

test('rows that are measured push those below them down', () => {
  const places = new MeasuredRows(4, 28);
  expect(places.measure([[1, 60]])).toBe(true);
  expect([places.top(1), places.bottom(1), places.top(2), places.total]).toEqual([28, 88, 88, 144]);
  expect([places.at(27), places.at(28), places.at(87), places.at(88)]).toEqual([0, 1, 1, 2]);
  expect(places.measure([[1, 60]])).toBe(false);
  expect(new MeasuredRows(0, 28).total).toBe(0);
  expect(new MeasuredRows(0, 28).at(5)).toBe(0);
});

test('a row is found at every offset it covers, however high rows are', () => {
  const heights = fc.array(fc.integer({ min: 28, max: 200 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(heights, fc.nat(), (found, at) => {
      const places = new MeasuredRows(found.length, 28);
      places.measure(found.map((height, row) => [row, height] as const).reverse());
      expect(places.total).toBe(found.reduce((sum, height) => sum + height, 0));
      const row = at % found.length;
      expect(places.bottom(row) - places.top(row)).toBe(found[row]);
      expect(places.at(places.top(row))).toBe(row);
      expect(places.at(places.bottom(row) - 1)).toBe(row);
    }),
    { seed: seed() },
  );
});
