import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countDays, findCoverage } from '../../../../electron/engine/book/coverage.ts';
import { missingDay } from '../../../../electron/engine/workspace/types.ts';
import { dayOf, isoDate } from '../../../../shared/domain/calendar.ts';
import { seed } from '../../../property/seed.ts';

function covered(days: number[]): string {
  const coverage = findCoverage([countDays(Int32Array.from(days), 0, days.length)], days.length)!;
  return `${isoDate(coverage.covered.from)}..${isoDate(coverage.covered.to)}`;
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const isWeekend = (day: number) => (day + 3) % 7 >= 5;

test('a book that rests at weekends covers the weekend before its first Monday', () => {
  const days = range(dayOf(2023, 7, 3), dayOf(2024, 6, 28)).filter((day) => !isWeekend(day));
  expect(covered(days)).toBe('2023-07-01..2024-06-30');
});

test('a few weekend rows do not make the weekend a sales day', () => {
  const days = range(dayOf(2023, 7, 3), dayOf(2024, 6, 28)).flatMap((day) =>
    isWeekend(day) ? [day] : Array(40).fill(day),
  );
  expect(covered(days)).toBe('2023-07-01..2024-06-30');
});

test('a book with one date per month covers its months to their ends', () => {
  const days = range(0, 23).map((month) => dayOf(2022 + Math.floor(month / 12), (month % 12) + 1, 1));
  expect(covered(days).split('..')[1]).toBe('2023-12-31');
});

test('daily data covers no more than its days', () => {
  expect(covered(range(dayOf(2023, 7, 3), dayOf(2023, 9, 10)))).toBe('2023-07-03..2023-09-10');
});

test('no day, no coverage', () => {
  expect(findCoverage([], 0)).toBeNull();
  expect(findCoverage([countDays(Int32Array.of(missingDay, missingDay), 0, 2)], 2)).toBeNull();
});

test('rows are counted on their days, however far apart and however cut', () => {
  const day = fc.oneof(
    fc.integer({ min: 19_000, max: 19_400 }),
    fc.integer({ min: -9_000, max: 60_000 }),
    fc.constant(missingDay),
  );
  fc.assert(
    fc.property(fc.array(day, { maxLength: 60 }), fc.nat(60), (list, cut) => {
      const days = Int32Array.from(list);
      const middle = Math.min(cut, days.length);
      const whole = countDays(days, 0, days.length);
      const present = list.filter((one) => one !== missingDay);
      if (whole === null) {
        expect(present).toEqual([]);
        return;
      }
      expect(whole.first).toBe(Math.min(...present));
      expect(whole.first + whole.counts.length - 1).toBe(Math.max(...present));
      for (const one of present) {
        expect(whole.counts[one - whole.first]).toBe(present.filter((other) => other === one).length);
      }
      const parts = [countDays(days, 0, middle), countDays(days, middle, days.length)];
      const coverage = findCoverage(parts, days.length)!;
      expect(coverage).toEqual(findCoverage([whole], days.length));
      expect(coverage.undated).toBe(list.length - present.length);
    }),
    { seed: seed(), numRuns: 100 },
  );
});
