import type { Predictor } from '../../statistics/designMatrix.ts';
import { quantileOfSorted } from '../../statistics/quantile.ts';

/** Rows that a column needs before it is worth fitting; below that it would follow single accounts. */
export const rowsPerColumn = 20;
/** Accounts of one kind that make a level of its own. */
const rowsPerLevel = 10;
/** Levels of one text; the rest is pooled. */
const mostLevels = 12;

const otherLevel = '(other)';
const missingLevel = '(missing)';

/** What is known of every account compared, one entry per account. */
export interface SpendBasics {
  orders: ArrayLike<number>;
  tenureMonths: ArrayLike<number>;
  products: ArrayLike<number>;
}

export interface SpendPredictors {
  predictors: Predictor[];
  /** Attributes for which there are too few accounts, or which are the same for all. */
  leftOut: string[];
}

/**
 * The predictors of what an account spends: logarithms of orders, tenure and breadth, then the attributes given in their
 * order, as far as there are `rowsPerColumn` accounts for each column.
 *
 * Numbers are put on a log scale (ln where all are above 0, else asinh of the number over the median of |x|: both do not
 * depend on its unit); a missing one takes the median and, where 10 or more are missing, a column that says so. Texts keep
 * their most frequent levels, at most 12 of at least 10 accounts; the rest, and what is missing, is pooled.
 * Cost: n per attribute.
 */
export function spendPredictors(
  { orders, tenureMonths, products }: SpendBasics,
  attributes: readonly Predictor[],
): SpendPredictors {
  const n = orders.length;
  let budget = Math.floor(n / rowsPerColumn) - 1;
  const found: SpendPredictors = { predictors: [], leftOut: [] };
  const basics = [
    { name: 'ln orders', values: Float64Array.from(orders, Math.log) },
    { name: 'ln tenure', values: Float64Array.from(tenureMonths, Math.log) },
    { name: 'ln (1 + products)', values: Float64Array.from(products, Math.log1p) },
  ];
  for (const one of basics) if (varies(one.values) && budget-- > 0) found.predictors.push(one);
  for (const attribute of attributes) {
    const made = 'values' in attribute ? onLogScale(attribute) : pooled(attribute, budget + 1);
    const width = made.reduce((sum, one) => sum + ('values' in one ? 1 : one.levels.length - 1), 0);
    if (width === 0 || width > budget) found.leftOut.push(attribute.name);
    else {
      found.predictors.push(...made);
      budget -= width;
    }
  }
  return found;
}

function varies(values: Float64Array): boolean {
  return values.some((value) => value !== values[0]);
}

function onLogScale({ name, values }: { name: string; values: ArrayLike<number> }): Predictor[] {
  const scaled = logScaled(values);
  const present = scaled.filter((value) => !Number.isNaN(value)).sort();
  if (present.length < rowsPerLevel || present[0] === present.at(-1)) return [];
  const middle = quantileOfSorted(present, 0.5);
  const filled = {
    name: `ln ${name}`,
    values: scaled.map((value) => (Number.isNaN(value) ? middle : value)),
  };
  if (scaled.length - present.length < rowsPerLevel) return [filled];
  const isMissing = scaled.map((value) => (Number.isNaN(value) ? 1 : 0));
  return [filled, { name: `${name} ${missingLevel}`, values: isMissing }];
}

/** A number on a log scale that does not depend on its unit: differences are ratios. NaN stays. */
export function logScaled(values: ArrayLike<number>): Float64Array {
  const given = Float64Array.from(values);
  const sizes = given
    .map(Math.abs)
    .filter((value) => value > 0)
    .sort();
  if (sizes.length === 0 || !given.some((value) => value <= 0)) return given.map(Math.log);
  const middle = quantileOfSorted(sizes, 0.5);
  return given.map((value) => Math.asinh(value / middle));
}

/** The text with its rare levels pooled into one, at most `most` levels; nothing where one level is all there is. */
function pooled(
  { name, codes, levels }: { name: string; codes: ArrayLike<number>; levels: readonly string[] },
  most: number,
): Predictor[] {
  const words = Array.from(codes, (code) => (code < 0 ? missingLevel : (levels[code] ?? missingLevel)));
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const frequent = [...counts]
    .filter(([, count]) => count >= rowsPerLevel)
    .sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1))
    .map(([word]) => word);
  const places = Math.min(mostLevels, most);
  const kept =
    counts.size <= places && frequent.length === counts.size ? frequent : frequent.slice(0, places - 1);
  const rest = words.reduce((sum, word) => sum + (kept.includes(word) ? 0 : 1), 0);
  const pool = rest > 0 && rest < rowsPerLevel && kept.length > 0 ? kept[0]! : otherLevel;
  const own = kept.includes(pool) || rest === 0 ? kept : [...kept, pool];
  if (own.length < 2) return [];
  const codeOf = new Map(own.map((word, code) => [word, code]));
  return [
    { name, levels: own, codes: Int32Array.from(words, (word) => codeOf.get(word) ?? codeOf.get(pool)!) },
  ];
}
