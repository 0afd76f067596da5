import { describe, expect, it } from 'vitest';
import { designMatrix, type Predictor } from '../../electron/engine/analysis/statistics/designMatrix.ts';
import { brierScore, discrimination } from '../../electron/engine/analysis/statistics/discrimination.ts';
import { logisticRegression } from '../../electron/engine/analysis/statistics/logisticRegression.ts';
import { expectWithin, type ReferenceCheck, referenceChecks, type Tolerance } from './expected.ts';
import { referenceTable } from './onlineRetailRows.ts';

const checks = referenceChecks('06_logit_telco');
type Row = Record<string, string>;
const rows = () => referenceTable('06_logit_telco/telco_customer_churn.csv')! as unknown as Row[];
const fitted = () => referenceTable('06_logit_telco/fitted.csv')! as unknown as Row[];
const numbers = new Set(['SeniorCitizen', 'tenure', 'MonthlyCharges', 'TotalCharges']);

function predictor(data: Row[], name: string): Predictor {
  const values = data.map((row) => row[name]!.trim());
  if (numbers.has(name))
    return { name, values: values.map((value) => (value === '' ? Number.NaN : Number(value))) };
  const levels = [...new Set(values)];
  return { name, codes: values.map((value) => levels.indexOf(value)), levels };
}

interface Model {
  n: number;
  coef: Record<string, number | null>;
  se: Record<string, number>;
  z: Record<string, number>;
  deviance: number;
  null_deviance: number;
  df: number;
  aic: number;
  loglik: number;
}

const models: [string, string, (all: string[]) => string[]][] = [
  ['model_A', 'p_modelA', () => ['tenure', 'MonthlyCharges', 'Contract']],
  ['model_B', 'p_modelB', (all) => all.filter((name) => name !== 'customerID' && name !== 'Churn')],
];

describe.skipIf(!checks)('logistic regression against R glm', () => {
  it.each(models)(
    '%s: coefficients, errors, aliased terms, deviance, fitted values',
    (id, column, namesOf) => {
      const data = rows();
      const names = namesOf(Object.keys(data[0]!));
      const design = designMatrix(
        names.map((name) => predictor(data, name)),
        data.length,
      );
      const y = Array.from(design.rows, (row) => (data[row]!.Churn === 'Yes' ? 1 : 0));
      const fit = logisticRegression(design.columns, y);
      const { value, tolerance } = checks!.get(id) as ReferenceCheck<Model>;
      const mixed = (tolerance as Extract<Tolerance, { type: 'mixed' }>).value;
      const within = (name: string): Tolerance => ({ type: 'rel', value: mixed[name]! });
      expect(fit.converged).toBe(true);
      expect(y.length).toBe(value.n);
      expect(design.terms).toEqual(Object.keys(value.coef));
      for (const [index, term] of design.terms.entries()) {
        const expected = value.coef[term];
        if (expected === null || expected === undefined) {
          expect(fit.coefficients[index], term).toBeNaN();
          continue;
        }
        expectWithin(fit.coefficients[index]!, expected, within('coef_rel'), term);
        expectWithin(fit.stdErr[index]!, value.se[term]!, within('se_rel'), `error of ${term}`);
      }
      expectWithin(fit.deviance, value.deviance, within('deviance_rel'), 'deviance');
      expectWithin(fit.nullDeviance, value.null_deviance, within('deviance_rel'), 'null deviance');
      expectWithin(fit.aic, value.aic, within('deviance_rel'), 'aic');
      expectWithin(fit.loglik, value.loglik, within('deviance_rel'), 'loglik');
      expect(y.length - fit.rank).toBe(value.df);
      const known = new Map(fitted().map((row) => [row.customerID!, row[column]!]));
      for (const [index, row] of design.rows.entries())
        expect(Math.abs(fit.fitted[index]! - Number(known.get(data[row]!.customerID!)))).toBeLessThan(1e-7);
      const brier = brierScore(fit.fitted, y)!;
      expect(brier).toBeGreaterThan(0);
      expect(brier).toBeLessThan(0.25);
    },
  );

  it('the AUC of both models, and its interval by DeLong', () => {
    const list = fitted();
    const churn = list.map((row) => Number(row.churn));
    const found = discrimination(
      list.map((row) => Number(row.p_modelA)),
      churn,
    );
    const { value, tolerance } = checks!.get('model_A_auc_ci') as ReferenceCheck<Record<string, number>>;
    expectWithin(found.auc!, value.auc!, tolerance, 'auc');
    expectWithin(found.lower!, value.lo!, tolerance, 'lower');
    expectWithin(found.upper!, value.hi!, tolerance, 'upper');
    const complete = list.filter((row) => row.p_modelB !== '');
    const other = discrimination(
      complete.map((row) => Number(row.p_modelB)),
      complete.map((row) => Number(row.churn)),
    );
    expectWithin(other.auc!, 0.84821, { type: 'abs', value: 6e-6 }, 'auc of B as published in the README');
  });
});
