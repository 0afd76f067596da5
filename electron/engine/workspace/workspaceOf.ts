import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { EditContent, EditOf } from '../../../shared/contract/edits.ts';
import type { IntegrityReport } from '../../../shared/contract/workspace.ts';
import { CancelledError, ExpectedError } from '../../../shared/errors/errors.ts';
import { copyDatabase, partialOf } from './backup.ts';
import { checkWorkspace } from './check.ts';
import { assertPlainPath } from './connection.ts';
import { endFileThreads, type FileWork, onFileThread } from './fileThread.ts';
import { freeBytes } from './freeSpace.ts';
import { acquireWriterLock } from './lock.ts';
import { prepareBatch } from './prepareBatch.ts';
import { changeData, closeSession, guarded, revisionOf, type Session, sizeOf, transact } from './session.ts';
import { diskFull, readOnlyFile, toStorageError } from './storageError.ts';
import type { CommitOptions, NewBatch, Workspace } from './types.ts';

/** The workspace as the rest of the engine sees it. */
export function workspaceOf(session: Session): Workspace {
  const { file, db, batches, edits, settings, audit } = session;
  const atOpening = stampOf(session);
  const readOnly = session.lock === null;
  const decisions = keptDecisions(session);
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
    runs: async (batch, name, signal) => guarded(session, () => batches.runs(batch, name, signal)),
    readColumn: (batch, name) => guarded(session, () => batches.readColumn(batch, name)),
    keptMask: (batch) => guarded(session, () => session.masks.find(batch)),
    keepMasks: (masks) =>
      transact(session, () => {
        for (const [batch, kept] of masks) session.masks.write(batch, kept);
      }),
    readNames: (batch, name) => guarded(session, () => batches.readNames(batch, name)),
    reading: (batch) => guarded(session, () => batches.description(batch).reading ?? null),
    quarantinePart: (batch, part) => guarded(session, () => batches.quarantinePart(batch, part)),
    quarantine: (batch, offset, limit) => guarded(session, () => batches.quarantine(batch, offset, limit)),
    edits: () => guarded(session, edits.all),
    addEdits: (contents) => addEdits(session, contents),
    decisions: () => guarded(session, decisions),
    setEditState: (edit, state) => setEditStates(session, [edit], state),
    setEditStates: (ids, state) => setEditStates(session, ids, state),
    getSetting: (key) => guarded(session, () => settings.get(key)),
    setSetting: (key, value) => transact(session, () => settings.set(key, value)),
    audit: (action, detail) => transact(session, () => audit.append(action, detail)),
    auditLog: (limit) => guarded(session, () => audit.newest(limit)),
    check: (progress, signal) => check(session, { progress, signal }),
    backup: async (path, progress, signal) => {
      guarded(session, () => undefined);
      return backup(session, path, { progress, signal });
    },
    bytes: () => guarded(session, () => sizeOf(db)),
    close() {
      endFileThreads(db);
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
    return { result: ids, action: 'edit', detail: `${named(ids)}, ${[...new Set(kinds)].join(', ')}` };
  });
}

function setEditStates(session: Session, edits: readonly number[], state: 'active' | 'undone'): void {
  const found = guarded(session, () => edits.map((edit) => session.edits.find(edit)));
  const changed = found.filter((edit) => edit.state !== state);
  if (changed.length === 0) return;
  const kinds = [...new Set(changed.map(({ kind }) => kind))];
  change(session, kinds, () => {
    for (const { id } of changed) session.edits.setState(id, state);
    const ids = changed.map(({ id }) => id);
    const action = state === 'undone' ? 'edit.undo' : 'edit.redo';
    return { result: ids, action, detail: `${named(ids)}, ${kinds.join(', ')}` };
  });
}

function named(ids: readonly number[]): string {
  return ids.length === 1 ? `edit ${ids[0]}` : `edits ${ids[0]} to ${ids.at(-1)}`;
}

/** Read again only after something was written. */
function keptDecisions({ edits }: Session): () => readonly EditOf<'decision'>[] {
  let stamp = '';
  let kept: readonly EditOf<'decision'>[] = [];
  return () => {
    const now = edits.stamp();
    if (now !== stamp) [stamp, kept] = [now, edits.ofKind('decision')];
    return kept;
  };
}

async function backup(session: Session, path: string, work: FileWork): Promise<number> {
  const real = backupTarget(session, path);
  const name = basename(real);
  const replaced = existsSync(real);
  const lock = acquireWriterLock(real);
  let ended: Promise<void> | null = null;
  try {
    assertNoLog(real);
    const copying = await copyTo(session, real, work);
    ended = copying.ended;
    const bytes = await copying.result;
    await copying.ended;
    if (session.lock && session.db.open)
      session.audit.append('backup', `${name}, ${bytes} bytes${replaced ? ', replaced' : ''}`);
    return bytes;
  } catch (error) {
    throw toStorageError(error, real);
  } finally {
    if (ended) void ended.then(() => lock.release());
    else lock.release();
  }
}

/** Where a copy may go. Throws `badInput`, `notFound`. */
function backupTarget(session: Session, path: string): string {
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
  return real;
}

/** How far a copy is, is told by the size it has reached. */
async function copyTo(session: Session, target: string, { signal, progress }: FileWork) {
  if (!isLarge(session)) {
    const bytes = guarded({ ...session, file: target }, () => copyDatabase(session.db, target));
    return { result: Promise.resolve(bytes), ended: Promise.resolve() };
  }
  const total = sizeOf(session.db);
  const copying = await onFileThread<number>(session, { kind: 'backup', target }, { signal });
  const watch = setInterval(() => {
    progress?.(Math.min(total, statSync(partialOf(target), { throwIfNoEntry: false })?.size ?? 0), total);
  }, 200);
  void copying.ended.then(() => clearInterval(watch));
  return copying;
}

/** Files below this size are read sooner than a thread is started. */
const largeFile = 16 * 2 ** 20;

/** Whether reading all of the file takes long, and can be done beside the writer, which a rollback journal would stop. */
function isLarge({ db }: Session): boolean {
  return sizeOf(db) > largeFile && (db.readonly || db.pragma('journal_mode', { simple: true }) === 'wal');
}

async function check(session: Session, { progress, signal }: FileWork): Promise<IntegrityReport> {
  guarded(session, () => undefined);
  if (!isLarge(session)) return checkWorkspace(session, progress, signal);
  const { result } = await onFileThread<IntegrityReport>(session, { kind: 'check' }, { progress, signal });
  return result;
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
