import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstInOrder, largestFirst } from '../../../../electron/engine/book/firstInOrder.ts';
import { seed } from '../../../property/seed.ts';

const keys = fc.array(
  fc.oneof(
    fc.integer({ min: -5, max: 5 }),
    fc.double({ noNaN: true }),
    fc.constant(Number.NEGATIVE_INFINITY),
  ),
  { maxLength: 300 },
);

describe('the first rows in an order', () => {
  it('are those of sorting all, few out of many or not', () => {
    fc.assert(
      fc.property(keys, fc.nat(300), (values, wanted) => {
        const numbers = Float64Array.from(values);
        const most = Math.min(wanted, numbers.length);
        const compare = (a: number, b: number) => numbers[b]! - numbers[a]! || a - b;
        const sorted = Array.from(numbers.keys()).sort((a, b) =>
          numbers[a] === numbers[b] ? a - b : compare(a, b),
        );
        expect(Array.from(largestFirst(numbers, most))).toEqual(sorted.slice(0, most));
        const order = (a: number, b: number) => (numbers[a] === numbers[b] ? a - b : compare(a, b));
        expect(Array.from(firstInOrder(numbers.length, most, order))).toEqual(sorted.slice(0, most));
      }),
      { seed: seed(), verbose: 1 },
    );
  });
});
