import { makeProfiles, makeRegions } from './accounts.ts';
import { firstDayOfBook, lastDay } from './calendar.ts';
import { makeCatalogue } from './catalogue.ts';
import { accountsBatch, keysOf, productsBatch } from './dimensions.ts';
import { marketBatch } from './market.ts';
import { plansBatch } from './plans.ts';
import { activitiesBatch, feedbackBatch } from './relations.ts';
import { makeSales } from './sales.ts';
import { salesBatch } from './salesBatch.ts';
import { describeTruths, plantTruths } from './truths.ts';
import type { Sample, SampleOptions, SampleSize } from './types.ts';

/** Written into the workspace's settings, as JSON of `SampleTruths`. */
export const truthsSetting = 'sample.truths';

function sampleSize(options: SampleOptions): SampleSize {
  return {
    accounts: options.accounts ?? 1200,
    products: options.products ?? 60,
    months: options.months ?? 36,
    seed: options.seed ?? 1,
    rows: options.rows ?? null,
  };
}

/**
 * A made-up book of business, with what is hidden in it. Accounts in China and abroad buy logistics, payments,
 * aftermarket parts and services, each in its own rhythm and with the seasons of its trade; the book ends on
 * 30 June 2026. Same options, same bytes. Nothing in it stands for a real company or person.
 */
export function generateSample(options: SampleOptions = {}): Sample {
  const { accounts, products, months, seed, rows } = sampleSize(options);
  const first = firstDayOfBook(months);
  const days = lastDay - first + 1;
  const catalogue = makeCatalogue(seed, products);
  const regions = makeRegions(seed);
  const profiles = makeProfiles(seed, accounts, days, catalogue, regions);
  const planted = plantTruths(seed, days, catalogue, profiles, regions);
  const sales = makeSales(first, seed, catalogue, profiles, rows);
  const keys = keysOf(profiles, catalogue.products);
  const batches = [
    accountsBatch(seed, first, profiles, regions, keys),
    productsBatch(seed, catalogue.products, keys),
    salesBatch(seed, first, days, sales, keys),
    plansBatch(seed, first, profiles, sales),
    feedbackBatch(seed, first, days, profiles, keys),
    marketBatch(seed, first, sales, profiles, catalogue.products, regions),
    activitiesBatch(seed, first, days, profiles, keys),
  ];
  return { batches, truths: describeTruths(seed, first, planted, catalogue, profiles, regions, sales) };
}
