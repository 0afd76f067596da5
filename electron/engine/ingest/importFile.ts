import { dirname } from 'node:path';
import type { ImportCheck, ImportResult, ModeRequest } from '../../../shared/contract/ingest.ts';
import type { Batch } from '../../../shared/contract/workspace.ts';
import { CancelledError, ExpectedError } from '../../../shared/errors/errors.ts';
import type { BookMemory } from '../book/bookMemory.ts';
import { countReasons } from '../workspace/prepareBatch.ts';
import type { NewBatch, Workspace } from '../workspace/types.ts';
import { checkControl } from './modes/checkControl.ts';
import { modeEffect } from './modes/modeEffect.ts';
import { settleMode } from './modes/settleMode.ts';
import type { IngestContext } from './previewFile.ts';
import { type ReadBatch, type ReadBatchRequest, readBatch } from './readBatch.ts';

export interface ImportRequest extends ReadBatchRequest, Partial<ModeRequest> {
  /** Accounts and products that the book has already. */
  existing?: { accounts: ReadonlySet<string>; products: ReadonlySet<string> } | undefined;
  /** Appends a file that is known already. */
  again?: boolean | undefined;
  /** A batch that is taken back in the same step. */
  instead?: number | undefined;
  /** Sums of the source system, by field. */
  control?: Record<string, number> | undefined;
}

/** A file that was read for a request, and not yet committed. Whoever staged it releases it when nobody looks at it any more. */
export interface StagedImport extends ReadBatch {
  request: ImportRequest;
}

/**
 * Brings a file into the workspace: all of it, or, on error or cancel, nothing. Throws what `readBatch` and
 * `commitBatch` throw, `alreadyImported` for a known file that is neither to replace, upsert nor to be added again,
 * and `controlDiffers`.
 */
export async function importFile(
  workspace: Workspace,
  path: string,
  request: ImportRequest,
  context: IngestContext = {},
): Promise<Omit<ImportResult, 'info'>> {
  const started = performance.now();
  const staged = await stageFile(path, request, { spillFolder: dirname(workspace.path), ...context });
  try {
    const result = await commitStaged(workspace, staged, context);
    return { ...result, seconds: (performance.now() - started) / 1000 };
  } finally {
    staged.release();
  }
}

/** Reads a file and decides what it will do, without committing anything. */
export async function stageFile(
  path: string,
  request: ImportRequest,
  context: IngestContext = {},
): Promise<StagedImport> {
  return { ...(await readBatch(path, request, context)), request };
}

/** Commits what was read. `seconds` are those of the commit. */
export async function commitStaged(
  workspace: Workspace,
  { batch: read, warnings, request }: StagedImport,
  context: IngestContext = {},
): Promise<Omit<ImportResult, 'info'>> {
  const batch = settled(read, request);
  refuseKnown(workspace, batch, request);
  checkControl(batch, request.control ?? {});
  const result = await importBatch(workspace, batch, context, request.instead);
  const given = Object.keys(request.control ?? {}).length > 0 ? request.control : undefined;
  if (given) workspace.addEdits([{ kind: 'control', body: { batch: result.batch, totals: given } }]);
  const created = {
    accounts: countNew(batch, 'account', request.existing?.accounts),
    products: countNew(batch, 'product', request.existing?.products),
  };
  return { ...result, created, warnings };
}

/** Commits a batch as it is, in place of `instead` where that is given. */
export async function importBatch(
  workspace: Workspace,
  batch: NewBatch,
  context: IngestContext = {},
  instead?: number,
): Promise<Omit<ImportResult, 'info'>> {
  const started = performance.now();
  if (context.signal?.aborted) throw new CancelledError();
  const id = await workspace.commitBatch(batch, {
    ...(context.signal ? { signal: context.signal } : {}),
    ...(instead === undefined ? {} : { instead }),
    progress: (done, total) => context.progress?.({ phase: 'commit', done, total }),
  });
  return {
    batch: id,
    ...counted(batch),
    mode: batch.mode ?? { mode: 'append' },
    created: {
      accounts: countNew(batch, 'account', undefined),
      products: countNew(batch, 'product', undefined),
    },
    seconds: (performance.now() - started) / 1000,
    warnings: [],
  };
}

/** What committing would do. */
export async function checkStaged(
  workspace: Workspace,
  memory: BookMemory,
  { batch: read, warnings, request }: StagedImport,
  { signal, progress }: IngestContext = {},
): Promise<ImportCheck> {
  const batch = settled(read, request);
  checkControl(batch, request.control ?? {});
  return {
    ...counted(batch),
    reasons: countReasons(batch.quarantine),
    mode: batch.mode ?? { mode: 'append' },
    effect: await modeEffect(workspace, memory, batch, request.instead, {
      signal,
      onStep: (counted) => progress?.({ phase: 'book', done: counted, total: 0 }),
    }),
    warnings,
    importedBefore: knownBatches(workspace, batch)[0]?.id ?? null,
  };
}

function settled(batch: NewBatch, request: ImportRequest): NewBatch {
  return { ...batch, mode: settleMode(batch, { ...request, mode: request.mode ?? 'append' }) };
}

function counted(batch: NewBatch) {
  return {
    kind: batch.kind,
    rows: batch.rows,
    accepted: batch.accepted,
    quarantined: batch.quarantine.length,
    blank: batch.blank,
    controlTotals: batch.controlTotals,
    sourceTotals: batch.sourceTotals ?? {},
    quarantinedTotals: batch.quarantinedTotals ?? {},
    rules: batch.rules,
  };
}

/** What a batch is known by: the same bytes, the same table of them, taken for the same thing. */
export interface KnownBy {
  hash: string;
  kind: Batch['kind'] | null;
  sheet: string | null;
}

/** The batches in use that hold this table of this file as this kind. */
export function findKnown(workspace: Workspace, { hash, kind, sheet }: KnownBy): Batch[] {
  return workspace
    .batches()
    .filter(
      (known) =>
        known.state === 'active' &&
        known.hash === hash &&
        known.repairOf === null &&
        (kind === null || known.kind === kind) &&
        known.sheet === sheet,
    );
}

function knownBatches(workspace: Workspace, { hash, kind, reading }: NewBatch): Batch[] {
  return findKnown(workspace, { hash, kind, sheet: reading?.sheet ?? null });
}

function refuseKnown(workspace: Workspace, batch: NewBatch, request: ImportRequest): void {
  if (request.again || (request.mode ?? 'append') !== 'append') return;
  const known = knownBatches(workspace, batch);
  const [first] = known;
  if (!first || known.some(({ id }) => id === request.instead)) return;
  throw new ExpectedError('alreadyImported', `${batch.source} was already imported as batch ${first.id}`, {
    file: batch.source,
    hint: `Its rows would count twice. Use --again to add it all the same, --instead-of ${first.id} to import it in place of that batch, or --mode replace or upsert.`,
    params: { batch: first.id },
  });
}

function countNew(batch: NewBatch, name: string, existing: ReadonlySet<string> | undefined): number {
  const column = batch.columns.find((candidate) => candidate.name === name);
  if (column?.type !== 'code') return 0;
  return existing ? column.dictionary.filter((key) => !existing.has(key)).length : column.dictionary.length;
}
