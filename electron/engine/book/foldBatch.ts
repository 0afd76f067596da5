import type { Batch, BatchMode } from '../../../shared/contract/workspace.ts';
import type { TableKind } from '../../../shared/domain/fields.ts';
import type { BatchColumnInfo, NewBatch, StoredColumn, Workspace } from '../workspace/types.ts';

/** A batch as the fold sees it: one of the log, or one that is about to join it. */
export interface FoldBatch {
  id: number;
  kind: TableKind;
  source: string;
  mode: BatchMode;
  rows: number;
  columns: BatchColumnInfo[];
  /** A column as stored; kept for the next time until `release`, so that folding decodes none twice. */
  read(name: string): StoredColumn;
  /** Reads large columns beforehand, on all threads. */
  prefetch(names: string[], signal?: AbortSignal): Promise<void>;
  release(): void;
}

export type CodeColumn = StoredColumn & { type: 'code' };

/** The batches in force, in order. */
export function activeBatches(workspace: Workspace): FoldBatch[] {
  return workspace
    .batches()
    .filter((batch) => batch.state === 'active')
    .map((batch) => storedBatch(workspace, batch));
}

function storedBatch(workspace: Workspace, { id, kind, source, mode, accepted }: Batch): FoldBatch {
  let kept: Map<string, StoredColumn> | null = new Map();
  return {
    id,
    kind,
    source,
    mode,
    rows: accepted,
    columns: workspace.batchColumns(id),
    read(name) {
      const column = kept?.get(name) ?? workspace.readColumn(id, name);
      kept?.set(name, column);
      return column;
    },
    prefetch: (names, signal) => workspace.prefetch(id, names, signal),
    release() {
      kept = null;
    },
  };
}

/** A batch that was read and not committed, as if it were the next one. */
export function comingBatch(batch: NewBatch, id: number): FoldBatch {
  const columns = new Map(batch.columns.map((column) => [column.name, column]));
  return {
    id,
    kind: batch.kind,
    source: batch.source,
    mode: batch.mode ?? { mode: 'append' },
    rows: batch.accepted,
    columns: batch.columns.map(({ name, type }) => ({ name, type })),
    read: (name) => columns.get(name)!,
    prefetch: async () => undefined,
    release: () => undefined,
  };
}

export function hasColumn(batch: FoldBatch, name: string, type?: StoredColumn['type']): boolean {
  return batch.columns.some((column) => column.name === name && (type === undefined || column.type === type));
}
