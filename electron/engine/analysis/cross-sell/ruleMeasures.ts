import { hypergeometricUpperTail } from './hypergeometric.ts';

/** How often the two sides of a rule occur, alone and together, among `transactions` baskets. */
export interface RuleCounts {
  both: number;
  lhs: number;
  rhs: number;
  transactions: number;
}

/** The usual measures of a rule lhs → rhs, in the order of a table; see `measureRule`. */
export const ruleMeasures = [
  'support',
  'confidence',
  'coverage',
  'lift',
  'leverage',
  'conviction',
  'chiSquared',
  'phi',
  'cosine',
  'jaccard',
  'kulczynski',
  'oddsRatio',
  'chance',
] as const;

export type RuleMeasures = Record<(typeof ruleMeasures)[number], number>;

/**
 * How strong is "who takes lhs also takes rhs", and could it be chance?
 *
 * Assumption: baskets are independent draws (for `chiSquared` and `chance` only); an account with many baskets makes
 * both look surer than they are.
 *
 * @returns support P(lhs, rhs); confidence P(rhs | lhs); coverage P(lhs); lift = confidence / P(rhs); leverage = P(lhs, rhs) −
 *   P(lhs)·P(rhs); conviction (1 − P(rhs)) / (1 − confidence), NaN where infinite (confidence 1); chiSquared (1 degree
 *   of freedom, no continuity correction) and phi, NaN where a side is in every basket; cosine, jaccard, kulczynski;
 *   oddsRatio, NaN where infinite; chance = one-sided p of Fisher's exact test.
 *
 * Source: definitions of Hahsler, Grün & Hornik, arules, Journal of Statistical Software 14(15), 2005, and
 * Tan, Kumar & Srivastava, Information Systems 29(4), 2004.
 *
 * @example measureRule({ both: 19, lhs: 21, rhs: 792, transactions: 9835 }).lift // 11.24
 */
export function measureRule({ both, lhs, rhs, transactions: n }: RuleCounts): RuleMeasures {
  const support = both / n;
  const confidence = both / lhs;
  const rhsShare = rhs / n;
  const lhsOnly = lhs - both;
  const rhsOnly = rhs - both;
  const neither = n - lhs - rhs + both;
  const cross = both * neither - lhsOnly * rhsOnly;
  const product = lhs * rhs * (n - lhs) * (n - rhs);
  return {
    support,
    confidence,
    coverage: lhs / n,
    lift: confidence / rhsShare,
    leverage: support - (lhs / n) * rhsShare,
    conviction: lhsOnly === 0 ? Number.NaN : (1 - rhsShare) / (1 - confidence),
    chiSquared: product === 0 ? Number.NaN : (n * cross * cross) / product,
    phi: product === 0 ? Number.NaN : cross / Math.sqrt(product),
    cosine: both / Math.sqrt(lhs * rhs),
    jaccard: both / (lhs + rhs - both),
    kulczynski: (confidence + both / rhs) / 2,
    oddsRatio: lhsOnly * rhsOnly === 0 ? Number.NaN : (both * neither) / (lhsOnly * rhsOnly),
    chance: hypergeometricUpperTail(both, lhs, rhs, n),
  };
}
