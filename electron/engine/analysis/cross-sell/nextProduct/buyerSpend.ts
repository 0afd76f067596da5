import { medianInPlace } from '../../statistics/medianInPlace.ts';
import { within } from './purchaseView.ts';
import type { Snapshot } from './snapshot.ts';

/** Buyers that are asked what they spend: those nearest in size. */
const asked = 15;
const daysPerYear = 365.25;

/** What buyers of each column spend on it per year, by the size of the buyer. */
export interface BuyerSpend {
  /** Column j: logs of buyers' revenue, ascending, at `starts[j]` … `starts[j + 1] - 1`. */
  starts: Int32Array;
  sizes: Float64Array;
  /** Median spend of the `asked` buyers from this one on (of all where there are fewer). */
  medians: Float64Array;
}

/**
 * What do the buyers of a product spend on it per year?
 *
 * Buyers with money above 0 on it in the window, returns deducted, by their whole revenue in the window. Where the
 * data covers less than the window, money is raised to a year in proportion.
 * @param firstDay first day with sales. Cost: n log n in buyers.
 */
export function spendOfBuyers({ view, days, itemOf }: Snapshot, firstDay: number): BuyerSpend {
  const columns = itemOf.length;
  const starts = new Int32Array(columns + 1);
  const counts = (visit: (column: number, account: number, cell: number) => void) => {
    for (let account = 0; account < view.accounts; account++) {
      if (!(view.revenue[account]! > 0)) continue;
      for (let cell = view.starts[account]!; cell < view.starts[account + 1]!; cell++)
        if ((view.when[cell]! & within) !== 0 && view.spend[cell]! > 0)
          visit(view.items[cell]!, account, cell);
    }
  };
  counts((column) => starts[column + 1]!++);
  for (let column = 0; column < columns; column++) starts[column + 1]! += starts[column]!;
  const next = starts.slice();
  const size = new Float64Array(starts[columns]!);
  const spend = new Float64Array(size.length);
  counts((column, account, cell) => {
    const place = next[column]!++;
    size[place] = Math.log(view.revenue[account]!);
    spend[place] = view.spend[cell]!;
  });
  const covered = days.origin - Math.max(days.before, firstDay) + 1;
  const perYear = Math.max(1, daysPerYear / covered);
  const sizes = new Float64Array(size.length);
  const medians = new Float64Array(size.length).fill(Number.NaN);
  const some = new Float64Array(asked);
  for (let column = 0; column < columns; column++) {
    const from = starts[column]!;
    const n = starts[column + 1]! - from;
    const order = Int32Array.from({ length: n }, (_, i) => from + i).sort(
      (a, b) => size[a]! - size[b]! || spend[a]! - spend[b]!,
    );
    for (let i = 0; i < n; i++) sizes[from + i] = size[order[i]!]!;
    const width = Math.min(asked, n);
    for (let i = 0; i + width <= n; i++) {
      for (let j = 0; j < width; j++) some[j] = spend[order[i + j]!]!;
      medians[from + i] = perYear * medianInPlace(some, 0, width);
    }
  }
  return { starts, sizes, medians };
}

/** What an account of that size would spend on the column per year; NaN without buyers. Cost: logarithmic. */
export function expectedSpend(
  { starts, sizes, medians }: BuyerSpend,
  column: number,
  revenue: number,
): number {
  const from = starts[column]!;
  const end = starts[column + 1]!;
  const width = Math.min(asked, end - from);
  if (width === 0) return Number.NaN;
  const size = revenue > 0 ? Math.log(revenue) : Number.NEGATIVE_INFINITY;
  let low = from;
  let high = end - width;
  // The window of nearest buyers begins at the first place whose successor window is no nearer.
  while (low < high) {
    const middle = (low + high) >> 1;
    if (size - sizes[middle]! > sizes[middle + width]! - size) low = middle + 1;
    else high = middle;
  }
  return medians[low]!;
}
