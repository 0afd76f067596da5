import { makeTable, textColumn } from '../../../../shared/domain/table.ts';
import type { Check } from '../types.ts';

/** Pairs of accounts that are likely one, as the comparison of names, places and sales sees them. */
export const duplicateAccounts: Check = ({ accountCount, likelySame, accounts }) => {
  if (accountCount === 0) return null;
  const members = [...new Set(likelySame.flatMap(({ a, b }) => [a, b]))].sort((x, y) => x - y);
  const list = makeTable([
    textColumn(
      'account_name',
      likelySame.map(({ a }) => accounts.names[a]!),
    ),
    textColumn(
      'same_as',
      likelySame.map(({ b }) => accounts.names[b]!),
    ),
  ]);
  return {
    count: likelySame.length,
    of: accountCount,
    unit: 'pairs',
    list,
    members: Int32Array.from(members),
  };
};
