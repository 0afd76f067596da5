/**
 * What a kernel has to do, in kinds and sizes only. Its source is generated from this: the engine's compiler then sees
 * every array, stride and size as a constant, which makes a kernel 3–5 times faster than a generic loop (test/bench).
 * No text of a user or of the data is part of a shape.
 */
export interface KernelShape {
  /** Cells that all dimensions span. */
  cells: number;
  /**
   * Column `c<i>` gives the code, for `text` by the row's entry in `r<i>`; `stride` is its weight in the cell,
   * `restStride` among the cells of one account.
   */
  dimensions: {
    by: 'row' | 'text' | 'account' | 'product' | 'day';
    index: number;
    stride: number;
    restStride: number;
  }[];
  firstDay: number;
  /** Entry of a day table that answers for a missing day; null where no day is missing. */
  missingDay: number | null;
  /** Accounts that can be active; the bucket after them holds rows without account. */
  accounts: number;
  tests: { accounts: boolean; products: boolean; days: boolean; codes: number; numbers: number[][] };
  /** Row columns that hold places in their tables, not codes. */
  narrow: string[];
  /**
   * One entry per sum. `missing`: its column has missing values. `scale`: its column holds whole numbers, so many times
   * what it means, and so do the outputs; 0 = it holds what it means. `together`: so many of them fit a 32-bit sum.
   */
  sums: { missing: boolean; scale: number; together: number }[];
  /** Index of the sum that makes an account active, -1 = not asked. */
  active: number;
  /** Nothing but activity is asked: an account without returns is known to be active at its first row that pays. */
  mayStop: boolean;
  /**
   * Whose accounts' activity is read from bits per value of one field of the rows, not from the rows: words per account,
   * and whether only some of the values pass.
   */
  presence: { words: number; tested: boolean } | null;
  orders: 'no' | 'pairs' | 'bits';
  products: 'no' | 'stamps' | 'bits';
  /** 32-bit words per group in the bit set. */
  words: number;
  /** Product + 1 codes. */
  productCodes: number;
  /** `account`: groups are made of accounts alone; `rows`: add row by row; `scratch`: gather per account first. */
  gather: 'account' | 'rows' | 'scratch';
  /** Cells of one account in the scratch, and whether it is small enough to be read through after every account. */
  rest: number;
  restDense: boolean;
  /** Each cell belongs to one account: written straight to the outputs, no sums per part to merge. */
  direct: boolean;
}
