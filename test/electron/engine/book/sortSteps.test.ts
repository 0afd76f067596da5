import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortSteps } from '../../../../electron/engine/book/sortSteps.ts';
import { inBunches, runSteps } from '../../../../electron/engine/book/steps.ts';
import { seed } from '../../../property/seed.ts';

const lengths = fc.oneof(fc.nat(60), fc.integer({ min: 4000, max: 20_000 }));

test('runs merged in turn are in the order of one sort, equals as they stood', () => {
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 50 }), fc.nat(), (length, kinds, start) => {
      let state = start;
      const values = Int32Array.from({ length }, () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state;
      });
      const compare = (a: number, b: number) => ((a >>> 0) % kinds) - ((b >>> 0) % kinds);
      const expected = values.slice().sort(compare);
      runSteps(sortSteps(values, compare));
      expect(values).toEqual(expected);
    }),
    { seed: seed(), numRuns: 40 },
  );
});

test('a loop in bunches passes every row once, in order', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.integer({ min: 1, max: 60 }), (rows, bunch) => {
      const met: number[] = [];
      runSteps(
        inBunches(
          rows,
          (from, to) => {
            for (let row = from; row < to; row++) met.push(row);
          },
          bunch,
        ),
      );
      expect(met).toEqual([...Array(rows).keys()]);
    }),
    { seed: seed() },
  );
});
