import type { MeasureName } from '../../../shared/domain/measures.ts';

/** A measure, or what one of them divides revenue by: quantity and orders of the rows whose revenue is there. */
export type CountedName = MeasureName | 'valued_quantity' | 'valued_orders';

export interface MeasuredGroups {
  /** Cell of each group that has a kept row, ascending: the natural order of the fields. */
  cells: Float64Array;
  values: Map<CountedName, Float64Array>;
  /** Over all groups together; null where there is none. */
  total: Map<CountedName, number | null>;
  /** Sales rows that were counted. */
  rows: number;
}

/** Basic columns that measures are made of, one value per slot; `lines` is always among them. */
export type Parts = Map<string, Float64Array>;

/** The parts that these measures are made of. */
export interface Wanted {
  sums: string[];
  counts: ('orders' | 'valued_orders' | 'products' | 'active_accounts')[];
}

/** Where all rows have their revenue (`allValued`), what it is divided by is quantity and orders themselves. */
export function wantedOf(names: readonly CountedName[], allValued: boolean): Wanted {
  const used = (...users: CountedName[]) => users.some((user) => names.includes(user));
  const [quantity, orders] = [used('price', 'valued_quantity'), used('order_value', 'valued_orders')];
  return {
    sums: [
      ...(used('revenue', 'margin', 'price', 'order_value', 'active_accounts') ? ['revenue'] : []),
      ...(used('quantity') || (quantity && allValued) ? ['quantity'] : []),
      ...(quantity && !allValued ? ['valued_quantity'] : []),
      ...(used('cost', 'margin') ? ['cost'] : []),
      ...(used('gmv') ? ['gmv'] : []),
    ],
    counts: [
      ...(used('orders') || (orders && allValued) ? (['orders'] as const) : []),
      ...(orders && !allValued ? (['valued_orders'] as const) : []),
      ...(used('products') ? (['products'] as const) : []),
      ...(used('active_accounts') ? (['active_accounts'] as const) : []),
    ],
  };
}

/** The measures over everything, from parts with a single slot. */
export function measuredTotals(whole: Parts, names: readonly CountedName[]): Map<CountedName, number | null> {
  const empty = whole.get('lines')![0] === 0;
  return new Map(
    names.map((name) => {
      const value = empty ? Number.NaN : valuesOf(name, whole, Int32Array.of(0))[0]!;
      return [name, Number.isFinite(value) ? value : null];
    }),
  );
}

/** What stands for a divisor where all rows have their revenue. */
const ofAllRows: Record<string, string> = { valued_quantity: 'quantity', valued_orders: 'orders' };

/** A measure in the slots named. */
export function valuesOf(name: CountedName, parts: Parts, slots: Int32Array): Float64Array {
  const at = (part: string) => parts.get(part) ?? parts.get(ofAllRows[part]!)!;
  if (name === 'margin') return combine(at('revenue'), at('cost'), slots, (revenue, cost) => revenue - cost);
  if (name === 'price') return combine(at('revenue'), at('valued_quantity'), slots, ratio);
  if (name === 'order_value') return combine(at('revenue'), at('valued_orders'), slots, ratio);
  const source = at(name);
  const values = new Float64Array(slots.length);
  for (let index = 0; index < slots.length; index++) values[index] = source[slots[index]!]!;
  return values;
}

function combine(
  left: Float64Array,
  right: Float64Array,
  slots: Int32Array,
  how: (left: number, right: number) => number,
): Float64Array {
  const values = new Float64Array(slots.length);
  for (let index = 0; index < slots.length; index++) {
    values[index] = how(left[slots[index]!]!, right[slots[index]!]!);
  }
  return values;
}

function ratio(numerator: number, denominator: number): number {
  return denominator === 0 ? Number.NaN : numerator / denominator;
}

/** Slots with a kept row, in their order. */
export function nonEmpty(lines: Float64Array): Int32Array {
  const slots = new Int32Array(lines.length);
  let count = 0;
  for (let slot = 0; slot < lines.length; slot++) {
    slots[count] = slot;
    count += lines[slot]! > 0 ? 1 : 0;
  }
  return count === slots.length ? slots : slots.slice(0, count);
}
