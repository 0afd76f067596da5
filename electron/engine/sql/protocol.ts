import type { Grain } from '../../../shared/domain/period.ts';

/*
 * What the engine and the process that statements run in say to each other. Columns stay in the engine: the process asks
 * for parts of them while it goes through their rows, so that it never has all of a large one.
 */

export type Values = Float64Array | Int32Array | Uint8Array;

/** An array that the other side has, by its number there. */
export interface FarArray<Kind extends Values = Values> {
  array: number;
  kind: 'Float64Array' | 'Int32Array' | 'Uint8Array';
  length: number;
  /** Only says what its values are. */
  values?: Kind;
}

/** `SqlColumnData` whose arrays are far away; days with the first and the last of them. */
export type FarColumn = { name: string; index?: FarArray<Int32Array> } & (
  | { type: 'number'; values: FarArray<Float64Array | Int32Array> }
  | { type: 'text'; codes: FarArray<Int32Array>; texts: FarTexts }
  | { type: 'day'; values: FarArray<Int32Array>; grain: Grain; first: number; last: number }
);

export interface FarTexts {
  bytes: FarArray<Uint8Array>;
  offsets: FarArray<Float64Array>;
}

export interface FarTable {
  name: string;
  n: number;
  columns: FarColumn[];
  scanned?: boolean;
}

export type SqlSchema = { name: string; columns: string[] }[];

export interface SqlRequest {
  /** Tables to bring before the statement runs, in place of those there; null = they are there. */
  tables: FarTable[] | null;
  /**
   * The tables are for this statement alone: those that are there stay. The text is of tables with the columns of the
   * schema, where there is one.
   */
  own?: { schema?: SqlSchema } | undefined;
  /** Sorting may use files; else it takes memory, as nothing of an encrypted workspace may lie open on a disk. */
  spill: boolean;
  sql: string;
  /** The same as it was written. */
  text: string;
  limit: number;
}

/** Values `from` to `to` of some arrays. */
export interface SqlWant {
  part: number;
  arrays: number[];
  from: number;
  to: number;
}

/** To the process; `run` counts requests. */
export type SqlOrder = { run: number } & (
  | { request: SqlRequest }
  | { part: number; values: Values[] }
  | { stop: true }
);

/** From the process. An answer with rows is followed by their bytes (Arrow IPC), in pieces. */
export type SqlNews = { run: number } & (
  | { want: SqlWant }
  | { brought: number; seen: number }
  | { reply: SqlReply }
  | { piece: Uint8Array }
);

export type SqlReply =
  | { rows: number; more: boolean; bytes: number }
  | { error: { kind: 'sqlite' | 'stopped' | 'tooLarge' | 'writes' | 'bug'; message: string; near?: number } };

export type WithoutRun<Message> = Message extends unknown ? Omit<Message, 'run'> : never;
