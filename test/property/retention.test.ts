import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountTotals } from '../../electron/engine/analysis/portfolio/accountTotals.ts';
import { cohorts } from '../../electron/engine/analysis/retention/cohorts.ts';
import { ownRhythm, rhythmDefaults } from '../../electron/engine/analysis/retention/ownRhythm.ts';
import { compensatedSum } from '../../electron/engine/analysis/statistics/compensated.ts';
import { firstDay, lastDay, numbersIn, outcome, sales, shuffleAccounts, toRows } from './salesArbitrary.ts';
import { seed } from './seed.ts';

const span = { from: firstDay, to: lastDay };
const options = { seed: seed(), numRuns: 300 };

describe('cohorts', () => {
  for (const grain of ['month', 'quarter'] as const) {
    it(`by ${grain}: every kept amount is in one cell or named in the warning`, () => {
      fc.assert(
        fc.property(sales, (list) => {
          const rows = toRows(list);
          const found = outcome(() => cohorts(rows, { grain, coverage: span }), ['noData']);
          expect(found === null).toBe(!list.some((sale) => sale.keep && (sale.revenue ?? 0) > 0));
          if (!found) return;
          const left = found.warnings.find((warning) => warning.code === 'revenueBeforeFirstOrder');
          const total = compensatedSum(found.revenue) + Number(left?.params.amount ?? 0);
          expect(total).toBeCloseTo(compensatedSum(accountTotals(rows, span).revenue), 3);
          for (const [cell, accounts] of found.accounts.entries()) {
            expect(accounts).toBeLessThanOrEqual(found.size[cell]!);
            expect(found.size[cell]).toBeGreaterThan(0);
            expect(found.age[cell]).toBeGreaterThanOrEqual(0);
            expect(Number.isFinite(found.perAccount[cell])).toBe(true);
          }
        }),
        options,
      );
    });
  }
});

describe('own rhythm', () => {
  it('gives shares from 0 to 1 and counts every gap once', () => {
    fc.assert(
      fc.property(sales, (list) => {
        const found = outcome(
          () => ownRhythm(toRows(list), { ...rhythmDefaults, asOf: lastDay }),
          ['noData'],
        );
        if (!found) return;
        const { accounts, cadence, bins } = found;
        const gaps = accounts.orderDays.reduce((sum, days) => sum + days - 1, 0);
        expect(cadence.gaps).toBe(gaps);
        expect(bins.gaps.reduce((sum, n) => sum + n, 0)).toBe(gaps);
        expect(numbersIn(cadence).every(Number.isFinite)).toBe(true);
        for (const [index, days] of accounts.orderDays.entries()) {
          expect(Number.isNaN(accounts.percentile[index])).toBe(days < 2);
          if (days < 2) continue;
          expect(accounts.percentile[index]).toBeGreaterThanOrEqual(0);
          expect(accounts.percentile[index]).toBeLessThanOrEqual(1);
          expect(accounts.medianGap[index]).toBeLessThanOrEqual(accounts.q90Gap[index]!);
          expect(accounts.medianGap[index]).toBeGreaterThanOrEqual(1);
        }
      }),
      options,
    );
  });

  it('does not depend on the order of rows within an account', () => {
    fc.assert(
      fc.property(sales, fc.integer(), (list, salt) => {
        const [found, shuffled] = [list, shuffleAccounts(list, salt)].map((own) =>
          outcome(() => ownRhythm(toRows(own), { ...rhythmDefaults, asOf: lastDay }), ['noData']),
        );
        expect(shuffled?.cadence).toEqual(found?.cadence);
        expect(shuffled?.accounts.statuses).toEqual(found?.accounts.statuses);
        expect(shuffled?.accounts.percentile).toEqual(found?.accounts.percentile);
        expect(shuffled?.bins).toEqual(found?.bins);
      }),
      options,
    );
  });
});
