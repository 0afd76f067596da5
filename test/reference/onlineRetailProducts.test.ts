import { describe, expect, it } from 'vitest';
import { abcClasses, abcXyz, abcXyzDefaults } from '../../electron/engine/analysis/portfolio/abcXyz.ts';
import { priceVolumeMix } from '../../electron/engine/analysis/portfolio/priceVolumeMix.ts';
import { dayOf, monthOfDay } from '../../shared/domain/calendar.ts';
import { parsePeriod } from '../../shared/domain/period.ts';
import { expectWithin, referenceChecks } from './expected.ts';
import { loadOnlineRetail, referenceTable } from './onlineRetailRows.ts';

const folder = '07_transactions_online_retail';
const retail = loadOnlineRetail();
const checks = referenceChecks(folder);
const window = { from: monthOfDay(dayOf(2011, 1, 1)), to: monthOfDay(dayOf(2011, 11, 1)) };

describe.skipIf(!retail || !checks)('Online Retail: products', () => {
  it('price, volume, new and lost items between half-years', () => {
    const check = checks!.get('pvm_h1_h2')!;
    const expected = check.value as Record<string, number>;
    const rows = retail!.rows('gross');
    const found = priceVolumeMix(rows, parsePeriod('2010-12..2011-05'), parsePeriod('2011-06..2011-11'));
    expectWithin(found.from, expected.revenue_from!, check.tolerance, 'from');
    expectWithin(found.to, expected.revenue_to!, check.tolerance, 'to');
    expectWithin(found.volume, expected.volume!, check.tolerance, 'volume');
    expectWithin(found.price, expected.price!, check.tolerance, 'price');
    expectWithin(found.newItems, expected.new_items!, check.tolerance, 'new items');
    expectWithin(found.lostItems, expected.lost_items!, check.tolerance, 'lost items');
    expect(found.itemsBoth).toBe(expected.items_both);
    expect(found.itemsNew).toBe(expected.items_new);
    expect(found.itemsLost).toBe(expected.items_lost);
    expect(found.warnings).toEqual([]);
  });

  it('ABC classes of all items', () => {
    const expected = checks!.get('abc')!.value as Record<'A' | 'B' | 'C', number>;
    const found = abcXyz(retail!.rows('gross'), { ...abcXyzDefaults, window });
    expect(found.countsAbc).toEqual([expected.A, expected.B, expected.C]);
  });

  it('ABC, monthly units and their variation of the 500 largest items', () => {
    const { tolerance } = checks!.get('xyz')!;
    const expected = referenceTable(`${folder}/ref_abc_xyz_top500.csv`)!;
    const found = abcXyz(retail!.rows('gross'), { ...abcXyzDefaults, window });
    expect(expected.length).toBe(500);
    for (const row of expected) {
      const at = found.product.indexOf(retail!.productKeys.indexOf(row.StockCode!));
      expectWithin(found.revenue[at]!, Number(row.revenue), tolerance, 'revenue');
      expect(abcClasses[found.classes[at]!]).toBe(row.abc);
      expectWithin(found.meanUnits[at]!, Number(row.mean_units), tolerance, 'mean units');
      if (row.cv === '') expect(found.cv[at]).toBeNaN();
      else expectWithin(found.cv[at]!, Number(row.cv), tolerance, 'cv');
    }
  });
});
