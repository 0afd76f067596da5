import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prefixSums } from '../../../electron/engine/book/explore/prefix.ts';
import { type Cube, differenceError, emptyReading } from '../../../shared/domain/cube.ts';
import {
  binCount,
  binsOfText,
  brushBinOf,
  brushCount,
  drawnBins,
  type NumberAxis,
  rangeFilter,
  rangeOf,
  type TextAxis,
  textFilter,
} from '../../../shared/domain/cubeAxis.ts';
import { filterOfRuns, readBrush, runsOf, runsOfFilter } from '../../../shared/domain/cubeBrush.ts';
import {
  bothConditions,
  conditionOf,
  lastBelow,
  nextBelow,
  withConditions,
} from '../../../shared/domain/cubeFilter.ts';
import { gridCell, gridLines, gridSpan } from '../../../shared/domain/cubeGrid.ts';
import type { Condition } from '../../../shared/domain/slice.ts';
import { seed } from '../../property/seed.ts';

const numbers: NumberAxis = {
  kind: 'number',
  field: 'revenue',
  unit: 'money',
  scale: 'linear',
  edges: Float64Array.of(0, 10, 20, 30),
  stops: Float64Array.of(0, 5, 10, 15, 20, 25, 30),
  under: true,
  over: false,
  missing: true,
  decimals: 2,
};
const texts: TextAxis = {
  kind: 'text',
  field: 'market',
  values: ['UK', 'FR'],
  names: ['UK', 'FR'],
  others: 3,
  missing: true,
};

describe('the bins of an axis', () => {
  test('every value is in one, the last takes its upper edge in, missing values are out of reach', () => {
    expect(
      [-0.01, 0, 4.99, 5, 29.99, 30, 30.01, Number.NaN].map((value) => brushBinOf(numbers, value)),
    ).toEqual([0, 1, 1, 2, 6, 6, -1, -1]);
    expect(brushCount(numbers)).toBe(7);
    expect(binCount(numbers)).toBe(5);
    expect([...drawnBins(numbers)]).toEqual([0, 1, 1, 2, 2, 3, 3, 4]);
  });

  test('a range is a filter and the filter is the range', () => {
    expect(rangeFilter(numbers, 0, 3)).toEqual({ from: null, below: 10 });
    expect(rangeFilter(numbers, 1, 7)).toEqual({ from: 0, below: null });
    expect(rangeFilter(numbers, 0, 7)).toEqual({ from: null, below: null });
    expect(rangeFilter({ ...numbers, missing: false }, 0, 7)).toBeNull();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 7 }), (a, b) => {
        const [from, to] = [Math.min(a, b - 1), Math.max(a + 1, b)];
        const filter = rangeFilter(numbers, from, to)!;
        expect(rangeOf(numbers, filter)).toEqual([from, to]);
      }),
      { seed: seed() },
    );
  });

  test('texts are chosen by name, all others by leaving out those with a name', () => {
    expect(textFilter(texts, [1])).toEqual({ in: ['FR'] });
    expect(textFilter(texts, [3])).toEqual({ in: [''] });
    expect(textFilter(texts, [0, 2])).toEqual({ not: ['FR', ''] });
    expect(textFilter(texts, [0, 1, 2, 3])).toBeNull();
    expect(textFilter({ ...texts, missing: false }, [2])).toEqual({ not: ['UK', 'FR', ''] });
    fc.assert(
      fc.property(fc.subarray([0, 1, 2, 3], { maxLength: 3 }), (bins) => {
        expect(binsOfText(texts, textFilter(texts, bins)!)).toEqual(bins);
        expect(runsOfFilter(texts, filterOfRuns(texts, runsOf(bins)))).toEqual(runsOf(bins));
      }),
      { seed: seed() },
    );
  });
});

describe('a filter as a condition', () => {
  test('says the last value that it lets through', () => {
    const field = { name: 'revenue', type: 'number', decimals: 2 } as const;
    expect(conditionOf(field, { from: 5, below: 10 })).toEqual({ field: 'revenue', from: 5, to: 9.99 });
    expect(conditionOf({ ...field, decimals: 0 }, { from: null, below: 10 })).toEqual({
      field: 'revenue',
      to: 9,
    });
    expect(conditionOf({ ...field, decimals: null }, { from: 1, below: 10 }).to).toBe(nextBelow(10));
    const day = { name: 'day', type: 'date', decimals: null } as const;
    expect(conditionOf(day, { from: 19_723, below: 19_754 })).toEqual({
      field: 'day',
      from: '2024-01-01',
      to: '2024-01-31',
    });
  });

  test('lets the same values through, whatever their decimals', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -10_000_000, max: 10_000_000 }),
        fc.integer({ min: -10_000_000, max: 10_000_000 }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 8 }),
        (value, bound, decimals, more) => {
          const [v, below] = [value / 10 ** decimals, bound / 10 ** more];
          expect(v <= lastBelow(below, decimals)).toBe(v < below);
        },
      ),
      { seed: seed(), numRuns: 2000 },
    );
    for (const value of [1, -1, 0, 0.1, 1e300, -1e-300, 123.456]) {
      expect(nextBelow(value)).toBeLessThan(value);
      expect(
        nextBelow(value) / 2 + value / 2 === value || nextBelow(value) / 2 + value / 2 === nextBelow(value),
      ).toBe(true);
    }
  });

  test('two conditions on one field are one that keeps what both keep', () => {
    const a: Condition = { field: 'market', in: ['UK', 'FR'] };
    expect(bothConditions(a, { field: 'market', not: ['FR'] })).toEqual({
      field: 'market',
      in: ['UK', 'FR'],
      not: ['FR'],
    });
    expect(bothConditions(a, { field: 'market', in: ['FR', 'DE'] })).toEqual({ field: 'market', in: ['FR'] });
    expect(bothConditions({ field: 'q', from: 3 }, { field: 'q', from: 5, to: 9 })).toEqual({
      field: 'q',
      from: 5,
      to: 9,
    });
    expect(bothConditions({ field: 'q', contains: 'a' }, { field: 'q', contains: 'b' })).toBeNull();
    expect(
      withConditions(
        [a, { field: 'q', contains: 'a' }],
        [
          { field: 'q', contains: 'b' },
          { field: 'market', in: ['UK'] },
        ],
      ),
    ).toEqual([
      { field: 'market', in: ['UK'] },
      { field: 'q', contains: 'a' },
      { field: 'q', contains: 'b' },
    ]);
  });
});

/** Sums as the kernel lays them out: one column, active bins and one beyond, cells and one beyond. */
function rawSums(active: number, cells: number, value: (bin: number, cell: number) => number): Float64Array {
  const sums = new Float64Array((active + 1) * (cells + 1) * 2);
  for (let bin = 0; bin <= active; bin++) {
    for (let cell = 0; cell <= cells; cell++) {
      const at = (bin * (cells + 1) + cell) * 2;
      sums[at] = 1;
      sums[at + 1] = value(bin, cell);
    }
  }
  return sums;
}

describe('a cube', () => {
  const places = Int32Array.of(0, 1, 2);

  test('takes a small sum from between two huge ones without loss', () => {
    const sums = rawSums(3, 3, (bin) => [1e12, 0.1, -1e12, 7][bin]!);
    const cube = prefixSums({ id: 'x', columns: ['v'], sums, rawCells: 4, places }, [3], (bin) => bin);
    const reading = emptyReading(3, ['v']);
    readBrush(cube, [[[1, 2]]], reading);
    for (const sum of reading.sums.get('v')!) expect(Math.abs(sum - 0.1)).toBeLessThan(1e-10);
    expect([...reading.lines]).toEqual([1, 1, 1]);
    readBrush(cube, [[[0, 3]]], reading);
    expect(reading.sums.get('v')![0]).toBeCloseTo(0.1, 10);
    readBrush(
      cube,
      [
        [
          [0, 1],
          [2, 3],
        ],
      ],
      reading,
    );
    expect([...reading.lines]).toEqual([2, 2, 2]);
  });

  test('gives a rectangle of two axes, also where everything around it is huge', () => {
    const value = (x: number, y: number) => (x === 1 && y === 1 ? 0.25 : 1e15 * (x + 2 * y - 3));
    const sums = rawSums(9, 3, (bin) => value(Math.floor(bin / 3), bin % 3));
    const raw = { id: 'x', columns: ['v'], sums, rawCells: 4, places };
    const cube: Cube = prefixSums(raw, [3, 3], (x, y) => x * 3 + y);
    const reading = emptyReading(3, ['v']);
    readBrush(cube, [[[1, 2]], [[1, 2]]], reading);
    expect([...reading.sums.get('v')!]).toEqual([0.25, 0.25, 0.25]);
    readBrush(cube, [null, [[0, 2]]], reading);
    expect([...reading.lines]).toEqual([6, 6, 6]);
    readBrush(
      cube,
      [
        [
          [0, 1],
          [2, 3],
        ],
        null,
      ],
      reading,
    );
    expect([...reading.lines]).toEqual([6, 6, 6]);
  });

  test('knows what a difference rounds off', () => {
    expect(differenceError(1, 1e-20, 1 - 1e-20)).toBe(-1e-20);
    expect(differenceError(3, 1, 2)).toBe(0);
  });
});

test('a grid parts values where they crowd and loses none', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.double({ min: -1e15, max: 1e15 }), fc.constantFrom(0, 1, 5)), { maxLength: 60 }),
      fc.integer({ min: 1, max: 12 }),
      (list, most) => {
        const values = Float64Array.from(list);
        const lines = gridLines(values, most);
        expect(lines.length).toBeGreaterThan(1);
        for (let line = 1; line < lines.length; line++)
          expect(lines[line]!).toBeGreaterThan(lines[line - 1]!);
        for (const value of values) expect(gridCell(lines, value) < 0).toBe(Number.isNaN(value));
        expect(gridSpan(lines, lines[0]!, lines.at(-1)!)).toEqual([0, lines.length - 1]);
      },
    ),
    { seed: seed(), numRuns: 300 },
  );
});
