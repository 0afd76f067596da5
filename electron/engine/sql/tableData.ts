import type { Grain } from '../../../shared/domain/period.ts';
import type { SqlTexts } from './sqlTexts.ts';

/**
 * A column on its way into a query: numbers (NaN = missing), coded texts (-1 = missing) or days, one per row, or one
 * per member where `index` says which member a row belongs to. Arrays on shared memory are not copied.
 */
export type SqlColumnData = { name: string; index?: Int32Array } & (
  | { type: 'number'; values: Float64Array | Int32Array }
  | { type: 'text'; codes: Int32Array; texts: SqlTexts }
  /** Read as the period that the day falls in: `2011-05-17`, `2011-05`, `2011-Q2`. */
  | { type: 'day'; values: Int32Array; grain: Grain }
);

export interface SqlTableData {
  name: string;
  n: number;
  columns: SqlColumnData[];
  /** Read from its columns row by row in place of being copied: several times slower, but it takes no memory. */
  scanned?: boolean;
}
