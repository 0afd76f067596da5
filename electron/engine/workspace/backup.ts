import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { CancelledError } from '../../../shared/errors/errors.ts';
import { freeBytes } from './freeSpace.ts';
import { diskFull } from './storageError.ts';

/** Left free on the disk by a rolling backup, besides the size of the workspace once more. */
const reserve = 64 * 2 ** 20;

/**
 * Writes a consistent copy of the open database under the same key, compacted, and puts it in place in one step: until
 * then, whatever was at `target` stays. Returns its size. Throws CancelledError where `isStopped` says so when it is written.
 */
export function copyDatabase(db: Database, target: string, isStopped: () => boolean = () => false): number {
  const needed =
    Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));
  if (freeBytes(dirname(target)) < needed) throw diskFull(target, needed);
  return place(target, (partial) => {
    if (isStopped()) throw new CancelledError();
    db.prepare('VACUUM INTO ?').run(partial);
    if (isStopped()) throw new CancelledError();
  });
}

/** The file that a copy to `target` grows in. */
export function partialOf(target: string): string {
  return `${target}.${process.pid}.partial`;
}

function place(target: string, write: (partial: string) => void): number {
  const partial = partialOf(target);
  rmSync(partial, { force: true });
  try {
    write(partial);
    synchronise(partial);
    renameSync(partial, target);
    synchroniseFolder(dirname(target));
    return statSync(target).size;
  } finally {
    rmSync(partial, { force: true });
    rmSync(`${partial}-journal`, { force: true });
  }
}

function synchronise(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes a rename last; Windows neither needs nor allows it. */
export function synchroniseFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

export function generationsFolder(file: string): string {
  return join(dirname(file), `${basename(file)}.backups`);
}

/** Copies kept beside the workspace, oldest first. */
export function generations(file: string): string[] {
  const folder = generationsFolder(file);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z\.qdeck$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** Whether a rolling backup would leave the disk with as much room again and a reserve. */
export function roomForGeneration(file: string, bytes: number): boolean {
  return freeBytes(dirname(file)) >= 2 * bytes + reserve;
}

/** Keeps what `write` makes as the newest generation, and the newest `keep` in all. */
export function addGeneration(file: string, keep: number, write: (partial: string) => void): void {
  const folder = generationsFolder(file);
  mkdirSync(folder, { recursive: true });
  for (const left of readdirSync(folder).filter((name) => name.endsWith('.partial')))
    rmSync(join(folder, left));
  const name = `${new Date().toISOString().replace(/[:.]/g, '-')}.qdeck`;
  place(join(folder, name), write);
  for (const old of generations(file).slice(0, -keep)) rmSync(old, { force: true });
}

/** Copies a closed file; on file systems that can, without taking any room until one of the two changes. */
export function copyClosedFile(file: string, target: string): void {
  copyFileSync(file, target, constants.COPYFILE_FICLONE);
}
