import { CancelledError, ExpectedError } from '../../../../../shared/errors/errors.ts';
import { kaplanMeier } from '../../retention/survival/kaplanMeier.ts';
import { chiSquareUpper, lnGamma } from '../../statistics/specialFunctions.ts';
import type { AnalysisWarning, SalesRows } from '../../types.ts';
import type { Items } from '../nextProduct/purchaseView.ts';
import { type FirstPurchases, firstPurchases } from './firstPurchases.ts';

export interface SequenceOptions {
  asOf: number;
  items: Items;
  /** Item that comes first; absent = all of them, the strongest pairs. */
  first?: number;
  /** Within how many days after it, 1 or more. */
  horizon: number;
  /** Most pairs returned. Default 100. */
  most?: number;
  /** Fewest accounts that bought the second within the horizon. Default 5. */
  least?: number;
  /** Items looked at, those with most buyers. Default 1 000. */
  mostItems?: number;
  shouldStop?: () => boolean;
}

/** One entry per pair: after first buying `first`, `next` is bought. Most accounts above chance first. */
export interface Sequences {
  n: number;
  first: Int32Array;
  next: Int32Array;
  /** Accounts that bought the first and not yet the next, that day included. */
  accounts: Int32Array;
  /** Of them, accounts seen to buy the next within the horizon. */
  followed: Int32Array;
  /** Of them, accounts whose horizon is not over and that have not bought it: they count as long as they are seen. */
  open: Int32Array;
  /** Share that buys the next within the horizon (Kaplan–Meier), and its 95 % limits. */
  share: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
  /** Days after which half of those that buy it within the horizon have done so. */
  medianDays: Float64Array;
  /** Share of all accounts that would take the next up in a span of that length. */
  base: Float64Array;
  /** share / base. */
  lift: Float64Array;
  /** Chance of so many at the base rate (Poisson). */
  chance: Float64Array;
  /** Pairs that were looked at. */
  tested: number;
  /** Accounts that bought the first item asked for; 0 without one. */
  buyers: number;
  warnings: AnalysisWarning[];
}

/**
 * What is bought next after first buying a product, by how many, and how soon?
 *
 * Of the accounts that bought the first product and not the other until then, the share that buys the other within the
 * horizon, by Kaplan and Meier: an account whose horizon is not over yet counts for the days it has been seen. base: all
 * accounts take the other up at a steady rate per day from the day after their
 * first order, or from the first sale of it; lift: how much more often
 * it follows. Pairs are ordered by accounts above chance; those that chance would explain (5 % after Bonferroni's
 * correction for all pairs looked at) come last.
 * Assumptions: 1. the first purchase in the data is the first one (older ones are not known); 2. a sequence is no cause.
 *
 * @throws `noData` without products; `tooLittleData` where the first product has no buyer; `CancelledError`.
 * Cost: Σ items per account², then n log n per pair shown; 16 bytes per pair of items.
 * Source: Kaplan & Meier (1958); Poisson tail by the χ² distribution (Johnson, Kemp & Kotz, 4.5).
 */
export function findSequences(rows: SalesRows, options: SequenceOptions): Sequences {
  const { asOf, items, first, horizon, most = 100, least = 5, mostItems = 1_000, shouldStop } = options;
  if (!rows.product) {
    throw new ExpectedError('noData', 'No batch has the column product, which sequences need', {
      hint: 'Import sales with the column product',
      params: { needs: 'product' },
    });
  }
  const found = firstPurchases(rows, items, asOf);
  if (first !== undefined && (found.buyers[first] ?? 0) === 0) {
    throw new ExpectedError('tooLittleData', 'No account has bought this product', {
      hint: 'Choose a product with buyers in this slice',
      params: { what: 'sequence', least: 1, n: 0 },
    });
  }
  const columns = chooseItems(found, items.count, mostItems, first);
  const counts = countPairs(found, columns, horizon, asOf, first, () => {
    if (shouldStop?.()) throw new CancelledError();
  });
  const pairs = rankPairs(counts, least).slice(0, most);
  return describe(found, columns, counts, pairs, { horizon, asOf, first });
}

interface Columns {
  itemOf: Int32Array;
  columnOf: Int32Array;
  sold: number;
}

function chooseItems(
  { buyers }: FirstPurchases,
  count: number,
  most: number,
  first: number | undefined,
): Columns {
  const sold = Array.from(buyers.keys()).filter((item) => buyers[item]! > 0);
  sold.sort((a, b) => buyers[b]! - buyers[a]! || a - b);
  const chosen = sold.slice(0, most);
  if (first !== undefined && !chosen.includes(first)) chosen[chosen.length - 1] = first;
  const columnOf = new Int32Array(count).fill(-1);
  for (const [column, item] of chosen.entries()) columnOf[item] = column;
  return { itemOf: Int32Array.from(chosen), columnOf, sold: sold.length };
}

/** Per pair (first, next) at first · width + next. */
interface PairCounts {
  width: number;
  /** Accounts at risk: with the first and without the next until then. */
  atRisk: Float64Array;
  followed: Float64Array;
  /** Days at risk within the horizon. */
  exposure: Float64Array;
  /** Purchases per day at risk, of any account from its second day on. */
  rate: Float64Array;
}

function countPairs(
  found: FirstPurchases,
  { itemOf, columnOf }: Columns,
  horizon: number,
  asOf: number,
  first: number | undefined,
  pause: () => void,
): PairCounts {
  const width = itemOf.length;
  const cells = width * width;
  const missed = new Float64Array(cells);
  const followed = new Float64Array(cells);
  const shorter = new Float64Array(cells);
  const buyers = new Float64Array(width);
  const exposed = new Float64Array(width);
  const rates = { events: new Float64Array(width), shorter: new Float64Array(width) };
  for (let account = 0; account < found.accounts; account++) {
    if (account % 1024 === 0) pause();
    const begin = found.begin[account]!;
    if (begin < 0) continue;
    for (let a = found.starts[account]!; a < found.starts[account + 1]!; a++) {
      const x = columnOf[found.items[a]!]!;
      if (x < 0) continue;
      const from = found.day[a]!;
      if (from > begin) rates.events[x]!++;
      rates.shorter[x]! += asOf - from;
      if (first !== undefined && found.items[a] !== first) continue;
      const span = Math.min(horizon, asOf - from);
      buyers[x]!++;
      exposed[x]! += span;
      for (let b = found.starts[account]!; b < found.starts[account + 1]!; b++) {
        const y = columnOf[found.items[b]!]!;
        if (y < 0) continue;
        const cell = x * width + y;
        const after = found.day[b]! - from;
        if (after <= 0) {
          missed[cell]!++;
          shorter[cell]! += span;
        } else if (after <= span) {
          followed[cell]!++;
          shorter[cell]! += span - after;
        }
      }
    }
  }
  const days = daysOnOffer(found, columnOf, width, asOf);
  const rate = rates.events.map((events, column) => events / (days[column]! - rates.shorter[column]!));
  return {
    width,
    atRisk: missed.map((count, cell) => buyers[Math.floor(cell / width)]! - count),
    followed,
    exposure: shorter.map((days, cell) => exposed[Math.floor(cell / width)]! - days),
    rate,
  };
}

/** Days from the day after each account's first order, but not before the item was first sold, to `asOf`; summed over accounts. */
function daysOnOffer(found: FirstPurchases, columnOf: Int32Array, width: number, asOf: number): Float64Array {
  const launch = new Int32Array(width).fill(asOf);
  for (const [at, item] of found.items.entries()) {
    const column = columnOf[item]!;
    if (column >= 0) launch[column] = Math.min(launch[column]!, found.day[at]!);
  }
  const starts = new Map<number, number>();
  for (const begin of found.begin) if (begin >= 0) starts.set(begin, (starts.get(begin) ?? 0) + 1);
  const days = new Float64Array(width);
  for (const [column, first] of launch.entries()) {
    for (const [begin, accounts] of starts) days[column]! += accounts * (asOf - Math.max(begin, first - 1));
  }
  return days;
}

interface Pair {
  x: number;
  y: number;
  above: number;
  chance: number;
  weak: boolean;
  tested: number;
}

function rankPairs({ width, atRisk, followed, exposure, rate }: PairCounts, least: number): Pair[] {
  const pairs: Pair[] = [];
  let tested = 0;
  for (let cell = 0; cell < atRisk.length; cell++) {
    const [x, y] = [Math.floor(cell / width), cell % width];
    if (x === y || atRisk[cell]! < least) continue;
    tested++;
    const seen = followed[cell]!;
    if (seen < least) continue;
    const expected = rate[y]! * exposure[cell]!;
    pairs.push({
      x,
      y,
      above: seen - expected,
      chance: poissonUpper(seen, expected),
      weak: false,
      tested: 0,
    });
  }
  for (const pair of pairs) {
    pair.weak = !(pair.chance * tested <= 0.05);
    pair.tested = tested;
  }
  return pairs.sort((a, b) => Number(a.weak) - Number(b.weak) || b.above - a.above || a.x - b.x || a.y - b.y);
}

/** P(X ≥ count) of a Poisson variable, to full relative precision in the tail. */
export function poissonUpper(count: number, mean: number): number {
  if (count <= 0) return 1;
  if (!(mean > 0)) return 0;
  if (count <= mean) return 1 - chiSquareUpper(2 * mean, 2 * count);
  let term = 1;
  let sum = 1;
  for (let k = count + 1; term > sum * 1e-17; k++) {
    term *= mean / k;
    sum += term;
  }
  return Math.min(1, Math.exp(count * Math.log(mean) - mean - lnGamma(count + 1)) * sum);
}

function describe(
  found: FirstPurchases,
  { itemOf, columnOf, sold }: Columns,
  counts: PairCounts,
  pairs: Pair[],
  { horizon, asOf, first }: { horizon: number; asOf: number; first: number | undefined },
): Sequences {
  const n = pairs.length;
  const floats = () => new Float64Array(n);
  const result: Sequences = {
    n,
    first: Int32Array.from(pairs, ({ x }) => itemOf[x]!),
    next: Int32Array.from(pairs, ({ y }) => itemOf[y]!),
    accounts: new Int32Array(n),
    followed: new Int32Array(n),
    open: new Int32Array(n),
    share: floats(),
    lower: floats(),
    upper: floats(),
    medianDays: floats(),
    base: floats(),
    lift: floats(),
    chance: Float64Array.from(pairs, ({ chance }) => chance),
    tested: pairs[0]?.tested ?? 0,
    buyers: first === undefined ? 0 : found.buyers[first]!,
    warnings: [],
  };
  const weak = pairs.filter((pair) => pair.weak).length;
  if (n === 0) result.warnings.push({ code: 'noSequences', params: {} });
  if (weak > 0)
    result.warnings.push({ code: 'sequencesByChance', params: { weak, pairs: n, tested: result.tested } });
  if (sold > itemOf.length)
    result.warnings.push({ code: 'productsByBuyers', params: { shown: itemOf.length, products: sold } });
  const samples = gather(found, columnOf, counts.width, pairs, horizon, asOf);
  for (const [index, { y }] of pairs.entries())
    addCurve(result, index, samples[index]!, horizon, counts.rate[y]!);
  return result;
}

interface Sample {
  time: number[];
  event: number[];
  open: number;
}

/** Times of all pairs in one pass over the accounts. */
function gather(
  found: FirstPurchases,
  columnOf: Int32Array,
  width: number,
  pairs: readonly Pair[],
  horizon: number,
  asOf: number,
): Sample[] {
  const samples: Sample[] = pairs.map(() => ({ time: [], event: [], open: 0 }));
  const byFirst: number[][] = Array.from({ length: width }, () => []);
  for (const [index, { x }] of pairs.entries()) byFirst[x]!.push(index);
  const dayOf = new Int32Array(width).fill(-1);
  for (let account = 0; account < found.accounts; account++) {
    const [start, end] = [found.starts[account]!, found.starts[account + 1]!];
    for (let at = start; at < end; at++) {
      const column = columnOf[found.items[at]!]!;
      if (column >= 0) dayOf[column] = found.day[at]!;
    }
    for (let at = start; at < end; at++) {
      const x = columnOf[found.items[at]!]!;
      if (x < 0) continue;
      const from = found.day[at]!;
      const span = Math.min(horizon, asOf - from);
      for (const index of byFirst[x]!) {
        const on = dayOf[pairs[index]!.y]!;
        if (on >= 0 && on <= from) continue;
        const bought = on >= 0 && on - from <= span;
        const sample = samples[index]!;
        sample.time.push(bought ? on - from : span);
        sample.event.push(bought ? 1 : 0);
        if (!bought && span < horizon) sample.open++;
      }
    }
    for (let at = start; at < end; at++) {
      const column = columnOf[found.items[at]!]!;
      if (column >= 0) dayOf[column] = -1;
    }
  }
  return samples;
}

function addCurve(result: Sequences, index: number, sample: Sample, horizon: number, rate: number): void {
  const curve = kaplanMeier(sample);
  const last = curve.time.length - 1;
  const share = 1 - curve.survival[last]!;
  result.accounts[index] = sample.time.length;
  result.followed[index] = curve.eventsInAll;
  result.open[index] = sample.open;
  result.share[index] = share;
  result.lower[index] = 1 - curve.upper[last]!;
  result.upper[index] = 1 - curve.lower[last]!;
  result.medianDays[index] = curve.time[curve.survival.findIndex((left) => 1 - left >= share / 2 - 1e-12)]!;
  const base = rate > 0 ? -Math.expm1(-rate * horizon) : 0;
  result.base[index] = base;
  result.lift[index] = base > 0 ? share / base : Number.NaN;
}
