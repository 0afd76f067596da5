import { basename, dirname } from 'node:path';
import Database from 'better-sqlite3';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { pageSize } from './fileHeader.ts';
import { isNetworkFolder } from './freeSpace.ts';
import { openFileEncrypted } from './openFiles.ts';
import { somePageAuthenticates } from './pageProof.ts';
import { damaged, errorCode } from './storageError.ts';

/** What the cipher adds to the database's interface. */
type KeyedDatabase = Database.Database & { key(key: Buffer): number };

/** The database trims names, so one that ends in a blank would name another file. */
export function assertPlainPath(path: string): void {
  if (path !== path.trim() || path.includes('\0')) {
    throw new ExpectedError('badInput', 'The file name begins or ends with a blank.', {
      file: basename(path),
    });
  }
}

/** The bytes of a passphrase: the same for every way its characters can be composed. */
export function passphraseBytes(passphrase: string): Buffer {
  return Buffer.from(passphrase.normalize('NFC'), 'utf8');
}

/**
 * Opens the database and reads its first page. The key is handed over as bytes, so it never meets SQL text.
 * Throws `wrongPassphrase`, or `damaged` when the passphrase is proven right or there is none.
 */
export function connect(
  file: string,
  key: Buffer | null,
  mode: 'read' | 'write' | 'create',
): Database.Database {
  const db = new Database(file, { readonly: mode === 'read', fileMustExist: mode !== 'create' });
  try {
    if (key) {
      db.pragma("cipher = 'chacha20'");
      (db as KeyedDatabase).key(key);
    }
    configure(db);
    if (mode === 'create') db.pragma(`page_size = ${pageSize}`);
    db.pragma('application_id', { simple: true });
    return db;
  } catch (error) {
    db.close();
    throw key && errorCode(error) === 'SQLITE_NOTADB' ? refusedKey(file, key) : error;
  }
}

/** Nothing in the file may run code, nothing is read unchecked, nothing is written to temporary files in the clear. */
function configure(db: Database.Database): void {
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  db.pragma('mmap_size = 0');
  db.pragma('temp_store = MEMORY');
  db.pragma('synchronous = FULL');
  if (process.platform === 'darwin') {
    db.pragma('fullfsync = ON');
    db.pragma('checkpoint_fullfsync = ON');
  }
}

function refusedKey(file: string, key: Buffer): ExpectedError {
  const mayRead = openFileEncrypted(file) === undefined;
  if (mayRead && somePageAuthenticates(file, key)) return damaged(file, 'its first page cannot be read');
  const name = basename(file);
  return new ExpectedError('wrongPassphrase', `The passphrase does not open ${name}.`, {
    file: name,
    hint: `Check the keyboard layout and capitals. If the passphrase is surely right, the first bytes of the file are damaged: take the newest copy from the folder “${name}.backups” beside it.`,
  });
}

/** Writes go to a log beside the file while it is open; not on network shares, where that is not safe. */
export function beginLogging(db: Database.Database, file: string): void {
  if (isNetworkFolder(dirname(file))) return;
  try {
    db.pragma('journal_mode = WAL');
  } catch (error) {
    // A reader is at work: the file stays in rollback mode, which is as safe.
    if (!errorCode(error).startsWith('SQLITE_BUSY')) throw error;
  }
}

/** Folds the log back into the file, so that one file travels. False when a reader is in the way. */
export function endLogging(db: Database.Database): boolean {
  try {
    const busy = db.pragma('wal_checkpoint(TRUNCATE)', { simple: true });
    if (busy !== 0) return false;
    db.pragma('journal_mode = DELETE');
    return true;
  } catch {
    return false;
  }
}
