import { describe, expect, it } from 'vitest';
import { accountTotals, never } from '../../../../../electron/engine/analysis/portfolio/accountTotals.ts';
import { movementSeries } from '../../../../../electron/engine/analysis/portfolio/movementSeries.ts';
import {
  movementClasses,
  notInvolved,
} from '../../../../../electron/engine/analysis/portfolio/movementTally.ts';
import { revenueMovement } from '../../../../../electron/engine/analysis/portfolio/revenueMovement.ts';
import { parsePeriod, periodsBetween } from '../../../../../shared/domain/period.ts';
import { type Sale, salesRows } from '../salesRows.ts';

const a = parsePeriod('2024-H1');
const b = parsePeriod('2024-H2');

const sales: Sale[] = [
  { account: 0, day: '2024-08-01', revenue: 50 },
  { account: 1, day: '2023-05-01', revenue: 9 },
  { account: 1, day: '2024-12-31', revenue: 20 },
  { account: 2, day: '2024-01-01', revenue: 100 },
  { account: 2, day: '2024-07-01', revenue: 130 },
  { account: 3, day: '2024-06-30', revenue: 80 },
  { account: 3, day: '2024-09-09', revenue: 60 },
  { account: 4, day: '2024-02-02', revenue: 0.1 },
  { account: 4, day: '2024-02-03', revenue: 0.2 },
  { account: 4, day: '2024-07-02', revenue: 0.3 },
  { account: 5, day: '2024-03-03', revenue: 40 },
  { account: 6, day: '2024-04-04', revenue: -5 },
  { account: 6, day: '2024-10-04', revenue: -7 },
  { account: 7, day: '2022-10-04', revenue: 70 },
  { account: 8, day: '2024-03-03', revenue: 40 },
  { account: 8, day: '2024-09-03', revenue: -10 },
  { account: 9, day: '2024-03-03', revenue: 999, keep: false },
  { account: 9, day: '2024-03-04' },
];
const rows = salesRows(11, sales);

describe('account totals', () => {
  it('add kept rows of the span and remember the first day of all', () => {
    const totals = accountTotals(rows, a);
    expect([...totals.revenue]).toEqual([0, 0, 100, 80, 0.30000000000000004, 40, -5, 0, 40, 0, 0]);
    expect([...totals.rows]).toEqual([0, 0, 1, 1, 2, 1, 1, 0, 1, 1, 0]);
    expect(totals.firstDay[1]).toBe(parsePeriod('2023-05-01').from);
    expect(totals.firstDay[10]).toBe(never);
  });
});

describe('revenue movement', () => {
  const found = revenueMovement(accountTotals(rows, a), accountTotals(rows, b));

  it('gives every account one class', () => {
    const names = [...found.classes].map((code) => movementClasses[code] ?? 'none');
    expect(names).toEqual([
      ...['new', 'reactivated', 'expansion', 'contraction', 'flat', 'churned', 'other', 'none', 'churned'],
      ...['other', 'none'],
    ]);
    expect(found.classes[7]).toBe(notInvolved);
  });

  it('adds up from start to end', () => {
    const { start, end, expansion, contraction, churned, reactivated, other, fx } = found;
    expect({ start, end, new: found.new, reactivated, expansion, contraction, churned, other, fx }).toEqual({
      start: 255.3,
      end: 243.3,
      new: 50,
      reactivated: 20,
      expansion: 30,
      contraction: -20,
      churned: -90,
      other: -2,
      fx: 0,
    });
    expect(found.countStart).toBe(5);
    expect(found.countEnd).toBe(5);
    expect(found.countFlat).toBe(1);
  });

  it('measures what was kept of the accounts active at the start', () => {
    expect(found.nrr).toBeCloseTo((130 + 60 + 0.3 - 10) / 260.3, 12);
    expect(found.grr).toBeCloseTo((100 + 60 + 0.3) / 260.3, 12);
    expect(found.logoRetention).toBe(3 / 5);
    expect(found.warnings).toEqual([{ code: 'fewAccounts', params: { n: 5, least: 10 } }]);
  });

  it('has no ratios, and says so, without accounts at the start', () => {
    const later = salesRows(1, [{ account: 0, day: '2024-09-01', revenue: 5 }]);
    const none = revenueMovement(accountTotals(later, a), accountTotals(later, b));
    expect([none.nrr, none.grr, none.logoRetention]).toEqual([null, null, null]);
    expect(none.warnings).toEqual([{ code: 'noStartingAccounts', params: {} }]);
  });

  it('refuses periods without sales and periods in the wrong order', () => {
    const empty = salesRows(3, []);
    expect(() => revenueMovement(accountTotals(empty, a), accountTotals(empty, b))).toThrow(
      expect.objectContaining({ code: 'noData' }),
    );
    expect(() => revenueMovement(accountTotals(rows, b), accountTotals(rows, a))).toThrow(
      expect.objectContaining({ code: 'badPeriod' }),
    );
  });
});

describe('movement series', () => {
  const halves = periodsBetween(a.from, b.to, 'half');
  const coverage = { from: a.from, to: b.to - 1 };

  it('says the same as the movement of each pair, and marks what is partial', () => {
    const series = movementSeries(rows, halves, coverage);
    const { classes, from, to, change, fxOf, warnings, ...movement } = revenueMovement(
      accountTotals(rows, a),
      accountTotals(rows, b),
    );
    expect(series.steps).toEqual([movement]);
    expect([...series.partial]).toEqual([1]);
    expect(series.warnings).toEqual([{ code: 'partialPeriods', params: { n: 1 } }]);
    expect([classes.length, from.length, to.length, change.length, warnings.length]).toEqual([
      11, 11, 11, 11, 1,
    ]);
  });

  it('refuses one period, overlapping periods and no sales', () => {
    expect(() => movementSeries(rows, [a], a)).toThrow(expect.objectContaining({ code: 'tooLittleData' }));
    expect(() => movementSeries(rows, [a, { from: a.to, to: b.to }], a)).toThrow(
      expect.objectContaining({ code: 'badPeriod' }),
    );
    expect(() => movementSeries(salesRows(2, []), halves, a)).toThrow(
      expect.objectContaining({ code: 'noData' }),
    );
  });
});
