import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { EditContent } from '../../../shared/contract/edits.ts';
import { CancelledError, ExpectedError } from '../../../shared/errors/errors.ts';
import { copyDatabase } from './backup.ts';
import { checkWorkspace } from './check.ts';
import { assertPlainPath } from './connection.ts';
import { freeBytes } from './freeSpace.ts';
import { acquireWriterLock } from './lock.ts';
import { prepareBatch } from './prepareBatch.ts';
import { changeData, closeSession, guarded, revisionOf, type Session, sizeOf, transact } from './session.ts';
import { diskFull, readOnlyFile } from './storageError.ts';
import type { CommitOptions, NewBatch, Workspace } from './types.ts';

/** The workspace as the rest of the engine sees it. */
export function workspaceOf(session: Session): Workspace {
  const { file, db, batches, edits, settings, audit } = session;
  const atOpening = stampOf(session);
  const readOnly = session.lock === null;
  return {
    path: file,
    encrypted: session.key !== null,
    readOnly,
    get revision() {
      return guarded(session, () => revisionOf(session));
    },
    batches: () => guarded(session, batches.all),
    commitBatch: (batch, options = {}) => commitBatch(session, batch, options),
    setBatchState: (batch, state) => setBatchState(session, batch, state),
    batchColumns: (batch) =>
      guarded(session, () => batches.description(batch).columns.map(({ name, type }) => ({ name, type }))),
    prefetch: async (batch, names, signal) => {
      await guarded(session, () => batches.prefetch(batch, names, signal));
    },
    readColumn: (batch, name) => guarded(session, () => batches.readColumn(batch, name)),
    keptMask: (batch) => guarded(session, () => session.masks.find(batch)),
    keepMasks: (masks) =>
      transact(session, () => {
        for (const [batch, kept] of masks) session.masks.write(batch, kept);
      }),
    reading: (batch) => guarded(session, () => batches.description(batch).reading ?? null),
    quarantine: (batch, offset, limit) => guarded(session, () => batches.quarantine(batch, offset, limit)),
    edits: () => guarded(session, edits.all),
    addEdits: (contents) => addEdits(session, contents),
    setEditState: (edit, state) => setEditState(session, edit, state),
    getSetting: (key) => guarded(session, () => settings.get(key)),
    setSetting: (key, value) => transact(session, () => settings.set(key, value)),
    audit: (action, detail) => transact(session, () => audit.append(action, detail)),
    auditLog: (limit) => guarded(session, () => audit.newest(limit)),
    check: async (progress, signal) => {
      guarded(session, () => undefined);
      return checkWorkspace(session, progress, signal);
    },
    backup: async (path) => backup(session, path),
    bytes: () => guarded(session, () => sizeOf(db)),
    close() {
      if (db.open) closeSession(session, !readOnly && stampAtClose(session) !== atOpening);
    },
  };
}

/** Differs after every change of the data and every edit. */
function stampOf(session: Session): string {
  return `${revisionOf(session)} ${session.edits.count()}`;
}

/** A state that can no longer be read counts as changed: better one copy too many. */
function stampAtClose(session: Session): string {
  try {
    return stampOf(session);
  } catch {
    return '';
  }
}

async function commitBatch(session: Session, batch: NewBatch, options: CommitOptions): Promise<number> {
  if (session.lock === null) throw readOnlyFile(session.file);
  const prepared = await prepareBatch(batch, options);
  if (options.signal?.aborted) throw new CancelledError();
  // Once in the log, once in the file, and the pages that point to them.
  const needed = Math.ceil(2.1 * prepared.bytes) + 2 ** 20;
  if (freeBytes(dirname(session.file)) < needed) throw diskFull(session.file, needed);
  try {
    const id = changeData(
      session,
      () => {
        if (options.instead !== undefined) {
          session.batches.state(options.instead);
          session.batches.setState(options.instead, 'undone');
          session.audit.append('undo', `batch ${options.instead}, for the batch that follows`);
        }
        const result = session.batches.write(prepared);
        const detail = `batch ${result}, ${batch.kind}, ${batch.accepted} rows, source ${batch.hash.slice(0, 16)}${modeDetail(batch)}`;
        return { result, action: 'commit', detail };
      },
      needed,
    );
    options.progress?.(prepared.segments.length + 1, prepared.segments.length + 1);
    return id;
  } catch (error) {
    shrinkLog(session);
    throw error;
  }
}

function modeDetail({ mode, repair }: NewBatch): string {
  if (repair) return `, repaired rows of batch ${repair.batch}`;
  if (mode?.mode === 'replace') return `, replaces ${mode.from ?? 'all'} to ${mode.to ?? 'all'}`;
  return mode?.mode === 'upsert' ? `, upserts by ${mode.keys.join(' + ')}` : '';
}

/** After a failed write the log keeps its length; on a full disk that room is what is missing. */
function shrinkLog({ db }: Session): void {
  try {
    if (db.open) db.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // The failure that brought us here is the one to report.
  }
}

function setBatchState(session: Session, batch: number, state: 'active' | 'undone'): void {
  if (guarded(session, () => session.batches.state(batch)) === state) return;
  changeData(session, () => {
    session.batches.setState(batch, state);
    return { result: undefined, action: state === 'undone' ? 'undo' : 'redo', detail: `batch ${batch}` };
  });
}

/** Edits that change what the book holds; the others only say how a thing is to be shown. */
const bookEdits: ReadonlySet<EditContent['kind']> = new Set(['merge', 'attribute', 'exclusion']);

function change(session: Session, kinds: EditContent['kind'][], work: () => Change): number[] {
  if (kinds.some((kind) => bookEdits.has(kind))) return changeData(session, work);
  return transact(session, () => {
    const { result, action, detail } = work();
    session.audit.append(action, detail);
    return result;
  });
}

interface Change {
  result: number[];
  action: string;
  detail: string;
}

function addEdits(session: Session, contents: readonly EditContent[]): number[] {
  if (contents.length === 0) return [];
  const kinds = contents.map(({ kind }) => kind);
  return change(session, kinds, () => {
    const ids = contents.map(session.edits.write);
    const span = ids.length === 1 ? `edit ${ids[0]}` : `edits ${ids[0]} to ${ids.at(-1)}`;
    return { result: ids, action: 'edit', detail: `${span}, ${[...new Set(kinds)].join(', ')}` };
  });
}

function setEditState(session: Session, edit: number, state: 'active' | 'undone'): void {
  const found = guarded(session, () => session.edits.find(edit));
  if (found.state === state) return;
  change(session, [found.kind], () => {
    session.edits.setState(edit, state);
    const action = state === 'undone' ? 'edit.undo' : 'edit.redo';
    return { result: [edit], action, detail: `edit ${edit}, ${found.kind}` };
  });
}

function backup(session: Session, path: string): number {
  const target = resolve(path);
  const name = basename(target);
  assertPlainPath(target);
  if (name === '') throw new ExpectedError('badInput', 'That is not a file name.');
  if (!existsSync(dirname(target))) {
    throw new ExpectedError('notFound', `The folder of ${name} does not exist.`, { file: name });
  }
  const real = existsSync(target) ? realpathSync(target) : join(realpathSync(dirname(target)), name);
  if (real === session.file) {
    throw new ExpectedError('badInput', 'A workspace cannot be backed up onto itself.', { file: name });
  }
  const replaced = existsSync(real);
  const lock = acquireWriterLock(real);
  try {
    assertNoLog(real);
    const bytes = guarded({ ...session, file: real }, () => copyDatabase(session.db, real));
    if (session.lock)
      session.audit.append('backup', `${name}, ${bytes} bytes${replaced ? ', replaced' : ''}`);
    return bytes;
  } finally {
    lock.release();
  }
}

/** A log left beside the target by a crash belongs to what was there, and would be folded into the copy. */
function assertNoLog(file: string): void {
  for (const ending of ['-wal', '-journal']) {
    if (!existsSync(`${file}${ending}`)) continue;
    const name = `${basename(file)}${ending}`;
    throw new ExpectedError('alreadyExists', `${name} is there, left by a program that ended early.`, {
      file: name,
      hint: `Open ${basename(file)} and close it again, or choose another name.`,
    });
  }
}
