import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dateOf,
  dayOf,
  daysInMonth,
  firstDayOfMonth,
  isoDate,
  isoWeekOf,
  lastDayOfMonth,
  monthOfDay,
} from '../../../shared/domain/calendar.ts';
import {
  defaultComparison,
  isPartial,
  makePeriod,
  nextPeriod,
  parsePeriod,
  periodOfDay,
  periodsBetween,
  previousPeriod,
} from '../../../shared/domain/period.ts';
import { seed } from '../../property/seed.ts';

const anyDay = fc.integer({ min: -100_000, max: 100_000 });
const ends = (text: string) => {
  const { from, to } = parsePeriod(text);
  return `${isoDate(from)}..${isoDate(to)}`;
};

describe('calendar', () => {
  test('agrees with the platform on every day', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const date = new Date(day * 86_400_000);
        expect(dateOf(day)).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
        });
        const { year, month, day: dayOfMonth } = dateOf(day);
        expect(dayOf(year, month, dayOfMonth)).toBe(day);
        expect(dayOfMonth).toBeLessThanOrEqual(daysInMonth(year, month));
      }),
      { seed: seed(), numRuns: 2000 },
    );
  });

  test('knows the ISO weeks at the turn of the year', () => {
    expect(isoWeekOf(dayOf(2021, 1, 3))).toEqual({ year: 2020, week: 53 });
    expect(isoWeekOf(dayOf(2021, 1, 4))).toEqual({ year: 2021, week: 1 });
    expect(isoWeekOf(dayOf(2018, 12, 31))).toEqual({ year: 2019, week: 1 });
  });
});

describe('parsePeriod', () => {
  test.each([
    ['2011', '2011-01-01..2011-12-31'],
    ['2011-H1', '2011-01-01..2011-06-30'],
    ['2011-h2', '2011-07-01..2011-12-31'],
    ['2011-Q2', '2011-04-01..2011-06-30'],
    ['2012-02', '2012-02-01..2012-02-29'],
    ['2011-05-17', '2011-05-17..2011-05-17'],
    ['2011-W20', '2011-05-16..2011-05-22'],
    ['2010-12-01..2011-05-31', '2010-12-01..2011-05-31'],
    ['2010-12..2011-05', '2010-12-01..2011-05-31'],
    [' 2010-Q4 .. 2011 ', '2010-10-01..2011-12-31'],
  ])('%s is %s', (text, expected) => expect(ends(text)).toBe(expected));

  test.each([
    '',
    '11',
    '2011-13',
    '2011-00',
    '2011-02-29',
    '2011-H3',
    '2011-Q0',
    '2011-W53',
    '2011-W00',
    'May',
    '2011-05..2011-04',
  ])('refuses "%s"', (text) =>
    expect(() => parsePeriod(text)).toThrow(expect.objectContaining({ code: 'badPeriod' })),
  );
});

describe('periods', () => {
  test('a period is found again by its text, and neighbours touch without a gap', () => {
    const grain = fc.constantFrom('day', 'week', 'month', 'quarter', 'half', 'year' as const);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), grain, (day, one) => {
        const period = periodOfDay(day, one);
        expect(period.from <= day && day <= period.to).toBe(true);
        expect(parsePeriod(period.text)).toEqual(period);
        expect(previousPeriod(period).to).toBe(period.from - 1);
        expect(nextPeriod(period).from).toBe(period.to + 1);
        if (one !== 'week' && one !== 'day') expect(previousPeriod(nextPeriod(period))).toEqual(period);
      }),
      { seed: seed(), numRuns: 500 },
    );
  });

  test('periods between two days cover them once each', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 900 }), (from, length) => {
        const periods = periodsBetween(from, from + length, 'month');
        expect(periods[0]!.from).toBe(firstDayOfMonth(monthOfDay(from)));
        expect(periods.at(-1)!.to).toBe(lastDayOfMonth(monthOfDay(from + length)));
        periods.slice(1).forEach((period, index) => {
          expect(period.from).toBe(periods[index]!.to + 1);
        });
      }),
      { seed: seed(), numRuns: 200 },
    );
  });

  test('the screen opens on the latest two complete half-years of a year of data', () => {
    const { a, b } = defaultComparison(dayOf(2010, 12, 1), dayOf(2011, 12, 9));
    expect([a.text, b.text]).toEqual(['2010-12-01..2011-05-31', '2011-06-01..2011-11-30']);
  });

  test('short data is compared half against half', () => {
    const { a, b } = defaultComparison(dayOf(2011, 3, 5), dayOf(2011, 3, 24));
    expect([a.text, b.text]).toEqual(['2011-03-05..2011-03-14', '2011-03-15..2011-03-24']);
  });

  test('a period beyond the data is partial', () => {
    const [first, last] = [dayOf(2010, 12, 1), dayOf(2011, 12, 9)];
    expect(isPartial(parsePeriod('2011-12'), first, last)).toBe(true);
    expect(isPartial(parsePeriod('2011-11'), first, last)).toBe(false);
    expect(makePeriod(first, last).text).toBe('2010-12-01..2011-12-09');
  });
});
