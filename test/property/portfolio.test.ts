import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abcXyz, abcXyzDefaults } from '../../electron/engine/analysis/portfolio/abcXyz.ts';
import { accountTotals } from '../../electron/engine/analysis/portfolio/accountTotals.ts';
import { concentration } from '../../electron/engine/analysis/portfolio/concentration.ts';
import { movementSeries } from '../../electron/engine/analysis/portfolio/movementSeries.ts';
import type { Movement } from '../../electron/engine/analysis/portfolio/movementTally.ts';
import { periodTotals } from '../../electron/engine/analysis/portfolio/periodTotals.ts';
import { priceVolumeMix } from '../../electron/engine/analysis/portfolio/priceVolumeMix.ts';
import { revenueMovement } from '../../electron/engine/analysis/portfolio/revenueMovement.ts';
import { rfm } from '../../electron/engine/analysis/portfolio/rfm.ts';
import { compensatedSum } from '../../electron/engine/analysis/statistics/compensated.ts';
import { makePeriod, periodsBetween } from '../../shared/domain/period.ts';
import { firstDay, lastDay, numbersIn, outcome, sales, shuffleAccounts, toRows } from './salesArbitrary.ts';
import { seed } from './seed.ts';

const span = { from: firstDay, to: lastDay };
const middle = firstDay + 180;
const before = makePeriod(firstDay, middle - 1);
const after = makePeriod(middle, lastDay);
const months = periodsBetween(firstDay, lastDay, 'month');
const options = { seed: seed(), numRuns: 300 };

function linesOf(found: Movement): number {
  return (
    found.new +
    found.reactivated +
    found.expansion +
    found.contraction +
    found.churned +
    found.other +
    found.fx
  );
}

function movementOf(list: Parameters<typeof toRows>[0]) {
  const rows = toRows(list);
  return revenueMovement(accountTotals(rows, before), accountTotals(rows, after));
}

describe('revenue movement', () => {
  it('adds up to the cent, holds every ratio in its bounds and never makes up a number', () => {
    fc.assert(
      fc.property(sales, (list) => {
        const found = outcome(() => movementOf(list), ['noData']);
        if (!found) return;
        expect(Math.abs(found.start + linesOf(found) - found.end)).toBeLessThan(0.005);
        expect(found.countStart - found.countChurned + found.countNew + found.countReactivated).toBe(
          found.countEnd,
        );
        expect(numbersIn(found).every(Number.isFinite)).toBe(true);
        expect(found.nrr === null).toBe(found.countStart === 0);
        if (found.grr === null || found.nrr === null || found.logoRetention === null) return;
        expect(found.grr).toBeGreaterThanOrEqual(0);
        expect(found.grr).toBeLessThanOrEqual(1 + 1e-12);
        if (found.expansion === 0) expect(found.nrr).toBeLessThanOrEqual(found.grr + 1e-12);
        expect(found.logoRetention).toBeGreaterThanOrEqual(0);
        expect(found.logoRetention).toBeLessThanOrEqual(1);
      }),
      options,
    );
  });

  it('does not depend on the order of rows within an account', () => {
    fc.assert(
      fc.property(sales, fc.integer(), (list, salt) => {
        const found = outcome(() => movementOf(list), ['noData']);
        const shuffled = outcome(() => movementOf(shuffleAccounts(list, salt)), ['noData']);
        expect(shuffled === null).toBe(found === null);
        if (!found || !shuffled) return;
        expect([...shuffled.classes]).toEqual([...found.classes]);
        for (const line of ['start', 'new', 'expansion', 'contraction', 'churned', 'end'] as const) {
          expect(shuffled[line]).toBeCloseTo(found[line], 6);
        }
      }),
      options,
    );
  });

  it('keeps classes and ratios when every amount is a thousand times larger', () => {
    fc.assert(
      fc.property(sales, (list) => {
        const found = outcome(() => movementOf(list), ['noData']);
        const larger = list.map((sale) => ({ ...sale, revenue: (sale.revenue ?? Number.NaN) * 1000 }));
        const scaled = outcome(() => movementOf(larger), ['noData']);
        expect(scaled === null).toBe(found === null);
        if (!found || !scaled) return;
        expect([...scaled.classes]).toEqual([...found.classes]);
        for (const ratio of ['nrr', 'grr', 'logoRetention'] as const) {
          if (found[ratio] === null) expect(scaled[ratio]).toBeNull();
          else expect(scaled[ratio]).toBeCloseTo(found[ratio], 9);
        }
      }),
      options,
    );
  });

  it('is the same step by step as pair by pair', () => {
    fc.assert(
      fc.property(sales, (list) => {
        const rows = toRows(list);
        const series = outcome(() => movementSeries(rows, months, span), ['noData']);
        if (!series) return;
        for (const [step, found] of series.steps.entries()) {
          const totals = [months[step]!, months[step + 1]!].map((month) => accountTotals(rows, month));
          const pair = outcome(() => revenueMovement(totals[0]!, totals[1]!), ['noData']);
          if (!pair) {
            expect([found.countStart, found.countEnd, found.start, found.end]).toEqual([0, 0, 0, 0]);
            continue;
          }
          expect(pair).toMatchObject(found);
        }
      }),
      { ...options, numRuns: 100 },
    );
  });
});

describe('price, volume, new and lost items', () => {
  it('add up exactly and are finite, whatever units and prices', () => {
    fc.assert(
      fc.property(sales, (list) => {
        const found = outcome(() => priceVolumeMix(toRows(list), before, after), ['noData']);
        if (!found) return;
        const { items, warnings, ...values } = found;
        expect(Object.values(values).every(Number.isFinite)).toBe(true);
        const sum = values.from + values.volume + values.price + values.newItems + values.lostItems;
        expect(Math.abs(sum - values.to)).toBeLessThan(1e-6);
        expect(compensatedSum(items.volume)).toBeCloseTo(values.volume, 6);
        expect(Math.abs(compensatedSum(items.change) - (values.to - values.from))).toBeLessThan(1e-6);
        expect([...items.volume, ...items.price].every(Number.isFinite)).toBe(true);
        expect(items.product.length).toBe(values.itemsBoth + values.itemsNew + values.itemsLost);
        expect(warnings.every((warning) => numbersIn(warning.params).every(Number.isFinite))).toBe(true);
      }),
      options,
    );
  });
});

describe('concentration', () => {
  const amounts = fc.array(fc.oneof(fc.integer({ min: -500, max: 100_000 }), fc.constant(0)), {
    maxLength: 60,
  });

  it('stays within its bounds and says the same of amounts a thousand times larger', () => {
    fc.assert(
      fc.property(amounts, (cents) => {
        const revenue = Float64Array.from(cents, (amount) => amount / 100);
        const found = outcome(() => concentration(revenue), ['noData']);
        expect(found === null).toBe(cents.every((amount) => amount <= 0));
        if (!found) return;
        const shares = [found.top1Share, found.top10Share, found.top20pctShare, ...found.stress.shareLost];
        for (const share of [...shares, ...found.curve.share, ...found.curve.cumulativeShare]) {
          expect(share).toBeGreaterThan(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        expect(found.gini).toBeGreaterThanOrEqual(0);
        expect(found.gini).toBeLessThan(1);
        expect(found.hhi).toBeGreaterThanOrEqual((1 - 1e-12) / found.accounts);
        expect(found.hhi).toBeLessThanOrEqual(1 + 1e-12);
        const scaled = concentration(revenue.map((value) => value * 1000));
        expect(scaled.accountsFor80pct).toBe(found.accountsFor80pct);
        expect(scaled.gini).toBeCloseTo(found.gini, 10);
        expect(scaled.hhi).toBeCloseTo(found.hhi, 10);
      }),
      options,
    );
  });
});

describe('scores and classes', () => {
  it('RFM scores are 1 to 5 and never fall as the value gets better', () => {
    fc.assert(
      fc.property(sales, (list) => {
        const found = outcome(() => rfm(toRows(list), lastDay), ['noData']);
        if (!found) return;
        const better = [found.recencyDays.map((days) => -days), found.frequency, found.monetary];
        for (const [index, scores] of [found.r, found.f, found.m].entries()) {
          const order = [...scores.keys()].sort((a, b) => better[index]![a]! - better[index]![b]!);
          for (const [rank, at] of order.entries()) {
            expect(scores[at]).toBeGreaterThanOrEqual(Math.max(1, rank > 0 ? scores[order[rank - 1]!]! : 1));
            expect(scores[at]).toBeLessThanOrEqual(5);
          }
        }
        expect(found.recencyDays.every((days) => days >= 1)).toBe(true);
        expect(found.frequency.every((orders) => orders >= 1)).toBe(true);
      }),
      options,
    );
  });

  it('ABC covers every product sold once, in falling order, with classes in order', () => {
    fc.assert(
      fc.property(sales, (list) => {
        const rows = toRows(list);
        const window = { from: 2024 * 12, to: 2024 * 12 + 11 };
        const found = outcome(() => abcXyz(rows, { ...abcXyzDefaults, window }), ['noData']);
        if (!found) return;
        expect(new Set(found.product).size).toBe(found.product.length);
        expect(found.countsAbc.reduce((sum, n) => sum + n, 0)).toBe(found.product.length);
        expect(found.countsAbc[0]).toBeGreaterThanOrEqual(1);
        for (let i = 1; i < found.product.length; i++) {
          expect(found.revenue[i]).toBeLessThanOrEqual(found.revenue[i - 1]!);
          expect(found.classes[i]).toBeGreaterThanOrEqual(found.classes[i - 1]!);
          expect(found.cumulativeShare[i]).toBeGreaterThanOrEqual(found.cumulativeShare[i - 1]!);
        }
        expect(found.cumulativeShare.at(-1)).toBeCloseTo(1, 9);
        expect(found.cv.every((value) => Number.isNaN(value) || (Number.isFinite(value) && value >= 0))).toBe(
          true,
        );
      }),
      options,
    );
  });

  it('period totals add up to the account totals', () => {
    fc.assert(
      fc.property(sales, (list) => {
        const rows = toRows(list);
        const found = outcome(() => periodTotals(rows, months, span), ['noData']);
        if (!found) return;
        const totals = accountTotals(rows, span);
        expect(compensatedSum(found.revenue)).toBeCloseTo(compensatedSum(totals.revenue), 6);
        expect(found.lines.reduce((sum, n) => sum + n, 0)).toBe(totals.rows.reduce((sum, n) => sum + n, 0));
      }),
      options,
    );
  });
});
