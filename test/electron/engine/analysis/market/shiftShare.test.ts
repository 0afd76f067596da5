import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shiftShare } from '../../../../../electron/engine/analysis/market/shiftShare.ts';
import { seed } from '../../../../property/seed.ts';

const cents = (min: number) => fc.integer({ min, max: 1e8 }).map((value) => value / 100);

const cells = fc.array(
  fc.record({
    group: fc.integer({ min: -1, max: 4 }),
    part: fc.integer({ min: 0, max: 3 }),
    base: fc.oneof(cents(-500), fc.constantFrom(0, Number.NaN)),
    end: cents(0),
  }),
  { minLength: 1, maxLength: 40 },
);

function share(rows: { group: number; part: number; base: number; end: number }[]) {
  const of = (name: 'group' | 'part' | 'base' | 'end') => rows.map((row) => row[name]);
  return shiftShare({
    groups: 5,
    group: of('group'),
    parts: 4,
    part: of('part'),
    base: of('base'),
    end: of('end'),
  });
}

describe('shiftShare', () => {
  it('splits a known table', () => {
    const found = share([
      { group: 0, part: 0, base: 100, end: 150 },
      { group: 0, part: 1, base: 100, end: 100 },
      { group: 1, part: 0, base: 100, end: 110 },
    ]);
    expect(found.growth).toBeCloseTo(0.2, 12);
    expect([found.national[0], found.mix[0], found.competitive[0]]).toEqual([
      expect.closeTo(40, 10),
      expect.closeTo(-10, 10),
      expect.closeTo(20, 10),
    ]);
    expect(found.base[2]).toBeNaN();
  });

  it('adds up for every group, and the competitive lines of all to nothing', () => {
    fc.assert(
      fc.property(cells, (rows) => {
        let found: ReturnType<typeof share>;
        try {
          found = share(rows);
        } catch (error) {
          expect(error).toMatchObject({ code: 'tooLittleData' });
          return;
        }
        let competitive = 0;
        let scale = 0;
        for (let g = 0; g < 5; g++) {
          if (Number.isNaN(found.base[g]!)) continue;
          scale += found.base[g]! + found.end[g]! + Math.abs(found.mix[g]!) + Math.abs(found.national[g]!);
          const sum = found.base[g]! + found.national[g]! + found.mix[g]! + found.competitive[g]!;
          expect(Math.abs(sum - found.end[g]!)).toBeLessThanOrEqual(1e-9 * scale);
          competitive += found.competitive[g]!;
        }
        expect(Math.abs(competitive)).toBeLessThanOrEqual(1e-9 * scale);
      }),
      { seed: seed(), numRuns: 300 },
    );
  });

  it('says what it leaves out', () => {
    const found = share([
      { group: 0, part: 0, base: 1, end: 2 },
      { group: 1, part: 0, base: 0, end: 7 },
      { group: -1, part: 0, base: 5, end: 5 },
    ]);
    expect(found.warnings).toEqual([
      { code: 'incompleteRows', params: { rows: 1 } },
      { code: 'withoutBase', params: { cells: 1, end: 7 } },
    ]);
    expect(() => share([{ group: 0, part: 0, base: 0, end: 1 }])).toThrow(
      expect.objectContaining({ code: 'tooLittleData' }),
    );
  });
});
