import type { Check } from '../types.ts';
import { rowsWhere } from './found.ts';

/** A price that was rounded to a cent is off by half of it for each unit; one more cent for the revenue's own rounding. */
const centPerUnit = 0.005;
const cent = 0.01;
/** And half a percent, for sources that round more coarsely. */
const share = 0.005;

/** Rows whose revenue is not price × quantity within rounding. Of the rows that have all three. */
export const priceTimesQuantity: Check = ({ n, revenue, quantity, price }) => {
  if (!revenue || !quantity || !price) return null;
  let looked = 0;
  const found = rowsWhere(n, 0, (row) => {
    const difference = Math.abs(quantity[row]! * price[row]! - revenue[row]!);
    if (Number.isNaN(difference)) return false;
    looked++;
    const allowed = cent + centPerUnit * Math.abs(quantity[row]!) + share * Math.abs(revenue[row]!);
    return difference > allowed;
  });
  return looked === 0 ? null : { ...found, of: looked };
};
