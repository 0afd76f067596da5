import { describe, expect, it } from 'vitest';
import type { ListName } from '../../../../../electron/engine/analysis/backtest/lists.ts';
import { rankAsOf } from '../../../../../electron/engine/analysis/backtest/rankAsOf.ts';
import { accountDays } from '../../../../../electron/engine/analysis/history/accountDays.ts';
import { generateSample } from '../../../../../electron/engine/sample/generateSample.ts';
import { dayOf } from '../../../../../shared/domain/calendar.ts';
import { salesRowsOf } from '../../sample/salesRows.ts';
import { batchOf, dictionaryOf } from '../../sample/sampleHelp.ts';

const sample = generateSample({ seed: 1 });
const rows = salesRowsOf(sample);
const source = { rows, history: accountDays(rows), attributes: [], months: 3, growth: 0.1 };
const day = { origin: dayOf(2026, 6, 30), horizon: 92 };
const keys = dictionaryOf(batchOf(sample.batches, 'accounts'), 'account');
const skus = dictionaryOf(batchOf(sample.batches, 'products'), 'product');

/** Share of the planted cases among the first so many of a list. */
function recallAt(k: number, planted: ReadonlySet<string>, listed: string[]): number {
  return listed.slice(0, k).filter((key) => planted.has(key)).length / planted.size;
}

function listed(name: ListName): string[] {
  const { account } = rankAsOf(source, name, day);
  return Array.from(account, (code) => keys[code]!);
}

/** Account and product of the first so many entries of every account. */
function firstOfAccount(name: ListName, most: number): Set<string> {
  const { account, product } = rankAsOf(source, name, day);
  const counts = new Int32Array(keys.length);
  const found = new Set<string>();
  for (const [i, code] of account.entries()) {
    if (counts[code]!++ < most) found.add(`${keys[code]} ${skus[product[i]!]}`);
  }
  return found;
}

function report(what: string, k: number, recall: number): void {
  console.info(`${what}: recall among the first ${k} ${recall.toFixed(3)}`);
}

describe('planted truths of the sample book on the lists of its last day', () => {
  const { leavers, underBuyers, crossSell } = sample.truths;

  it.each(['retain', 'rhythm', 'activity'] as const)('%s finds the leavers', (name) => {
    const planted = new Set([...leavers.map((one) => one.account)]);
    const recall = recallAt(2 * planted.size, planted, listed(name));
    report(`${name}, ${planted.size} planted leavers`, 2 * planted.size, recall);
    expect(recall).toBeGreaterThan(0.8);
  });

  it('upsell finds the under-buyers', () => {
    const planted = new Set(underBuyers.map((one) => one.account));
    const recall = recallAt(3 * planted.size, planted, listed('upsell'));
    report(`upsell, ${planted.size} planted under-buyers`, 3 * planted.size, recall);
    expect(recall).toBeGreaterThan(0.3);
  });

  it.each(['cross-sell', 'white-space'] as const)('%s finds the products held back', (name) => {
    const planted = crossSell.map((one) => `${one.account} ${one.product}`);
    const first = firstOfAccount(name, 3);
    const recall = planted.filter((pair) => first.has(pair)).length / planted.length;
    report(`${name}, ${planted.length} products held back, of each account`, 3, recall);
    expect(recall).toBeGreaterThan(0.5);
  });
});
