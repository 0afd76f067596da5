import { expect, test } from 'vitest';
import { fitAdoption } from '../../../../electron/engine/analysis/cross-sell/nextProduct/adoptionModel.ts';
import { nextProducts } from '../../../../electron/engine/analysis/cross-sell/nextProduct/nextProducts.ts';
import { generateSample } from '../../../../electron/engine/sample/generateSample.ts';
import { dayOf } from '../../../../shared/domain/calendar.ts';
import { salesRowsOf } from './salesRows.ts';
import { batchOf, dictionaryOf } from './sampleHelp.ts';

test.each([1, 2, 3])('seed %i: products held back from accounts stand at the top of their lists', (seed) => {
  const sample = generateSample({ seed });
  const rows = salesRowsOf(sample);
  const accounts = dictionaryOf(batchOf(sample.batches, 'accounts'), 'account');
  const skus = dictionaryOf(batchOf(sample.batches, 'products'), 'product');
  const items = { count: rows.products, of: Int32Array.from({ length: rows.products }, (_, index) => index) };
  const model = fitAdoption(rows, { asOf: dayOf(2026, 6, 30), items });
  const list = nextProducts(model, { k: 60, firstDay: dayOf(2023, 7, 1) });
  const wanted = new Map(sample.truths.crossSell.map(({ account, product }) => [account, product]));
  const lists = new Map<string, { sku: string; probability: number }[]>();
  for (let row = 0; row < list.n; row++) {
    const account = accounts[list.account[row]!]!;
    if (!wanted.has(account)) continue;
    const entries = lists.get(account) ?? [];
    entries.push({ sku: skus[list.item[row]!]!, probability: list.probability[row]! });
    lists.set(account, entries);
  }
  let found = 0;
  let places = 0;
  for (const [account, entries] of lists) {
    entries.sort((a, b) => b.probability - a.probability);
    places += entries.length;
    if (entries.slice(0, 3).some(({ sku }) => sku === wanted.get(account))) found++;
  }
  const recall = found / lists.size;
  const chance = (3 * lists.size) / places;
  const { own, popularity } = model.check!;
  console.info(
    `sample seed ${seed}: held-back products recall@3 ${recall.toFixed(2)} (chance ${chance.toFixed(2)}); past origin recall@10 ${own.recall!.toFixed(2)} (popularity ${popularity.recall!.toFixed(2)})`,
  );
  expect(lists.size).toBeGreaterThan(0.9 * wanted.size);
  expect(recall).toBeGreaterThan(0.9);
  expect(own.ndcg!).toBeGreaterThan(popularity.ndcg!);
});
