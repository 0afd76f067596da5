import type { SalesRows } from '../types.ts';

/**
 * Counts distinct orders without a set per group: a group's first sight of an order leaves the group's stamp on it.
 * A row without order number counts as the order of its day. Groups must come one after the other.
 */
export interface OrderStamps {
  orders: Int32Array;
  days: Int32Array;
  firstDay: number;
}

/** Room for every order code and every day of the kept rows; stamps start at 0, so groups count from 1. */
export function createOrderStamps(rows: SalesRows): OrderStamps {
  const { order, day, keep } = rows;
  let most = -1;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const end = rows.offsets[rows.accounts]!;
  for (let row = rows.offsets[0]!; row < end; row++) {
    if (keep[row] !== 1) continue;
    const code = order ? order[row]! : -1;
    if (code > most) most = code;
    if (code >= 0) continue;
    if (day[row]! < first) first = day[row]!;
    if (day[row]! > last) last = day[row]!;
  }
  const days = last >= first ? last - first + 1 : 0;
  return { orders: new Int32Array(most + 1), days: new Int32Array(days), firstDay: days > 0 ? first : 0 };
}

/** 1 when this row brings a new order to the group, 0 when the group has seen it. */
export function stampOrder(stamps: OrderStamps, code: number, day: number, group: number): 0 | 1 {
  const table = code >= 0 ? stamps.orders : stamps.days;
  const index = code >= 0 ? code : day - stamps.firstDay;
  if (table[index] === group) return 0;
  table[index] = group;
  return 1;
}
