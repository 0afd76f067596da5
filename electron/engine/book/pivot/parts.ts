import { type MeasureName, measures } from '../../../../shared/domain/measures.ts';
import type { CountedName } from '../measureParts.ts';

/** Measures that add up over groups, and counts of distinct things, which are counted again for every group. */
const sums = ['revenue', 'quantity', 'valued_quantity', 'lines', 'cost', 'gmv'] as const;
const counts = ['orders', 'valued_orders', 'active_accounts', 'products'] as const;

export type Part = CountedName & ((typeof sums)[number] | (typeof counts)[number]);

const made: Partial<Record<MeasureName, readonly Part[]>> = {
  margin: ['revenue', 'cost'],
  price: ['revenue', 'valued_quantity'],
  order_value: ['revenue', 'valued_orders'],
};

/** What a measure is made of. */
export function partsOf(measure: MeasureName): readonly Part[] {
  return made[measure] ?? [measure as Part];
}

export function isSum(part: Part): boolean {
  return (sums as readonly string[]).includes(part);
}

/** Whether nothing sold means zero, rather than no figure. */
export function isAmount(measure: MeasureName): boolean {
  return measures[measure].additive || (counts as readonly string[]).includes(measure);
}

/** The measure from its parts; NaN where it has no value. */
export function measureOf(measure: MeasureName, part: (name: Part) => number): number {
  if (measure === 'margin') return part('revenue') - part('cost');
  if (measure === 'price') return ratio(part('revenue'), part('valued_quantity'));
  if (measure === 'order_value') return ratio(part('revenue'), part('valued_orders'));
  return part(measure as Part);
}

function ratio(numerator: number, denominator: number): number {
  return denominator === 0 ? Number.NaN : numerator / denominator;
}
