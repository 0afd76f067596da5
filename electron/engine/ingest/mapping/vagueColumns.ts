import type { Mapping } from '../../../../shared/contract/ingest.ts';
import type { ColumnProfile } from '../detect/columns.ts';

/** Identifiers with far fewer values than there are names identify something else. */
export function dropVagueKeys(
  profiles: ColumnProfile[],
  mapping: Mapping,
  confidence: Map<string, number>,
): void {
  const distinct = (field: string) =>
    profiles.find(({ header }) => header === mapping[field])?.distinct ?? Number.NaN;
  for (const [id, name] of [
    ['account_id', 'account'],
    ['sku', 'product'],
  ] as const) {
    const ledger = id === 'account_id' && distinct(id) === 1 && namesLedger(mapping[id] ?? '');
    if (!(distinct(id) < distinct(name) * leastIdentified) || (distinct(name) < 4 && !ledger)) continue;
    confidence.delete(mapping[id]!);
    delete mapping[id];
  }
}

/**
 * The total of an order that stands on each of its lines would count once a line, and one that stands on the first line only is of
 * no product: quantity and price are what is sold.
 */
export function dropOrderTotals(
  profiles: ColumnProfile[],
  mapping: Mapping,
  confidence: Map<string, number>,
): void {
  const { revenue, order, quantity, price } = mapping;
  if (!revenue || !quantity || !price) return;
  const profileOf = (header: string | undefined) => profiles.find((one) => one.header === header);
  const orders = profileOf(order);
  if (!orders || orders.distinct >= orders.filled * 0.98) return;
  const totals = /^(?:order|invoice)[\s_-]*(?:grand[\s_-]*)?(?:total|amount)/i.test(revenue);
  if (!totals && !standsOnce(profileOf(revenue)!, orders, [profileOf(quantity)!, profileOf(price)!])) return;
  confidence.delete(revenue);
  delete mapping.revenue;
}

/** Whether an amount stands on one line of each order, while every line has its quantity and price. */
function standsOnce(revenue: ColumnProfile, orders: ColumnProfile, lines: ColumnProfile[]): boolean {
  const once = revenue.filled < orders.filled * 0.98 && revenue.filled <= orders.distinct * 1.02;
  return once && lines.every(({ filled }) => filled >= orders.filled * 0.98);
}

const leastIdentified = 0.6;

/** `Account code` is that of a ledger as often as that of a customer. */
function namesLedger(header: string): boolean {
  return /^\W*(?:gl|g\/l|nominal)?[\s_-]*acc(?:oun)?t[\s_-]*(?:code|no|number|nr|id)\W*$/i.test(header);
}
