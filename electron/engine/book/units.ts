import type { Unit } from '../../../shared/domain/table.ts';

const units: Record<string, Unit> = {
  revenue: 'money',
  cost: 'money',
  gmv: 'money',
  quantity: 'units',
  price: 'price',
  list_price: 'price',
  wallet: 'money',
  target: 'money',
};

/** The unit of a number field; a field the user named has none. */
export function numberFieldUnit(name: string): Unit {
  return units[name] ?? 'none';
}
