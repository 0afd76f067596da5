import type { Unit } from './table.ts';

/** A measure that a query can ask for. Its arithmetic is in engine/book; its words are `measure.<name>` in i18n. */
export interface Measure {
  name: string;
  unit: Unit;
  /** Sales columns without which the measure is hidden rather than shown as zero. */
  needs: readonly ('revenue' | 'quantity' | 'price' | 'cost' | 'gmv' | 'order' | 'product')[];
  /** Whether the value over two disjoint groups is the sum of their values. */
  additive: boolean;
}

function measure(name: string, unit: Unit, needs: Measure['needs'], additive: boolean): Measure {
  return { name, unit, needs, additive };
}

/** Every measure of the book, defined once: screen, exports and `qd` all use these names. */
export const measures = {
  /** Σ revenue. */
  revenue: measure('revenue', 'money', ['revenue'], true),
  /** Σ quantity. */
  quantity: measure('quantity', 'units', ['quantity'], true),
  /** Distinct orders. */
  orders: measure('orders', 'count', ['order'], false),
  /** Rows. */
  lines: measure('lines', 'count', [], true),
  /** Accounts whose revenue in the group is above zero. */
  active_accounts: measure('active_accounts', 'count', ['revenue'], false),
  /** Distinct products. */
  products: measure('products', 'count', ['product'], false),
  /** Σ revenue − Σ cost. */
  margin: measure('margin', 'money', ['revenue', 'cost'], true),
  /** Σ cost. */
  cost: measure('cost', 'money', ['cost'], true),
  /** Σ gmv. */
  gmv: measure('gmv', 'money', ['gmv'], true),
  /** Σ revenue / Σ quantity of the rows whose revenue is there: the realised price. */
  price: measure('price', 'price', ['revenue', 'quantity'], false),
  /** Σ revenue / distinct orders of the rows whose revenue is there. */
  order_value: measure('order_value', 'money', ['revenue', 'order'], false),
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof measures;

export const measureNames = Object.keys(measures) as MeasureName[];
