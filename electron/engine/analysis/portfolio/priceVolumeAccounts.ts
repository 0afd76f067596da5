import type { DaySpan, SalesRows } from '../types.ts';
import { type PriceVolumeMix, priceVolumeMix } from './priceVolumeMix.ts';

/**
 * Whose volume and whose price made the change of one product? The price-volume-mix of its accounts: an item is an
 * account, "new" one that bought it only in the later period, "lost" one only in the earlier.
 *
 * The lines add up to the product's change. They are not those of the product itself: its price also changes because
 * accounts that pay more or less buy a different share.
 * Inputs, errors and warnings: see `priceVolumeMix`; rows of other products do not count. Cost: linear in rows.
 */
export function priceVolumeAccounts(
  rows: SalesRows,
  product: number,
  from: DaySpan,
  to: DaySpan,
): PriceVolumeMix {
  const n = rows.day.length;
  const keep = new Uint8Array(n);
  const account = new Int32Array(n).fill(-1);
  for (let index = 0; index < rows.accounts; index++) {
    for (let row = rows.offsets[index]!; row < rows.offsets[index + 1]!; row++) {
      account[row] = index;
      keep[row] = rows.product?.[row] === product ? rows.keep[row]! : 0;
    }
  }
  const { accounts, offsets, day, revenue, quantity, order } = rows;
  return priceVolumeMix(
    { accounts, offsets, keep, day, revenue, quantity, order, product: account, products: accounts },
    from,
    to,
  );
}
