import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLookAlikes } from '../../electron/engine/analysis/upsell/lookAlikes.ts';
import { seed } from './seed.ts';

const value = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 6 }) },
  { weight: 3, arbitrary: fc.double({ min: -50, max: 50, noNaN: true }) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
);

const features = fc.integer({ min: 1, max: 40 }).chain((members) =>
  fc.record({
    members: fc.constant(members),
    numeric: fc.array(
      fc.array(value, { minLength: members, maxLength: members }).map((values) => Float64Array.from(values)),
      { maxLength: 3 },
    ),
    categories: fc.array(
      fc
        .array(fc.integer({ min: -1, max: 2 }), { minLength: members, maxLength: members })
        .map((codes) => Int32Array.from(codes)),
      { maxLength: 2 },
    ),
  }),
);
type Features = typeof features extends fc.Arbitrary<infer F> ? F : never;

function range(values: Float64Array): number {
  const present = values.filter((x) => !Number.isNaN(x));
  return present.length === 0 ? 0 : Math.max(...present) - Math.min(...present);
}

/** Gower's distance straight from its definition. */
function distance({ numeric, categories }: Features, a: number, b: number): number {
  let sum = 0;
  let compared = 0;
  const nothingVaries = categories.length === 0 && numeric.every((values) => range(values) === 0);
  for (const codes of categories) {
    if (codes[a]! < 0 || codes[b]! < 0) continue;
    compared++;
    if (codes[a] !== codes[b]) sum++;
  }
  for (const values of numeric) {
    if (Number.isNaN(values[a]!) || Number.isNaN(values[b]!)) continue;
    if (range(values) === 0 && !nothingVaries) continue;
    compared++;
    sum += range(values) === 0 ? 0 : Math.abs(values[a]! - values[b]!) / range(values);
  }
  return compared === 0 ? Number.NaN : sum / compared;
}

describe('look-alikes', () => {
  it('are the nearest by brute force', () => {
    fc.assert(
      fc.property(features, fc.integer({ min: 1, max: 9 }), (input, k) => {
        const found = findLookAlikes(input, k);
        for (let member = 0; member < input.members; member++) {
          const expected = Array.from({ length: input.members }, (_, other) => distance(input, member, other))
            .filter((d, other) => other !== member && !Number.isNaN(d))
            .sort((a, b) => a - b)
            .slice(0, k);
          expect(found.counts[member]).toBe(expected.length);
          const chosen = new Set<number>();
          for (const [i, d] of expected.entries()) {
            const other = found.members[member * k + i]!;
            chosen.add(other);
            expect(found.similarity[member * k + i]).toBeCloseTo(1 - d, 9);
            expect(distance(input, member, other)).toBeCloseTo(d, 9);
            expect(other).not.toBe(member);
          }
          expect(chosen.size).toBe(expected.length);
        }
      }),
      { seed: seed(), numRuns: 300 },
    );
  });

  it('break ties by index, whatever the shape of the tree', () => {
    const members = 100;
    const same = {
      members,
      numeric: [new Float64Array(members).fill(3)],
      categories: [new Int32Array(members)],
    };
    const found = findLookAlikes(same, 3);
    expect(Array.from(found.members.subarray(0, 3))).toEqual([1, 2, 3]);
    expect(Array.from(found.members.subarray(99 * 3))).toEqual([0, 1, 2]);
    expect(found.similarity.every((s) => s === 1)).toBe(true);
  });

  it('do not change when a feature changes its unit', () => {
    fc.assert(
      fc.property(features, (input) => {
        const scaled = { ...input, numeric: input.numeric.map((values) => values.map((x) => x * 8)) };
        expect(findLookAlikes(scaled, 4)).toEqual(findLookAlikes(input, 4));
      }),
      { seed: seed(), numRuns: 100 },
    );
  });

  it('refuse a k outside 1 to 500 and stop when told', () => {
    const input = {
      members: 600,
      numeric: [Float64Array.from({ length: 600 }, (_, i) => i)],
      categories: [],
    };
    for (const k of [0, 501, 2.5, Number.NaN]) {
      expect(() => findLookAlikes(input, k)).toThrow(expect.objectContaining({ code: 'badRequest' }));
    }
    expect(() => findLookAlikes(input, 3, () => true)).toThrow(
      expect.objectContaining({ name: 'CancelledError' }),
    );
  });
});
