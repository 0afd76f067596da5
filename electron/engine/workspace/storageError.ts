import { accessSync, constants, existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { CancelledError, ExpectedError } from '../../../shared/errors/errors.ts';
import { freeBytes } from './freeSpace.ts';

/** Below this a failed write is taken for a full disk, whatever the system called it. */
const nothingLeft = 256 * 1024;

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

export function damaged(file: string, what: string, cause?: unknown): ExpectedError {
  const name = basename(file);
  return new ExpectedError(
    'damaged',
    `${name} is damaged: ${what}.`,
    {
      file: name,
      hint: `Keep the file. Take the newest copy from the folder “${name}.backups” beside it, or open the file read-only to save what is whole.`,
    },
    cause,
  );
}

export function diskFull(file: string, needed: number | null, cause?: unknown): ExpectedError {
  const name = basename(file);
  const free = freeBytes(dirname(file));
  const figures = [
    ...(needed === null ? [] : [`${megabytes(needed)} are needed`]),
    ...(Number.isFinite(free) ? [`${megabytes(free)} are free`] : []),
  ].join(', ');
  return new ExpectedError(
    'diskFull',
    `There is not enough room on the disk for ${name}${figures && `: ${figures}`}. Nothing was changed.`,
    {
      file: name,
      hint: 'Free some space and try again.',
      params: {
        ...(needed === null ? {} : { needed }),
        ...(Number.isFinite(free) ? { free } : {}),
      },
    },
    cause,
  );
}

export function readOnlyFile(file: string, cause?: unknown): ExpectedError {
  const name = basename(file);
  return new ExpectedError(
    'readOnly',
    `${name} cannot be changed: the file or its folder is read-only.`,
    { file: name, hint: 'Open it read-only, or copy it to a folder you may write to.' },
    cause,
  );
}

function inputOutput(file: string, error: unknown): ExpectedError {
  const name = basename(file);
  const reason = error instanceof Error ? error.message : String(error);
  return new ExpectedError('io', `${name} could not be read or written: ${reason}.`, { file: name }, error);
}

function noFolder(file: string, error: unknown): ExpectedError {
  const folder = dirname(file);
  const message = `There is no folder “${folder}” for ${basename(file)}. Nothing was written.`;
  const hint = 'Make the folder first, or choose another place.';
  return new ExpectedError('notFound', message, { file: basename(file), hint }, error);
}

function mayWrite(file: string): boolean {
  try {
    accessSync(dirname(file), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether SQLite found the file damaged; it has no code of its own for a header it cannot make sense of. */
export function isUnreadable(error: unknown): boolean {
  const code = errorCode(error);
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR_(DATA|CORRUPTFS|SHORT_READ))/.test(code)) return true;
  return code === 'SQLITE_ERROR' && error instanceof Error && error.message === 'unsupported file format';
}

/** Says in the user's terms what SQLite or the file system reported. Anything not foreseen passes as it is. */
export function toStorageError(error: unknown, file: string, needed: number | null = null): unknown {
  if (error instanceof ExpectedError || error instanceof CancelledError) return error;
  const code = errorCode(error);
  if (isUnreadable(error)) return damaged(file, 'part of it cannot be read', error);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return diskFull(file, needed, error);
  if (/^SQLITE_READONLY/.test(code) || /^(EACCES|EPERM|EROFS)$/.test(code)) return readOnlyFile(file, error);
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    const name = basename(file);
    return new ExpectedError('locked', `${name} is in use at this moment. Try again.`, { file: name }, error);
  }
  if (/^SQLITE_(IOERR|CANTOPEN|PERM|PROTOCOL|NOLFS)/.test(code)) {
    if (freeBytes(dirname(file)) < nothingLeft) return diskFull(file, needed, error);
    return mayWrite(file) ? inputOutput(file, error) : readOnlyFile(file, error);
  }
  if (code === 'ENOENT' && !existsSync(dirname(file))) return noFolder(file, error);
  return /^E[A-Z0-9]+$/.test(code) ? inputOutput(file, error) : error;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}
