import type { RatesUsed } from '../../../shared/domain/currency.ts';
import type { TableKind } from '../../../shared/domain/fields.ts';
import type { StoredColumn, TextStore } from '../workspace/types.ts';
import type { Coverage } from './coverage.ts';
import type { Averaging, ConversionTable } from './currency/conversionTable.ts';

/** A dictionary-coded text column; code -1 = missing. */
export interface CodedColumn {
  codes: Int32Array;
  /** Where there are millions, decoded when first asked for: `valueCount` and `valueAt` do without. */
  values: string[];
  texts?: TextStore;
}

/** Attributes of an account or a product, one value per member. */
export type Attribute =
  | ({ type: 'text' } & CodedColumn)
  | { type: 'number'; values: Float64Array }
  | { type: 'date'; values: Int32Array };

/** Accounts or products: `keys` are unique, `names` are for people, `indexOf` finds a key. */
export interface Dimension {
  count: number;
  keys: string[];
  names: string[];
  indexOf: Map<string, number>;
  /** The member that a fact means by this text: its key, or its name where only one bears it. */
  find(text: string): number | undefined;
  attributes: Map<string, Attribute>;
  /** 1 where the member is known only from facts, no dimension file listed it. */
  fromFacts: Uint8Array;
}

/** How amounts came to be in one currency. */
export interface Conversion {
  /** The book with amounts as they are stored. */
  original: Book;
  reporting: string;
  averages: readonly Averaging[];
  table: ConversionTable;
  used: RatesUsed[];
  /** Currencies that stay at the rate of the day, because a period that is averaged over has none. */
  unaveraged: string[];
  /** Rows without a rate, whose amounts are missing, or without a currency. */
  holes(): Int32Array;
}

/**
 * The workspace in memory. Sales rows are sorted by account, so that rows `offsets[i]` … `offsets[i + 1] - 1` are
 * account i's history in source order; the last bucket (i = accounts.count) holds rows without account.
 * Typed arrays are backed by SharedArrayBuffer. Columns load when first asked for.
 */
export interface Book {
  /** Of a book whose amounts were turned into one currency; else they are in the currency of each row. */
  readonly conversion?: Conversion;
  revision: number;
  /** Sales rows. */
  n: number;
  accounts: Dimension;
  products: Dimension;
  offsets: Int32Array;
  /** First and last sales day; null without sales. */
  firstDay: number | null;
  lastDay: number | null;
  /** The days that the sales speak for; null without sales. */
  coverage: Coverage | null;
  /** Account index per row (accounts.count = no account). */
  account(): Int32Array;
  /** Product index per row, -1 = none; null when no batch has products. */
  product(): Int32Array | null;
  /** Whether `product` gives a column; tells it without reading one. */
  readonly hasProducts: boolean;
  /** Day per row. */
  day(): Int32Array;
  /** Number columns: revenue (always there with sales), quantity, price, cost, gmv; null when no batch has it. */
  number(name: string): Float64Array | null;
  /** Text columns of the sales rows: order, market, currency and attributes; null when no batch has it. */
  text(name: string): CodedColumn | null;
  /** Loads columns of the sales rows that are not there yet, on all threads; unknown names are left out. */
  prefetch(names: string[], signal?: AbortSignal): Promise<void>;
  salesColumns(): { name: string; type: 'number' | 'text' }[];
  /** Columns of every active batch of another kind (feedback, plans, market …), as stored. */
  facts(kind: TableKind): StoredColumn[][];
  /** Reads what `facts` gives beforehand, on all threads. */
  prefetchFacts(kind: TableKind, signal?: AbortSignal): Promise<void>;
  /** The batch and source record a row came from. */
  source(row: number): { batch: number; record: number };
  /** Reads what `source` looks up beforehand, on all threads. */
  prefetchSources(signal?: AbortSignal): Promise<void>;
}
