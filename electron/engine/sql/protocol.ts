import type { Table } from '../../../shared/domain/table.ts';
import type { SqlTableData } from './tableData.ts';

/** What the two sides share while a statement runs. */
export interface SqlShared {
  /** Rows brought so far, rows read so far, and 1 in `stop` asks to end. */
  counts: Float64Array;
  stop: Int32Array;
}

export interface SqlRequest {
  /** Tables to bring before the statement runs, in place of those there; null = they are there. */
  tables: SqlTableData[] | null;
  /** Sorting may use files; else it takes memory, as nothing of an encrypted workspace may lie open on a disk. */
  spill: boolean;
  sql: string;
  /** The same as it was written. */
  text: string;
  limit: number;
  shared: SqlShared;
}

export type SqlReply =
  | { table: Table; more: boolean }
  | { error: { kind: 'sqlite' | 'stopped' | 'tooLarge' | 'writes' | 'bug'; message: string; near?: number } };
