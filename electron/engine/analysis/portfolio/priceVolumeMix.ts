import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { addTo, createSums, totalOf } from '../statistics/compensated.ts';
import { roundMoney } from '../statistics/roundMoney.ts';
import type { AnalysisWarning, DaySpan, SalesRows } from '../types.ts';
import {
  type Item,
  type PeriodSide,
  type PriceVolumeItems,
  readItem,
  toColumns,
} from './priceVolumeItems.ts';

/** Money in the reporting currency: from + volume + price + newItems + lostItems = to. */
export interface PriceVolumeMix {
  from: number;
  to: number;
  volume: number;
  price: number;
  newItems: number;
  lostItems: number;
  itemsBoth: number;
  itemsNew: number;
  itemsLost: number;
  items: PriceVolumeItems;
  warnings: AnalysisWarning[];
}

/**
 * Did revenue change because of volume, of price, or of what is sold?
 *
 * Definitions, with q units and p = revenue / units of an item in the earlier (A) and later (B) period:
 * 1. sold in both: volume (qB − qA)·pA, price (pB − pA)·qB. 2. new items: revenue of B; lost items: −revenue of A.
 * 3. An item counts as sold in a period where its revenue or its quantity there is not 0 after returns.
 * 4. An item sold in both without a realised price in both (units or revenue not positive after returns, or a row
 *    whose quantity is missing) has no volume effect that can be measured: its whole change is a price effect.
 * 5. Rows without product are one item. So the lines always add up.
 * Inputs: `rows` with product and quantity (a row without revenue counts in neither period); two spans of days, both ends included.
 * Output: lines, counts and every item. Errors: `noData` {needs} without product or quantity column, `noData` when
 * neither period has a row, `badPeriod` when the order is wrong. Warnings: `itemsWithoutPrice` {items, amount},
 * `rowsWithoutProduct` {rows, amount}. Cost: linear in rows + n log n in products. Source: analyses.md, section 1.
 *
 * @example priceVolumeMix(rows, firstHalf, secondHalf).volume // 1293463.83
 */
export function priceVolumeMix(rows: SalesRows, from: DaySpan, to: DaySpan): PriceVolumeMix {
  const { product, quantity } = rows;
  if (!product) throw missing('product');
  if (!quantity) throw missing('quantity');
  if (to.from <= from.from) {
    throw new ExpectedError('badPeriod', 'The period compared must start after the base period starts');
  }
  const slots = rows.products + 1;
  const sides = [createSide(slots), createSide(slots)] as const;
  const unpriced = new Uint8Array(slots);
  const loose = { rows: 0, money: createSums(1) };
  let hits = 0;
  const end = rows.offsets[rows.accounts]!;
  for (let row = rows.offsets[0]!; row < end; row++) {
    if (rows.keep[row] !== 1) continue;
    const date = rows.day[row]!;
    const inFrom = date >= from.from && date <= from.to;
    const inTo = date >= to.from && date <= to.to;
    if (!inFrom && !inTo) continue;
    hits++;
    const value = rows.revenue[row]!;
    if (Number.isNaN(value)) continue;
    const code = product[row]!;
    const slot = code < 0 ? rows.products : code;
    const units = quantity[row]!;
    if (Number.isNaN(units)) unpriced[slot] = 1;
    if (code < 0) {
      loose.rows++;
      addTo(loose.money, 0, value);
    }
    if (inFrom) addRow(sides[0], slot, value, units);
    if (inTo) addRow(sides[1], slot, value, units);
  }
  if (hits === 0) throw new ExpectedError('noData', 'Neither period has sales');
  const result = decompose(sides[0], sides[1], unpriced);
  if (loose.rows > 0) {
    const amount = roundMoney(totalOf(loose.money, 0));
    result.warnings.push({ code: 'rowsWithoutProduct', params: { rows: loose.rows, amount } });
  }
  return result;
}

function missing(needs: string): ExpectedError {
  return new ExpectedError('noData', `The data has no ${needs}`, { params: { needs } });
}

function createSide(slots: number): PeriodSide {
  return { money: createSums(slots), units: createSums(slots) };
}

function addRow(side: PeriodSide, slot: number, value: number, units: number): void {
  addTo(side.money, slot, value);
  addTo(side.units, slot, units);
}

function decompose(from: PeriodSide, to: PeriodSide, unpriced: Uint8Array): PriceVolumeMix {
  const slots = unpriced.length;
  const [start, end, effects, withoutPrice] = [createSums(1), createSums(1), createSums(3), createSums(1)];
  const counts = [0, 0, 0];
  let itemsWithoutPrice = 0;
  const items: Item[] = [];
  for (let slot = 0; slot < slots; slot++) {
    const item = readItem(from, to, slot, slot === slots - 1 ? -1 : slot, unpriced[slot] === 1);
    if (!item) continue;
    items.push(item);
    counts[item.code]!++;
    addTo(start, 0, item.revenueFrom);
    addTo(end, 0, item.revenueTo);
    addTo(effects, item.code, item.code === 0 ? item.volume : item.change);
    if (item.code !== 0 || item.priced) continue;
    itemsWithoutPrice++;
    addTo(withoutPrice, 0, item.change);
  }
  const [volume, newItems, lostItems] = [totalOf(effects, 0), totalOf(effects, 1), totalOf(effects, 2)];
  const amount = roundMoney(totalOf(withoutPrice, 0));
  return {
    from: totalOf(start, 0),
    to: totalOf(end, 0),
    volume,
    price: totalOf(end, 0) - totalOf(start, 0) - volume - newItems - lostItems,
    newItems,
    lostItems,
    itemsBoth: counts[0]!,
    itemsNew: counts[1]!,
    itemsLost: counts[2]!,
    items: toColumns(items),
    warnings:
      itemsWithoutPrice > 0
        ? [{ code: 'itemsWithoutPrice', params: { items: itemsWithoutPrice, amount } }]
        : [],
  };
}
