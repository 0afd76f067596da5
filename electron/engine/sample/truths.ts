import { isoDate } from '../../../shared/domain/calendar.ts';
import { createRandom, type Random } from '../analysis/statistics/random.ts';
import { lastDay } from './calendar.ts';
import { segments } from './industries.ts';
import type { SalesBuffer } from './salesBuffer.ts';
import type { Catalogue, Profile, Region, SampleTruths } from './types.ts';

/** Which accounts got which truth; the profiles and regions already carry it. */
export interface Planted {
  leavers: number[];
  earlierLeavers: number[];
  underBuyers: number[];
  withheld: number[];
  leaking: number[];
  beaten: number;
  losing: number;
}

/** The first `count` free accounts of a shuffled book that fit; they are free no more. */
function take(order: number[], free: boolean[], count: number, fits: (index: number) => boolean): number[] {
  const chosen: number[] = [];
  for (const index of order) {
    if (chosen.length === count) break;
    if (!free[index] || !fits(index)) continue;
    free[index] = false;
    chosen.push(index);
  }
  return chosen;
}

function plantLeavers(random: Random, profiles: Profile[], chosen: number[], days: number): void {
  for (const index of chosen) {
    const profile = profiles[index]!;
    profile.stop = days - 1 - Math.floor(random.between(61, 180));
    profile.unrest = Math.min(profile.unrest, 0.3);
    profile.satisfaction -= 2.5;
  }
}

function plantRegions(
  random: Random,
  profiles: Profile[],
  regions: Region[],
): { beaten: number; losing: number } {
  const sizes = regions.map((_, region) => profiles.filter((profile) => profile.region === region).length);
  const largest = regions.map((_, region) => region).sort((a, b) => sizes[b]! - sizes[a]!);
  const [first, second] = random.shuffled(3).map((rank) => largest[rank + 1]!);
  const beaten = first!;
  const losing = second!;
  regions[beaten]!.growth = regions[beaten]!.marketGrowth + random.between(0.32, 0.42);
  regions[losing]!.growth = regions[losing]!.marketGrowth - random.between(0.24, 0.3);
  return { beaten, losing };
}

function withheldProduct(profile: Profile, catalogue: Catalogue): number {
  for (const product of profile.basket) {
    const bundle = catalogue.bundles[catalogue.bundleOfHead[product]!];
    if (bundle) return bundle.tails[0]!;
  }
  return -1;
}

/** Plants every truth into the profiles and regions. Accounts get one truth at most. */
export function plantTruths(
  seed: number,
  days: number,
  catalogue: Catalogue,
  profiles: Profile[],
  regions: Region[],
): Planted {
  const random = createRandom(seed, 5);
  const order = random.shuffled(profiles.length);
  const free = profiles.map((profile) => profile.stop === days - 1);
  const earlierLeavers = order.filter((index) => !free[index]).sort((a, b) => a - b);
  const count = (share: number) => Math.max(2, Math.round(profiles.length * share));
  const settled = (profile: Profile) => profile.start < days - 420 && profile.pauseFrom >= days;

  const { beaten, losing } = plantRegions(random, profiles, regions);
  for (const profile of profiles) {
    if (profile.region === beaten || profile.region === losing)
      profile.growth = regions[profile.region]!.growth + 0.04 * random.normal();
  }
  const leavers = take(
    order,
    free,
    count(0.04),
    (index) => settled(profiles[index]!) && profiles[index]!.segment > 0 && profiles[index]!.gap <= 28,
  );
  plantLeavers(random, profiles, leavers, days);
  const underBuyers = take(order, free, count(0.04), (index) => {
    const { segment, lineBudget } = profiles[index]!;
    return settled(profiles[index]!) && segment > 0 && lineBudget >= segments[2]!.lineBudget * 0.7;
  });
  for (const index of underBuyers)
    profiles[index]!.underFactor = Math.round(random.between(0.4, 0.6) * 100) / 100;
  const leaking = take(order, free, count(0.03), (index) => settled(profiles[index]!));
  for (const index of leaking)
    profiles[index]!.extraDiscount = Math.round(random.between(0.12, 0.2) * 100) / 100;
  const withheld = take(
    order,
    free,
    count(0.05),
    (index) => settled(profiles[index]!) && withheldProduct(profiles[index]!, catalogue) >= 0,
  );
  for (const index of withheld) profiles[index]!.withheld = withheldProduct(profiles[index]!, catalogue);
  return { leavers, earlierLeavers, underBuyers, withheld, leaking, beaten, losing };
}

interface LastYear {
  lastOrder: Int32Array;
  revenue: Float64Array;
}

/** Last order day and revenue of the book's last 365 days, per account. */
function summarise(sales: SalesBuffer, accounts: number): LastYear {
  const lastOrder = new Int32Array(accounts);
  const revenue = new Float64Array(accounts);
  for (let row = 0; row < sales.n; row++) {
    const account = sales.account[row]!;
    const day = sales.day[row]!;
    if (sales.revenue[row]! > 0 && day > lastOrder[account]!) lastOrder[account] = day;
    if (day > lastDay - 365) revenue[account] = revenue[account]! + sales.revenue[row]!;
  }
  return { lastOrder, revenue };
}

function cents(value: number): number {
  return Math.round(value * 100) / 100;
}

/** What was planted, in the keys of the book and with what it came to. */
export function describeTruths(
  seed: number,
  first: number,
  planted: Planted,
  catalogue: Catalogue,
  profiles: Profile[],
  regions: Region[],
  sales: SalesBuffer,
): SampleTruths {
  const { lastOrder, revenue } = summarise(sales, profiles.length);
  const key = (index: number) => profiles[index]!.key;
  const sku = (product: number) => catalogue.products[product]!.sku;
  const regionTruth = (index: number) => ({
    region: regions[index]!.name,
    growth: regions[index]!.growth,
    marketGrowth: regions[index]!.marketGrowth,
  });
  return {
    seed,
    firstDate: isoDate(first),
    lastDate: isoDate(lastDay),
    leavers: planted.leavers.map((index) => ({
      account: key(index),
      lastOrder: isoDate(lastOrder[index]!),
      gap: Math.round(profiles[index]!.gap),
      value: cents(revenue[index]!),
    })),
    earlierLeavers: planted.earlierLeavers.map(key),
    underBuyers: planted.underBuyers.map((index) => ({
      account: key(index),
      factor: profiles[index]!.underFactor,
    })),
    bundles: catalogue.bundles.map((bundle) => ({
      products: [bundle.head, ...bundle.tails].map(sku),
      probability: bundle.probability,
    })),
    crossSell: planted.withheld.map((index) => ({
      account: key(index),
      product: sku(profiles[index]!.withheld),
    })),
    beatenMarket: regionTruth(planted.beaten),
    losingMarket: regionTruth(planted.losing),
    priceLeakage: planted.leaking.map((index) => {
      const { discount, extraDiscount } = profiles[index]!;
      const leaked = (revenue[index]! * extraDiscount) / (1 - discount - extraDiscount);
      return { account: key(index), discount: extraDiscount, leaked: cents(leaked) };
    }),
  };
}
