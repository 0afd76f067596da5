import type { SalesRows } from '../../../../electron/engine/analysis/types.ts';
import { dayOf } from '../../../../shared/domain/calendar.ts';

/** One sale written by hand. Absent revenue or quantity = missing; absent order or product = -1. */
export interface Sale {
  account: number;
  /** ISO date or day number. */
  day: string | number;
  revenue?: number;
  quantity?: number;
  order?: number;
  product?: number;
  keep?: boolean;
}

/** Sales rows of `accounts` accounts from a list in any order (kept within an account). */
export function salesRows(accounts: number, sales: readonly Sale[], products = 10): SalesRows {
  const sorted = sales.toSorted((a, b) => a.account - b.account);
  const offsets = new Int32Array(accounts + 1);
  for (const sale of sorted) offsets[sale.account + 1]!++;
  for (let i = 0; i < accounts; i++) offsets[i + 1]! += offsets[i]!;
  return {
    accounts,
    offsets,
    keep: Uint8Array.from(sorted, (sale) => (sale.keep === false ? 0 : 1)),
    day: Int32Array.from(sorted, (sale) => toDay(sale.day)),
    revenue: Float64Array.from(sorted, (sale) => sale.revenue ?? Number.NaN),
    quantity: Float64Array.from(sorted, (sale) => sale.quantity ?? Number.NaN),
    order: Int32Array.from(sorted, (sale) => sale.order ?? -1),
    product: Int32Array.from(sorted, (sale) => sale.product ?? -1),
    products,
  };
}

function toDay(day: string | number): number {
  if (typeof day === 'number') return day;
  const [year, month, date] = day.split('-').map(Number);
  return dayOf(year!, month!, date!);
}
