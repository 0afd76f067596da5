import { describe, expect, it } from 'vitest';
import { accountDays } from '../../../../../../electron/engine/analysis/history/accountDays.ts';
import { churnRisk, reasonsOf } from '../../../../../../electron/engine/analysis/retention/risk/churnRisk.ts';
import { historyFolds } from '../../../../../../electron/engine/analysis/retention/risk/historyFolds.ts';
import {
  type AccountSignal,
  riskFeatures,
  riskRows,
} from '../../../../../../electron/engine/analysis/retention/risk/riskFeatures.ts';
import {
  hasLeft,
  type Leaving,
  pastOrigins,
} from '../../../../../../electron/engine/analysis/retention/risk/riskPanel.ts';
import { dayOf, isoDate } from '../../../../../../shared/domain/calendar.ts';
import { type Line, rowsOfLines } from '../../../../../property/salesRows.ts';
import { leavingBook } from './leavingBook.ts';

const silent: Leaving = { kind: 'silent' };

function historyOf(lines: Line[], accounts: number) {
  return accountDays(rowsOfLines(lines, accounts, 1));
}

function order(account: number, day: number, revenue = 10): Line {
  return { account, day, revenue, product: 0, order: -1 };
}

function feature(rows: ReturnType<typeof riskRows>, row: number, name: (typeof riskFeatures)[number]) {
  return rows.x[row * riskFeatures.length + riskFeatures.indexOf(name)]!;
}

describe('what is known at an origin', () => {
  const lines = [
    ...[0, 100, 200, 300, 330, 360].map((day) => order(0, day, 20)),
    order(0, 340, -5),
    order(1, 350),
    order(2, 10),
    order(3, 361),
    order(4, 200, -3),
  ];
  const rows = riskRows(historyOf(lines, 5), 360);

  it('has the accounts with money in the year and an order so far', () => {
    expect([...rows.account]).toEqual([0, 1, 2]);
    expect([...rows.daysSince]).toEqual([0, 10, 350]);
    expect([...rows.orders]).toEqual([6, 1, 1]);
    expect([...rows.value]).toEqual([115, 10, 10]);
  });

  it('measures each by its definition', () => {
    expect(rows.usualGap[0]).toBe(100);
    expect(feature(rows, 0, 'lateness')).toBeCloseTo(Math.log(1 / 101), 12);
    expect(feature(rows, 0, 'orders')).toBeCloseTo(Math.log((6 * 365) / (361 + 60)), 12);
    // The book reaches back 361 days: its halves are the last 180 days and the 180 before.
    expect(feature(rows, 0, 'orderTrend')).toBeCloseTo(Math.log((0.5 + 4) / (0.5 + 1)), 12);
    expect(feature(rows, 0, 'orderValueTrend')).toBeCloseTo(Math.log(75 / 4 / 20), 12);
    expect(feature(rows, 0, 'tenure')).toBeCloseTo(Math.log(361), 12);
    expect(feature(rows, 0, 'returns')).toBeCloseTo(1 / 7, 12);
    expect(feature(rows, 1, 'once')).toBe(1);
    expect(feature(rows, 1, 'irregularity')).toBeNaN();
    // Too few gaps of its own: measured against those of all.
    expect(rows.usualGap[1]).toBe(100);
  });

  it('knows signals up to the origin and not older than a year', () => {
    const nps: AccountSignal = {
      name: 'nps',
      starts: Int32Array.of(0, 3, 4, 4, 4, 4),
      days: Int32Array.of(10, 300, 400, -10),
      values: Float64Array.of(9, 4, 8, 7),
    };
    const contact: AccountSignal = { ...nps, name: 'contact', values: null };
    const known = riskRows(historyOf(lines, 5), 360, [nps, contact]);
    expect(feature(known, 0, 'nps')).toBe(4);
    expect(feature(known, 1, 'nps')).toBeNaN();
    expect(feature(known, 0, 'contact')).toBeCloseTo(Math.log(61), 12);
    expect(feature(known, 2, 'contact')).toBeNaN();
  });
});

describe('leaving', () => {
  const history = historyOf(
    [order(0, 100, 100), order(0, 150, 49), order(1, 100, 100), order(1, 150, 50)],
    2,
  );

  it('silent: no order within the horizon', () => {
    expect(hasLeft(history, 0, 100, 49, silent)).toBe(true);
    expect(hasLeft(history, 0, 100, 50, silent)).toBe(false);
    expect(hasLeft(history, 0, 150, 50, silent)).toBe(true);
  });

  it('decline: less than the share of as many days before; exactly the share is kept', () => {
    const half: Leaving = { kind: 'decline', share: 0.5 };
    expect(hasLeft(history, 0, 120, 30, half)).toBe(true);
    expect(hasLeft(history, 1, 120, 30, half)).toBe(false);
    // The order of day 100 is more than 20 days back, so nothing is there to decline from.
    expect(hasLeft(history, 1, 120, 20, half)).toBe(true);
    expect(hasLeft(history, 1, 135, 20, half)).toBe(false);
  });
});

describe('days of the past', () => {
  const from = dayOf(2023, 1, 1);
  const monthly = historyOf(
    Array.from({ length: 36 }, (_, month) =>
      order(0, dayOf(2023 + Math.floor(month / 12), (month % 12) + 1, 1)),
    ),
    1,
  );

  it('lie whole months back, their horizon over', () => {
    const origins = pastOrigins(monthly, dayOf(2025, 12, 1), { horizon: 182, leaving: silent });
    expect(origins.slice(0, 3).map(isoDate)).toEqual(['2025-06-01', '2025-04-01', '2025-02-01']);
    expect(origins.at(-1)).toBeGreaterThanOrEqual(from + 90);
    const ends = pastOrigins(monthly, dayOf(2025, 8, 31), { horizon: 91, leaving: silent });
    expect(ends.slice(0, 4).map(isoDate)).toEqual(['2025-05-31', '2025-04-30', '2025-03-31', '2025-02-28']);
    expect(ends).toHaveLength(12);
  });

  it('are none in a book shorter than the horizon, and for a decline have the horizon behind them', () => {
    expect(pastOrigins(monthly, from + 200, { horizon: 182, leaving: silent })).toEqual([]);
    const decline = pastOrigins(monthly, from + 400, {
      horizon: 182,
      leaving: { kind: 'decline', share: 0.5 },
    });
    expect(decline.every((origin) => origin >= from + 182)).toBe(true);
  });
});

describe('risk of leaving', () => {
  const [accounts, days] = [500, 800];
  const history = historyOf(leavingBook({ accounts, days, leaving: 0.5, seed: 4 }), accounts);

  it('ranks leavers first, and its reasons with the base are the log odds', () => {
    const asOf = days - 120;
    const risk = churnRisk(history, asOf, { horizon: 91, leaving: silent });
    const left = Array.from(risk.account, (account) => hasLeft(history, account, asOf, 91, silent));
    const gone = left.filter(Boolean).length;
    expect(gone).toBeGreaterThan(10);
    expect(left.slice(0, gone).filter(Boolean).length / gone).toBeGreaterThan(0.6);
    for (const row of risk.account.keys()) {
      const odds = reasonsOf(risk, row).reduce((sum, { effect }) => sum + effect, risk.model.base);
      const probability = risk.probability[row]!;
      expect(Math.abs(1 / (1 + Math.exp(-odds)) - probability)).toBeLessThan(1e-12);
    }
  });

  it('tells its quality on accounts it has not seen', () => {
    const { quality, n, events, baseRate } = churnRisk(history, days, { horizon: 91, leaving: silent }).model;
    expect(quality.auc).toBeGreaterThan(0.85);
    expect(quality.brier).toBeLessThan(quality.brierOfBaseRate);
    expect(quality.n).toBe(n);
    expect(baseRate).toBeCloseTo(events / n, 12);
    expect(quality.calibration.reduce((sum, bin) => sum + bin.n, 0)).toBe(n);
    const worst = Math.max(...quality.calibration.map((bin) => Math.abs(bin.predicted - bin.observed)));
    expect(worst).toBeLessThan(0.15);
  });

  it('refuses a book without leavers, and one shorter than the horizon', () => {
    const loyal = historyOf(leavingBook({ accounts: 100, days: 700, leaving: 0, seed: 1 }), 100);
    const failed = expect.objectContaining({ code: 'tooLittleData' });
    expect(() => churnRisk(loyal, 700, { horizon: 182, leaving: silent })).toThrow(failed);
    expect(() => churnRisk(history, 100, { horizon: 182, leaving: silent })).toThrow(failed);
  });

  it('says so where nothing tells leavers from others', () => {
    // Everyone orders on the same days for the same money; who leaves is not to be seen before.
    const lines = Array.from({ length: 400 }, (_, account) =>
      Array.from({ length: account % 4 === 0 ? 6 : 12 }, (_, month) => order(account, 30 * month, 10)),
    ).flat();
    const risk = churnRisk(historyOf(lines, 400), 330, { horizon: 120, leaving: silent });
    const first = risk.probability[0]!;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(1);
    expect(Number.isFinite(risk.model.quality.brier)).toBe(true);
  });

  it('learns from books of monthly periods', () => {
    // Accounts of one period a month, on the 1st; a third stop for good somewhere in three years.
    const lines = Array.from({ length: 300 }, (_, account) => {
      const stop = account % 3 === 0 ? 6 + ((account * 7) % 30) : 36;
      return Array.from({ length: stop }, (_, month) =>
        order(
          account,
          dayOf(2023 + Math.floor(month / 12), (month % 12) + 1, 1),
          50 + ((account * 13 + month) % 17),
        ),
      );
    }).flat();
    const asOf = dayOf(2025, 12, 1);
    const risk = churnRisk(historyOf(lines, 300), asOf, { horizon: 182, leaving: silent });
    const silentFor = (row: number) => risk.daysSince[row]! > 92;
    const goneRows = [...risk.account.keys()].filter(silentFor);
    expect(goneRows.length).toBeGreaterThan(5);
    for (const row of goneRows) expect(risk.probability[row]).toBeGreaterThan(0.9);
    const there = [...risk.account.keys()].filter((row) => risk.daysSince[row]! < 31);
    for (const row of there) expect(risk.probability[row]).toBeLessThan(0.5);
  });

  it('with several leavings: a decline is told from silence', () => {
    const decline = churnRisk(history, days, { horizon: 91, leaving: { kind: 'decline', share: 0.5 } });
    const gone = churnRisk(history, days, { horizon: 91, leaving: silent });
    expect(decline.model.baseRate).toBeGreaterThan(gone.model.baseRate);
  });
});

describe('parts by history', () => {
  it('hold together, and are near equal where accounts order on the same days', () => {
    const lines = Array.from({ length: 1000 }, (_, account) =>
      Array.from({ length: 12 }, (_, month) =>
        order(account, 30 * month, 100 + ((account * 31 + month * (7 + account)) % 997)),
      ),
    ).flat();
    const { part, group } = historyFolds(historyOf(lines, 1000), 400, 5, 3);
    const sizes = Array.from({ length: 15 }, () => 0);
    for (const account of part.keys()) sizes[part[account]! * 3 + group[account]!]!++;
    expect(Math.min(...sizes)).toBeGreaterThan(30);
    expect(Math.max(...sizes)).toBeLessThan(110);
  });
});
