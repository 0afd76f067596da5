import { describe, expect, it } from 'vitest';
import { qd } from '../electron/cli/runQd.ts';
import { referencePath } from '../referenceData.ts';
import { expectWithin, type ReferenceCheck, referenceChecks } from './expected.ts';

const retail = referenceChecks('08_market_aus_retail');

interface Row {
  group: string;
  base: number;
  end: number;
  national: number;
  mix: number;
  competitive: number;
}

/** R 4.2.2 on five years of turnover by state and industry group. */
describe.skipIf(!retail)('Australian retail: qd fit shift-share', () => {
  const check = retail?.get('shift_share') as
    | ReferenceCheck<{ G: number; by_g1: (Omit<Row, 'group'> & { g1: string })[] }>
    | undefined;

  it('gives the lines of every state', () => {
    const data = referencePath('08_market_aus_retail/ref_series_ttm.csv')!;
    const columns = ['--group', 'g1', '--part', 'g2', '--base', 'ttm_old', '--end', 'ttm'];
    const answer = qd('fit', 'shift-share', '--data', data, ...columns, '--json');
    expect(answer.status).toBe(0);
    const found = answer.json() as { growth: number; rows: Row[] };
    expectWithin(found.growth, check!.value.G, check!.tolerance, 'G');
    expect(found.rows.map(({ group }) => group)).toEqual(check!.value.by_g1.map(({ g1 }) => g1));
    for (const [index, expected] of check!.value.by_g1.entries()) {
      const row = found.rows[index]!;
      for (const name of ['base', 'end', 'national', 'mix', 'competitive'] as const)
        expectWithin(row[name], expected[name], check!.tolerance, `${row.group} ${name}`);
      expect(row.base + row.national + row.mix + row.competitive).toBeCloseTo(row.end, 6);
    }
  });
});
