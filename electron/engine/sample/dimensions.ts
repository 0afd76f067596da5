import type { NewBatch } from '../workspace/types.ts';
import { codeColumn, dayColumn, keyColumn, makeBatch, valueColumn } from './columns.ts';
import { industries, segments } from './industries.ts';
import type { Product, Profile, Region } from './types.ts';

export interface Keys {
  accounts: string[];
  accountNames: string[];
  products: string[];
  productNames: string[];
}

export function keysOf(profiles: Profile[], products: Product[]): Keys {
  return {
    accounts: profiles.map((profile) => profile.key),
    accountNames: profiles.map((profile) => profile.name),
    products: products.map((product) => product.sku),
    productNames: products.map((product) => product.name),
  };
}

function sequence(n: number): Int32Array {
  return Int32Array.from({ length: n }, (_, index) => index);
}

/** What the account could spend in a year, as its manager would put it down: NaN where nobody has asked. */
function walletOf(profile: Profile): number {
  const potential = (profile.lineBudget * profile.linesPerOrder * 365) / profile.gap;
  return Math.round((potential * profile.wallet) / 1000) * 1000;
}

export function accountsBatch(
  seed: number,
  first: number,
  profiles: Profile[],
  regions: Region[],
  keys: Keys,
): NewBatch {
  const text = (name: string, value: (profile: Profile) => string | null) =>
    codeColumn(name, profiles.map(value));
  return makeBatch('accounts', seed, [
    keyColumn('account', sequence(profiles.length), keys.accounts, keys.accountNames),
    text('parent', (profile) => profile.parent),
    text('market', (profile) => profile.market),
    text('region', (profile) => regions[profile.region]!.name),
    text('province', (profile) => profile.province),
    text('city', (profile) => profile.city),
    text('city_tier', (profile) => profile.cityTier),
    text('industry', (profile) => industries[profile.industry]!.name),
    text('segment', (profile) => segments[profile.segment]!.name),
    text('owner', (profile) => profile.owner),
    text('team', (profile) => profile.team),
    dayColumn(
      'contract_start',
      profiles.map((profile) => first + profile.contractStart),
    ),
    dayColumn(
      'contract_end',
      profiles.map((profile) => first + profile.contractEnd),
    ),
    valueColumn('wallet', Float64Array.from(profiles, walletOf)),
    text('payment_terms', (profile) => profile.terms),
  ]);
}

export function productsBatch(seed: number, products: Product[], keys: Keys): NewBatch {
  const text = (name: string, value: (product: Product) => string) => codeColumn(name, products.map(value));
  return makeBatch('products', seed, [
    keyColumn('product', sequence(products.length), keys.products, keys.productNames),
    text('category', (product) => product.category),
    text('family', (product) => product.family),
    valueColumn(
      'list_price',
      Float64Array.from(products, (product) => product.listPrice),
    ),
    text('unit', (product) => product.unit),
  ]);
}
