import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ingestContract, SetFile } from '../../../shared/contract/ingest.ts';
import type { Handlers } from '../../../shared/contract/method.ts';
import type { FileGrants } from '../files.ts';
import { tableOfFile } from '../ingest/detect/parts.ts';
import { previewSet } from '../ingest/fileSet/previewSet.ts';
import {
  checkStaged,
  commitStaged,
  findKnown,
  type ImportRequest,
  type StagedImport,
  stageFile,
} from '../ingest/importFile.ts';
import { memoryKey, parseRemembered, type Recall, type RememberedMapping } from '../ingest/mapping/memory.ts';
import { type IngestContext, previewFile } from '../ingest/previewFile.ts';
import { createPastedText } from '../pastedText.ts';
import type { MemberCounts, Session } from '../session.ts';

/** Cells that a checked file may hold to be kept for the import that is likely to follow. */
const stagedCells = 20_000_000;

type RememberingRequest = ImportRequest & { memory?: 'use' | 'ignore' | undefined };

/** Files on their way in. */
export function ingestHandlers(
  session: Session,
  grants: FileGrants,
): Handlers<typeof ingestContract, AbortSignal> {
  const stage = createStage();
  const pasted = createPastedText(grants);
  const spillFolder = () => dirname(session.workspace().path);
  return {
    'ingest.preview': async ({ file, memory, ...request }, { signal, progress }) => {
      const preview = await previewFile(
        grants.resolve(file, 'read'),
        { ...request, name: grants.name(file) },
        { signal, progress, recall: recallFrom(session, memory) },
      );
      const { hash } = preview;
      const sheet = tableOfFile(preview.sheet, preview.part);
      const known = session.hasWorkspace()
        ? findKnown(session.workspace(), { hash, kind: preview.kind, sheet })
        : [];
      return { ...preview, importedBefore: known[0]?.id ?? null };
    },
    'ingest.previewSet': async ({ files, memory, ...request }, { signal, progress }) => {
      const chosen = files.map((handle) => ({
        handle,
        path: grants.resolve(handle, 'read'),
        name: grants.name(handle),
      }));
      const recall = recallFrom(session, memory);
      const set = await previewSet(chosen, request, { signal, progress, recall });
      const known = ({ hash, sheet }: SetFile) =>
        session.hasWorkspace() && hash !== ''
          ? findKnown(session.workspace(), { hash, kind: set.preview.kind, sheet })[0]?.id
          : undefined;
      return { ...set, files: set.files.map((file) => ({ ...file, importedBefore: known(file) ?? null })) };
    },
    'ingest.paste': async ({ name, text }) => ({ handle: await pasted.keep(name, text), name }),
    'ingest.forget': ({ shape }) => {
      session.workspace().setSetting(memoryKey(shape), null);
      stage.clear();
      return null;
    },
    'ingest.check': async ({ file, ...request }, { signal, progress }) => {
      session.workspace();
      const path = grants.resolve(file, 'read');
      const recall = recallFrom(session, request.memory);
      const staged = await stage.read(
        path,
        { ...request, name: grants.name(file) },
        { signal, progress, recall, spillFolder: spillFolder() },
      );
      return checkStaged(session.workspace(), session.memory(), staged, { signal, progress });
    },
    'ingest.import': async ({ file, ...request }, { signal, progress }) => {
      const started = performance.now();
      const path = grants.resolve(file, 'read');
      const recall = recallFrom(session, request.memory);
      const staged = await stage.read(
        path,
        { ...request, name: grants.name(file) },
        { signal, progress, recall, spillFolder: spillFolder() },
      );
      const before = await session.memberCounts({ signal, progress });
      const result = await commitStaged(session.workspace(), staged, { signal, progress });
      stage.clear();
      staged.release();
      remember(session, staged);
      const info = await session.info({ progress });
      return {
        ...result,
        created: createdSince(before, info),
        info,
        seconds: (performance.now() - started) / 1000,
      };
    },
  };
}

/** Accounts and products that an import added. */
export function createdSince(before: MemberCounts, after: MemberCounts): MemberCounts {
  return {
    accounts: Math.max(0, after.accounts - before.accounts),
    products: Math.max(0, after.products - before.products),
  };
}

/** What the open workspace remembers of files with the same columns. */
function recallFrom(session: Session, memory: 'use' | 'ignore' | undefined): Recall {
  return (shape) =>
    memory === 'ignore' || !session.hasWorkspace()
      ? null
      : parseRemembered(session.workspace().getSetting(memoryKey(shape)));
}

/** Remembers how a file was imported, for the next one with the same columns. */
function remember(session: Session, { shape, learnt }: StagedImport): void {
  const remembered: RememberedMapping = { ...learnt, at: new Date().toISOString() };
  session.workspace().setSetting(memoryKey(shape), JSON.stringify(remembered));
}

/** Keeps what was read last, so that a file that was checked need not be read again to be imported as it is. */
function createStage() {
  let held: { key: string; staged: StagedImport } | null = null;
  return {
    async read(path: string, request: RememberingRequest, context: IngestContext): Promise<StagedImport> {
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
function readingKey(path: string, request: RememberingRequest): string | null {
  const { kind, name, mapping, unpivot, rules, read, memory, fileColumn } = request;
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile()) return null;
  const asked = [kind, name, mapping, unpivot, rules, read, memory, fileColumn];
  return JSON.stringify([path, stats.size, stats.mtimeMs, ...asked]);
}
