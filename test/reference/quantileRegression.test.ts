import { describe, expect, it } from 'vitest';
import { quantileRegression } from '../../electron/engine/analysis/upsell/quantile/quantileRegression.ts';
import { expectWithin, type ReferenceCheck, referenceChecks, type Tolerance } from './expected.ts';
import { referenceTable } from './onlineRetailRows.ts';

const checks = referenceChecks('05_quantreg_engel');

interface Fit {
  tau: number;
  coef: Record<string, number>;
  objective: number;
  R1: number;
}

describe.skipIf(!checks)('quantile regression against R quantreg', () => {
  it('Engel food expenditure at every τ', () => {
    const rows = referenceTable('05_quantreg_engel/engel.csv')!;
    const { value, tolerance } = checks!.get('rq') as ReferenceCheck<Fit[]>;
    const { coef_rel, objective_rel } = (tolerance as Extract<Tolerance, { type: 'mixed' }>).value;
    const fits = quantileRegression(
      [rows.map(() => 1), rows.map((row) => Number(row.income))],
      rows.map((row) => Number(row.foodexp)),
      value.map(({ tau }) => tau),
    );
    for (const [index, expected] of value.entries()) {
      const fit = fits[index]!;
      expect(fit.warnings).toEqual([]);
      const within: Tolerance = { type: 'rel', value: coef_rel! };
      expectWithin(fit.coefficients[0]!, expected.coef['(Intercept)']!, within, `intercept at ${fit.tau}`);
      expectWithin(fit.coefficients[1]!, expected.coef.income!, within, `slope at ${fit.tau}`);
      expectWithin(fit.objective, expected.objective, { type: 'rel', value: objective_rel! }, 'objective');
      expectWithin(fit.r1!, expected.R1, { type: 'rel', value: 1e-9 }, 'R1');
    }
  });
});
