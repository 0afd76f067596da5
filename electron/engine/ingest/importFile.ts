import type { ImportResult } from '../../../shared/contract/ingest.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import type { NewBatch, Workspace } from '../workspace/types.ts';
import type { IngestContext } from './previewFile.ts';
import { type ReadBatchRequest, readBatch } from './readBatch.ts';

export interface ImportRequest extends ReadBatchRequest {
  mode?: 'append' | undefined;
  /** Accounts and products that the book has already. */
  existing?: { accounts: ReadonlySet<string>; products: ReadonlySet<string> } | undefined;
}

/**
 * Brings a file into the workspace: all of it, or, on error or cancel, nothing. Throws what `readBatch` and
 * `commitBatch` throw.
 */
export async function importFile(
  workspace: Workspace,
  path: string,
  request: ImportRequest,
  context: IngestContext = {},
): Promise<Omit<ImportResult, 'info'>> {
  const started = performance.now();
  const { batch, warnings } = await readBatch(path, request, context);
  if (context.signal?.aborted) throw new CancelledError();
  const id = await workspace.commitBatch(batch, {
    ...(context.signal ? { signal: context.signal } : {}),
    progress: (done, total) => context.progress?.({ phase: 'commit', done, total }),
  });
  return {
    batch: id,
    kind: batch.kind,
    rows: batch.rows,
    accepted: batch.accepted,
    quarantined: batch.quarantine.length,
    blank: batch.blank,
    created: {
      accounts: countNew(batch, 'account', request.existing?.accounts),
      products: countNew(batch, 'product', request.existing?.products),
    },
    controlTotals: batch.controlTotals,
    rules: batch.rules,
    seconds: (performance.now() - started) / 1000,
    warnings,
  };
}

function countNew(batch: NewBatch, name: string, existing: ReadonlySet<string> | undefined): number {
  const column = batch.columns.find((candidate) => candidate.name === name);
  if (column?.type !== 'code') return 0;
  return existing ? column.dictionary.filter((key) => !existing.has(key)).length : column.dictionary.length;
}
