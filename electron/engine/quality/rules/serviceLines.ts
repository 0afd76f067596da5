import type { Check } from '../types.ts';
import { membersWhere } from './found.ts';

/** Names that say postage or fees may be what a book is about: then none of them is a stray line. */
const mostRevenue = 0.25;

/**
 * Products whose names say postage, fees, discounts or manual entries: whoever analyses goods may want to leave them out. A
 * suggestion. Does not apply where they bring a quarter of the revenue.
 */
export const serviceLines: Check = ({ productCount, product, products, money, n }) => {
  if (!product || productCount === 0) return null;
  let [own, all] = [0, 0];
  for (let row = 0; row < n; row++) {
    const amount = Math.abs(money?.[row] ?? 0) || 0;
    all += amount;
    if (product[row]! >= 0 && products.isService[product[row]!] === 1) own += amount;
  }
  if (own > mostRevenue * all) return null;
  const found = membersWhere('products', productCount, (member) => products.isService[member] === 1);
  return { ...found, touched: null };
};
