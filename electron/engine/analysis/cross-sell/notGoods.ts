import { medianInPlace } from '../statistics/medianInPlace.ts';
import type { SalesRows } from '../types.ts';

const fewestLines = 20;
/** Fewer do not tell what is usual. */
const fewestProducts = 5;

/**
 * Which products look like postage, fees or manual entries rather than goods?
 *
 * A suggestion, never a rule: its name says so (see `namesService`), or at least two of these signs, on 20 lines or more. 1. Its unit price varies far more than
 * that of products in general (standard deviation of ln price above 0.7 and three times the median product's); 2. nearly
 * all lines are for one unit (90 %) while products in general are not (median below half); 3. a tenth of its lines or
 * more are negative, and three times the usual; 4. it has no category though four in five of the others have one.
 *
 * @param isService 1 per product whose name says postage, a fee or the like.
 * @param hasCategory 1 per product with a category; absent = the products have none.
 * @returns indexes of such products, most lines first. Cost: linear in rows.
 */
export function notGoods(
  rows: SalesRows,
  isService: ArrayLike<number>,
  hasCategory?: ArrayLike<number>,
): number[] {
  const signs = measure(rows);
  const all = Array.from({ length: rows.products }, (_, product) => product);
  const known = all.filter((product) => signs.lines[product]! >= fewestLines);
  const middle = (of: (product: number) => number) => {
    const values = Float64Array.from(known, of).filter((value) => !Number.isNaN(value));
    return values.length === 0 ? Number.NaN : medianInPlace(values, 0, values.length);
  };
  const [usualSpread, usualOnes, usualNegative] = [
    middle(signs.spread),
    middle(signs.ones),
    middle(signs.negative),
  ];
  const withCategory = hasCategory
    ? known.filter((product) => hasCategory[product] === 1).length / known.length
    : 0;
  const count = (product: number) =>
    [
      signs.spread(product) > 0.7 && signs.spread(product) > 3 * usualSpread,
      signs.ones(product) >= 0.9 && usualOnes < 0.5,
      signs.negative(product) >= 0.1 && signs.negative(product) > 3 * usualNegative,
      withCategory >= 0.8 && hasCategory?.[product] !== 1,
    ].filter(Boolean).length;
  const isOdd = (product: number) =>
    known.length >= fewestProducts && signs.lines[product]! >= fewestLines && count(product) >= 2;
  return all
    .filter((product) => signs.lines[product]! > 0 && (isService[product] === 1 || isOdd(product)))
    .sort((a, b) => signs.lines[b]! - signs.lines[a]! || a - b);
}

function measure({ offsets, accounts, keep, product, products, revenue, quantity }: SalesRows) {
  const lines = new Int32Array(products);
  const negatives = new Int32Array(products);
  const priced = new Int32Array(products);
  const single = new Int32Array(products);
  const sums = new Float64Array(products);
  const squares = new Float64Array(products);
  for (let row = offsets[0]!; row < offsets[accounts]!; row++) {
    const code = product?.[row] ?? -1;
    if (keep[row] !== 1 || code < 0) continue;
    lines[code]!++;
    if (revenue[row]! < 0) negatives[code]!++;
    const units = quantity?.[row] ?? Number.NaN;
    const price = revenue[row]! / units;
    if (!(price > 0) || !Number.isFinite(price)) continue;
    priced[code]!++;
    if (Math.abs(units) === 1) single[code]!++;
    sums[code]! += Math.log(price);
    squares[code]! += Math.log(price) ** 2;
  }
  const share = (part: Int32Array, whole: Int32Array) => (code: number) =>
    whole[code] === 0 ? Number.NaN : part[code]! / whole[code]!;
  return {
    lines,
    negative: share(negatives, lines),
    ones: share(single, priced),
    spread: (code: number) => {
      const n = priced[code]!;
      return n < 2 ? Number.NaN : Math.sqrt(Math.max(0, squares[code]! / n - (sums[code]! / n) ** 2));
    },
  };
}
