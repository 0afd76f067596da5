import { firstDayOfMonth, type Month, monthOfDay } from '../../../shared/domain/calendar.ts';
import { createRandom } from '../analysis/statistics/random.ts';
import type { NewBatch } from '../workspace/types.ts';
import { lastDay } from './calendar.ts';
import { codeColumn, dayColumn, makeBatch, valueColumn } from './columns.ts';
import { categories } from './industries.ts';
import type { SalesBuffer } from './salesBuffer.ts';
import type { Product, Profile, Region } from './types.ts';

/** Revenue of the last 365 days per region and category. */
function revenueOf(
  sales: SalesBuffer,
  profiles: Profile[],
  products: Product[],
  regions: number,
): Float64Array {
  const sums = new Float64Array(regions * categories.length);
  const category = products.map((product) =>
    categories.indexOf(product.category as (typeof categories)[number]),
  );
  for (let row = 0; row < sales.n; row++) {
    if (sales.day[row]! <= lastDay - 365) continue;
    const cell = profiles[sales.account[row]!]!.region * categories.length + category[sales.product[row]!]!;
    sums[cell] = sums[cell]! + sales.revenue[row]!;
  }
  return sums;
}

/** Share of a year's business in each calendar month, China and elsewhere. */
const chinaMonths = [1.02, 0.8, 0.99, 0.98, 0.99, 1.05, 0.97, 0.97, 1.03, 0.97, 1.18, 1.05];
const otherMonths = [0.93, 0.92, 1, 0.99, 1, 0.98, 0.98, 0.95, 1.01, 1.02, 1.12, 1.1];

/** Monthly market size, CNY million, per category and region: what the accounts' regions buy from anybody. */
export function marketBatch(
  seed: number,
  first: number,
  sales: SalesBuffer,
  profiles: Profile[],
  products: Product[],
  regions: Region[],
): NewBatch {
  const random = createRandom(seed, 6);
  const revenue = revenueOf(sales, profiles, products, regions.length);
  const startMonth: Month = monthOfDay(first);
  const endMonth: Month = monthOfDay(lastDay);
  const days: number[] = [];
  const values: number[] = [];
  const categoryTexts: string[] = [];
  const regionTexts: string[] = [];
  for (const [regionIndex, region] of regions.entries()) {
    const shape = region.market === 'China' ? chinaMonths : otherMonths;
    for (const [categoryIndex, category] of categories.entries()) {
      const ours = revenue[regionIndex * categories.length + categoryIndex]!;
      const monthly = Math.max(50_000, ours / 12) / random.between(0.02, 0.09) / 1e6;
      for (let month = startMonth; month <= endMonth; month++) {
        const age = (endMonth - month) / 12;
        const noise = Math.exp(0.012 * random.normal());
        const value = monthly * Math.exp(-region.marketGrowth * age) * shape[month % 12]! * noise;
        days.push(firstDayOfMonth(month));
        values.push(Math.round(value * 1000) / 1000);
        categoryTexts.push(category);
        regionTexts.push(region.name);
      }
    }
  }
  return makeBatch('market', seed, [
    dayColumn('date', days),
    valueColumn('value', Float64Array.from(values)),
    codeColumn('category', categoryTexts),
    codeColumn('region', regionTexts),
    codeColumn(
      'metric',
      days.map(() => 'market size'),
    ),
    codeColumn(
      'unit',
      days.map(() => 'CNY million'),
    ),
  ]);
}
