import type { Database } from 'better-sqlite3';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { type AuditLog, createAuditLog } from './auditLog.ts';
import { addGeneration, copyClosedFile, roomForGeneration } from './backup.ts';
import { type Batches, createBatches } from './batches.ts';
import { connect, endLogging } from './connection.ts';
import { createEdits, type Edits } from './edits.ts';
import { createKeptMasks, type KeptMasks } from './keptMasks.ts';
import type { WriterLock } from './lock.ts';
import { createNamedValues, type NamedValues } from './namedValues.ts';
import { leaveFile } from './openFiles.ts';
import { createSegments, type Segments } from './segments.ts';
import { damaged, readOnlyFile, toStorageError } from './storageError.ts';

/** What is held while a workspace is open. */
export interface Opened {
  file: string;
  db: Database;
  key: Buffer | null;
  /** Null when read-only. */
  lock: WriterLock | null;
  generations: number;
}

/** An open file with its tables. */
export interface Session extends Opened {
  properties: NamedValues;
  settings: NamedValues;
  audit: AuditLog;
  segments: Segments;
  batches: Batches;
  edits: Edits;
  masks: KeptMasks;
}

export function createSession(opened: Opened): Session {
  const { db, file } = opened;
  const segments = createSegments(db);
  return {
    ...opened,
    segments,
    properties: createNamedValues(db, 'property', file),
    settings: createNamedValues(db, 'setting', file),
    audit: createAuditLog(db),
    batches: createBatches(db, segments, file),
    edits: createEdits(db, file),
    masks: createKeptMasks(db),
  };
}

export function revisionOf({ properties, file }: Session): number {
  const revision = Number(properties.get('revision') ?? Number.NaN);
  if (!Number.isSafeInteger(revision)) throw damaged(file, 'its revision cannot be read');
  return revision;
}

export function sizeOf(db: Database): number {
  return Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));
}

/** Runs `work` on the open file and says in the user's terms what failed. */
export function guarded<Result>(
  { db, file }: Opened,
  work: () => Result,
  needed: number | null = null,
): Result {
  if (!db.open) throw new ExpectedError('noWorkspace', 'The workspace is closed.');
  try {
    return work();
  } catch (error) {
    throw toStorageError(error, file, needed);
  }
}

/** Runs `work` in one transaction: all of it, or nothing. */
export function transact<Result>(session: Session, work: () => Result, needed: number | null = null): Result {
  if (session.lock === null) throw readOnlyFile(session.file);
  return guarded(session, () => session.db.transaction(work).immediate(), needed);
}

/** Changes the data: in one transaction with the new revision and the audit entry. */
export function changeData<Result>(
  session: Session,
  work: () => { result: Result; action: string; detail: string },
  needed: number | null = null,
): Result {
  return transact(
    session,
    () => {
      const { result, action, detail } = work();
      session.properties.set('revision', String(revisionOf(session) + 1));
      session.audit.append(action, detail);
      return result;
    },
    needed,
  );
}

/** Folds the log into the file, keeps a copy when the data changed, and lets go of the file. */
export function closeSession(session: Session, changed: boolean): void {
  const { file, db, key, lock } = session;
  try {
    if (lock === null) db.close();
    else closeWriter(session, changed && session.generations > 0);
  } finally {
    if (db.open) db.close();
    key?.fill(0);
    lock?.release();
    leaveFile(file);
  }
}

function closeWriter(session: Session, wanted: boolean): void {
  const { file, db, generations } = session;
  const room = wanted && roomForGeneration(file, sizeOf(db));
  if (wanted) {
    if (room) note(db, 'backup.rolling', `copy at revision ${revisionOf(session)}`);
    else note(db, 'backup.skipped', 'there is not enough room on the disk for a copy');
  }
  const whole = endLogging(db);
  db.close();
  if (!room) return;
  try {
    if (!whole) throw new Error('another program is reading the file');
    addGeneration(file, generations, (partial) => copyClosedFile(file, partial));
  } catch (error) {
    noteAfterClose(session, error instanceof Error ? error.message : String(error));
  }
}

/** Leaves a record if that can be; a full disk must not keep a workspace from being closed. */
function note(db: Database, action: string, detail: string): void {
  try {
    createAuditLog(db).append(action, detail);
  } catch {
    // What was committed is safe; only the record of the copy is missing.
  }
}

function noteAfterClose({ file, key }: Session, reason: string): void {
  try {
    const db = connect(file, key, 'write');
    note(db, 'backup.failed', reason);
    endLogging(db);
    db.close();
  } catch {
    // As above.
  }
}
