import type { Check } from '../types.ts';
import { foundRows, RowList } from './found.ts';

/**
 * Rows that a column marks as returns although their revenue is above zero, so that they count as sales. Of all marked rows.
 * Does not apply where no column marks any.
 */
export const returnsAsSales: Check = ({ returned, revenue, n }) => {
  if (!returned || !revenue) return null;
  const { codes, marks } = returned;
  const found = new RowList();
  let marked = 0;
  for (let row = 0; row < n; row++) {
    if (codes[row]! < 0 || marks[codes[row]!] !== 1) continue;
    marked++;
    if (revenue[row]! > 0) found.add(row);
  }
  return marked === 0 ? null : foundRows(found, marked);
};
