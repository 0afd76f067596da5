import { describe, expect, it } from 'vitest';
import { linearRegression } from '../../electron/engine/analysis/statistics/linearRegression.ts';
import { quantileErrors } from '../../electron/engine/analysis/upsell/quantile/quantileErrors.ts';
import { quantileRegression } from '../../electron/engine/analysis/upsell/quantile/quantileRegression.ts';
import { rankIntervals } from '../../electron/engine/analysis/upsell/quantile/rankIntervals.ts';
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

  const rows = () => referenceTable('05_quantreg_engel/engel.csv')!;
  const data = () => {
    const table = rows();
    const columns = [table.map(() => 1), table.map((row) => Number(row.income))];
    return { columns, y: table.map((row) => Number(row.foodexp)) };
  };

  it('rank intervals', () => {
    const { value, tolerance } = checks!.get('rq_rank') as ReferenceCheck<
      { tau: number; table: { lower90: number; upper90: number }[] }[]
    >;
    const { columns, y } = data();
    for (const { tau, table } of value) {
      const intervals = rankIntervals(columns, y, quantileRegression(columns, y, [tau])[0]!);
      for (const [j, { lower90, upper90 }] of table.entries()) {
        expectWithin(intervals[j]!.lower!, lower90, tolerance, `lower limit ${j} at ${tau}`);
        expectWithin(intervals[j]!.upper!, upper90, tolerance, `upper limit ${j} at ${tau}`);
      }
    }
  });

  it('nid errors', () => {
    const { value, tolerance } = checks!.get('rq_nid') as ReferenceCheck<
      { tau: number; table: { se: number }[] }[]
    >;
    const { columns, y } = data();
    for (const { tau, table } of value) {
      const { stdErr } = quantileErrors(columns, y, quantileRegression(columns, y, [tau])[0]!, 'nid');
      for (const [j, { se }] of table.entries())
        expectWithin(stdErr[j]!, se, tolerance, `error ${j} at ${tau}`);
    }
  });

  it('least squares beside it', () => {
    const { value, tolerance } = checks!.get('ols') as ReferenceCheck<{
      coef: Record<string, number>;
      se: Record<string, number>;
      r2: number;
      sigma: number;
    }>;
    const { columns, y } = data();
    const fit = linearRegression(columns, y);
    for (const [j, term] of ['(Intercept)', 'income'].entries()) {
      expectWithin(fit.coefficients[j]!, value.coef[term]!, tolerance, term);
      expectWithin(fit.stdErr[j]!, value.se[term]!, tolerance, `error of ${term}`);
    }
    expectWithin(fit.r2, value.r2, tolerance, 'r2');
    expectWithin(fit.sigma, value.sigma, tolerance, 'sigma');
  });
});

const certified = referenceChecks('11_numeric_nist');

describe.skipIf(!certified)('linear regression against NIST', () => {
  it('Longley to the certified digits', () => {
    const { value } = certified!.get('longley') as ReferenceCheck<{
      coef: number[];
      se: number[];
      residual_sd: number;
      r2: number;
      f: number;
    }>;
    const table = referenceTable('11_numeric_nist/longley.csv')!;
    const names = ['x1', 'x2', 'x3', 'x4', 'x5', 'x6'];
    const columns = [table.map(() => 1), ...names.map((name) => table.map((row) => Number(row[name])))];
    const fit = linearRegression(
      columns,
      table.map((row) => Number(row.y)),
    );
    const within: Tolerance = { type: 'rel', value: 1e-10 };
    for (const [j, expected] of value.coef.entries()) {
      expectWithin(fit.coefficients[j]!, expected, within, `coefficient ${j}`);
      expectWithin(fit.stdErr[j]!, value.se[j]!, within, `error ${j}`);
    }
    expectWithin(fit.sigma, value.residual_sd, within, 'sigma');
    expectWithin(fit.r2, value.r2, within, 'r2');
    expectWithin(fit.f, value.f, within, 'f');
  });
});
