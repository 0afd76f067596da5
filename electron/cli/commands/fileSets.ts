import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FileSet, Mapping, SetFile } from '../../../shared/contract/ingest.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';

const tableNames =
  /\.(?:csv|tsv|txt|tab|psv|dat|xlsx|xlsm|xls|xlsb|ods|parquet|arrow|arrows|feather|json|jsonl|ndjson|sqlite|sqlite3|db|zip)(?:\.gz)?$/i;

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The tables in a folder and below, by their names; hidden ones are passed over. Throws `emptyFile` where there is none. */
function tablesIn(folder: string): string[] {
  const found = globSync('**/*', { cwd: folder, exclude: (name) => name.startsWith('.') })
    .filter((name) => tableNames.test(name) && !/(^|[\\/])\./.test(name))
    .map((name) => join(folder, name))
    .filter((path) => !isFolder(path))
    .sort();
  if (found.length > 0) return found;
  throw new ExpectedError('emptyFile', `${folder} holds no tables`, {
    file: folder,
    hint: 'Choose a folder with CSV, Excel, Parquet, Arrow, JSON or SQLite files.',
  });
}

/** Whether these files are to be looked at as one set: a folder is named, or an archive. */
export function isSet(paths: string[], sheet: string | undefined): boolean {
  return sheet === undefined && paths.some((path) => isFolder(path) || /\.zip$/i.test(path));
}

export function withFolders(paths: string[]): string[] {
  return paths.flatMap((path) => (isFolder(path) ? tablesIn(path) : [path]));
}

/** The mapping of the set in the words of one of its files. */
export function mappingOf({ preview }: FileSet, asked: Mapping | undefined, { headers }: SetFile): Mapping {
  return Object.fromEntries(
    Object.entries(asked ?? preview.mapping).flatMap(([field, header]) => {
      const own = headers[header];
      return own === undefined ? [] : [[field, own] as const];
    }),
  );
}
