import { describe, expect, it } from 'vitest';
import { conditionalSpend } from '../../electron/engine/analysis/upsell/conditionalSpend.ts';
import { quantileRegression } from '../../electron/engine/analysis/upsell/quantile/quantileRegression.ts';
import { referencePath } from '../referenceData.ts';
import { referenceTable } from './onlineRetailRows.ts';

/**
 * With one number that varies, the conditional quantiles are the exact quantile lines of ln food on ln income; the lines
 * themselves equal R's at every τ (quantileEngel). Households below each line: the share that τ names, within the
 * households that lie on it.
 */
describe.skipIf(!referencePath('05_quantreg_engel/engel.csv'))('Engel: food by income as headroom', () => {
  const rows = referencePath('05_quantreg_engel/engel.csv')
    ? referenceTable('05_quantreg_engel/engel.csv')!
    : [];
  const income = rows.map((row) => Number(row.income));
  const food = rows.map((row) => Number(row.foodexp));
  const same = rows.map(() => 12);
  const input = { revenue: food, orders: same, tenureMonths: same, products: same };

  it('is the quantile line of the logarithms, taken back', () => {
    const found = conditionalSpend({ ...input, attributes: [{ name: 'income', values: income }] })!;
    expect(found.terms).toEqual(['(Intercept)', 'ln income']);
    const x = Float64Array.from(income, Math.log);
    const fits = quantileRegression([x.map(() => 1), x], food.map(Math.log), [0.5, 0.75, 0.9]);
    for (const [at, q] of [found.q50, found.q75, found.q90].entries()) {
      const [constant, slope] = fits[at]!.coefficients;
      expect(found.coefficients[at]![1]).toBeCloseTo(slope!, 8);
      const crossed = q.filter(
        (value, row) => Math.abs(value / Math.exp(constant! + slope! * x[row]!) - 1) > 1e-9,
      );
      expect(crossed.length).toBeLessThanOrEqual(found.rearranged);
      const below = food.filter((value, row) => value < q[row]! * (1 - 1e-9)).length / food.length;
      expect(Math.abs(below - [0.5, 0.75, 0.9][at]!)).toBeLessThan(0.02);
    }
  });
});

describe.skipIf(!referencePath('12_wholesale_customers/wholesale_customers.csv'))(
  'Wholesale: by channel and region',
  () => {
    it('is near the group medians where only kinds are known, and says what is pooled by taking it', () => {
      const clients = referenceTable('12_wholesale_customers/wholesale_customers.csv')!;
      const of = (name: string) => clients.map((client) => Number(client[name]));
      const same = clients.map(() => 12);
      const text = (name: string) => ({
        name,
        codes: of(name).map((code) => code - 1),
        levels: ['1', '2', '3'],
      });
      const channel = text('Channel');
      const found = conditionalSpend({
        revenue: of('Grocery'),
        orders: same,
        tenureMonths: same,
        products: same,
        attributes: [channel],
      })!;
      for (const code of [0, 1]) {
        const rows = [...channel.codes.keys()].filter((row) => channel.codes[row] === code);
        const sorted = rows.map((row) => of('Grocery')[row]!).sort((a, b) => a - b);
        const [low, high] = [
          sorted[Math.floor((sorted.length - 1) / 2)]!,
          sorted[Math.ceil((sorted.length - 1) / 2)]!,
        ];
        const median = found.q50[rows[0]!]!;
        expect(median >= low * (1 - 1e-9) && median <= high * (1 + 1e-9)).toBe(true);
      }
    });
  },
);
