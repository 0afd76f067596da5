import type { QualityDimension, QualityFix, QualityRule } from '../../../shared/contract/quality.ts';
import type { Table } from '../../../shared/domain/table.ts';
import type { StoredColumn } from '../workspace/types.ts';

/** The book as rules look at it: plain columns, so that they run on a worker thread. Missing: code -1, NaN, missingDay. */
export interface QualityData {
  /** Sales rows, sorted by account; those without account come last. */
  n: number;
  accountCount: number;
  productCount: number;
  offsets: Int32Array;
  account: Int32Array;
  product: Int32Array | null;
  day: Int32Array;
  revenue: Float64Array | null;
  /** Revenue in the reporting currency: what weighs findings against one another. */
  money: Float64Array | null;
  quantity: Float64Array | null;
  price: Float64Array | null;
  /** With the currency that amounts are told in; null where no row names one. */
  currency: { codes: Int32Array; values: string[]; reporting: string | null } | null;
  /** Every column of the sales rows, for what is the same in all of them. */
  columns: (Int32Array | Float64Array)[];
  accounts: {
    fromFacts: Uint8Array;
    /** Codes of the owner; null where no file tells any. */
    owner: Int32Array | null;
    contractStart: Int32Array | null;
    contractEnd: Int32Array | null;
    names: string[];
  };
  /** `isService`: 1 where the name says postage, a fee or the like. */
  products: { fromFacts: Uint8Array; isService: Uint8Array };
  /** Codes per row of the column that marks returns, and 1 per code that does; null where none does. */
  returned: { codes: Int32Array; marks: Uint8Array } | null;
  owners: string[];
  /** Columns of every batch in force of these kinds. */
  facts: Record<'feedback' | 'stock' | 'plans' | 'rates', StoredColumn[][]>;
  /** Per batch of plans: code of its account column → account; -1 = none. */
  planAccounts: Int32Array[];
  /** Pairs of accounts that are likely the same. */
  likelySame: { a: number; b: number }[];
  today: number;
}

/** What a rule found. */
export interface Finding {
  count: number;
  of: number;
  unit: 'rows' | 'accounts' | 'products' | 'months' | 'pairs';
  /** Sales rows, ascending. */
  rows?: Int32Array;
  /** Accounts or products, as `unit` says. */
  members?: Int32Array;
  /** What was found, where it is neither rows nor members. */
  list?: Table;
  /** Absolute revenue of the sales concerned; where left out, that of `rows` or `members`. */
  touched?: number | null;
  params?: Record<string, number | string>;
}

/** Pure. Null where the book has nothing to look at. */
export type Check = (data: QualityData) => Finding | null;

export interface RuleSpec {
  rule: QualityRule;
  dimension: QualityDimension;
  check: Check;
  fixes: QualityFix[];
}
