import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { autocorrelation } from '../../electron/engine/analysis/statistics/autocorrelation.ts';
import { mean } from '../../electron/engine/analysis/statistics/mean.ts';
import { type QuantileType, quantiles } from '../../electron/engine/analysis/statistics/quantile.ts';
import { standardDeviation } from '../../electron/engine/analysis/statistics/standardDeviation.ts';
import { referencePath } from '../referenceData.ts';
import { expectWithin, type ReferenceCheck, referenceChecks } from './expected.ts';
import { referenceTable } from './onlineRetailRows.ts';

const nist = referenceChecks('11_numeric_nist');
const engel = referenceChecks('05_quantreg_engel');

describe.skipIf(!nist)('NIST univariate certified values', () => {
  for (const id of ['Lew', 'Lottery', 'NumAcc1', 'NumAcc2', 'NumAcc4']) {
    it(`${id}: n, mean, standard deviation, lag-1 autocorrelation`, () => {
      const check = nist!.get(id) as ReferenceCheck<Record<'n' | 'mean' | 'sd' | 'r1', number>>;
      const path = referencePath(`11_numeric_nist/${id.toLowerCase()}.csv`)!;
      const values = readFileSync(path, 'utf8').trim().split(/\r?\n/).slice(1).map(lastField);
      expect(values.length).toBe(check.value.n);
      expectWithin(mean(values), check.value.mean, check.tolerance);
      expectWithin(standardDeviation(values), check.value.sd, check.tolerance);
      expectWithin(autocorrelation(values)!, check.value.r1, check.tolerance);
    });
  }
});

describe.skipIf(!engel)('R sample quantiles of Engel food expenditure', () => {
  for (const type of [1, 2, 3, 4, 5, 6, 7, 8, 9] as QuantileType[]) {
    it(`type ${type}`, () => {
      const check = engel!.get('sample_quantiles') as ReferenceCheck<Record<string, number[]>>;
      const values = referenceTable('05_quantreg_engel/engel.csv')!.map((row) => Number(row.foodexp));
      const expected = check.value[`type${type}`]!;
      const found = quantiles(values, [0.05, 0.25, 0.5, 0.75, 0.9, 0.95], type);
      expect(found.length).toBe(expected.length);
      for (const [index, value] of found.entries()) expectWithin(value, expected[index]!, check.tolerance);
    });
  }
});

function lastField(line: string): number {
  return Number(line.slice(line.lastIndexOf(',') + 1));
}
