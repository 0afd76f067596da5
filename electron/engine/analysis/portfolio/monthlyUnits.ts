import { firstDayOfMonth, lastDayOfMonth, type Month } from '../../../../shared/domain/calendar.ts';
import { addTo, createSums, totalsOf } from '../statistics/compensated.ts';
import { mean } from '../statistics/mean.ts';
import { standardDeviation } from '../statistics/standardDeviation.ts';
import type { SalesRows } from '../types.ts';
import { buildPeriodIndex } from './periodIndex.ts';

/** Months as `year * 12 + (month - 1)`, both included. */
export interface MonthWindow {
  from: Month;
  to: Month;
}

/** One entry per product. */
export interface MonthlyUnits {
  mean: Float64Array;
  /** Standard deviation over mean; NaN where the mean is not above 0. */
  cv: Float64Array;
}

/** Cells of product × month held at once; beyond it the rows are read once more per block of products. */
const cellsAtOnce = 4_000_000;

/**
 * How steady are the units of each product from month to month?
 *
 * Assumptions: 1. only kept rows of the window count. 2. A month without a row is 0 units. 3. The standard deviation
 * has divisor n − 1. Inputs: `rows` (missing quantity counts as 0); the product and quantity columns; a window of at
 * least 2 months. Output: units per month and a ratio. Errors: `tooLittleData` below 2 months.
 * Cost: linear in rows for each block of products × months cells.
 */
export function monthlyUnits(
  rows: SalesRows,
  product: Int32Array,
  quantity: Float64Array,
  window: MonthWindow,
): MonthlyUnits {
  const months = window.to - window.from + 1;
  const spans = Array.from({ length: months }, (_, i) => ({
    from: firstDayOfMonth(window.from + i),
    to: lastDayOfMonth(window.from + i),
  }));
  const index = buildPeriodIndex(spans);
  const result = {
    mean: new Float64Array(rows.products),
    cv: new Float64Array(rows.products).fill(Number.NaN),
  };
  const block = Math.max(1, Math.floor(cellsAtOnce / months));
  const end = rows.offsets[rows.accounts]!;
  for (let first = 0; first < rows.products; first += block) {
    const count = Math.min(block, rows.products - first);
    const cells = createSums(count * months);
    for (let row = rows.offsets[0]!; row < end; row++) {
      const slot = product[row]! - first;
      const date = rows.day[row]!;
      if (slot < 0 || slot >= count || rows.keep[row] !== 1 || date < index.first || date > index.last)
        continue;
      addTo(cells, slot * months + index.periodOf[date - index.first]!, quantity[row]!);
    }
    const units = totalsOf(cells);
    for (let slot = 0; slot < count; slot++) {
      const own = units.subarray(slot * months, (slot + 1) * months);
      const average = mean(own);
      result.mean[first + slot] = average;
      if (average > 0) result.cv[first + slot] = standardDeviation(own) / average;
    }
  }
  return result;
}
