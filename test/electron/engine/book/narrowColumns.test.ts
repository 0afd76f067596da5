import fc from 'fast-check';
import { expect, test } from 'vitest';
import { narrowColumns, narrowOf, wholeOf } from '../../../../electron/engine/book/narrowColumns.ts';
import { runSteps } from '../../../../electron/engine/book/steps.ts';
import { wholeMemory, wholeSum } from '../../../../electron/engine/book/wholeSums.ts';
import { seed } from '../../../property/seed.ts';

function wholeNumbersOf(values: number[]) {
  const column = Float64Array.from(values);
  runSteps(narrowColumns([], [column]));
  return wholeOf(column);
}

test('decimals of up to four places come back from their whole numbers bit for bit', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(1, 10, 100, 1_000, 10_000),
      fc.array(
        fc.oneof(fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }), fc.integer({ min: -99, max: 99 })),
        {
          minLength: 1,
        },
      ),
      (scale, whole) => {
        const values = whole.map((one) => one / scale);
        const found = wholeNumbersOf(values)!;
        expect(Array.from(found.values, (one) => one / found.scale || 0)).toEqual(
          values.map((one) => one || 0),
        );
        expect(found.scale).toBeLessThanOrEqual(scale);
        expect(Math.max(...found.values.map(Math.abs))).toBe(found.largest);
      },
    ),
    { seed: seed() },
  );
});

test('a column takes no more bytes than its largest number needs', () => {
  expect(wholeNumbersOf([1, -1.27, Number.NaN])?.values).toEqual(Int8Array.of(100, -127, 0));
  expect(wholeNumbersOf([128])?.values).toEqual(Int16Array.of(128));
  expect(wholeNumbersOf([32_768, -0.5])?.values).toEqual(Int32Array.of(327_680, -5));
});

test('what is no short decimal, or too large, stays as it is', () => {
  for (const values of [[1 / 3], [0.000_01], [2 ** 31], [214_748.364_8], [1e15], [Number.POSITIVE_INFINITY]])
    expect(wholeNumbersOf([1, ...values]), `${values}`).toBeNull();
});

test('codes become places in one or two bytes, those below the first the one named', () => {
  const [few, many, most] = [Int32Array.of(-1, 0, 254), Int32Array.of(5, -2147483648), Int32Array.of(1)];
  const narrow = (codes: Int32Array, shift: number, missing: number, size: number) =>
    runSteps(narrowColumns([{ codes, shift, missing, size }], []));
  narrow(few, 1, 0, 256);
  narrow(many, -4, 300, 301);
  narrow(most, 1, 0, 2 ** 16 + 1);
  expect(narrowOf(few)).toEqual(Uint8Array.of(0, 1, 255));
  expect(narrowOf(many)).toEqual(Uint16Array.of(1, 300));
  expect(narrowOf(most)).toBeNull();
});

test('any stretch of rows adds up', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(Int8Array, Int16Array, Int32Array),
      fc.array(fc.integer({ min: -2_000_000, max: 2_000_000 }), { minLength: 1, maxLength: 200 }),
      fc.nat(200),
      fc.nat(200),
      (Kind, numbers, one, other) => {
        const room = wholeMemory(Kind, numbers.length)!;
        room.values.set(numbers);
        const [from, to] = [Math.min(one, other), Math.max(one, other)].map((row) =>
          Math.min(row, numbers.length),
        );
        const sum = Array.from(room.values)
          .slice(from, to)
          .reduce((all, value) => all + value, 0);
        expect(wholeSum(room)(from!, to!)).toBe(sum);
      },
    ),
    { seed: seed() },
  );
});
