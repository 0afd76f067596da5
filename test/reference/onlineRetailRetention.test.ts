import { describe, expect, it } from 'vitest';
import { rfm } from '../../electron/engine/analysis/portfolio/rfm.ts';
import { cohorts } from '../../electron/engine/analysis/retention/cohorts.ts';
import { ownRhythm, rhythmDefaults } from '../../electron/engine/analysis/retention/ownRhythm.ts';
import { isoMonth } from '../../shared/domain/calendar.ts';
import { parsePeriod } from '../../shared/domain/period.ts';
import { expectWithin, referenceChecks } from './expected.ts';
import { loadOnlineRetail, referenceTable } from './onlineRetailRows.ts';

const folder = '07_transactions_online_retail';
const retail = loadOnlineRetail();
const checks = referenceChecks(folder);
const coverage = parsePeriod('2010-12-01..2011-12-09');

describe.skipIf(!retail || !checks)('Online Retail: retention', () => {
  it('monthly cohorts', () => {
    const { tolerance } = checks!.get('tables')!;
    const expected = referenceTable(`${folder}/ref_cohort_monthly.csv`)!;
    const found = cohorts(retail!.rows('gross'), { grain: 'month', coverage });
    expect(found.cohort.length).toBe(expected.length);
    for (const [cell, row] of expected.entries()) {
      expect(isoMonth(found.cohort[cell]!)).toBe(row.cohort);
      expect(found.age[cell]).toBe(Number(row.offset));
      expect(found.accounts[cell]).toBe(Number(row.accounts));
      expectWithin(found.revenue[cell]!, Number(row.revenue), tolerance, `${row.cohort}+${row.offset}`);
      const isDecember = found.cohort[cell]! + found.age[cell]! === 2011 * 12 + 11;
      expect(found.partial[cell]).toBe(isDecember ? 1 : 0);
    }
  });

  it('days between orders', () => {
    const check = checks!.get('cadence')!;
    const expected = check.value as Record<string, number>;
    const found = ownRhythm(retail!.rows('gross'), { ...rhythmDefaults, asOf: coverage.to });
    expect(found.cadence.gaps).toBe(expected.n);
    expect(found.cadence.accountsWith2Dates).toBe(expected.customers_with_2plus_dates);
    expectWithin(found.cadence.mean!, expected.mean!, check.tolerance, 'mean');
    expectWithin(found.cadence.median!, expected.median!, check.tolerance, 'median');
    expectWithin(found.cadence.q90!, expected.q90!, check.tolerance, 'q90');
    expect(found.bins.gaps.reduce((sum, n) => sum + n, 0)).toBe(expected.n);
  });

  it('recency, frequency, monetary value and their scores, every customer', () => {
    const check = checks!.get('rfm')!;
    const allowed = (check.tolerance as { value: Record<string, number> }).value;
    const monetary = { type: 'rel', value: allowed.monetary_rel! } as const;
    const expected = referenceTable(`${folder}/ref_rfm.csv`)!;
    const found = rfm(retail!.rows('gross'), coverage.to);
    expect(found.account.length).toBe(expected.length);
    for (const [index, row] of expected.entries()) {
      expect(retail!.accountKeys[found.account[index]!]).toBe(row.CustomerID);
      expect(found.recencyDays[index]).toBe(Number(row.recency_days));
      expect(found.frequency[index]).toBe(Number(row.frequency));
      expectWithin(found.monetary[index]!, Number(row.monetary), monetary, row.CustomerID);
      const scores = [found.r[index], found.f[index], found.m[index]];
      expect(scores, row.CustomerID).toEqual([Number(row.r_score), Number(row.f_score), Number(row.m_score)]);
    }
  });
});
