import { describe, expect, it } from 'vitest';
import { cohorts } from '../../../../../electron/engine/analysis/retention/cohorts.ts';
import {
  ownRhythm,
  rhythmDefaults,
  rhythmStatuses,
} from '../../../../../electron/engine/analysis/retention/ownRhythm.ts';
import { trailingYear } from '../../../../../electron/engine/analysis/retention/trailingYear.ts';
import { dayOf, isoDate } from '../../../../../shared/domain/calendar.ts';
import { parsePeriod } from '../../../../../shared/domain/period.ts';
import { type Sale, salesRows } from '../salesRows.ts';

function coded(code: string) {
  return expect.objectContaining({ code });
}

describe('cohorts', () => {
  const sales: Sale[] = [
    { account: 0, day: '2024-01-31', revenue: 10 },
    { account: 0, day: '2024-02-01', revenue: 20 },
    { account: 1, day: '2024-01-01', revenue: 5 },
    { account: 1, day: '2024-03-01', revenue: -2 },
    { account: 2, day: '2024-01-05', revenue: -9 },
    { account: 2, day: '2024-03-05', revenue: 7 },
    { account: 3, day: '2024-02-05', revenue: -1 },
  ];
  const rows = salesRows(5, sales);
  const coverage = parsePeriod('2024-01-01..2024-03-20');

  it('follow accounts from their first order by calendar month', () => {
    const found = cohorts(rows, { grain: 'month', coverage });
    const cells = [...found.cohort.keys()].map((cell) => [
      found.cohort[cell]! - 2024 * 12 + 1,
      found.age[cell],
      found.accounts[cell],
      found.revenue[cell],
      found.size[cell],
      found.retention[cell],
      found.perAccount[cell],
      found.partial[cell],
    ]);
    expect(cells).toEqual([
      [1, 0, 2, 15, 2, 1, 7.5, 0],
      [1, 1, 1, 20, 2, 0.5, 10, 0],
      [1, 2, 0, -2, 2, 0, -1, 1],
      [3, 0, 1, 7, 1, 1, 7, 1],
    ]);
    expect(found.warnings).toEqual([
      { code: 'firstCohortOlder', params: { accounts: 2 } },
      { code: 'revenueBeforeFirstOrder', params: { accounts: 2, amount: -10 } },
    ]);
  });
  it('can go by quarter', () => {
    const found = cohorts(rows, { grain: 'quarter', coverage });
    expect([...found.size]).toEqual([3]);
    expect([...found.accounts]).toEqual([3]);
    expect([...found.revenue]).toEqual([40]);
    expect([...found.partial]).toEqual([1]);
  });
  it('reach the last period covered, although nothing was sold there', () => {
    const found = cohorts(rows, { grain: 'quarter', coverage: parsePeriod('2024-01-01..2024-09-30') });
    expect([...found.age]).toEqual([0, 3, 6]);
    expect([...found.accounts]).toEqual([3, 0, 0]);
  });
  it('refuse data without orders', () => {
    expect(() => cohorts(salesRows(2, []), { grain: 'month', coverage })).toThrow(coded('noData'));
    const returns = salesRows(1, [{ account: 0, day: '2024-01-01', revenue: -1 }]);
    expect(() => cohorts(returns, { grain: 'month', coverage })).toThrow(coded('noData'));
  });
});

describe('own rhythm', () => {
  const start = dayOf(2024, 1, 1);
  const every = (account: number, gaps: number[]): Sale[] => {
    const days = [start];
    for (const gap of gaps) days.push(days.at(-1)! + gap);
    return days.toReversed().map((day) => ({ account, day, revenue: 10 }));
  };
  const asOf = start + 100;
  const sales = [
    ...every(0, [10, 10, 10, 10, 50]),
    ...every(1, [20, 20, 35]),
    ...every(2, [10, 20, 30]),
    ...every(3, []),
    { account: 3, day: start, revenue: 3 },
    { account: 4, day: start + 20, revenue: -5 },
    ...every(5, [100]),
  ];
  const found = ownRhythm(salesRows(7, sales), { ...rhythmDefaults, asOf });

  it('compares the silence of each account with its own gaps', () => {
    const { accounts } = found;
    expect([...accounts.account]).toEqual([0, 1, 2, 3, 5]);
    expect([...accounts.daysSince]).toEqual([10, 25, 40, 100, 0]);
    expect([...accounts.orderDays]).toEqual([6, 4, 4, 1, 2]);
    expect([...accounts.medianGap]).toEqual([10, 20, 20, Number.NaN, 100]);
    expect(accounts.percentile[0]).toBeCloseTo(0.4, 12);
    expect(accounts.percentile[1]).toBeCloseTo(2 / 3, 12);
    expect(accounts.percentile[2]).toBe(1);
    expect(accounts.percentile[3]).toBeNaN();
    expect(accounts.percentile[4]).toBe(0);
    expect([...accounts.statuses].map((code) => rhythmStatuses[code])).toEqual([
      'onTime',
      'onTime',
      'late',
      'once',
      'onTime',
    ]);
    expect([found.late, found.lateValue]).toEqual([1, 40]);
    expect(found.warnings).toEqual([{ code: 'fewGaps', params: { accounts: 1, least: 3 } }]);
  });
  it('calls more than twice the limit overdue', () => {
    const later = ownRhythm(salesRows(1, every(0, [10, 10, 10])), { ...rhythmDefaults, asOf: start + 51 });
    expect(rhythmStatuses[later.accounts.statuses[0]!]).toBe('overdue');
  });
  it('describes all gaps together', () => {
    expect(found.cadence).toEqual({
      gaps: 12,
      mean: 325 / 12,
      median: 20,
      q90: 48.5,
      accountsWith2Dates: 4,
    });
    expect(found.bins.gaps.reduce((sum, n) => sum + n, 0)).toBe(12);
  });
  it('has no rhythm, and says so, where no account ordered twice', () => {
    const once = ownRhythm(salesRows(1, every(0, [])), { ...rhythmDefaults, asOf });
    expect(once.cadence).toEqual({ gaps: 0, mean: null, median: null, q90: null, accountsWith2Dates: 0 });
    expect(once.bins.gaps.length).toBe(0);
    expect(once.warnings).toEqual([{ code: 'noRhythm', params: {} }]);
  });
  it('refuses data without orders and an as-of date before an order', () => {
    expect(() => ownRhythm(salesRows(2, []), { ...rhythmDefaults, asOf })).toThrow(coded('noData'));
    expect(() => ownRhythm(salesRows(1, every(0, [5])), { ...rhythmDefaults, asOf: start })).toThrow(
      coded('badInput'),
    );
  });
});

describe('trailing year', () => {
  it('covers twelve months to the day, also from a leap day', () => {
    const spans = ['2011-12-09', '2024-02-29', '2025-02-28'].map((text) =>
      trailingYear(parsePeriod(text).from),
    );
    expect(spans.map((span) => isoDate(span.from))).toEqual(['2010-12-10', '2023-03-01', '2024-02-29']);
  });
});
