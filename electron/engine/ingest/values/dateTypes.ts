export type DateOrder = 'ymd' | 'dmy' | 'mdy';

export interface DateFormat {
  order: DateOrder;
  /** Bare numbers are days since 1899-12-30, as spreadsheets count. */
  serial: boolean;
  /** Year of dates that name none (`5月`, `May`), where it is known. */
  year?: number | undefined;
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
  /** The first two parts, where which is day and which is month is open. */
  parts?: readonly [number, number];
}
