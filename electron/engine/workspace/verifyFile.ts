import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Database } from 'better-sqlite3';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { addGeneration, roomForGeneration } from './backup.ts';
import { notWorkspace } from './fileHeader.ts';
import { applicationId, expectedSchema, latestVersion, migrate, schemaOf, versionOf } from './migrations.ts';
import { sizeOf } from './session.ts';
import { damaged } from './storageError.ts';

/** Up to this size every page is looked at before anything is written: a fraction of a second, even encrypted. */
const quickCheckBytes = 16 * 2 ** 20;

/**
 * Whether the file is a workspace this program can open, before anything in it is used: its mark, its version, and a
 * schema that is exactly what the migrations make, so that no foreign trigger or view can be in it.
 */
export function verifyFile(db: Database, file: string, writing: boolean): void {
  const mark = db.pragma('application_id', { simple: true });
  const version = versionOf(db);
  if (mark !== applicationId) throw notWorkspace(file);
  if (version > latestVersion) throw newerVersion(file, version);
  if (version < 1 || schemaOf(db) !== expectedSchema(version)) {
    throw damaged(file, 'its structure is not that of a workspace');
  }
  assertWholeLength(db, file);
  if (!writing && version < latestVersion) throw outOfDate(file);
  if (!writing || statSync(file).size > quickCheckBytes) return;
  const found = db.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw damaged(file, 'its structure does not hold together');
}

/** SQLite takes a last page that is cut off for one that ends in zeros. With a log beside it a file may be shorter. */
function assertWholeLength(db: Database, file: string): void {
  const wanted = sizeOf(db);
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  const { size } = statSync(file);
  if (size < wanted && (log?.size ?? 0) === 0)
    throw damaged(file, `it is cut off after ${size} of ${wanted} bytes`);
}

function newerVersion(file: string, version: number): ExpectedError {
  const name = basename(file);
  return new ExpectedError('newerVersion', `${name} was made by a newer Quarterdeck (format ${version}).`, {
    file: name,
    hint: `This one knows formats up to ${latestVersion}. Update Quarterdeck to open it.`,
    params: { version, latest: latestVersion },
  });
}

function outOfDate(file: string): ExpectedError {
  const name = basename(file);
  return new ExpectedError(
    'readOnly',
    `${name} was made by an older Quarterdeck and must be brought up to date.`,
    {
      file: name,
      hint: 'Open it for writing once.',
    },
  );
}

/** Migrates an older file, after keeping a copy of it if there is room. Returns what was done; null when nothing. */
export function bringUpToDate(db: Database, file: string, generations: number): string | null {
  const version = versionOf(db);
  if (version === latestVersion) return null;
  const copies = generations > 0 && roomForGeneration(file, statSync(file).size);
  if (copies) addGeneration(file, generations, (partial) => void db.prepare('VACUUM INTO ?').run(partial));
  migrate(db);
  return `from format ${version} to ${latestVersion}, ${copies ? 'a copy was kept' : 'without a copy'}`;
}
