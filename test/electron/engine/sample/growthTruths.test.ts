import { describe, expect, test } from 'vitest';
import {
  headroomMethods,
  rankHeadroom,
} from '../../../../electron/engine/analysis/upsell/headroomRanking.ts';
import { priceCorridor } from '../../../../electron/engine/analysis/upsell/price/priceCorridor.ts';
import { generateSample } from '../../../../electron/engine/sample/generateSample.ts';
import { dayOf } from '../../../../shared/domain/calendar.ts';
import { salesRowsOf } from './salesRows.ts';
import { batchOf, columnOf, dictionaryOf } from './sampleHelp.ts';

const lastDay = dayOf(2026, 6, 30);
const span = { from: lastDay - 364, to: lastDay };

describe.each([1, 2, 3])('seed %i', (seed) => {
  const sample = generateSample({ seed });
  const rows = salesRowsOf(sample);
  const accounts = batchOf(sample.batches, 'accounts');
  const keys = dictionaryOf(accounts, 'account');
  const attributes = ['market', 'segment', 'industry'].map((name) => {
    const column = columnOf(accounts, name);
    if (column.type !== 'code') throw new Error(`${name} is no text`);
    return { name, codes: column.values, levels: column.dictionary };
  });

  /** Share of the planted among the first k of a list. */
  function recallAt(planted: readonly string[], list: readonly number[], k: number): number {
    const found = new Set(list.slice(0, k).map((account) => keys[account]!));
    return planted.filter((key) => found.has(key)).length / planted.length;
  }

  test('both ways of comparing together find more under-buyers than either', () => {
    const planted = sample.truths.underBuyers.map(({ account }) => account);
    const recalls = headroomMethods.map((method) => {
      const ranked = rankHeadroom(rows, {
        span,
        attributes,
        method,
        firstDay: lastDay - 1094,
        size: 'orders',
      });
      const list = Array.from(ranked.order, (row) => ranked.headroom.account[row]!);
      expect([...ranked.probability].every((value) => value >= 0 && value <= 1)).toBe(true);
      return [1, 2, 3].map((times) => recallAt(planted, list, times * planted.length));
    });
    const words = headroomMethods.map(
      (method, at) => `${method} ${recalls[at]!.map((one) => one.toFixed(2)).join(' ')}`,
    );
    console.info(`sample seed ${seed}, under-buyers in the first n, 2n, 3n: ${words.join('; ')}`);
    const [both, quantile, lookalikes] = recalls as [number[], number[], number[]];
    expect(both[1]!).toBeGreaterThanOrEqual(Math.max(quantile[1]!, lookalikes[1]!));
    expect(both[1]!).toBeGreaterThan(0.75);
  });

  test('the corridor finds who was given discounts on top', () => {
    const planted = sample.truths.priceLeakage.map(({ account }) => account);
    const found = priceCorridor(rows, { span });
    const sums = { leakage: new Float64Array(keys.length), revenue: new Float64Array(keys.length) };
    for (const [pair, account] of found.account.entries()) {
      sums.leakage[account]! += found.leakage[pair]! || 0;
      sums.revenue[account]! += found.revenue[pair]!;
    }
    const share = (account: number) => sums.leakage[account]! / sums.revenue[account]! || 0;
    const list = [...keys.keys()].sort((a, b) => share(b) - share(a));
    const recall = recallAt(planted, list, planted.length);
    const leaked = planted.reduce((sum, key) => sum + sums.leakage[keys.indexOf(key)]!, 0);
    const truth = sample.truths.priceLeakage.reduce((sum, one) => sum + one.leaked, 0);
    console.info(
      `sample seed ${seed}, leaking accounts: recall ${recall.toFixed(2)}, money found ÷ planted ${(leaked / truth).toFixed(2)}`,
    );
    expect(recall).toBeGreaterThan(0.9);
    expect(leaked / truth).toBeGreaterThan(0.75);
    expect(leaked / truth).toBeLessThan(1.25);
  });
});
