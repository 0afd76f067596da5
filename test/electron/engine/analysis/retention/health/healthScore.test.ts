import { describe, expect, it } from 'vitest';
import { accountDays } from '../../../../../../electron/engine/analysis/history/accountDays.ts';
import {
  type HealthSource,
  healthAt,
  healthInputs,
} from '../../../../../../electron/engine/analysis/retention/health/healthInputs.ts';
import {
  healthScores,
  usualWeights,
} from '../../../../../../electron/engine/analysis/retention/health/healthScore.ts';
import type { AccountSignal } from '../../../../../../electron/engine/analysis/retention/risk/riskFeatures.ts';
import { dayOf, monthOfDay } from '../../../../../../shared/domain/calendar.ts';
import { type Line, rowsOfLines } from '../../../../../property/salesRows.ts';

const asOf = dayOf(2025, 12, 31);

function order(account: number, day: number, revenue = 100, product = 0): Line {
  return { account, day, revenue, product, order: -1 };
}

/** Entries by account. */
function signal(name: AccountSignal['name'], entries: [number, number][][]): AccountSignal {
  const all = entries.flat();
  const starts = [0];
  for (const own of entries) starts.push(starts.at(-1)! + own.length);
  return {
    name,
    starts: Int32Array.from(starts),
    days: Int32Array.from(all, ([day]) => day),
    values: name === 'nps' ? Float64Array.from(all, ([, value]) => value) : null,
  };
}

/** Account 0 keeps its rhythm; 1 fades; 2 is new; 3 is long gone. */
const lines: Line[] = [
  ...Array.from({ length: 24 }, (_, month) => order(0, asOf - 5 - 30 * month, 100, month % 3)),
  ...Array.from({ length: 20 }, (_, month) =>
    order(1, asOf - 95 - 30 * month, month < 4 ? 50 : 100, month % 4),
  ),
  order(2, asOf - 20),
  order(3, asOf - 900),
];
const source: HealthSource = {
  rows: rowsOfLines(lines, 4, 5),
  history: accountDays(rowsOfLines(lines, 4, 5)),
  signals: [
    signal('nps', [
      [
        [asOf - 300, 9],
        [asOf - 10, 7],
      ],
      [[asOf - 400, 3]],
      [],
      [],
    ]),
    signal('contact', [[[asOf - 105, 0]], [[asOf - 400, 0]], [], []]),
  ],
  targets: {
    starts: Int32Array.of(0, 2, 3, 3, 3),
    month: Int32Array.of(monthOfDay(asOf) - 2, monthOfDay(asOf) + 1, monthOfDay(asOf) - 2),
    months: Int32Array.of(1, 1, 3),
    target: Float64Array.of(200, 999, 60),
  },
};

function points(account: number, day = asOf): Record<string, number> {
  const all = healthAt(source, day);
  const width = healthInputs.length;
  return Object.fromEntries(healthInputs.map((name, at) => [name, all[account * width + at]!]));
}

describe('inputs of health', () => {
  it('by their rules: an account that keeps its rhythm', () => {
    const own = points(0);
    expect(own).toMatchObject({ rhythm: 100, spend: 100, orders: 100, breadth: 100, nps: 70, contact: 50 });
    // One order of 100 in October 2025 against a target of 200; the target of the month to come does not count.
    expect(own.plan).toBe(50);
  });

  it('an account that fades', () => {
    const own = points(1);
    // 95 days since the last order, usually 30: (4 − 96/31) / 3.
    expect(own.rhythm).toBeCloseTo((100 * (4 - 96 / 31)) / 3, 10);
    // The last 182 days have 3 orders of 50, the 182 before 6: 1 of 50 and 5 of 100.
    expect(own.orders).toBeCloseTo(50, 10);
    expect(own.spend).toBeCloseTo((100 * 150) / 550, 10);
    expect(own.nps).toBeNaN();
    expect(own.contact).toBe(0);
    expect(own.plan).toBe(0);
  });

  it('what is not known is not 0', () => {
    const own = points(2);
    for (const name of healthInputs) expect(own[name]).toBeNaN();
    expect(points(3).spend).toBeNaN();
  });

  it('nothing after the day is looked at', () => {
    const before = lines.filter(({ day }) => day <= asOf - 200);
    const cut = {
      ...source,
      rows: rowsOfLines(before, 4, 5),
      history: accountDays(rowsOfLines(before, 4, 5)),
    };
    expect(healthAt(cut, asOf - 200)).toEqual(healthAt(source, asOf - 200));
  });
});

describe('health', () => {
  const options = { asOf, since: asOf - 91, weights: usualWeights };
  const found = healthScores(source, options);
  const rowOf = (account: number) => found.account.indexOf(account);

  it('is the weighted mean of what is known, of accounts in play', () => {
    expect([...found.account].sort()).toEqual([0, 1, 2]);
    const known = [100 * 3, 100 * 2, 100, 100, 70, 50, 50];
    expect(found.score[rowOf(0)]).toBeCloseTo(known.reduce((sum, each) => sum + each, 0) / 10, 10);
    expect(found.coverage[rowOf(0)]).toBe(1);
    expect(found.coverage[rowOf(1)]).toBeCloseTo(9 / 10, 12);
    expect(found.score[rowOf(2)]).toBeNaN();
    expect(found.coverage[rowOf(2)]).toBe(0);
  });

  it('tells what moved it, adding up to the change', () => {
    const p = found.inputs.length;
    for (const account of [0, 1]) {
      const row = rowOf(account);
      const sum = found.moved.slice(row * p, (row + 1) * p).reduce((total, each) => total + each, 0);
      expect(Math.abs(sum - found.change[row]!)).toBeLessThan(1e-10);
      expect(found.score[row]! - found.scoreSince[row]!).toBe(found.change[row]);
    }
    expect(found.change[rowOf(1)]).toBeLessThan(-10);
    const rhythm = found.moved[rowOf(1) * p + found.inputs.indexOf('rhythm')]!;
    expect(rhythm).toBeLessThan(0);
  });

  it('a weight of 0 leaves an input out', () => {
    const only = { rhythm: 0, spend: 0, orders: 0, breadth: 0, nps: 2, contact: 0, plan: 0 };
    const nps = healthScores(source, { ...options, weights: only });
    expect(nps.score[nps.account.indexOf(0)]).toBe(70);
    expect(nps.score[nps.account.indexOf(1)]).toBeNaN();
    expect(() => healthScores(source, { ...options, weights: { ...only, nps: 0 } })).toThrow(
      expect.objectContaining({ code: 'badRequest' }),
    );
  });

  it('money times a million changes nothing but the money', () => {
    const scaled = lines.map((line) => ({ ...line, revenue: line.revenue * 1e6 }));
    const rows = rowsOfLines(scaled, 4, 5);
    const targets = { ...source.targets!, target: source.targets!.target.map((each) => each * 1e6) };
    const large = healthScores({ ...source, rows, history: accountDays(rows), targets }, options);
    for (const row of large.account.keys()) {
      const own = found.score[rowOf(large.account[row]!)]!;
      if (Number.isNaN(own)) expect(large.score[row]).toBeNaN();
      else expect(large.score[row]).toBeCloseTo(own, 9);
    }
  });
});
