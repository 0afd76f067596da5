import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { AnalysisWarning } from '../types.ts';
import type { Baskets } from './baskets.ts';
import {
  defaultLimit,
  type FrequentItemsets,
  findFrequentItemsets,
  type ItemsetOptions,
} from './frequentItemsets.ts';
import { tooMany } from './itemsetCollector.ts';
import { indexItemsets } from './itemsetIndex.ts';
import { measureRule, type RuleMeasures, ruleMeasures } from './ruleMeasures.ts';

export interface RuleOptions extends ItemsetOptions {
  /** Smallest share of the baskets with the left side that also hold the right side, in [0, 1], inclusive. */
  confidence: number;
}

type Measured = Record<keyof RuleMeasures, Float64Array>;

/**
 * Rules lhs → rhs, best first: rule r's left side is `lhs[lhsOffsets[r]]` … `lhs[lhsOffsets[r + 1] - 1]` (items,
 * ascending), its right side the single item `rhs[r]`. The measures are those of `measureRule`.
 */
export interface AssociationRules extends Measured {
  n: number;
  lhsOffsets: Int32Array;
  lhs: Int32Array;
  rhs: Int32Array;
  /** Items on both sides together. */
  length: Int32Array;
  /** Baskets that hold both sides. */
  count: Int32Array;
  lhsCount: Int32Array;
  rhsCount: Int32Array;
  transactions: number;
  /** Distinct items in the baskets. */
  items: number;
  /** Frequent itemsets found. */
  itemsets: number;
  minCount: number;
  warnings: AnalysisWarning[];
}

interface Candidate {
  itemset: number;
  /** Position of the right side's item. */
  at: number;
  lhsCount: number;
  rhsCount: number;
  lift: number;
}

/**
 * Which products go together, so that an account that takes the one should be offered the other?
 *
 * Exact: every rule with one item on the right, at least one on the left, length ≤ maxLength, whose support and
 * confidence reach the thresholds (inclusive), and no other.
 * Assumptions: 1. baskets count alike, whoever's they are and however old; 2. a rule is association, not cause.
 *
 * @param baskets see `basketsFromRows` and `makeBaskets`.
 * @returns rules sorted by lift, then count (both falling), length, items. Warnings: `noRules`; `rulesByChance` when
 *   rules stay above 5 % in Fisher's test after Bonferroni's correction for all rules looked at.
 * @throws `noData` without baskets; `badRequest` for thresholds out of range; `tooManyResults`; `CancelledError`.
 *
 * Cost: that of `findFrequentItemsets`, then one look-up per itemset and item.
 *
 * Source: Agrawal & Srikant, VLDB 1994; measures as in Hahsler, Grün & Hornik, arules, JSS 14(15), 2005.
 */
export function findAssociationRules(baskets: Baskets, options: RuleOptions): AssociationRules {
  const { confidence } = options;
  if (!(confidence >= 0 && confidence <= 1)) {
    throw new ExpectedError('badRequest', `confidence is ${confidence}, allowed is 0 ≤ confidence ≤ 1`, {
      hint: 'Set confidence to 0 ≤ confidence ≤ 1',
      params: { option: 'confidence', value: String(confidence) },
    });
  }
  if (baskets.n === 0) {
    throw new ExpectedError('noData', 'There are no baskets in this slice', {
      hint: 'Widen the slice; rules need sales with products',
    });
  }
  const itemsets = findFrequentItemsets(baskets, options);
  const { candidates, tested } = candidatesOf(itemsets, confidence, options.maxItemsets ?? defaultLimit);
  sortCandidates(candidates, itemsets);
  const rules = { ...fillRules(candidates, itemsets), items: baskets.itemsSeen };
  return { ...rules, warnings: warningsOf(rules, tested) };
}

function candidatesOf(
  itemsets: FrequentItemsets,
  confidence: number,
  limit: number,
): { candidates: Candidate[]; tested: number } {
  const { n, offsets, items, counts, transactions } = itemsets;
  const find = indexItemsets(itemsets);
  const countOf = new Map<number, number>();
  for (let itemset = 0; itemset < n; itemset++) {
    if (offsets[itemset + 1]! - offsets[itemset]! === 1)
      countOf.set(items[offsets[itemset]!]!, counts[itemset]!);
  }
  const candidates: Candidate[] = [];
  let tested = 0;
  for (let itemset = 0; itemset < n; itemset++) {
    const from = offsets[itemset]!;
    const to = offsets[itemset + 1]!;
    if (to - from < 2) continue;
    for (let at = from; at < to; at++) {
      tested++;
      const lhsCount = counts[find(items, from, to, at)]!;
      const count = counts[itemset]!;
      if (count < confidence * lhsCount * (1 - 1e-12)) continue;
      if (candidates.length === limit) throw tooMany(limit);
      const rhsCount = countOf.get(items[at]!)!;
      candidates.push({
        itemset,
        at,
        lhsCount,
        rhsCount,
        lift: count / lhsCount / (rhsCount / transactions),
      });
    }
  }
  return { candidates, tested };
}

function sortCandidates(candidates: Candidate[], { offsets, items, counts }: FrequentItemsets): void {
  const length = (rule: Candidate) => offsets[rule.itemset + 1]! - offsets[rule.itemset]!;
  candidates.sort((a, b) => {
    const byValue = b.lift - a.lift || counts[b.itemset]! - counts[a.itemset]! || length(a) - length(b);
    if (byValue !== 0) return byValue;
    for (let i = 0; i < length(a); i++) {
      const difference = items[offsets[a.itemset]! + i]! - items[offsets[b.itemset]! + i]!;
      if (difference !== 0) return difference;
    }
    return items[a.at]! - items[b.at]!;
  });
}

function emptyRules(n: number, cells: number) {
  return {
    n,
    lhsOffsets: new Int32Array(n + 1),
    lhs: new Int32Array(cells),
    rhs: new Int32Array(n),
    length: new Int32Array(n),
    count: new Int32Array(n),
    lhsCount: new Int32Array(n),
    rhsCount: new Int32Array(n),
    ...(Object.fromEntries(ruleMeasures.map((name) => [name, new Float64Array(n)])) as Measured),
  };
}

function fillRules(candidates: Candidate[], itemsets: FrequentItemsets) {
  const { offsets, items, counts, transactions, minCount } = itemsets;
  const cells = candidates.reduce(
    (sum, rule) => sum + offsets[rule.itemset + 1]! - offsets[rule.itemset]! - 1,
    0,
  );
  const rules = emptyRules(candidates.length, cells);
  let cell = 0;
  for (const [r, { itemset, at, lhsCount, rhsCount }] of candidates.entries()) {
    for (let i = offsets[itemset]!; i < offsets[itemset + 1]!; i++)
      if (i !== at) rules.lhs[cell++] = items[i]!;
    rules.lhsOffsets[r + 1] = cell;
    rules.rhs[r] = items[at]!;
    rules.length[r] = offsets[itemset + 1]! - offsets[itemset]!;
    rules.count[r] = counts[itemset]!;
    rules.lhsCount[r] = lhsCount;
    rules.rhsCount[r] = rhsCount;
    const measures = measureRule({ both: counts[itemset]!, lhs: lhsCount, rhs: rhsCount, transactions });
    for (const name of ruleMeasures) rules[name][r] = measures[name];
  }
  return { ...rules, transactions, itemsets: itemsets.n, minCount };
}

function warningsOf(
  rules: { n: number; chance: Float64Array; minCount: number },
  tested: number,
): AnalysisWarning[] {
  if (rules.n === 0) return [{ code: 'noRules', params: { minCount: rules.minCount } }];
  const weak = rules.chance.reduce((sum, p) => sum + (p * tested > 0.05 ? 1 : 0), 0);
  return weak === 0 ? [] : [{ code: 'rulesByChance', params: { weak, rules: rules.n, tested } }];
}
