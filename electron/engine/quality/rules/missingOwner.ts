import type { Check } from '../types.ts';
import { membersWhere } from './found.ts';

/** Accounts for which no file and no edit names an owner. Does not apply where nobody owns any account. */
export const missingOwner: Check = ({ accounts, accountCount }) => {
  const { owner } = accounts;
  if (!owner || accountCount === 0) return null;
  return membersWhere('accounts', accountCount, (account) => owner[account]! < 0);
};
