import { existsSync, type Stats } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { ExpectedError } from '../../shared/errors/errors.ts';
import type { RecentFiles } from './recentFiles.ts';
import { withoutExtension, workspaceExtension, workspaceFileName } from './workspaceName.ts';

export interface LibraryEntry {
  name: string;
  path: string;
  /** Milliseconds since 1970. */
  modified: number;
  bytes: number;
}

/** The folder in which workspaces are kept unless the user chooses another place. */
export interface Library {
  readonly folder: string;
  list(): Promise<LibraryEntry[]>;
  /** Path of a listed workspace; `notFound` where there is none of that name. */
  find(name: string): Promise<LibraryEntry>;
  /** Path for a new one; `alreadyExists` where the name is taken. */
  reserve(name: string): Promise<{ name: string; path: string }>;
}

export function libraryFolder(): string {
  return resolve(process.env.QUARTERDECK_HOME ?? join(homedir(), 'Quarterdeck'));
}

export function createLibrary(folder: string, recent: RecentFiles): Library {
  async function list(): Promise<LibraryEntry[]> {
    const names = await readdir(folder).catch(() => []);
    const own = names.filter((name) => name.endsWith(workspaceExtension) && !name.startsWith('.'));
    const elsewhere = recent.list().filter((path) => dirname(path) !== folder);
    const entries = await Promise.all([
      ...own.map((name) => entry(join(folder, name), withoutExtension(name))),
      ...elsewhere.map((path) => entry(path, `${withoutExtension(basename(path))} (${dirname(path)})`)),
    ]);
    return entries.filter((found) => found !== null).sort((a, b) => b.modified - a.modified);
  }
  async function find(name: string): Promise<LibraryEntry> {
    const found = (await list()).find((one) => one.name === name);
    if (!found)
      throw new ExpectedError('notFound', `There is no workspace named ${name}.`, { params: { name } });
    return found;
  }
  async function reserve(name: string): Promise<{ name: string; path: string }> {
    const fileName = workspaceFileName(name);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, fileName);
    if (existsSync(path)) {
      const shown = withoutExtension(fileName);
      throw new ExpectedError('alreadyExists', `There is a workspace named ${shown}.`, {
        params: { name: shown },
      });
    }
    return { name: withoutExtension(fileName), path };
  }
  return { folder, list, find, reserve };
}

async function entry(path: string, name: string): Promise<LibraryEntry | null> {
  const stats: Stats | null = await stat(path).catch(() => null);
  return stats?.isFile() ? { name, path, modified: stats.mtimeMs, bytes: stats.size } : null;
}
