import { type CompensatedSums, totalOf } from '../statistics/compensated.ts';
import { withoutDust } from '../statistics/roundMoney.ts';

/** What happened to an item between two periods; its position is the code in `classes`. */
export const itemClasses = ['both', 'new', 'lost'] as const;

/** Columns of equal length, one entry per item sold in either period, largest absolute change first. */
export interface PriceVolumeItems {
  /** Product index; -1 = all rows without product together. */
  product: Int32Array;
  classes: Uint8Array;
  revenueFrom: Float64Array;
  revenueTo: Float64Array;
  quantityFrom: Float64Array;
  quantityTo: Float64Array;
  /** Realised price revenue / quantity; NaN where there is none. */
  priceFrom: Float64Array;
  priceTo: Float64Array;
  volume: Float64Array;
  price: Float64Array;
  change: Float64Array;
}

/** Per product and one more slot for rows without product: revenue and quantity of one period. */
export interface PeriodSide {
  money: CompensatedSums;
  units: CompensatedSums;
}

export interface Item {
  product: number;
  code: number;
  revenueFrom: number;
  revenueTo: number;
  quantityFrom: number;
  quantityTo: number;
  /** Whether both periods have a realised price. */
  priced: boolean;
  volume: number;
  change: number;
}

/** One item with its class and volume effect (definitions 1–4 of `priceVolumeMix`); null when sold in neither. */
export function readItem(
  from: PeriodSide,
  to: PeriodSide,
  slot: number,
  product: number,
  unpriced: boolean,
): Item | null {
  const revenueFrom = withoutDust(totalOf(from.money, slot));
  const revenueTo = withoutDust(totalOf(to.money, slot));
  const quantityFrom = withoutDust(totalOf(from.units, slot));
  const quantityTo = withoutDust(totalOf(to.units, slot));
  const inFrom = revenueFrom !== 0 || quantityFrom !== 0;
  const inTo = revenueTo !== 0 || quantityTo !== 0;
  if (!inFrom && !inTo) return null;
  const code = inFrom ? (inTo ? 0 : 2) : 1;
  const priced = !unpriced && hasPrice(revenueFrom, quantityFrom) && hasPrice(revenueTo, quantityTo);
  const volume = code === 0 && priced ? (quantityTo - quantityFrom) * (revenueFrom / quantityFrom) : 0;
  const change = revenueTo - revenueFrom;
  return { product, code, revenueFrom, revenueTo, quantityFrom, quantityTo, priced, volume, change };
}

function hasPrice(revenue: number, quantity: number): boolean {
  return quantity > 0 && revenue >= 0;
}

function realisedPrice(revenue: number, quantity: number): number {
  return hasPrice(revenue, quantity) ? revenue / quantity : Number.NaN;
}

export function toColumns(found: Item[]): PriceVolumeItems {
  const items = found.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change) || a.product - b.product);
  const column = (read: (item: Item) => number) => Float64Array.from(items, read);
  return {
    product: Int32Array.from(items, (item) => item.product),
    classes: Uint8Array.from(items, (item) => item.code),
    revenueFrom: column((item) => item.revenueFrom),
    revenueTo: column((item) => item.revenueTo),
    quantityFrom: column((item) => item.quantityFrom),
    quantityTo: column((item) => item.quantityTo),
    priceFrom: column((item) => realisedPrice(item.revenueFrom, item.quantityFrom)),
    priceTo: column((item) => realisedPrice(item.revenueTo, item.quantityTo)),
    volume: column((item) => item.volume),
    price: column((item) => (item.code === 0 ? item.change - item.volume : 0)),
    change: column((item) => item.change),
  };
}
