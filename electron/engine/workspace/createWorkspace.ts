import { existsSync, linkSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { synchroniseFolder } from './backup.ts';
import { assertPlainPath, connect, passphraseBytes } from './connection.ts';
import { migrate } from './migrations.ts';
import { createNamedValues } from './namedValues.ts';
import { openWorkspace } from './openWorkspace.ts';
import { errorCode, toStorageError } from './storageError.ts';
import type { OpenOptions, Workspace } from './types.ts';

/**
 * Makes a new workspace and opens it; with a passphrase it is encrypted. The file appears complete or not at all.
 * Throws `alreadyExists` rather than touch what is there, `notFound` for a missing folder, `badInput` for an empty
 * passphrase, `readOnly`, `diskFull`, `io`.
 */
export function createWorkspace(path: string, options: OpenOptions = {}): Workspace {
  const file = locateNew(path);
  if (options.passphrase === '') {
    throw new ExpectedError('badInput', 'The passphrase is empty.', { hint: 'Give one, or none at all.' });
  }
  const partial = `${file}.${process.pid}.partial`;
  try {
    rmSync(partial, { force: true });
    initialise(partial, options.passphrase);
    publish(partial, file);
  } catch (error) {
    throw toStorageError(error, file);
  } finally {
    rmSync(partial, { force: true });
    rmSync(`${partial}-journal`, { force: true });
  }
  return openWorkspace(file, { ...options, readOnly: false });
}

function locateNew(path: string): string {
  const absolute = resolve(path);
  assertPlainPath(absolute);
  const folder = dirname(absolute);
  if (!existsSync(folder)) {
    throw new ExpectedError('notFound', `The folder of ${basename(path)} does not exist.`, {
      file: basename(path),
    });
  }
  const file = join(realpathSync(folder), basename(absolute));
  for (const taken of [file, `${file}-wal`, `${file}-journal`]) {
    if (existsSync(taken)) throw exists(taken);
  }
  return file;
}

function exists(file: string): ExpectedError {
  const name = basename(file);
  return new ExpectedError('alreadyExists', `${name} is already there.`, {
    file: name,
    hint: 'Open it, or choose another name.',
  });
}

function initialise(file: string, passphrase: string | undefined): void {
  const key = passphrase === undefined ? null : passphraseBytes(passphrase);
  const db = connect(file, key, 'create');
  try {
    migrate(db);
    db.transaction(() => {
      const properties = createNamedValues(db, 'property', file);
      properties.set('created', new Date().toISOString());
      properties.set('revision', '0');
    }).immediate();
  } finally {
    db.close();
    key?.fill(0);
  }
}

/** Gives the finished file its name, and fails where the name is taken meanwhile. */
function publish(partial: string, file: string): void {
  try {
    linkSync(partial, file);
  } catch (error) {
    if (errorCode(error) === 'EEXIST' || existsSync(file)) throw exists(file);
    // File systems without links (FAT, some shares): the check just made must do.
    renameSync(partial, file);
  }
  synchroniseFolder(dirname(file));
}
