/**
 * The sales rows an analysis may look at: what every analysis over facts takes.
 *
 * Rows are sorted by account: account i's rows are `offsets[i]` … `offsets[i + 1] - 1`, in source order, which
 * need not be date order. Rows without account are not part of it. `keep[row]` is 1 where the row is inside the
 * slice, counts under the basis (net or gross) and is not after the as-of date; an analysis must skip the others.
 */
export interface SalesRows {
  /** Number of accounts; `offsets` has accounts + 1 entries. */
  accounts: number;
  offsets: Int32Array;
  keep: Uint8Array;
  /** Days since 1970-01-01. */
  day: Int32Array;
  /** Reporting currency; NaN where missing (count it as 0). */
  revenue: Float64Array;
  /** NaN where missing. */
  quantity: Float64Array | null;
  /** Code of the order, -1 where missing. */
  order: Int32Array | null;
  /** Index of the product, -1 where missing. */
  product: Int32Array | null;
  /** Number of products. */
  products: number;
}

/** A span of days, both ends included. */
export interface DaySpan {
  from: number;
  to: number;
}

/** A caution that travels with a result and is shown beside the number; translated by `warning.<code>`. */
export interface AnalysisWarning {
  code: string;
  params: Record<string, string | number>;
}
