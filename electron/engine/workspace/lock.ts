import { randomUUID } from 'node:crypto';
import { closeSync, openSync, statSync, unlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import Database from 'better-sqlite3';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { errorCode, toStorageError } from './storageError.ts';

/*
 * One writer per workspace: the writer keeps a write transaction open on a companion database (`book.qdeck-lock`). The
 * lock is the operating system's, so it ends with its holder however that dies, and works between processes, threads
 * and connections of one process alike. Others can still read who holds it. The companion is removed while it is held;
 * whoever locked a companion that is no longer at its path starts again. It must therefore never have a journal file,
 * which two companions would share by name: who holds it is a view, in the one page of an otherwise empty database, so
 * that a single write changes it and none is left half done.
 */
export interface WriterLock {
  release(): void;
}

interface Holder {
  process: number;
  host: string;
  since: string;
  token: string;
}

const attempts = 50;
const patience = 250;
/** Keeps the collector from closing, and so releasing, a lock that its caller forgot. */
const held = new Set<Database.Database>();

export function acquireWriterLock(file: string): WriterLock {
  const path = `${file}-lock`;
  const token = randomUUID();
  try {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const db = tryAcquire(path, token, file);
      if (db) {
        held.add(db);
        return { release: () => release(db, path) };
      }
    }
  } catch (error) {
    throw toStorageError(error, file);
  }
  throw lockedBy(file, undefined);
}

/** The connection that holds the lock; null when the companion was replaced meanwhile. */
function tryAcquire(path: string, token: string, file: string): Database.Database | null {
  ensureExists(path);
  const before = identity(path);
  if (before === null) return null;
  const db = new Database(path, { timeout: patience });
  try {
    db.pragma('journal_mode = MEMORY');
    for (let attempt = 0; attempt < attempts; attempt++) {
      begin(db, file);
      if (identity(path) !== before) break;
      if (readHolder(db)?.token === token) return db;
      writeHolder(db, token);
      db.exec('COMMIT');
    }
    db.close();
    return null;
  } catch (error) {
    if (!(error instanceof ExpectedError)) discard(db, path, before);
    db.close();
    throw unreadable(error, file);
  }
}

/** Removes a companion that could not be written, unless another has taken it. */
function discard(db: Database.Database, path: string, before: string): void {
  try {
    if (!db.inTransaction) db.exec('BEGIN IMMEDIATE');
    if (identity(path) === before) remove(path);
  } catch {
    // It is another's, or no database: it stays.
  }
}

function begin(db: Database.Database, file: string): void {
  try {
    db.exec('BEGIN IMMEDIATE');
  } catch (error) {
    if (!errorCode(error).startsWith('SQLITE_BUSY')) throw error;
    throw lockedBy(file, readHolder(db));
  }
}

function unreadable(error: unknown, file: string): unknown {
  if (!/^SQLITE_(NOTADB|CORRUPT)/.test(errorCode(error))) return error;
  const name = `${basename(file)}-lock`;
  return new ExpectedError('locked', `The lock file ${name} cannot be read.`, {
    file: basename(file),
    hint: `If the workspace is open nowhere, delete ${name} and try again.`,
  });
}

function ensureExists(path: string): void {
  try {
    closeSync(openSync(path, 'wx'));
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

function identity(path: string): string | null {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat ? `${stat.dev}:${stat.ino}:${stat.birthtimeNs}` : null;
}

function readHolder(db: Database.Database): Holder | undefined {
  try {
    return db.prepare<[], Holder>('SELECT process, host, since, token FROM holder').get();
  } catch {
    return undefined;
  }
}

function writeHolder(db: Database.Database, token: string): void {
  const quote = db.prepare<[string], string>('SELECT quote(?)').pluck();
  const [host, since, mark] = [hostname(), new Date().toISOString(), token].map((text) => quote.get(text));
  db.exec('DROP VIEW IF EXISTS holder');
  db.exec(
    `CREATE VIEW holder AS SELECT ${process.pid} AS process, ${host} AS host, ${since} AS since, ${mark} AS token`,
  );
}

function lockedBy(file: string, holder: Holder | undefined): ExpectedError {
  const name = basename(file);
  const who = holder
    ? `process ${holder.process} on ${holder.host}, since ${holder.since}`
    : 'another program';
  return new ExpectedError('locked', `${name} is already open for changes: ${who}.`, {
    file: name,
    hint: 'Close it there, or open it read-only here.',
    params: holder ? { process: holder.process, host: holder.host, since: holder.since } : {},
  });
}

function release(db: Database.Database, path: string): void {
  held.delete(db);
  remove(path);
  if (db.open) db.close();
  if (process.platform === 'win32') remove(path);
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Windows keeps a file that is open; a companion left behind holds nobody off.
  }
}
