import { readJsonFile, writeJsonFile } from './jsonFile.ts';

const kept = 12;

/** Paths of the workspaces opened last, newest first. */
export interface RecentFiles {
  list(): string[];
  add(path: string): void;
  remove(path: string): void;
}

export function createRecentFiles(file: string, changed: () => void = () => undefined): RecentFiles {
  let paths = readPaths(file);
  function keep(next: string[]): void {
    paths = next.slice(0, kept);
    writeJsonFile(file, { paths });
    changed();
  }
  return {
    list: () => [...paths],
    add: (path) => keep([path, ...paths.filter((other) => other !== path)]),
    remove: (path) => keep(paths.filter((other) => other !== path)),
  };
}

function readPaths(file: string): string[] {
  const stored = readJsonFile(file);
  if (typeof stored !== 'object' || stored === null || !('paths' in stored) || !Array.isArray(stored.paths))
    return [];
  return stored.paths.filter((path): path is string => typeof path === 'string').slice(0, kept);
}
