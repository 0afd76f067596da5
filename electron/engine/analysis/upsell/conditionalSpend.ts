import { designMatrix, type Predictor } from '../statistics/designMatrix.ts';
import { quantileOfSorted } from '../statistics/quantile.ts';
import type { AnalysisWarning } from '../types.ts';
import { quantileRegression } from './quantile/quantileRegression.ts';
import { rowsPerColumn, type SpendBasics, spendPredictors } from './quantile/spendPredictors.ts';

/** The quantiles that a gap is measured to. */
export const frontierTaus = [0.5, 0.75, 0.9] as const;

/** Where the distribution is fitted, in the order of the search; an account's own place is read between these. */
const grid = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

export interface SpendInput extends SpendBasics {
  /** Above 0. */
  revenue: ArrayLike<number>;
  /** Text or numbers that make accounts comparable, one entry per account. */
  attributes: readonly Predictor[];
  /** 0 leaves an account out of the fit; it still gets its quantiles. */
  fitted?: ArrayLike<number>;
}

/** One entry per account, in the order given. */
export interface ConditionalSpend {
  /** Accounts the lines were fitted to. */
  fitted: number;
  terms: string[];
  /** Per frontier quantile, one coefficient per term, on the log scale; NaN = aliased by the terms before it. */
  coefficients: Float64Array[];
  q50: Float64Array;
  q75: Float64Array;
  q90: Float64Array;
  /** Place of the own revenue in the account's own distribution, 0.05 (a twentieth or less) to 0.95. */
  percentile: Float64Array;
  /** Accounts whose fitted quantiles crossed somewhere and were put in order. */
  rearranged: number;
  /** Attributes that could not be used. */
  leftOut: string[];
  warnings: AnalysisWarning[];
}

/**
 * What do accounts of this size, kind and age spend, from the middle to the best tenth?
 *
 * Linear quantile regression of ln revenue on ln orders, ln tenure, ln (1 + products) and the attributes. The logarithm,
 * because accounts differ by factors and not by amounts, and because the result then does not depend on the currency; as
 * exp is monotone, exp of a quantile of ln revenue is that quantile of revenue. Quantiles that cross are put in order.
 * Assumptions: 1. effects multiply, the same for all accounts; 2. accounts alike in these could spend alike; 3. one
 * revenue per account, independent of the others'. The fit does not depend on the order of accounts.
 * Output: null below 20 fitted accounts: say so with `tooFewForQuantiles`.
 * Warnings: `attributesLeftOut` {fields} for attributes that have too few accounts per column or are the same for all;
 * those of `quantileRegression`.
 * Cost: 7 exact quantile regressions, each begun at the solution of the one before.
 * Source: Koenker & Bassett (1978), Econometrica 46; rearrangement: Chernozhukov, Fernández-Val & Galichon (2010),
 * Econometrica 78.
 */
export function conditionalSpend(input: SpendInput): ConditionalSpend | null {
  const fitted = fitAt(input, grid);
  if (!fitted) return null;
  const { design, fits, middle, logs, leftOut } = fitted;
  const own = logs.map((value) => value - middle);
  const places = placesOf(
    design.columns,
    fits.map(({ coefficients }) => coefficients),
    own,
  );
  const at = (tau: number) => grid.indexOf(tau);
  const money = (tau: number) =>
    own.map((_, row) => Math.exp(places.quantiles[row * grid.length + at(tau)]! + middle));
  return {
    fitted: fitted.rows,
    terms: design.terms,
    coefficients: frontierTaus.map((tau) => withConstant(fits[at(tau)]!.coefficients, middle)),
    q50: money(0.5),
    q75: money(0.75),
    q90: money(0.9),
    percentile: places.percentile,
    rearranged: places.rearranged,
    leftOut,
    warnings: [
      ...(leftOut.length > 0 ? [{ code: 'attributesLeftOut', params: { fields: leftOut.join(', ') } }] : []),
      ...fits.flatMap(({ warnings }) => warnings).slice(0, 1),
    ],
  };
}

/**
 * The conditional median alone, at the cost of one fit: `q50` of `conditionalSpend` where quantiles do not cross. Null
 * below 20 fitted accounts.
 */
export function conditionalMedian(input: SpendInput): Float64Array | null {
  const fitted = fitAt(input, [0.5]);
  if (!fitted) return null;
  const { design, fits, middle, logs } = fitted;
  return logs.map((_, row) => Math.exp(predicted(design.columns, fits[0]!.coefficients, row) + middle));
}

/** Quantile lines of ln revenue less its median, and the design of all accounts. */
function fitAt(input: SpendInput, taus: readonly number[]) {
  const n = input.revenue.length;
  const logs = Float64Array.from(input.revenue, Math.log);
  const rows = fittedRows(input, n);
  if (rows.length < rowsPerColumn) return null;
  const { predictors, leftOut } = spendPredictors(input, input.attributes);
  const design = designMatrix(predictors, n);
  const ordered = canonicalOrder(rows, logs, design.columns);
  const middle = quantileOfSorted(
    Float64Array.from(ordered, (row) => logs[row]!),
    0.5,
  );
  const fits = quantileRegression(
    design.columns.map((column) => Float64Array.from(ordered, (row) => column[row]!)),
    Float64Array.from(ordered, (row) => logs[row]! - middle),
    taus,
  );
  return { design, fits, middle, logs, leftOut, rows: ordered.length };
}

/** What is said where there are too few accounts for `conditionalSpend`. */
export function tooFewForQuantiles(n: number): AnalysisWarning {
  return { code: 'tooFewForQuantiles', params: { n, least: rowsPerColumn } };
}

function fittedRows({ fitted }: SpendInput, n: number): number[] {
  return Array.from({ length: n }, (_, row) => row).filter(
    (row) => fitted === undefined || fitted[row] !== 0,
  );
}

/** Rows by response, then by columns: equal rows are alike in all, so that no order of accounts can matter. */
function canonicalOrder(rows: number[], response: Float64Array, columns: readonly Float64Array[]): number[] {
  return rows.sort((a, b) => {
    if (response[a] !== response[b]) return response[a]! - response[b]!;
    for (const column of columns) if (column[a] !== column[b]) return column[a]! - column[b]!;
    return 0;
  });
}

function withConstant(coefficients: Float64Array, constant: number): Float64Array {
  return coefficients.map((value, term) => (term === 0 ? value + constant : value));
}

interface Places {
  /** Row by row, one per grid point, in order. */
  quantiles: Float64Array;
  percentile: Float64Array;
  rearranged: number;
}

function placesOf(
  columns: readonly Float64Array[],
  fits: readonly Float64Array[],
  own: Float64Array,
): Places {
  const quantiles = new Float64Array(own.length * grid.length);
  const percentile = new Float64Array(own.length);
  let rearranged = 0;
  for (let row = 0; row < own.length; row++) {
    const line = quantiles.subarray(row * grid.length, (row + 1) * grid.length);
    let crossed = 0;
    for (const [g, coefficients] of fits.entries()) {
      line[g] = predicted(columns, coefficients, row);
      if (g > 0 && line[g]! < line[g - 1]!) crossed = 1;
    }
    if (crossed) line.sort();
    rearranged += crossed;
    percentile[row] = placeIn(line, own[row]!);
  }
  return { quantiles, percentile, rearranged };
}

function predicted(columns: readonly Float64Array[], coefficients: Float64Array, row: number): number {
  let sum = 0;
  for (let j = 0; j < columns.length; j++) {
    const coefficient = coefficients[j]!;
    if (!Number.isNaN(coefficient)) sum += coefficient * columns[j]![row]!;
  }
  return sum;
}

/** Linear between grid points; the ends of the grid stand for all that lies beyond. */
function placeIn(line: Float64Array, value: number): number {
  let above = 0;
  while (above < line.length && line[above]! <= value) above++;
  if (above === 0) return grid[0]!;
  if (above === line.length) return grid.at(-1)!;
  const [low, high] = [line[above - 1]!, line[above]!];
  const [from, to] = [grid[above - 1]!, grid[above]!];
  return from + ((to - from) * (value - low)) / (high - low);
}
