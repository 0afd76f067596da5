import type { NewBatch } from '../workspace/types.ts';

export interface SampleOptions {
  /** Default 1200. */
  accounts?: number | undefined;
  /** Default 60. */
  products?: number | undefined;
  /** Length of the history, ending on the last day of June 2026. Default 36. */
  months?: number | undefined;
  /** Default 1. */
  seed?: number | undefined;
  /** Exactly this many order lines; absent = as many as the accounts' own rhythms give. */
  rows?: number | undefined;
}

export interface SampleSize {
  accounts: number;
  products: number;
  months: number;
  seed: number;
  rows: number | null;
}

/** What was planted in the book, by account and product keys, for tests and for explaining the sample. */
export interface SampleTruths {
  seed: number;
  firstDate: string;
  lastDate: string;
  /** Stopped ordering two to six months before the end. `value`: revenue of the 12 months before the end. */
  leavers: { account: string; lastOrder: string; gap: number; value: number }[];
  /** Ordinary past churn: stopped more than eight months before the end. */
  earlierLeavers: string[];
  /** Spend `factor` of what accounts like them spend. */
  underBuyers: { account: string; factor: number }[];
  /** The first product of a bundle brings each of the others into the same order with this probability. */
  bundles: { products: string[]; probability: number }[];
  /** Buy the first product of a bundle and never this one, which accounts like them buy. */
  crossSell: { account: string; product: string }[];
  /** Yearly growth of our prices × quantities per account there against the market's. */
  beatenMarket: { region: string; growth: number; marketGrowth: number };
  losingMarket: { region: string; growth: number; marketGrowth: number };
  /** Pay less than comparable accounts: `discount` on top, `leaked` money in the last 12 months. */
  priceLeakage: { account: string; discount: number; leaked: number }[];
}

export interface Sample {
  batches: NewBatch[];
  truths: SampleTruths;
}

export interface Product {
  sku: string;
  name: string;
  category: string;
  family: string;
  unit: string;
  listPrice: number;
  unitCost: number;
  popularity: number;
}

/** Head first; `tails` are drawn into an order that holds the head. */
export interface Bundle {
  head: number;
  tails: number[];
  probability: number;
}

export interface Catalogue {
  products: Product[];
  bundles: Bundle[];
  /** Index into `bundles` per product that is a head, -1 otherwise. */
  bundleOfHead: Int32Array;
}

/** How the region's own business and its market grow, per year, continuously compounded. */
export interface Region {
  name: string;
  market: string;
  growth: number;
  marketGrowth: number;
}

export interface Profile {
  key: string;
  name: string;
  parent: string | null;
  market: string;
  region: number;
  province: string | null;
  city: string;
  cityTier: string | null;
  industry: number;
  segment: number;
  owner: string;
  team: string;
  channel: number;
  terms: string;
  /** Days of the book's calendar at which ordering begins and ends. */
  start: number;
  stop: number;
  /** An interruption inside it; from = to where there is none. */
  pauseFrom: number;
  pauseTo: number;
  contractStart: number;
  contractEnd: number;
  /** Own rhythm: days between orders, and how much they vary around it (coefficient of variation). */
  gap: number;
  unrest: number;
  /** Money per order line at the end of the book. */
  lineBudget: number;
  linesPerOrder: number;
  growth: number;
  discount: number;
  extraDiscount: number;
  underFactor: number;
  /** Products it buys, with weights. */
  basket: number[];
  weights: number[];
  /** A product of a bundle it never buys, -1 where there is none. */
  withheld: number;
  satisfaction: number;
  wallet: number;
}
