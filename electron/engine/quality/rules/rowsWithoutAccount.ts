import type { Check } from '../types.ts';
import { rowsWhere } from './found.ts';

/** Sales rows that belong to nobody. They count only under the basis “all rows”. */
export const rowsWithoutAccount: Check = ({ n, accountCount, account }) =>
  n === 0 ? null : rowsWhere(n, n, (row) => account[row] === accountCount);
