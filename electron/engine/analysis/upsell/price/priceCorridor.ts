import { ExpectedError } from '../../../../../shared/errors/errors.ts';
import { quantileOfSorted } from '../../statistics/quantile.ts';
import type { AnalysisWarning, DaySpan, SalesRows } from '../../types.ts';
import { quantileRegression } from '../quantile/quantileRegression.ts';
import { type PurchasedPairs, purchasedPairs } from './purchasedPairs.ts';

export interface PriceOptions {
  span: DaySpan;
  /** Group per account whose members are compared with each other, -1 = none; absent = all buyers of a product. */
  group?: ArrayLike<number>;
  /** Other buyers that a corridor needs. Default 5. */
  fewest?: number;
}

/** One entry per account and product bought; money and prices in the reporting currency. */
export interface PriceCorridor {
  account: Int32Array;
  product: Int32Array;
  revenue: Float64Array;
  quantity: Float64Array;
  /** Revenue ÷ quantity. */
  price: Float64Array;
  /** What others pay at this quantity: quartiles and median, NaN with too few others. */
  lower: Float64Array;
  median: Float64Array;
  upper: Float64Array;
  /** Other buyers compared with. */
  buyers: Int32Array;
  /** 1 where they are of the same group. */
  ownGroup: Uint8Array;
  /** (lower − price) × quantity and (median − price) × quantity where above 0, else 0; NaN without corridor. */
  leakage: Float64Array;
  opportunity: Float64Array;
  /** Per product: by how much a price changes with ln quantity (0 or below), NaN where it was not fitted. */
  slope: Float64Array;
  starts: Int32Array;
  notPurchases: number;
  warnings: AnalysisWarning[];
}

/** Buyers from which on the fall of a price with volume is measured. */
const buyersForSlope = 20;
const usualFewest = 5;

/**
 * Where does an account pay less than accounts that buy the same product in such quantities?
 *
 * Realised price = revenue ÷ quantity of purchases in the span (returns, credits and free goods left out and counted).
 * Fall with volume: slope of the median regression of ln price on ln quantity over a product's buyers, from 20 buyers
 * on, never above 0. Corridor of a buyer: volume-weighted lower quartile, median and upper quartile of the prices of
 * the other buyers in its group (of all other buyers where those are fewer than `fewest`), each moved along the slope to
 * the buyer's own quantity. leakage = (lower − price) × quantity, opportunity = (median − price) × quantity, where
 * above 0.
 * Assumptions: 1. a product is the same for all its buyers; 2. quantities are in one unit; 3. prices within the span are
 * comparable.
 * Errors: `noData` {needs} without a product or quantity column or without purchases. Warnings: `notPurchases` {rows},
 * `rowsWithoutQuantity` {rows}, `rowsOutsideProducts` {rows}, `fewBuyers` {pairs, least}.
 * Cost: linear in rows; n log n in the buyers of a product; one quantile regression a product.
 *
 * @example priceCorridor(rows, { span }).leakage // 0 where the price is inside the corridor or above it
 */
export function priceCorridor(
  rows: SalesRows,
  { span, group, fewest = usualFewest }: PriceOptions,
): PriceCorridor {
  for (const needs of ['product', 'quantity'] as const) {
    if (!rows[needs]) throw new ExpectedError('noData', `The data has no ${needs}`, { params: { needs } });
  }
  const pairs = purchasedPairs(rows, span);
  const n = pairs.account.length;
  if (n === 0)
    throw new ExpectedError('noData', 'Nothing was bought in this period', { params: { needs: 'quantity' } });
  const found = emptyCorridor(pairs, n);
  for (let product = 0; product < rows.products; product++) {
    const [from, to] = [pairs.starts[product]!, pairs.starts[product + 1]!];
    if (to > from) addProduct(found, product, from, to, group, fewest);
  }
  const few = found.buyers.reduce((sum, count) => sum + (count < fewest ? 1 : 0), 0);
  found.warnings = warningsOf(pairs, few, fewest);
  return found;
}

function emptyCorridor(
  { account, product, revenue, quantity, starts, notPurchases }: PurchasedPairs,
  n: number,
): PriceCorridor {
  const unknown = () => new Float64Array(n).fill(Number.NaN);
  return {
    account,
    product,
    revenue,
    quantity,
    price: revenue.map((money, pair) => money / quantity[pair]!),
    lower: unknown(),
    median: unknown(),
    upper: unknown(),
    buyers: new Int32Array(n),
    ownGroup: new Uint8Array(n),
    leakage: unknown(),
    opportunity: unknown(),
    slope: new Float64Array(starts.length - 1).fill(Number.NaN),
    starts,
    notPurchases,
    warnings: [],
  };
}

function addProduct(
  found: PriceCorridor,
  product: number,
  from: number,
  to: number,
  group: ArrayLike<number> | undefined,
  fewest: number,
): void {
  const pairs = Array.from({ length: to - from }, (_, i) => from + i);
  found.slope[product] = slopeOf(found, pairs);
  const slope = Number.isNaN(found.slope[product]!) ? 0 : found.slope[product]!;
  const level = new Float64Array(to);
  for (const pair of pairs)
    level[pair] = Math.log(found.price[pair]!) - slope * Math.log(found.quantity[pair]!);
  const all = new Field(pairs, level, found.quantity);
  const fields = new Map<number, Field>();
  if (group)
    for (const [code, members] of membersOf(found, pairs, group))
      fields.set(code, new Field(members, level, found.quantity));
  for (const pair of pairs) {
    const own = group ? fields.get(group[found.account[pair]!]!) : undefined;
    const field = own && own.size > fewest ? own : all;
    found.buyers[pair] = field.size - 1;
    found.ownGroup[pair] = field === own ? 1 : 0;
    if (field.size - 1 >= fewest) place(found, pair, field, slope * Math.log(found.quantity[pair]!));
  }
}

function place(found: PriceCorridor, pair: number, field: Field, shift: number): void {
  const at = (tau: number) => Math.exp(field.quantileWithout(pair, tau) + shift);
  const [lower, median, upper] = [at(0.25), at(0.5), at(0.75)];
  const [price, quantity] = [found.price[pair]!, found.quantity[pair]!];
  found.lower[pair] = lower;
  found.median[pair] = median;
  found.upper[pair] = upper;
  // Logarithm and back may differ from the price itself in the last digits: that is no leakage.
  const below = (limit: number) => (limit - price > 1e-9 * price ? (limit - price) * quantity : 0);
  found.leakage[pair] = below(lower);
  found.opportunity[pair] = below(median);
}

/** By how much ln price changes with ln quantity in the middle; 0 where it would rise, NaN with too few buyers. */
function slopeOf(found: PriceCorridor, pairs: readonly number[]): number {
  if (pairs.length < buyersForSlope) return Number.NaN;
  const ordered = [...pairs].sort(
    (a, b) => found.price[a]! - found.price[b]! || found.quantity[a]! - found.quantity[b]!,
  );
  const x = Float64Array.from(ordered, (pair) => Math.log(found.quantity[pair]!));
  const y = Float64Array.from(ordered, (pair) => Math.log(found.price[pair]!));
  const middle = quantileOfSorted(y, 0.5);
  const [fit] = quantileRegression(
    [new Float64Array(x.length).fill(1), x],
    y.map((value) => value - middle),
    [0.5],
  );
  const slope = fit!.coefficients[1]!;
  return Number.isNaN(slope) ? Number.NaN : Math.min(0, slope);
}

function membersOf(
  found: PriceCorridor,
  pairs: readonly number[],
  group: ArrayLike<number>,
): Map<number, number[]> {
  const members = new Map<number, number[]>();
  for (const pair of pairs) {
    const code = group[found.account[pair]!]!;
    if (code < 0) continue;
    const list = members.get(code);
    if (list) list.push(pair);
    else members.set(code, [pair]);
  }
  return members;
}

/** Buyers of a product by price level, so that a weighted quantile of all but one of them is a search. */
class Field {
  readonly size: number;
  readonly #levels: Float64Array;
  readonly #weights: Float64Array;
  /** Weight up to and with each buyer. */
  readonly #until: Float64Array;
  readonly #rank = new Map<number, number>();

  constructor(pairs: readonly number[], level: Float64Array, weight: Float64Array) {
    const ordered = [...pairs].sort((a, b) => level[a]! - level[b]! || weight[a]! - weight[b]! || a - b);
    this.size = ordered.length;
    this.#levels = Float64Array.from(ordered, (pair) => level[pair]!);
    this.#weights = Float64Array.from(ordered, (pair) => weight[pair]!);
    this.#until = new Float64Array(ordered.length);
    let sum = 0;
    for (const [rank, pair] of ordered.entries()) {
      sum += weight[pair]!;
      this.#until[rank] = sum;
      this.#rank.set(pair, rank);
    }
  }

  /** The lowest level at which the others' weight up to it reaches the share τ. */
  quantileWithout(pair: number, tau: number): number {
    const own = this.#rank.get(pair)!;
    const total = this.#until.at(-1)! - this.#weights[own]!;
    const wanted = tau * total * (1 - 1e-12);
    const reached = (rank: number) => this.#until[rank]! - (rank >= own ? this.#weights[own]! : 0) >= wanted;
    let [low, high] = [0, this.size - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (reached(middle)) high = middle;
      else low = middle + 1;
    }
    // The own place adds nothing, so it is the first to reach the mark only where rounding hides that the one before did.
    return this.#levels[low === own ? Math.max(0, own - 1) : low]!;
  }
}

function warningsOf(pairs: PurchasedPairs, few: number, least: number): AnalysisWarning[] {
  const { notPurchases, withoutQuantity, withoutProduct } = pairs;
  return [
    { code: 'notPurchases', params: { rows: notPurchases } },
    { code: 'rowsWithoutQuantity', params: { rows: withoutQuantity } },
    { code: 'rowsOutsideProducts', params: { rows: withoutProduct } },
    { code: 'fewBuyers', params: { pairs: few, least } },
  ].filter(({ params }) => (params.rows ?? params.pairs) !== 0) as AnalysisWarning[];
}
