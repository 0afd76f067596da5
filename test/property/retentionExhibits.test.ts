import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountDays } from '../../electron/engine/analysis/history/accountDays.ts';
import { activityModels } from '../../electron/engine/analysis/retention/purchases/activityModel.ts';
import {
  type CustomerActivity,
  customerActivity,
} from '../../electron/engine/analysis/retention/purchases/customerActivity.ts';
import { orderLifetimes } from '../../electron/engine/analysis/retention/survival/accountLifetimes.ts';
import { intervalKinds } from '../../electron/engine/analysis/retention/survival/kaplanMeier.ts';
import { survivalByGroup } from '../../electron/engine/analysis/retention/survival/survivalByGroup.ts';
import { outcome } from './salesArbitrary.ts';
import { arbitraryLines, type Line, rowsOfLines } from './salesRows.ts';
import { seed } from './seed.ts';

const accounts = 24;
const asOf = 399;
const lines = arbitraryLines(accounts, 1, asOf + 1, { minLength: 1, maxLength: 200 });
const options = { seed: seed(), numRuns: 60 };

function historyOf(list: readonly Line[]) {
  return accountDays(rowsOfLines(list, accounts, 1));
}

/** Another order of accounts and rows. */
function permuted(list: readonly Line[]): Line[] {
  return list.map((line) => ({ ...line, account: (line.account * 7 + 5) % accounts })).reverse();
}

function survivalOf(list: readonly Line[], groupOf: (account: number) => number, silence: number) {
  const lives = orderLifetimes(historyOf(list), { asOf, silence, dataFrom: 0, onlySeenStarts: false });
  const present = [...new Set(Array.from(lives.account, groupOf))].sort((a, b) => a - b);
  const group = Int32Array.from(lives.account, (account) => present.indexOf(groupOf(account)));
  return (interval: (typeof intervalKinds)[number]) =>
    survivalByGroup(
      { time: lives.days, event: lives.gone, group, groups: present.length },
      { interval, horizon: null },
    );
}

describe('how long accounts stay', () => {
  it('falls from 1, within limits that hold it, and does not depend on the order of accounts', () => {
    fc.assert(
      fc.property(
        lines,
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom(...intervalKinds),
        (list, silence, interval) => {
          const found = outcome(
            () => survivalOf(list, (account) => account % 3, silence)(interval),
            ['tooLittleData'],
          );
          if (!found) return;
          for (const { curve, mean, hazard } of found.groups) {
            let before = 1;
            for (const [step, share] of curve.survival.entries()) {
              expect(share).toBeGreaterThanOrEqual(0);
              expect(share).toBeLessThanOrEqual(before);
              if (!Number.isNaN(curve.lower[step])) {
                expect(curve.lower[step]).toBeLessThanOrEqual(share + 1e-12);
                expect(curve.upper[step]).toBeGreaterThanOrEqual(share - 1e-12);
              }
              before = share;
            }
            expect(mean.mean).toBeLessThanOrEqual(found.horizon + 1e-9);
            if (hazard.p !== null) expect(hazard.p).toBeLessThanOrEqual(1);
          }
          if (found.test.p !== null) expect(found.test.p).toBeGreaterThanOrEqual(0);
          const inverse = (account: number) => ((account - 5 + accounts) * 7) % accounts;
          const other = survivalOf(permuted(list), (account) => inverse(account) % 3, silence)(interval);
          expect(other.groups.map(({ curve }) => curve)).toEqual(found.groups.map(({ curve }) => curve));
          expect(other.test.p ?? -1).toBeCloseTo(found.test.p ?? -1, 9);
        },
      ),
      options,
    );
  });
});

function activityOf(list: readonly Line[], model: (typeof activityModels)[number]): CustomerActivity | null {
  return outcome(
    () => customerActivity(historyOf(list), { asOf, horizon: 26, discount: 0.1, model }),
    ['tooLittleData'],
  );
}

describe.each(activityModels)('who is still active, by %s', (model) => {
  it('gives chances, expectations that money does not change, and counts that add up', () => {
    fc.assert(
      fc.property(lines, (list) => {
        const found = activityOf(list, model);
        if (!found) return;
        const n = found.history.x.length;
        for (let entry = 0; entry < n; entry++) {
          expect(found.active[entry]).toBeGreaterThanOrEqual(0);
          expect(found.active[entry]).toBeLessThanOrEqual(1);
          expect(found.expected[entry]).toBeGreaterThanOrEqual(0);
          if (Number.isNaN(found.clv[entry])) continue;
          expect(found.clv[entry]).toBeLessThanOrEqual(found.revenue[entry]! * (1 + 1e-6));
        }
        const { frequency } = found;
        const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0);
        expect(sum(frequency.actual)).toBe(n);
        expect(sum(frequency.expected)).toBeCloseTo(n, 6);
        const dear = activityOf(
          list.map((line) => ({ ...line, revenue: line.revenue * 2 ** 20 })),
          model,
        )!;
        expect(dear.active).toEqual(found.active);
        expect(dear.expected).toEqual(found.expected);
      }),
      options,
    );
  });

  it('does not depend on the order of accounts and rows', () => {
    fc.assert(
      fc.property(lines, (list) => {
        const [found, other] = [activityOf(list, model), activityOf(permuted(list), model)];
        if (!found || !other) {
          expect(other).toBe(found);
          return;
        }
        expect(other.fit.params).toEqual(found.fit.params);
        const byAccount = (one: CustomerActivity, name: (account: number) => number) =>
          new Map(Array.from(one.history.account, (account, entry) => [name(account), one.active[entry]]));
        const mine = byAccount(found, (account) => (account * 7 + 5) % accounts);
        for (const [account, chance] of byAccount(other, (account) => account))
          expect(mine.get(account)).toBe(chance);
      }),
      options,
    );
  });
});
