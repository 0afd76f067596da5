/** A step of the file format. Steps only add; one that was ever released is never changed. */
export interface Migration {
  version: number;
  sql: string;
}
