import { describe, expect, it } from 'vitest';
import { accountDays } from '../../../../../../electron/engine/analysis/history/accountDays.ts';
import {
  contractLifetimes,
  orderLifetimes,
} from '../../../../../../electron/engine/analysis/retention/survival/accountLifetimes.ts';
import { survivalByGroup } from '../../../../../../electron/engine/analysis/retention/survival/survivalByGroup.ts';
import { rowsOfLines } from '../../../../../property/salesRows.ts';

const options = { asOf: 400, silence: 90, dataFrom: 0, onlySeenStarts: false };

/** Accounts by their order days. */
function historyOf(accounts: number[][]) {
  const lines = accounts.flatMap((days, account) =>
    days.map((day) => ({ account, day, revenue: 10, product: -1, order: -1 })),
  );
  return accountDays(rowsOfLines(lines, accounts.length, 0));
}

describe('lifetimes by orders', () => {
  it('end with the last order and the limit, or are followed to the as-of date', () => {
    const { account, days, gone, warnings } = orderLifetimes(
      historyOf([[100, 150], [120, 310], [200, 309], [110], [], [100, 395, 450]]),
      options,
    );
    expect([...account]).toEqual([0, 1, 2, 3, 5]);
    expect([...gone]).toEqual([1, 0, 1, 1, 0]);
    expect([...days]).toEqual([140, 280, 199, 90, 300]);
    expect(warnings).toEqual([{ code: 'cameBack', params: { accounts: 3, days: 90 } }]);
  });

  it('are told to be too short where the account was there when the data began, or left out', () => {
    const history = historyOf([
      [5, 380],
      [90, 380],
      [91, 380],
    ]);
    const older = (found: { warnings: { code: string; params: object }[] }, code: string) =>
      found.warnings.find((warning) => warning.code === code)?.params;
    expect(older(orderLifetimes(history, options), 'olderThanData')).toEqual({ accounts: 2, days: 90 });
    const seen = orderLifetimes(history, { ...options, onlySeenStarts: true });
    expect([...seen.account]).toEqual([2]);
    expect(older(seen, 'olderLeftOut')).toEqual({ accounts: 2, days: 90 });
  });

  it('do not look beyond the as-of date', () => {
    const known = orderLifetimes(historyOf([[10, 20], [300]]), { ...options, asOf: 250 });
    expect([...known.account]).toEqual([0]);
    const more = orderLifetimes(historyOf([[10, 20, 260], [300]]), { ...options, asOf: 250 });
    expect(more).toEqual(known);
  });
});

describe('lifetimes by contract', () => {
  const none = -2147483648;

  it('end with the contract, and say what does not fit', () => {
    const history = historyOf([[100, 150], [100], [100], [100], [100], [100]]);
    const dates = {
      start: Int32Array.of(50, 60, none, 390, 80, -30),
      end: Int32Array.of(120, none, 200, 380, 400, 399),
      missing: none,
    };
    const { account, days, entry, gone, warnings } = contractLifetimes(history, dates, options);
    expect([...account]).toEqual([0, 1, 4, 5]);
    expect([...gone]).toEqual([1, 0, 0, 1]);
    expect([...days]).toEqual([70, 340, 320, 429]);
    expect([...entry!]).toEqual([0, 0, 0, 30]);
    expect(warnings).toEqual([
      { code: 'noContract', params: { accounts: 2 } },
      { code: 'orderedAfterEnd', params: { accounts: 1 } },
    ]);
  });
});

describe('lifetimes by contract that began before the data', () => {
  const none = -2147483648;
  const history = historyOf([[100], [10], [100]]);
  const dates = { start: Int32Array.of(-30, -300, 20), end: Int32Array.of(399, -5, none), missing: none };

  it('are watched from the data on, and not at all where they ended before', () => {
    const found = contractLifetimes(history, dates, options);
    expect([[...found.account], [...found.entry!]]).toEqual([
      [0, 2],
      [30, 0],
    ]);
    expect(found.warnings.map(({ code }) => code)).toEqual(['endedBeforeData']);
  });

  it('are left out on request', () => {
    const seen = contractLifetimes(history, dates, { ...options, onlySeenStarts: true });
    expect([...seen.account]).toEqual([2]);
    expect(seen.entry).toBeUndefined();
    expect(seen.warnings.map(({ code }) => code)).toEqual(['olderLeftOut', 'endedBeforeData']);
  });
});

describe('survival by group', () => {
  const sample = {
    time: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8),
    event: Uint8Array.of(1, 1, 0, 1, 0, 1, 0, 0),
    group: Int32Array.of(0, 0, 0, 0, 1, 1, 2, 2),
    groups: 3,
  };

  it('gives groups without leavers a curve and no ratio', () => {
    const found = survivalByGroup(sample, { interval: 'log-log', horizon: null });
    expect(found.horizon).toBe(4);
    expect(found.reference).toBe(0);
    expect(found.groups[2]!.hazard).toEqual({ ratio: null, lower: null, upper: null, p: null });
    expect(found.groups[2]!.mean.mean).toBe(4);
    expect(found.groups[0]!.hazard.ratio).toBe(1);
    expect(found.warnings.map(({ code }) => code)).toContain('smallGroups');
  });

  it('answers where nobody left, and where everybody did at once', () => {
    const nobody = survivalByGroup({ ...sample, event: new Uint8Array(8) }, { interval: 'log', horizon: 5 });
    expect(nobody.test).toEqual({ chisq: null, df: 0, p: null });
    expect(nobody.warnings.map(({ code }) => code)).toContain('noLeavers');
    const all = survivalByGroup(
      { time: new Float64Array(8), event: new Uint8Array(8).fill(1), group: sample.group, groups: 3 },
      { interval: 'plain', horizon: null },
    );
    expect(all.groups.map(({ curve }) => curve.survival.at(-1))).toEqual([0, 0, 0]);
  });

  it('refuses an empty sample', () => {
    const empty = {
      time: new Float64Array(),
      event: new Uint8Array(),
      group: new Int32Array(),
      groups: 1,
    };
    expect(() => survivalByGroup(empty, { interval: 'log-log', horizon: null })).toThrow(
      expect.objectContaining({ code: 'tooLittleData' }),
    );
  });
});
