import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { Baskets } from './baskets.ts';
import { collectItemsets } from './itemsetCollector.ts';
import { mineDense } from './mineDense.ts';
import { mineSparse } from './mineSparse.ts';
import { rankItems } from './rankedBaskets.ts';

/** Itemset s holds the items `items[offsets[s]]` … `items[offsets[s + 1] - 1]` (ascending), in `counts[s]` baskets. */
export interface FrequentItemsets {
  n: number;
  offsets: Int32Array;
  items: Int32Array;
  counts: Int32Array;
  /** Baskets looked at. */
  transactions: number;
  /** Fewest baskets an itemset must be in. */
  minCount: number;
}

export interface ItemsetOptions {
  /** Smallest share of baskets, in (0, 1], inclusive. */
  support: number;
  /** Most items in one itemset, 1 to 10. */
  maxLength: number;
  /** More itemsets, or rules, than this are refused, never cut. Default 1 000 000. */
  maxItemsets?: number;
  /** Asked every few milliseconds of work; true stops the work with a `CancelledError`. */
  shouldStop?: () => boolean;
  /** `auto` picks by the density of the baskets; results are the same. */
  engine?: 'auto' | 'sparse' | 'dense';
}

/** The smallest count whose share of `n` is at least `support`; an exact multiple is inside despite rounding. */
export function minimumCount(support: number, n: number): number {
  return Math.max(1, Math.ceil(support * n * (1 - 1e-12)));
}

export const defaultLimit = 1_000_000;
const longest = 10;
/** Bit sets beat suffix lists from about one filled cell in 8 (test/bench/rules.ts). */
const denseFrom = 1 / 8;
const denseBytes = 256 * 2 ** 20;

/**
 * Which groups of products occur together in at least a given share of the baskets?
 *
 * Exact: every itemset with count ≥ ⌈support·n⌉ and length ≤ maxLength, and no other.
 * Assumptions: 1. baskets are equally important; 2. an item counts once per basket.
 *
 * @returns itemsets in a fixed order; support of itemset s = counts[s] / transactions.
 * @throws `badRequest` for a support outside (0, 1] or a maxLength outside 1 … 10; `tooManyResults` where more than
 *   maxItemsets are frequent; `CancelledError` when shouldStop says so.
 *
 * Cost: sparse baskets O(Σ over itemsets of their occurrences × items after them); dense ones n/32 words per
 * candidate. Memory: the baskets once more, plus one position list or bit set per item of depth.
 *
 * Source: occurrence deliver, Uno, Asai, Uchida & Arimura, LCM (FIMI 2003); bit-set intersection, Zaki, Eclat
 * (IEEE TKDE 12, 2000).
 */
export function findFrequentItemsets(baskets: Baskets, options: ItemsetOptions): FrequentItemsets {
  const { support, maxLength } = options;
  if (!(support > 0 && support <= 1)) throw outOfRange('support', support, '0 < support ≤ 1');
  if (!Number.isInteger(maxLength) || maxLength < 1 || maxLength > longest) {
    throw outOfRange('maxLength', maxLength, `a whole number from 1 to ${longest}`);
  }
  const minCount = minimumCount(support, baskets.n);
  const ranked = rankItems(baskets, minCount);
  const collector = collectItemsets(
    ranked.itemOfRank,
    options.maxItemsets ?? defaultLimit,
    options.shouldStop,
  );
  const mine = engineFor(ranked.items.length, baskets.n, ranked.ranks, options.engine)
    ? mineDense
    : mineSparse;
  mine(ranked, minCount, maxLength, collector);
  return { ...collector.finish(), transactions: baskets.n, minCount };
}

function engineFor(
  cells: number,
  n: number,
  ranks: number,
  engine: ItemsetOptions['engine'] = 'auto',
): boolean {
  if (engine !== 'auto') return engine === 'dense';
  return cells >= denseFrom * n * ranks && (ranks * n) / 8 <= denseBytes;
}

function outOfRange(option: string, value: number, allowed: string): ExpectedError {
  return new ExpectedError('badRequest', `${option} is ${value}, allowed is ${allowed}`, {
    hint: `Set ${option} to ${allowed}`,
    params: { option, value: String(value) },
  });
}
