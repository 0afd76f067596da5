export type DateOrder = 'ymd' | 'dmy' | 'mdy';

export interface DateFormat {
  order: DateOrder;
  /** Bare numbers are days since 1899-12-30, as spreadsheets count. */
  serial: boolean;
  /** They are days since 1904-01-01. */
  from1904?: boolean | undefined;
  /** Year of dates that name none (`5月`, `May`), where it is known. */
  year?: number | undefined;
  /** What digits without a mark are: two for each of year, month and day, day and month alone, or a count since 1970. */
  digits?: 'short' | 'dayMonth' | 'seconds' | 'milliseconds' | undefined;
  /** `24-Jan` is a month of 2024, not a day. */
  yearFirst?: boolean | undefined;
  /** `2011-12` is a year of business from 2011 to 2012, not a December. */
  splitYears?: boolean | undefined;
  /** First month of a year of business (`FY25`, `2024/25`), 1–12, where it is known. */
  fiscalStart?: number | undefined;
}

/** How a date is written: which shape, so that a column can be judged as a whole. */
export type DateShape =
  | 'iso'
  | 'parts'
  | 'compact'
  | 'chinese'
  | 'month'
  | 'quarter'
  | 'half'
  | 'week'
  | 'year'
  | 'named'
  | 'span'
  | 'serial';

export interface ParsedDate {
  day: number;
  shape: DateShape;
  /** A time of day other than midnight was written with it. */
  time: boolean;
  /** How many months the period lasts; absent for a day or a week. */
  months?: number;
  /** The year was written with two digits, or not at all. */
  year?: 'two digits' | 'absent';
  /** It was counted in a year of business, or from the Buddha. */
  calendar?: 'fiscal' | 'buddhist';
  /** The first two parts, where which is day and which is month is open. */
  parts?: readonly [number, number];
}

/** What speaks for days counted from 1904, as older spreadsheets of one maker do: dates beside them, a year column, years in titles, ends of months. */
export type DateSystemReason = 'beside' | 'years' | 'monthEnds' | 'asked';

/** How serials of a column are counted. */
export interface DateSystem {
  from: 1900 | 1904;
  confidence: number;
  why: DateSystemReason | null;
}
