import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  brierScore,
  calibrationTable,
  discrimination,
} from '../../electron/engine/analysis/statistics/discrimination.ts';
import { logisticRegression } from '../../electron/engine/analysis/statistics/logisticRegression.ts';
import { seed } from './seed.ts';

const options = { seed: seed(), numRuns: 200 };
const rows = fc.array(fc.tuple(fc.integer({ min: -8, max: 8 }), fc.nat({ max: 3 }), fc.nat({ max: 1 })), {
  minLength: 3,
  maxLength: 80,
});

describe('logistic regression', () => {
  it('balances: fitted and seen agree in every column, whatever the unit and the order of rows', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(1e-9, 1, 1e9), (list, unit) => {
        const columns = [list.map(() => 1), list.map(([a]) => a * unit), list.map(([, b]) => b)];
        const y = list.map(([, , event]) => event);
        const fit = logisticRegression(columns, y);
        for (const share of fit.fitted) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        expect(fit.deviance).toBeLessThanOrEqual(fit.nullDeviance * (1 + 1e-9) + 1e-9);
        if (!fit.converged) {
          expect(fit.warnings.length).toBeGreaterThan(0);
          return;
        }
        for (const column of columns) {
          const seen = column.reduce((sum, value, i) => sum + value * (y[i]! - fit.fitted[i]!), 0);
          const size = column.reduce((sum, value) => sum + Math.abs(value), 0);
          expect(Math.abs(seen)).toBeLessThanOrEqual(1e-3 * size + 1e-12);
        }
        const turned = logisticRegression(
          columns.map((column) => column.toReversed()),
          y.toReversed(),
        );
        expect(turned.deviance).toBeCloseTo(fit.deviance, 6);
      }),
      options,
    );
  });

  it('says when columns tell the outcomes apart, completely or almost', () => {
    const ones = [1, 1, 1, 1, 1, 1];
    const complete = logisticRegression([ones, [1, 2, 3, 4, 5, 6]], [0, 0, 0, 1, 1, 1]);
    const almost = logisticRegression([ones, [1, 2, 3, 3, 5, 6]], [0, 0, 0, 1, 1, 1]);
    const level = logisticRegression([ones, [0, 0, 0, 0, 1, 1]], [0, 1, 0, 1, 1, 1]);
    for (const fit of [complete, almost, level]) {
      expect(fit.converged).toBe(false);
      expect(fit.warnings).toEqual([{ code: 'separation', params: {} }]);
      expect(fit.fitted.every((share) => share >= 0 && share <= 1)).toBe(true);
    }
    const alike = logisticRegression([ones], [1, 1, 1, 1, 1, 1]);
    expect(alike.warnings[0]!.code).toBe('oneOutcome');
    expect(alike.nullDeviance).toBe(0);
  });

  it('refuses what is no yes or no', () => {
    expect(() => logisticRegression([[1]], [2])).toThrowError(/0 or 1/);
    expect(() => logisticRegression([[]], [])).toThrowError(/at least one row/);
  });
});

describe('discrimination and calibration', () => {
  it('the AUC is the share of pairs in the right order; turning the scores round turns it round', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const scores = list.map(([a]) => a);
        const y = list.map(([, , event]) => event);
        const { auc, lower, upper } = discrimination(scores, y);
        let [pairs, right] = [0, 0];
        for (const [i, a] of y.entries())
          for (const [j, b] of y.entries()) {
            if (a !== 1 || b !== 0) continue;
            pairs++;
            right += scores[i]! > scores[j]! ? 1 : scores[i] === scores[j] ? 0.5 : 0;
          }
        if (pairs === 0) {
          expect(auc).toBeNull();
          return;
        }
        expect(auc).toBeCloseTo(right / pairs, 12);
        const turned = discrimination(
          scores.map((score) => -score),
          y,
        );
        expect(turned.auc).toBeCloseTo(1 - auc!, 12);
        if (lower === null) return;
        expect(lower).toBeLessThanOrEqual(auc!);
        expect(upper).toBeGreaterThanOrEqual(auc!);
      }),
      options,
    );
  });

  it('calibration parts hold every row once, in order', () => {
    const shares = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.nat({ max: 1 })), { maxLength: 90 });
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 12 }), (list, bins) => {
        const p = list.map(([share]) => share / 20);
        const y = list.map(([, event]) => event);
        const table = calibrationTable(p, y, bins);
        expect(table.length).toBeLessThanOrEqual(bins);
        expect(table.reduce((sum, { n }) => sum + n, 0)).toBe(list.length);
        const events = table.reduce((sum, { observed, n }) => sum + observed * n, 0);
        expect(events).toBeCloseTo(y.filter((one) => one === 1).length, 9);
        for (const [i, bin] of table.entries())
          if (i > 0) expect(bin.predicted).toBeGreaterThan(table[i - 1]!.predicted);
        expect(brierScore(p, y) ?? 0).toBeLessThanOrEqual(1);
      }),
      options,
    );
  });
});
