import { missingDay } from '../../workspace/types.ts';
import type { Check } from '../types.ts';
import { membersWhere, rowsWhere } from './found.ts';

/** Sales dated after today. */
export const futureDates: Check = ({ n, day, today }) =>
  n === 0 ? null : rowsWhere(n, n, (row) => day[row]! > today);

/** Sales before the contract of their account begins. Of the sales of accounts whose contract has a start. */
export const beforeContract: Check = ({ n, day, account, accountCount, accounts }) => {
  const start = accounts.contractStart;
  if (!start || n === 0) return null;
  let looked = 0;
  const found = rowsWhere(n, 0, (row) => {
    const from = account[row]! < accountCount ? start[account[row]!]! : missingDay;
    if (from === missingDay || day[row] === missingDay) return false;
    looked++;
    return day[row]! < from;
  });
  return looked === 0 ? null : { ...found, of: looked };
};

/** Contracts that end before they start. Of the accounts that have both dates. */
export const contractDates: Check = ({ accounts, accountCount }) => {
  const { contractStart: start, contractEnd: end } = accounts;
  if (!start || !end) return null;
  let looked = 0;
  const found = membersWhere('accounts', accountCount, (account) => {
    if (start[account] === missingDay || end[account] === missingDay) return false;
    looked++;
    return end[account]! < start[account]!;
  });
  return looked === 0 ? null : { ...found, of: looked };
};
