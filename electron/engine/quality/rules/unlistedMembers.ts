import type { Check } from '../types.ts';
import { membersWhere } from './found.ts';

/** Accounts that facts name and no accounts list does. Does not apply without such a list. */
export const unlistedAccounts: Check = ({ accounts, accountCount }) => {
  if (!accounts.fromFacts.includes(0)) return null;
  return membersWhere('accounts', accountCount, (account) => accounts.fromFacts[account] === 1);
};

/** Products that facts name and no products list does. Does not apply without such a list. */
export const unlistedProducts: Check = ({ products, productCount }) => {
  if (!products.fromFacts.includes(0)) return null;
  return membersWhere('products', productCount, (product) => products.fromFacts[product] === 1);
};
