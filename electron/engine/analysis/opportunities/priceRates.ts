import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { DaySpan, SalesRows } from '../types.ts';
import { type PriceCorridor, priceCorridor } from '../upsell/price/priceCorridor.ts';
import { type PurchasedPairs, purchasedPairs } from '../upsell/price/purchasedPairs.ts';
import { learntMovable, type Movable, priorWeight } from './movable.ts';
import type { PastSpans } from './pastSpans.ts';

/** What became of prices below their corridor. */
export interface PriceRates {
  /** Share of the accounts seen that paid more for it afterwards, drawn towards one half with the weight of 10 accounts. */
  rate: number;
  /** Accounts below a corridor then that bought the same products again. */
  seen: number;
  /** Of what was lost, the share that those won back. */
  movable: Movable;
}

/** Without a past to learn from, as likely as not. */
const uncalibratedPrice = 0.5;

/**
 * Of prices that lay below those of other buyers in the past, how many rose, and how much of the leak was closed?
 *
 * The corridor is that of the earlier span, made exactly as today's. An account's price of a product in the span after is
 * first brought back by how much prices of that product changed over all who bought it in both spans (Laspeyres), so that a
 * general rise closes nothing. closed = Σ leak × (later price − price then) / (lower end − price then), each within 0 … 1, ÷
 * Σ leak, over the products that the account bought in both spans. rate = share of accounts with closed above 0; movable =
 * mean of closed over those. Their product is the mean share of the leak that was closed.
 * Assumptions: 1. what happened then happens again; it holds chance as well as our work; 2. accounts that did not buy again
 * say nothing. Without a past both stay at their assumptions, n = 0.
 * Cost: that of `priceCorridor` and one more pass.
 */
export function calibratePrices(rows: SalesRows, past: PastSpans | null): PriceRates {
  const shares = past ? closedShares(rows, past) : [];
  const risen = shares.filter((share) => share > 0);
  return {
    rate: (risen.length + priorWeight * uncalibratedPrice) / (shares.length + priorWeight),
    seen: shares.length,
    movable: learntMovable(
      'price',
      risen.reduce((sum, share) => sum + share, 0),
      risen.length,
    ),
  };
}

/** One share per account with a leak then and a price now. */
function closedShares(rows: SalesRows, { before, after }: PastSpans): number[] {
  const then = corridorOrNull(rows, before);
  if (!then) return [];
  const pricesLater = pricesOf(purchasedPairs(rows, after), rows.accounts);
  const keyOf = (pair: number) => then.product[pair]! * rows.accounts + then.account[pair]!;
  const general = priceIndexes(then, (pair) => pricesLater.get(keyOf(pair)), rows.products);
  const leaks = new Map<number, { open: number; closed: number }>();
  for (const [pair, account] of then.account.entries()) {
    const leak = then.leakage[pair]!;
    const paid = pricesLater.get(keyOf(pair));
    if (!(leak > 0) || paid === undefined) continue;
    const [price, lower] = [then.price[pair]!, then.lower[pair]!];
    const closed = (paid / general[then.product[pair]!]! - price) / (lower - price);
    const one = leaks.get(account) ?? { open: 0, closed: 0 };
    leaks.set(account, one);
    one.open += leak;
    // A price that came back the same through an index may differ from itself in the last digits.
    if (closed > 1e-9) one.closed += leak * Math.min(1, closed);
  }
  return Array.from(leaks.values(), ({ open, closed }) => closed / open);
}

function pricesOf({ account, product, revenue, quantity }: PurchasedPairs, accounts: number) {
  const prices = new Map<number, number>();
  for (let pair = 0; pair < account.length; pair++)
    prices.set(product[pair]! * accounts + account[pair]!, revenue[pair]! / quantity[pair]!);
  return prices;
}

/** Per product: prices later over prices then, at the quantities of then; 1 where nobody bought it in both spans. */
function priceIndexes(
  { product, price, quantity }: PriceCorridor,
  laterPrice: (pair: number) => number | undefined,
  products: number,
): Float64Array {
  const [then, later] = [new Float64Array(products), new Float64Array(products)];
  for (let pair = 0; pair < product.length; pair++) {
    const paid = laterPrice(pair);
    if (paid === undefined) continue;
    then[product[pair]!]! += price[pair]! * quantity[pair]!;
    later[product[pair]!]! += paid * quantity[pair]!;
  }
  return then.map((money, index) => (money > 0 ? later[index]! / money : 1));
}

function corridorOrNull(rows: SalesRows, span: DaySpan): PriceCorridor | null {
  try {
    return priceCorridor(rows, { span });
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'noData') return null;
    throw error;
  }
}
