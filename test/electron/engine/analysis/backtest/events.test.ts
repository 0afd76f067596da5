import { describe, expect, test } from 'vitest';
import { outcomesOf } from '../../../../../electron/engine/analysis/backtest/events.ts';
import { monthsAfter, originsOf } from '../../../../../electron/engine/analysis/backtest/origins.ts';
import type { EventKind } from '../../../../../electron/engine/analysis/backtest/rankedList.ts';
import { accountDays } from '../../../../../electron/engine/analysis/history/accountDays.ts';
import { dayOf, isoDate } from '../../../../../shared/domain/calendar.ts';
import { type Line, rowsOfLines } from '../../../../property/salesRows.ts';

const origin = dayOf(2025, 6, 30);
const end = dayOf(2025, 9, 30);

function line(account: number, date: [number, number, number], revenue: number, product = 0): Line {
  return { account, day: dayOf(...date), revenue, product, order: -1 };
}

function outcomes(kind: EventKind, lines: Line[], accounts: number, products = 4) {
  const rows = rowsOfLines(lines, accounts, products);
  const source = { rows, history: accountDays(rows), attributes: [], months: 3, growth: 0.1 };
  return outcomesOf(kind, source, { origin, end });
}

describe('events', () => {
  test('retain: money in the 12 months before, no order within the horizon', () => {
    const found = outcomes(
      'retain',
      [
        line(0, [2025, 6, 30], 10),
        line(0, [2025, 9, 30], 10),
        line(1, [2024, 7, 1], 10),
        line(1, [2025, 10, 1], 10),
        line(2, [2024, 6, 30], 10),
        line(3, [2025, 5, 1], 10),
        line(3, [2025, 7, 1], -4),
        line(4, [2025, 7, 1], 10),
      ],
      5,
    );
    expect(Array.from(found.sizeOf)).toEqual([1, 1, 0, 1, 0]);
    expect(Array.from(found.eventsOf)).toEqual([0, 1, 0, 1, 0]);
    expect(found).toMatchObject({ n: 3, events: 2, gain: 20 });
  });

  test('upsell: above the same days a year before, else the days just before; the youngest are left out', () => {
    const lines = [
      line(0, [2024, 7, 1], 100),
      line(0, [2025, 4, 2], 900),
      line(0, [2025, 7, 5], 111),
      line(1, [2024, 7, 1], 100),
      line(1, [2025, 7, 5], 110),
      line(2, [2025, 3, 1], 7),
      line(2, [2025, 5, 1], 50),
      line(2, [2025, 7, 5], 60),
      line(3, [2025, 5, 1], 50),
      line(3, [2025, 7, 5], 600),
      line(4, [2024, 1, 5], 1),
      line(4, [2025, 6, 1], 5),
    ];
    const found = outcomes('upsell', lines, 5);
    expect(Array.from(found.sizeOf)).toEqual([1, 1, 1, 0, 1]);
    expect(Array.from(found.eventsOf)).toEqual([1, 0, 1, 0, 0]);
    expect(Array.from(found.gainOf)).toEqual([11, 0, 10, 0, 0]);
  });

  test('cross-sell: first purchases for 12 months of products sold then', () => {
    const lines = [
      line(0, [2025, 5, 1], 10, 0),
      line(0, [2025, 8, 1], 7, 0),
      line(0, [2025, 8, 1], 8, 1),
      line(0, [2025, 8, 2], -3, 1),
      line(0, [2025, 8, 1], 9, 3),
      line(1, [2025, 5, 1], 10, 1),
      line(1, [2024, 5, 1], 10, 2),
      line(1, [2025, 8, 1], 6, 0),
      line(2, [2025, 4, 1], 10, 2),
      line(3, [2025, 8, 1], 10, 2),
    ];
    const found = outcomes('cross-sell', lines, 4);
    expect(Array.from(found.sizeOf)).toEqual([2, 2, 2, 0]);
    expect(Array.from(found.eventsOf)).toEqual([1, 1, 0, 0]);
    expect(Array.from(found.gainOf)).toEqual([5, 6, 0, 0]);
    expect(found.isEligible(0, 0)).toBe(false);
    expect(found.isEligible(0, 3)).toBe(false);
  });

  test('an event at any scale of money is the same event', () => {
    const lines = [line(0, [2024, 6, 1], 3), line(0, [2025, 6, 1], 7), line(0, [2025, 8, 1], 9)];
    const large = lines.map((one) => ({ ...one, revenue: one.revenue * 1e6 }));
    expect(outcomes('upsell', large, 1).eventsOf).toEqual(outcomes('upsell', lines, 1).eventsOf);
  });
});

describe('origins', () => {
  const covered = { from: dayOf(2024, 1, 1), to: dayOf(2025, 12, 31) };
  const dates = (found: ReturnType<typeof originsOf>) =>
    found.origins.map((one) => `${isoDate(one.origin)} ${isoDate(one.end)}`);

  test('end with the data', () => {
    expect(dates(originsOf(covered, { months: 3, count: 2 }))).toEqual([
      '2025-06-30 2025-09-30',
      '2025-09-30 2025-12-31',
    ]);
  });

  test('begin where asked; those not covered are named', () => {
    const found = originsOf(covered, { months: 6, count: 3, first: dayOf(2025, 1, 31) });
    expect(dates(found)).toEqual(['2025-01-31 2025-07-31']);
    expect(found.leftOut.map(isoDate)).toEqual(['2025-07-31', '2026-01-31']);
  });

  test('months end where they have no such date', () => {
    expect(isoDate(monthsAfter(dayOf(2024, 1, 31), 1))).toBe('2024-02-29');
    expect(isoDate(monthsAfter(dayOf(2024, 3, 31), -13))).toBe('2023-02-28');
  });
});
