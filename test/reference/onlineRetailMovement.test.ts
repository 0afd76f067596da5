import { describe, expect, it } from 'vitest';
import { accountTotals } from '../../electron/engine/analysis/portfolio/accountTotals.ts';
import { movementSeries } from '../../electron/engine/analysis/portfolio/movementSeries.ts';
import type { Movement } from '../../electron/engine/analysis/portfolio/movementTally.ts';
import { revenueMovement } from '../../electron/engine/analysis/portfolio/revenueMovement.ts';
import { parsePeriod, periodsBetween } from '../../shared/domain/period.ts';
import { expectWithin, referenceChecks, type Tolerance } from './expected.ts';
import { loadOnlineRetail, type OnlineRetailBasis, referenceTable } from './onlineRetailRows.ts';

type Row = Record<string, string | number>;

const folder = '07_transactions_online_retail';
const retail = loadOnlineRetail();
const checks = referenceChecks(folder);
const coverage = parsePeriod('2010-12-01..2011-12-09');
const firstHalf = '2010-12..2011-05';
const secondHalf = '2011-06..2011-11';

const money = ['start', 'end', 'new', 'reactivated', 'expansion', 'contraction', 'churned', 'other'] as const;
const ratios = { nrr: 'nrr', grr: 'grr', logo_retention: 'logoRetention' } as const;
const counts = {
  n_start: 'countStart',
  n_new: 'countNew',
  n_reactivated: 'countReactivated',
  n_expansion: 'countExpansion',
  n_contraction: 'countContraction',
  n_flat: 'countFlat',
  n_churned: 'countChurned',
} as const;

function expectMovement(found: Movement, expected: Row, tolerance: Tolerance): void {
  for (const line of money) expectWithin(found[line], Number(expected[line]), tolerance, line);
  for (const [theirs, ours] of Object.entries(ratios)) {
    expectWithin(found[ours as 'nrr']!, Number(expected[theirs]), tolerance, theirs);
  }
  for (const [theirs, ours] of Object.entries(counts)) {
    expect(found[ours as 'countStart'], theirs).toBe(Number(expected[theirs]));
  }
}

function between(basis: OnlineRetailBasis, from: string, to: string) {
  const rows = retail!.rows(basis);
  return revenueMovement(accountTotals(rows, parsePeriod(from)), accountTotals(rows, parsePeriod(to)));
}

describe.skipIf(!retail || !checks)('Online Retail: revenue movement', () => {
  it('half-years, gross: as stated and as printed', () => {
    const found = between('gross', firstHalf, secondHalf);
    const check = checks!.get('movement_h1_h2')!;
    expectMovement(found, check.value as Row, check.tolerance);
    const printed = referenceTable(`${folder}/ref_movement_quarter_half.csv`)!;
    expectMovement(found, printed[2]!, checks!.get('tables')!.tolerance);
  });

  it('half-years, net of returns', () => {
    const found = between('net', firstHalf, secondHalf);
    const check = checks!.get('movement_h1_h2_net')!;
    expectMovement(found, check.value as Row, check.tolerance);
    const printed = referenceTable(`${folder}/ref_movement_half_net.csv`)!;
    expectMovement(found, printed[0]!, checks!.get('tables')!.tolerance);
  });

  it('quarters', () => {
    const check = checks!.get('movement_quarters')!;
    const stated = check.value as Row[];
    const printed = referenceTable(`${folder}/ref_movement_quarter_half.csv`)!;
    expect(stated.length).toBe(2);
    for (const [index, row] of stated.entries()) {
      const found = between('gross', String(row.from), String(row.to));
      expectMovement(found, row, check.tolerance);
      expectMovement(found, printed[index]!, check.tolerance);
    }
  });

  it('every month, by series and pair by pair', () => {
    const expected = referenceTable(`${folder}/ref_movement_monthly.csv`)!;
    const months = periodsBetween(coverage.from, coverage.to, 'month');
    const series = movementSeries(retail!.rows('gross'), months, coverage);
    expect(series.steps.length).toBe(expected.length);
    expect([...series.partial]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(series.warnings).toEqual([{ code: 'partialPeriods', params: { n: 1 } }]);
    for (const [step, row] of expected.entries()) {
      expect(months[step]!.text).toBe(row.from);
      expect(months[step + 1]!.text).toBe(row.to);
      expectMovement(series.steps[step]!, row, checks!.get('tables')!.tolerance);
      expectMovement(between('gross', row.from!, row.to!), row, checks!.get('tables')!.tolerance);
    }
  });
});
