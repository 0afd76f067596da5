import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAssociationRules } from '../../electron/engine/analysis/cross-sell/associationRules.ts';
import { type Baskets, makeBaskets } from '../../electron/engine/analysis/cross-sell/baskets.ts';
import {
  type FrequentItemsets,
  findFrequentItemsets,
  minimumCount,
} from '../../electron/engine/analysis/cross-sell/frequentItemsets.ts';
import { hypergeometricUpperTail } from '../../electron/engine/analysis/cross-sell/hypergeometric.ts';
import { seed } from './seed.ts';

const itemCount = 7;
const rawBaskets = fc.array(fc.array(fc.integer({ min: 0, max: itemCount - 1 }), { maxLength: 9 }), {
  minLength: 1,
  maxLength: 40,
});
const thresholds = fc.record({
  support: fc.constantFrom(0.01, 0.05, 0.1, 0.2, 0.25, 0.3, 0.5, 1),
  confidence: fc.constantFrom(0, 0.2, 0.5, 0.8, 1),
  maxLength: fc.integer({ min: 1, max: 7 }),
});

function basketsOf(raw: number[][]): Baskets {
  const basket = raw.flatMap((items, index) => items.map(() => index));
  return makeBaskets(Int32Array.from(basket), Int32Array.from(raw.flat()), raw.length, itemCount);
}

/** Baskets that hold every item of a bit mask, over the baskets that are not empty. */
function countMask(raw: number[][], mask: number): number {
  return raw.filter((items) => {
    const held = items.reduce((bits, item) => bits | (1 << item), 0);
    return held !== 0 && (held & mask) === mask;
  }).length;
}

function bits(mask: number): number[] {
  return Array.from({ length: itemCount }, (_, item) => item).filter((item) => (mask >> item) & 1);
}

function asMap(found: FrequentItemsets): Map<string, number> {
  const map = new Map<string, number>();
  for (let i = 0; i < found.n; i++) {
    map.set(found.items.subarray(found.offsets[i], found.offsets[i + 1]).join(), found.counts[i]!);
  }
  return map;
}

describe('frequent itemsets', () => {
  it('are those of brute force, by either engine', () => {
    fc.assert(
      fc.property(rawBaskets, thresholds, (raw, { support, maxLength }) => {
        const baskets = basketsOf(raw);
        fc.pre(baskets.n > 0);
        const expected = new Map<string, number>();
        for (let mask = 1; mask < 1 << itemCount; mask++) {
          const count = countMask(raw, mask);
          const share = Math.round((count / baskets.n) * 1e12) / 1e12;
          if (count > 0 && share >= support && bits(mask).length <= maxLength) {
            expected.set(bits(mask).join(), count);
          }
        }
        for (const engine of ['sparse', 'dense'] as const) {
          const found = findFrequentItemsets(baskets, { support, maxLength, engine });
          expect(found.n).toBe(expected.size);
          expect(asMap(found)).toEqual(expected);
        }
      }),
      { seed: seed(), numRuns: 300 },
    );
  });

  it('take exact multiples of n in, whatever the rounding', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3_000_000 }),
        fc.integer({ min: 1, max: 3_000_000 }),
        (n, count) => {
          fc.pre(count <= n);
          expect(minimumCount(count / n, n)).toBe(count);
        },
      ),
      { seed: seed(), numRuns: 2000 },
    );
    expect(minimumCount(0.01, 9835)).toBe(99);
    expect(minimumCount(0.07, 100)).toBe(7);
    expect(minimumCount(0.001, 1_000_000)).toBe(1000);
  });
});

describe('association rules', () => {
  it('are those of brute force, with their measures', () => {
    fc.assert(
      fc.property(rawBaskets, thresholds, (raw, options) => {
        const baskets = basketsOf(raw);
        fc.pre(baskets.n > 0);
        const rules = findAssociationRules(baskets, options);
        const found = new Map<string, number>();
        for (let r = 0; r < rules.n; r++) {
          const lhs = rules.lhs.subarray(rules.lhsOffsets[r], rules.lhsOffsets[r + 1]).join();
          found.set(`${lhs}>${rules.rhs[r]}`, r);
        }
        expect(found.size).toBe(rules.n);
        let expected = 0;
        for (let mask = 1; mask < 1 << itemCount; mask++) {
          const items = bits(mask);
          const count = countMask(raw, mask);
          const frequent = count >= minimumCount(options.support, baskets.n);
          if (items.length < 2 || items.length > options.maxLength || !frequent) continue;
          for (const rhs of items) {
            const lhs = items.filter((item) => item !== rhs);
            const lhsCount = countMask(raw, mask & ~(1 << rhs));
            if (count / lhsCount < options.confidence) continue;
            expected++;
            const rule = found.get(`${lhs.join()}>${rhs}`)!;
            expect(rule).toBeDefined();
            expect(rules.count[rule]).toBe(count);
            expect(rules.length[rule]).toBe(items.length);
            expect(rules.confidence[rule]).toBeCloseTo(count / lhsCount, 12);
            const rhsShare = countMask(raw, 1 << rhs) / baskets.n;
            expect(rules.lift[rule]).toBeCloseTo(count / lhsCount / rhsShare, 10);
            expect(rules.leverage[rule]).toBeCloseTo(
              count / baskets.n - (lhsCount / baskets.n) * rhsShare,
              12,
            );
            expect(Number.isNaN(rules.conviction[rule])).toBe(count === lhsCount);
          }
        }
        expect(rules.n).toBe(expected);
        for (const p of [...rules.support, ...rules.confidence, ...rules.chance]) {
          expect(p >= 0 && p <= 1).toBe(true);
        }
        for (let r = 1; r < rules.n; r++) expect(rules.lift[r]! <= rules.lift[r - 1]!).toBe(true);
      }),
      { seed: seed(), numRuns: 200 },
    );
  });

  it('do not depend on the order of baskets and of items within them', () => {
    fc.assert(
      fc.property(rawBaskets, thresholds, (raw, options) => {
        fc.pre(raw.some((items) => items.length > 0));
        const turned = raw.toReversed().map((items) => items.toReversed());
        expect(findAssociationRules(basketsOf(turned), options)).toEqual(
          findAssociationRules(basketsOf(raw), options),
        );
      }),
      { seed: seed(), numRuns: 100 },
    );
  });
});

describe('hypergeometric upper tail', () => {
  it('is the sum of its terms, by exact arithmetic', () => {
    const choose = (n: number, k: number): bigint => {
      if (k < 0 || k > n) return 0n;
      let value = 1n;
      for (let i = 1; i <= k; i++) value = (value * BigInt(n - k + i)) / BigInt(i);
      return value;
    };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (total, a, b, c) => {
          const marked = Math.round(a * total);
          const drawn = Math.round(b * total);
          const x = Math.round(c * Math.min(marked, drawn));
          let sum = 0n;
          for (let k = x; k <= Math.min(marked, drawn); k++) {
            sum += choose(marked, k) * choose(total - marked, drawn - k);
          }
          const scale = 10n ** 400n;
          const exact = Number(`0.${((sum * scale) / choose(total, drawn)).toString().padStart(400, '0')}`);
          const expected = sum === choose(total, drawn) ? 1 : exact;
          const found = hypergeometricUpperTail(x, marked, drawn, total);
          expect(Math.abs(found - expected) <= 1e-10 * expected + 1e-300).toBe(true);
        },
      ),
      { seed: seed(), numRuns: 300 },
    );
  });
});
