import { quantileRank } from '../statistics/quantile.ts';

/** The gaps between order days of all accounts together, in days; null where there is no gap. */
export interface Cadence {
  gaps: number;
  mean: number | null;
  median: number | null;
  q90: number | null;
  accountsWith2Dates: number;
}

/** A histogram of gaps: columns of equal length, both ends included. */
export interface GapBins {
  daysFrom: Int32Array;
  daysTo: Int32Array;
  gaps: Int32Array;
}

/** How often each gap of 0, 1, 2 … days occurs. */
export function createGapCounts(longest: number): Int32Array {
  return new Int32Array(longest + 1);
}

export function summariseGaps(counts: Int32Array, orderDays: Int32Array): Cadence {
  const accountsWith2Dates = orderDays.reduce((n, days) => n + (days >= 2 ? 1 : 0), 0);
  let gaps = 0;
  let days = 0;
  for (let gap = 0; gap < counts.length; gap++) {
    gaps += counts[gap]!;
    days += gap * counts[gap]!;
  }
  if (gaps === 0) return { gaps, mean: null, median: null, q90: null, accountsWith2Dates };
  const quantile = (p: number) => quantileOfCounts(counts, gaps, p);
  return { gaps, mean: days / gaps, median: quantile(0.5), q90: quantile(0.9), accountsWith2Dates };
}

/** Type-7 quantile of whole numbers given how often each occurs. */
function quantileOfCounts(counts: Int32Array, n: number, p: number): number {
  const { rank, weight } = quantileRank(n, p, 7);
  const low = valueAtRank(counts, rank);
  if (weight === 0) return low;
  return (1 - weight) * low + weight * valueAtRank(counts, rank + 1);
}

function valueAtRank(counts: Int32Array, rank: number): number {
  let seen = 0;
  for (let value = 0; value < counts.length; value++) {
    seen += counts[value]!;
    if (seen >= rank) return value;
  }
  return counts.length - 1;
}

/** Bins are days, or whole weeks, or multiples of four weeks: the finest that needs no more than this many. */
const mostBins = 30;
const widths = [1, 2, 7, 14, 28, 56, 84, 168, 364] as const;

/** The histogram of all gaps: equal bins as far as 98 % of the gaps, and one last bin for the long tail. */
export function gapBins(counts: Int32Array): GapBins {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return { daysFrom: new Int32Array(), daysTo: new Int32Array(), gaps: new Int32Array() };
  const longest = counts.findLastIndex((count) => count > 0);
  const reach = valueAtRank(counts, Math.ceil(0.98 * total));
  const width = widths.find((days) => Math.ceil(reach / days) <= mostBins) ?? Math.ceil(reach / mostBins);
  const bins = Math.ceil(reach / width);
  const tail = longest > bins * width ? 1 : 0;
  const gaps = new Int32Array(bins + tail);
  for (let gap = 1; gap <= longest; gap++) {
    gaps[Math.min(Math.ceil(gap / width) - 1, bins + tail - 1)]! += counts[gap]!;
  }
  const daysFrom = gaps.map((_, bin) => bin * width + 1);
  const daysTo = gaps.map((_, bin) => (bin === bins ? longest : (bin + 1) * width));
  return { daysFrom, daysTo, gaps };
}
