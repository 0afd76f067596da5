import type { PriceCorridor } from '../upsell/price/priceCorridor.ts';
import { type Advice, type Labels, opportunityId, yesOrNo } from './opportunity.ts';
import type { PriceRates } from './priceRates.ts';

/**
 * Which accounts pay less than accounts that buy as much, and what of it is lost?
 *
 * One entry per account with a realised price below the corridor of a product (`priceCorridor`). value = what those
 * purchases would have brought more at the lower end of the corridors; probability = share of such accounts that paid more
 * afterwards in the past (`calibratePrices`); the sentence names the product that leaks most.
 */
export function priceLeaks(corridor: PriceCorridor, rates: PriceRates, labels: Labels): Advice[] {
  const found = new Map<number, { value: number; products: number; worst: number }>();
  for (const [pair, account] of corridor.account.entries()) {
    const leak = corridor.leakage[pair]!;
    if (!(leak > 0)) continue;
    const one = found.get(account) ?? { value: 0, products: 0, worst: pair };
    found.set(account, one);
    one.value += leak;
    one.products++;
    if (leak > corridor.leakage[one.worst]!) one.worst = pair;
  }
  return [...found].map(([account, { value, products, worst }]) => ({
    id: opportunityId('price', account, -1, labels),
    kind: 'price',
    account,
    product: -1,
    value,
    probability: rates.rate,
    evidence: 'priceBelow',
    params: {
      products,
      product: labels.productNames[corridor.product[worst]!]!,
      price: corridor.price[worst]!,
      lower: corridor.lower[worst]!,
      buyers: corridor.buyers[worst]!,
      leakage: corridor.leakage[worst]!,
      calibrated: yesOrNo(rates.seen > 0),
      probability: rates.rate,
      seen: rates.seen,
      closed: rates.movable.factor,
    },
    nextStep: 'reviewPrice',
  }));
}
