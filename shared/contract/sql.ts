import { z } from 'zod';
import type { WireTable } from './analyse.ts';
import { read } from './method.ts';
import { fileHandle } from './workspace.ts';

/** Rows that the screen and `qd` are given unless they ask for fewer, and those that a file is. */
export const sqlShownRows = 100_000;
export const sqlFileRows = 1_048_571;

export interface SqlColumn {
  name: string;
  type: 'text' | 'number' | 'date';
  /** The distinct texts, where they are few. */
  values: string[];
}

export interface SqlTable {
  name: string;
  rows: number;
  columns: SqlColumn[];
}

export interface SqlResult extends WireTable {
  /** Rows given. */
  rows: number;
  /** There are more than were given. */
  more: boolean;
  /** How long it took, in milliseconds. */
  took: number;
}

const sql = z.string().min(1).max(100_000);

export const sqlContract = {
  /** What can be read: tables, columns, types, and the values of columns that have few. */
  'sql.tables': read<SqlTable[]>()(z.strictObject({})),
  /** Runs one statement that only reads. A newer statement ends the one before. */
  'sql.run': read<SqlResult>()(
    z.strictObject({ sql, limit: z.int().min(1).max(sqlShownRows).default(sqlShownRows) }),
  ),
  'sql.export': read<{ bytes: number; rows: number; more: boolean }>()(
    z.strictObject({
      sql,
      format: z.enum(['xlsx', 'csv']),
      locale: z.enum(['en', 'zh-CN']),
      file: fileHandle,
      limit: z.int().min(1).max(sqlFileRows).default(sqlFileRows),
    }),
  ),
};
