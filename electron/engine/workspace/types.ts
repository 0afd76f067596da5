import type { Edit, EditContent, EditOf } from '../../../shared/contract/edits.ts';
import type {
  AuditEntry,
  Batch,
  BatchMode,
  IntegrityReport,
  QuarantinedRow,
} from '../../../shared/contract/workspace.ts';
import type { TableKind } from '../../../shared/domain/fields.ts';
import type { PackedTexts } from '../../../shared/domain/table.ts';

/** A missing day in a `day` column; numbers use NaN, codes use -1. */
export const missingDay = -2147483648;

/**
 * One column of a batch, as it is stored and as the book takes it. All columns of a batch have one length.
 * `code` columns are dictionary-coded; `labels`, parallel to the dictionary, are display names where the key is
 * an id (customer number and customer name; SKU and description).
 */
export type StoredColumn = (
  | {
      name: string;
      type: 'code';
      values: Int32Array;
      /** Of a column that was read: decoded when first asked for. */
      dictionary: string[];
      labels?: (string | null)[];
      /** The same texts one at a time, without decoding all; only of a column that was read. */
      texts?: TextStore;
    }
  | { name: string; type: 'number'; values: Float64Array }
  | { name: string; type: 'day'; values: Int32Array }
) & {
  /** The same values as they are stored; `values` is then decoded each time it is asked for. Only of a column that was read from a file. */
  readonly encoded?: EncodedColumn;
};

/** The rows of a column as segments of blocks of bits (blockFormat), which may lie on the disk. */
export interface EncodedColumn {
  rows: number;
  segments: EncodedSegment[];
}

export interface EncodedSegment {
  rows: number;
  bytes: number;
  /** SHA-256 of the bytes, hex. */
  hash: string;
  /** The bytes, good until those of another segment are read. Throws `io` where the disk fails. */
  read(): Uint8Array;
}

/** Runs of equal values in the order of the rows, and how many rows each has. */
export interface Runs {
  values: Int32Array;
  lengths: Int32Array;
}

/** The dictionary of a `code` column, with display names where it has them. */
export interface ColumnNames {
  dictionary: string[];
  labels?: (string | null)[];
}

/** Texts kept as bytes. Those of a large dictionary take a quarter of the memory that strings would. */
export interface TextStore {
  readonly length: number;
  at(index: number): string;
  /** All, as bytes, piece by piece. */
  packed(): PackedTexts[];
  /** Reads what is still in the file on all threads, into shared memory. Throws CancelledError. */
  prefetch?(signal?: AbortSignal): Promise<void>;
}

export type StoredColumnType = StoredColumn['type'];

/**
 * An import ready to be committed. Fact rows (sales) arrive sorted by the code of `account`, rows without
 * account last, each account's rows in source order; `record` (a number column) is the source record of each row.
 */
export interface NewBatch {
  kind: TableKind;
  source: string;
  /** SHA-256 of the source, hex. */
  hash: string;
  /** Data records seen = accepted + quarantined + blank; accepted = length of the columns. */
  rows: number;
  accepted: number;
  blank: number;
  columns: StoredColumn[];
  quarantine: QuarantinedRow[];
  controlTotals: Record<string, number>;
  /** Sums over all data rows as read, and over the quarantined ones that can be read; absent where not known. */
  sourceTotals?: Record<string, number>;
  quarantinedTotals?: Record<string, number>;
  mapping: Record<string, string>;
  rules: Batch['rules'];
  /** What it does to earlier batches of its kind; `append` unless told. */
  mode?: BatchMode;
  /** The batch whose quarantined records these rows are, repaired. */
  repair?: Repaired;
  /** How the file was read: what it takes to read repaired rows the same way. */
  reading?: Reading;
}

/** Records of a batch that another one holds repaired. */
export interface Repaired {
  batch: number;
  records: number[];
  /** Entries of the quarantine that they took; as many as records unless told. */
  entries?: number;
}

/** Everything that decides what a cell of the file means. */
export interface Reading {
  sheet: string | null;
  delimiter: string;
  quote: string;
  /** Profiles of the columns of the file, in order, without samples. */
  profiles: unknown[];
  rules: unknown;
  /** Columns that were made rows, if any: a row of the file is then several of the batch. */
  unpivot?: unknown;
  /** Attribute that holds the name of the file in every row, if any. */
  file?: { name: string; value: string };
  /** The currency of all rows, as a header says. */
  currency?: string;
}

export interface CommitOptions {
  /** A batch that is taken back in the same step. */
  instead?: number | undefined;
  signal?: AbortSignal;
  progress?(done: number, total: number): void;
}

export interface BatchColumnInfo {
  name: string;
  type: StoredColumnType;
}

/** Rows of a batch that are out of force (1) because of what is named in `causes`. */
export interface KeptMask {
  causes: string[];
  mask: Uint8Array;
}

/**
 * The open `.qdeck` file: a log of immutable batches with what is needed to trust them. The book is a fold over
 * the active batches in order of id, so undoing one is flipping its state. The only place with SQL.
 */
export interface Workspace {
  readonly path: string;
  readonly encrypted: boolean;
  readonly readOnly: boolean;
  /** Rises with every commit, undo and redo. */
  readonly revision: number;
  batches(): Batch[];
  /** Compresses and hashes off the main thread, then writes all of the batch in one transaction, or nothing. */
  commitBatch(batch: NewBatch, options?: CommitOptions): Promise<number>;
  setBatchState(batch: number, state: Batch['state']): void;
  /** Columns a batch holds, without reading their values. */
  batchColumns(batch: number): BatchColumnInfo[];
  /**
   * Reads large columns beforehand, on all threads: the next `readColumn` of each finds it done. What is damaged is left
   * for `readColumn` to tell. Rejects with CancelledError.
   */
  prefetch(batch: number, names: string[], signal?: AbortSignal): Promise<void>;
  /**
   * Reads the runs of a large column of codes or days on all threads, without its values; null where the column is small
   * or damaged, which is left for `readColumn` to tell. Rejects with CancelledError.
   */
  runs(batch: number, name: string, signal?: AbortSignal): Promise<Runs | null>;
  /** Reads, verifies and decodes one column. Values are backed by SharedArrayBuffer. Throws `damaged`. */
  readColumn(batch: number, name: string): StoredColumn;
  /** What the codes of a column stand for, without its rows. Throws `damaged`. */
  readNames(batch: number, name: string): ColumnNames;
  /** Which rows of a batch were found out of force, and because of what; null where nothing trustworthy is kept. */
  keptMask(batch: number): KeptMask | null;
  /** Keeps such findings with the file, each in place of what was kept for its batch. Changes no data. */
  keepMasks(masks: readonly (readonly [batch: number, kept: KeptMask])[]): void;
  /** How the batch's file was read; null where an older version did not keep it. */
  reading(batch: number): Reading | null;
  /** Rows still in quarantine: those that a batch of repaired rows in use took over are left out. */
  quarantine(
    batch: number,
    offset: number,
    limit: number,
  ): { total: number; reasons: Record<string, number>; rows: QuarantinedRow[] };
  /** The same as they are stored, a part at a time, from 0; null behind the last. */
  quarantinePart(batch: number, part: number): QuarantinedRow[] | null;
  /** What the user decided, oldest first. */
  edits(): Edit[];
  /** What the user decided about opportunities, oldest first; the same list as long as nothing was written. */
  decisions(): readonly EditOf<'decision'>[];
  /** Adds edits in one step; returns their ids. */
  addEdits(contents: readonly EditContent[]): number[];
  setEditState(edit: number, state: Edit['state']): void;
  /** Takes edits back or brings them again, all in one step. Throws `notFound`. */
  setEditStates(edits: readonly number[], state: Edit['state']): void;
  getSetting(key: string): string | null;
  setSetting(key: string, value: string | null): void;
  /** Appends to the audit log. */
  audit(action: string, detail: string): void;
  auditLog(limit: number): AuditEntry[];
  /** Reads every page and every segment. */
  check(progress?: (done: number, total: number) => void, signal?: AbortSignal): Promise<IntegrityReport>;
  /** A consistent copy of the open file, with the same passphrase, beside other work. Returns its size. */
  backup(
    path: string,
    progress?: (done: number, total: number) => void,
    signal?: AbortSignal,
  ): Promise<number>;
  bytes(): number;
  close(): void;
}

export interface OpenOptions {
  passphrase?: string | undefined;
  readOnly?: boolean | undefined;
  /** Copies kept in `<file>.backups`, one made at each close after a change of the data; 3 unless told, 0 = none. */
  generations?: number | undefined;
}
