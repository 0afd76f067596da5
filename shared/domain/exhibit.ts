import type { ReportedIn } from './currency.ts';
import type { Slice } from './slice.ts';
import type { Table } from './table.ts';

/** Every question the house can answer; also the QUESTION of `qd analyse`. */
export const questions = [
  'summary',
  'trend',
  'movement',
  'movement-series',
  'concentration',
  'cohorts',
  'rhythm',
  'survival',
  'activity',
  'risk',
  'health',
  'renewals',
  'price-volume-mix',
  'headroom',
  'momentum',
  'price',
  'wallet',
  'rules',
  'white-space',
  'next-product',
  'sequence',
  'network',
  'cannibalisation',
  'rfm',
  'abc',
  'opportunities',
  'backtest',
  'accounts',
  'account',
] as const;

export type Question = (typeof questions)[number];

export type OptionValue = string | number | boolean | string[];

/** A question with everything that decides its answer. Same ask, same book: same exhibit. */
export interface Ask {
  question: Question;
  slice: Slice;
  /** The date up to which the analysis may look, ISO; absent = the last date of the book. */
  asOf?: string | undefined;
  /** The base period, as written by the user (see `parsePeriod`). */
  from?: string | undefined;
  /** The period compared with it, or the one looked at. */
  to?: string | undefined;
  options: Record<string, OptionValue>;
}

/** A caution shown beside the number it concerns; translated by `warning.<code>`. */
export interface Warning {
  code: string;
  params: Record<string, string | number>;
}

/** Why the numbers can be believed: what went in and how it was done. */
export interface Evidence {
  /** Fact rows that the answer was computed from. */
  rowsIn: number;
  accounts: number;
  slice: Slice;
  /** ISO dates. */
  asOf: string;
  from?: { text: string; first: string; last: string };
  to?: { text: string; first: string; last: string };
  /** Message key `method.<method>` and the publication or definition it follows. */
  method: string;
  source: string;
  /** Absent where the sales name no currency. */
  currency?: ReportedIn;
  parameters: Record<string, OptionValue>;
  seed?: number;
  warnings: Warning[];
}

/**
 * A question answered: what is drawn on screen, exported to a file and printed by `qd`, from the same values.
 * `values` holds the single numbers (null = not available), `tables` the rows; which ones a question has is
 * written in the docstring of its builder in engine/exhibit.
 */
export interface Exhibit {
  ask: Ask;
  values: Record<string, number | string | null>;
  tables: Record<string, Table>;
  evidence: Evidence;
}
