import { statSync } from 'node:fs';
import type { ingestContract } from '../../../shared/contract/ingest.ts';
import type { Handlers } from '../../../shared/contract/method.ts';
import type { FileGrants } from '../files.ts';
import {
  checkStaged,
  commitStaged,
  findKnown,
  type ImportRequest,
  type StagedImport,
  stageFile,
} from '../ingest/importFile.ts';
import { type IngestContext, previewFile } from '../ingest/previewFile.ts';
import type { Session } from '../session.ts';

/** Cells that a checked file may hold to be kept for the import that is likely to follow. */
const stagedCells = 20_000_000;

/** Files on their way in. */
export function ingestHandlers(
  session: Session,
  grants: FileGrants,
): Handlers<typeof ingestContract, AbortSignal> {
  const stage = createStage();
  return {
    'ingest.preview': async ({ file, kind, read }, { signal, progress }) => {
      const preview = await previewFile(
        grants.resolve(file, 'read'),
        { name: grants.name(file), kind, read },
        { signal, progress },
      );
      const { hash, sheet = null } = preview;
      const known = session.hasWorkspace()
        ? findKnown(session.workspace(), { hash, kind: preview.kind, sheet })
        : [];
      return { ...preview, importedBefore: known[0]?.id ?? null };
    },
    'ingest.check': async ({ file, ...request }, { signal, progress }) => {
      session.workspace();
      const path = grants.resolve(file, 'read');
      const staged = await stage.read(path, { ...request, name: grants.name(file) }, { signal, progress });
      return checkStaged(session.workspace(), staged);
    },
    'ingest.import': async ({ file, ...request }, { signal, progress }) => {
      const started = performance.now();
      const before = session.info();
      const path = grants.resolve(file, 'read');
      const staged = await stage.read(path, { ...request, name: grants.name(file) }, { signal, progress });
      const result = await commitStaged(session.workspace(), staged, { signal, progress });
      stage.clear();
      const info = session.info();
      const created = {
        accounts: Math.max(0, info.accounts - before.accounts),
        products: Math.max(0, info.products - before.products),
      };
      return { ...result, created, info, seconds: (performance.now() - started) / 1000 };
    },
  };
}

/** Keeps what was read last, so that a file that was checked need not be read again to be imported as it is. */
function createStage() {
  let held: { key: string; staged: StagedImport } | null = null;
  return {
    async read(path: string, request: ImportRequest, context: IngestContext): Promise<StagedImport> {
      const key = readingKey(path, request);
      if (key !== null && held?.key === key) return { ...held.staged, request };
      held = null;
      const staged = await stageFile(path, request, context);
      const cells = staged.batch.accepted * staged.batch.columns.length;
      if (key !== null && cells <= stagedCells) held = { key, staged };
      return staged;
    },
    clear() {
      held = null;
    },
  };
}

/** Everything that decides what is read; null where the file cannot be told apart from a later state of it. */
function readingKey(path: string, { kind, name, mapping, rules, read }: ImportRequest): string | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile()) return null;
  return JSON.stringify([path, stats.size, stats.mtimeMs, kind, name, mapping, rules, read]);
}
