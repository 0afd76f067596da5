import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { addTo, compensatedSum, createSums, totalsOf } from '../statistics/compensated.ts';
import { descendingOrder } from '../statistics/rankOrder.ts';
import { roundMoney, withoutDust } from '../statistics/roundMoney.ts';
import type { AnalysisWarning, SalesRows } from '../types.ts';
import { type MonthlyUnits, type MonthWindow, monthlyUnits } from './monthlyUnits.ts';

export const abcClasses = ['A', 'B', 'C'] as const;
export const xyzClasses = ['X', 'Y', 'Z'] as const;
/** XYZ code of a product whose steadiness is unknown: no units in the window, or no quantity column. */
export const noXyz = 255;

export interface AbcXyzOptions {
  /** A while the cumulative share before the item is below this; then B while below the next; then C. */
  shareA: number;
  shareB: number;
  /** X up to this coefficient of variation, Y up to the next, then Z. */
  cvX: number;
  cvY: number;
  /** Complete months for XYZ; null when there are none. */
  window: MonthWindow | null;
}

export const abcXyzDefaults = { shareA: 0.8, shareB: 0.95, cvX: 0.5, cvY: 1 } as const;

/** Columns of equal length, one entry per product with a kept row, most revenue first. */
export interface AbcXyz {
  product: Int32Array;
  revenue: Float64Array;
  share: Float64Array;
  /** Share of the item and all before it. */
  cumulativeShare: Float64Array;
  /** Positions in `abcClasses` and `xyzClasses` (`noXyz` = unknown). */
  classes: Uint8Array;
  xyz: Uint8Array;
  /** Units per month in the window; NaN where unknown. */
  meanUnits: Float64Array;
  cv: Float64Array;
  /** Products per class. */
  countsAbc: [number, number, number];
  countsXyz: [number, number, number];
  warnings: AnalysisWarning[];
}

/** Shares that should be equal differ in the last digits: below 0.8 means below 0.8 − 1e-12. */
const tolerance = 1e-12;

/**
 * Which products carry the revenue, and which of them sell steadily?
 *
 * Definitions: 1. products by kept revenue, largest first; A while the cumulative share before the item is < 80 %, B
 * while < 95 %, else C. 2. Shares are of the revenue of products above 0; a product at or below 0 has share 0 and
 * class C. 3. XYZ by the coefficient of variation of monthly units over the window, months without sales as 0,
 * divisor n − 1: X ≤ 0.5, Y ≤ 1, else Z; none where mean units are not above 0. 4. Rows without product are left out.
 * Inputs: `rows` with a product column (missing revenue or quantity counts as 0); thresholds as ratios; the window.
 * Output: money in the reporting currency, ratios, class codes.
 * Errors: `noData` {needs} without product column, `noData` without a product above 0. Warnings: `noSteadiness` when
 * quantity or 2 complete months are missing; `productsNonPositive` {products, amount}; `rowsWithoutProduct` {rows,
 * amount}. Cost: linear in rows + n log n in products. Source: analyses.md, section 1; Dickie (1951).
 *
 * @example abcXyz(rows, { ...abcXyzDefaults, window: completeMonths(coverage) }).countsAbc // [777, 922, 1966]
 */
export function abcXyz(rows: SalesRows, options: AbcXyzOptions): AbcXyz {
  const { product } = rows;
  if (!product)
    throw new ExpectedError('noData', 'The data has no product', { params: { needs: 'product' } });
  const sums = productRevenue(rows, product);
  const members = Int32Array.from(sums.lines.keys()).filter((index) => sums.lines[index]! > 0);
  const positive = compensatedSum(sums.revenue.filter((value) => value > 0));
  if (!(positive > 0)) throw new ExpectedError('noData', 'No product has revenue above zero');
  const order = descendingOrder(Float64Array.from(members, (index) => sums.revenue[index]!));
  const products = order.map((position) => members[position]!);
  const revenue = Float64Array.from(products, (index) => sums.revenue[index]!);
  const ranked = classifyAbc(revenue, positive, options);
  const units = windowUnits(rows, product, options.window);
  const cv = Float64Array.from(products, (index) => units?.cv[index] ?? Number.NaN);
  const xyz = Uint8Array.from(cv, (value) => classifyXyz(value, options));
  return {
    product: products,
    revenue,
    ...ranked,
    xyz,
    meanUnits: Float64Array.from(products, (index) => units?.mean[index] ?? Number.NaN),
    cv,
    countsAbc: countCodes(ranked.classes),
    countsXyz: countCodes(xyz),
    warnings: [...(units ? [] : [{ code: 'noSteadiness', params: {} }]), ...excluded(revenue, sums)],
  };
}

interface ProductRevenue {
  revenue: Float64Array;
  lines: Int32Array;
  looseRows: number;
  looseAmount: number;
}

function productRevenue(rows: SalesRows, product: Int32Array): ProductRevenue {
  const money = createSums(rows.products + 1);
  const lines = new Int32Array(rows.products);
  let looseRows = 0;
  const end = rows.offsets[rows.accounts]!;
  for (let row = rows.offsets[0]!; row < end; row++) {
    if (rows.keep[row] !== 1) continue;
    const code = product[row]!;
    addTo(money, code < 0 ? rows.products : code, rows.revenue[row]!);
    if (code < 0) looseRows++;
    else lines[code]!++;
  }
  const totals = totalsOf(money).map(withoutDust);
  return {
    revenue: totals.subarray(0, rows.products),
    lines,
    looseRows,
    looseAmount: roundMoney(totals[rows.products]!),
  };
}

function classifyAbc(revenue: Float64Array, total: number, options: AbcXyzOptions) {
  const classes = new Uint8Array(revenue.length);
  const share = revenue.map((value) => Math.max(0, value) / total);
  const cumulativeShare = new Float64Array(revenue.length);
  const running = createSums(1);
  let before = 0;
  for (let i = 0; i < revenue.length; i++) {
    const isA = before < options.shareA - tolerance;
    const isB = before < options.shareB - tolerance;
    classes[i] = revenue[i]! <= 0 || !isB ? 2 : isA ? 0 : 1;
    addTo(running, 0, Math.max(0, revenue[i]!));
    before = Math.min(1, (running.sums[0]! + running.compensations[0]!) / total);
    cumulativeShare[i] = before;
  }
  return { share, cumulativeShare, classes };
}

function windowUnits(rows: SalesRows, product: Int32Array, window: MonthWindow | null): MonthlyUnits | null {
  if (!rows.quantity || !window || window.to <= window.from) return null;
  return monthlyUnits(rows, product, rows.quantity, window);
}

function classifyXyz(cv: number, options: AbcXyzOptions): number {
  if (Number.isNaN(cv)) return noXyz;
  if (cv <= options.cvX) return 0;
  return cv <= options.cvY ? 1 : 2;
}

function countCodes(codes: Uint8Array): [number, number, number] {
  const counts: [number, number, number] = [0, 0, 0];
  for (const code of codes) if (code <= 2) counts[code as 0 | 1 | 2]++;
  return counts;
}

function excluded(revenue: Float64Array, sums: ProductRevenue): AnalysisWarning[] {
  const warnings: AnalysisWarning[] = [];
  const nonPositive = revenue.filter((value) => value <= 0);
  if (nonPositive.length > 0) {
    const amount = roundMoney(compensatedSum(nonPositive));
    warnings.push({ code: 'productsNonPositive', params: { products: nonPositive.length, amount } });
  }
  if (sums.looseRows > 0) {
    warnings.push({ code: 'rowsWithoutProduct', params: { rows: sums.looseRows, amount: sums.looseAmount } });
  }
  return warnings;
}
