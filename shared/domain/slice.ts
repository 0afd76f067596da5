/** Net counts every row of an account, returns included; gross only rows with positive quantity and price; all also counts rows without an account. */
export type Basis = 'net' | 'gross' | 'all';

/**
 * One condition on a field. Text fields take in / not / contains / matches (a regular expression, tried on the
 * distinct values); number and date fields take from / to, both ends included (dates as ISO text).
 */
export interface Condition {
  field: string;
  in?: string[] | undefined;
  not?: string[] | undefined;
  contains?: string | undefined;
  matches?: string | undefined;
  from?: number | string | undefined;
  to?: number | string | undefined;
}

/** The user's current filters. Periods travel beside it, because a comparison has two. */
export interface Slice {
  where: Condition[];
  basis: Basis;
  /** What amounts are told in; absent = the reporting currency of the workspace. */
  currency?: string | undefined;
  /** The period whose average rates turn all amounts into that currency; absent = the rate of each day. */
  ratesOf?: string | undefined;
}

/** What of a slice decides the amounts themselves. */
export type Told = Pick<Slice, 'currency' | 'ratesOf'>;
