import { realpathSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Database } from 'better-sqlite3';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { assertPlainPath, beginLogging, connect, endLogging, passphraseBytes } from './connection.ts';
import { isEncryptedFile } from './fileHeader.ts';
import { acquireWriterLock } from './lock.ts';
import { enterFile, leaveFile, openFileEncrypted } from './openFiles.ts';
import { createSession, type Opened, type Session } from './session.ts';
import { errorCode, toStorageError } from './storageError.ts';
import type { OpenOptions, Workspace } from './types.ts';
import { bringUpToDate, verifyFile } from './verifyFile.ts';
import { workspaceOf } from './workspaceOf.ts';

const defaultGenerations = 3;

/**
 * Opens a workspace, alone for writing or, beside a writer, for reading. A file that another program has open for
 * writing is `locked`; others: `notFound`, `notWorkspace`, `newerVersion`, `needsPassphrase`, `wrongPassphrase`,
 * `damaged`, `readOnly`, `diskFull`, `io`. A passphrase for a file without one is not used. On failure nothing in the
 * file has changed.
 */
export function openWorkspace(path: string, options: OpenOptions = {}): Workspace {
  const file = locate(path);
  const lock = options.readOnly ? null : acquireWriterLock(file);
  let db: Database | undefined;
  let key: Buffer | null = null;
  let entered = false;
  try {
    const encrypted = openFileEncrypted(file) ?? isEncryptedFile(file);
    key = encrypted ? requiredKey(file, options.passphrase) : null;
    db = connect(file, key, lock ? 'write' : 'read');
    enterFile(file, encrypted);
    entered = true;
    verifyFile(db, file, lock !== null);
    const generations = options.generations ?? defaultGenerations;
    return workspaceOf(begin({ file, db, key, lock, generations }));
  } catch (error) {
    db?.close();
    key?.fill(0);
    if (entered) leaveFile(file);
    lock?.release();
    throw toStorageError(error, file);
  }
}

function locate(path: string): string {
  const absolute = resolve(path);
  assertPlainPath(absolute);
  try {
    return realpathSync(absolute);
  } catch (error) {
    const name = basename(path);
    if (errorCode(error) !== 'ENOENT') throw toStorageError(error, absolute);
    throw new ExpectedError('notFound', `${name} does not exist.`, { file: name });
  }
}

function requiredKey(file: string, passphrase: string | undefined): Buffer {
  if (passphrase) return passphraseBytes(passphrase);
  const name = basename(file);
  throw new ExpectedError('needsPassphrase', `${name} is encrypted: it needs its passphrase.`, {
    file: name,
  });
}

function begin(opened: Opened): Session {
  const { db, file, lock, generations } = opened;
  if (!lock) {
    const session = createSession(opened);
    session.batches.all();
    session.edits.all();
    return session;
  }
  beginLogging(db, file);
  try {
    const upgraded = bringUpToDate(db, file, generations);
    const session = createSession(opened);
    session.batches.all();
    session.edits.all();
    if (upgraded) session.audit.append('upgrade', upgraded);
    session.audit.append('open', `revision ${session.properties.get('revision')}`);
    return session;
  } catch (error) {
    endLogging(db);
    throw error;
  }
}
