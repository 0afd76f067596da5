import type { Batch, BatchMode } from '../../../shared/contract/workspace.ts';
import type { TableKind } from '../../../shared/domain/fields.ts';
import type { BatchColumnInfo, NewBatch, Runs, StoredColumn, Workspace } from '../workspace/types.ts';
import type { ColumnPool } from './columnPool.ts';
import type { Stretches } from './stretches.ts';

/** What a key column names, without its rows. */
export type Names = Pick<StoredColumn & { type: 'code' }, 'dictionary' | 'labels'>;

/** A batch as the fold sees it: one of the log, or one that is about to join it. */
export interface FoldBatch {
  id: number;
  kind: TableKind;
  source: string;
  mode: BatchMode;
  rows: number;
  columns: BatchColumnInfo[];
  /** A column as stored. */
  read(name: string): StoredColumn;
  /** Reads large columns beforehand, on all threads; those that the batch does not have are left out. */
  prefetch(names: string[], signal?: AbortSignal): Promise<void>;
  /** The runs of a large column of codes, read on all threads; null where it has to be read itself. */
  runs(name: string, signal?: AbortSignal): Promise<Runs | null>;
  /** What a key column names; kept for good, so that its rows need not be read again. */
  names(name: string): Names;
  /** Which codes of a key column rows in force have, if that was found out for this very mask. */
  usedNames(name: string, mask: Uint8Array): Uint8Array | null;
  keepUsedNames(name: string, mask: Uint8Array, used: Uint8Array): void;
  /** Where the rows of each account stand in a sales batch, if that was found out: `keepStretches` keeps it for good. */
  stretches(): Stretches | null;
  keepStretches(stretches: Stretches): void;
}

export type CodeColumn = StoredColumn & { type: 'code' };

type Reader = Pick<FoldBatch, 'read' | 'prefetch' | 'runs' | 'names'>;

/** A batch of the log. Its columns stay in `pool` as long as there is room, since they never change. */
export function storedBatch(workspace: Workspace, batch: Batch, pool: ColumnPool): FoldBatch {
  const { id, kind, source, mode, accepted } = batch;
  const columns = workspace.batchColumns(id);
  const known = new Set(columns.map(({ name }) => name));
  return foldBatch(
    { id, kind, source, mode, rows: accepted, columns },
    {
      read: (name) => pool.get(`${id} ${name}`, () => workspace.readColumn(id, name)),
      async prefetch(names, signal) {
        const absent = names.filter((name) => known.has(name) && !pool.has(`${id} ${name}`));
        if (absent.length > 0) await workspace.prefetch(id, absent, signal);
      },
      runs: async (name, signal) => (pool.has(`${id} ${name}`) ? null : workspace.runs(id, name, signal)),
      names: (name) => workspace.readNames(id, name),
    },
  );
}

/** A batch that was read and not committed, as if it were the next one. */
export function comingBatch(batch: NewBatch, id: number): FoldBatch {
  const columns = new Map(batch.columns.map((column) => [column.name, column]));
  const { kind, source, accepted: rows } = batch;
  return foldBatch(
    {
      id,
      kind,
      source,
      mode: batch.mode ?? { mode: 'append' },
      rows,
      columns: batch.columns.map(({ name, type }) => ({ name, type })),
    },
    {
      read: (name) => columns.get(name)!,
      prefetch: async () => undefined,
      runs: async () => null,
      names: (name) => namesOf(columns.get(name) as CodeColumn),
    },
  );
}

function foldBatch(
  what: Pick<FoldBatch, 'id' | 'kind' | 'source' | 'mode' | 'rows' | 'columns'>,
  reader: Reader,
): FoldBatch {
  const names = new Map<string, Names>();
  const used = new Map<string, { mask: Uint8Array; used: Uint8Array }>();
  let stretches: Stretches | null = null;
  return {
    ...what,
    ...reader,
    names(name) {
      const found = names.get(name) ?? reader.names(name);
      names.set(name, found);
      return found;
    },
    usedNames(name, mask) {
      const found = used.get(name);
      return found?.mask === mask ? found.used : null;
    },
    keepUsedNames: (name, mask, found) => void used.set(name, { mask, used: found }),
    stretches: () => stretches,
    keepStretches(found) {
      stretches = found;
    },
  };
}

function namesOf({ dictionary, labels }: CodeColumn): Names {
  return { dictionary, ...(labels ? { labels } : {}) };
}

export function hasColumn(batch: FoldBatch, name: string, type?: StoredColumn['type']): boolean {
  return batch.columns.some((column) => column.name === name && (type === undefined || column.type === type));
}
