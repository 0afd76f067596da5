import { expect, test } from 'vitest';
import { findCoverage } from '../../../../electron/engine/book/coverage.ts';
import { dayOf, isoDate } from '../../../../shared/domain/calendar.ts';

function covered(days: number[]): string {
  const coverage = findCoverage(Int32Array.from(days))!;
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
  expect(findCoverage(new Int32Array(0))).toBeNull();
});
