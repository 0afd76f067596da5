import { describe, expect, test } from 'vitest';
import { accountDays } from '../../../../electron/engine/analysis/history/accountDays.ts';
import { churnRisk } from '../../../../electron/engine/analysis/retention/risk/churnRisk.ts';
import { generateSample } from '../../../../electron/engine/sample/generateSample.ts';
import { dayOf } from '../../../../shared/domain/calendar.ts';
import { salesRowsOf } from './salesRows.ts';
import { batchOf, dictionaryOf } from './sampleHelp.ts';

const lastDay = dayOf(2026, 6, 30);

describe.each([1, 2, 3])('risk of leaving on the sample book, seed %i', (seed) => {
  const sample = generateSample({ seed });
  const keys = dictionaryOf(batchOf(sample.batches, 'accounts'), 'account');
  const planted = new Set(sample.truths.leavers.map(({ account }) => account));
  const risk = churnRisk(accountDays(salesRowsOf(sample)), lastDay, {
    horizon: 182,
    leaving: { kind: 'silent' },
  });

  test('planted leavers are at the top of the list, among those who left earlier', () => {
    const ranked = Array.from(risk.account, (account) => keys[account]!);
    const earlier = new Set(sample.truths.earlierLeavers);
    const k = ranked.filter((key) => planted.has(key) || earlier.has(key)).length;
    const top = ranked.slice(0, k);
    const recall = top.filter((key) => planted.has(key)).length / planted.size;
    const left = top.filter((key) => planted.has(key) || earlier.has(key)).length / k;
    console.info(
      `sample seed ${seed}: ${planted.size} planted and ${k - planted.size} earlier leavers among ${ranked.length}: ` +
        `recall@${k} of the planted ${recall.toFixed(2)}, precision ${left.toFixed(2)}`,
    );
    expect(recall).toBeGreaterThan(0.85);
    expect(left).toBeGreaterThan(0.85);
  });
});
