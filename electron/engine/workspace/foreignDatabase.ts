import Database from 'better-sqlite3';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { applicationId } from './migrations.ts';

/** A table or view of somebody else's database. */
export interface ForeignRelation {
  name: string;
  view: boolean;
  columns: string[];
  /** Null for views, which would have to be computed. */
  rows: number | null;
}

/** Somebody else's SQLite database, open for reading. Nothing in it is run but what reading a table takes. */
export interface ForeignDatabase {
  relations: ForeignRelation[];
  /** All rows, as arrays in the order of the columns; whole numbers as bigint. */
  rows(relation: ForeignRelation): IterableIterator<unknown[]>;
  close(): void;
}

/** Throws `unsupportedFormat` for a workspace of our own, `badInput` for damage. `content`: the bytes of a packed one. */
export function openForeignDatabase(path: string, name: string, content: Buffer | null): ForeignDatabase {
  try {
    const db = new Database(
      content ?? path,
      content ? { readonly: true } : { readonly: true, fileMustExist: true },
    );
    try {
      harden(db);
      if (db.pragma('application_id', { simple: true }) === applicationId) throw ownWorkspace(name);
      const relations = listRelations(db);
      return {
        relations,
        rows: (relation) => rowsOf(db, relation, name),
        close: () => void db.close(),
      };
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    throw error instanceof ExpectedError ? error : unreadable(name, error as Error);
  }
}

/** Nothing in the file may run code or write, and nothing is read unchecked. */
function harden(db: Database.Database): void {
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  db.pragma('mmap_size = 0');
  db.pragma('temp_store = MEMORY');
  db.pragma('query_only = ON');
}

function listRelations(db: Database.Database): ForeignRelation[] {
  const found = db
    .prepare(
      `SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, rowid`,
    )
    .all() as { name: string; type: string }[];
  return found.flatMap(({ name, type }) => {
    try {
      const view = type === 'view';
      const columns = db.prepare(`SELECT * FROM ${quoted(name)}`).columns();
      const rows = view
        ? null
        : Number(
            db
              .prepare(`SELECT count(*) FROM ${quoted(name)}`)
              .pluck()
              .get(),
          );
      return [{ name, view, columns: columns.map((column) => column.name), rows }];
    } catch {
      // A view of something that is not there, or a virtual table whose module is not.
      return [];
    }
  });
}

function* rowsOf(
  db: Database.Database,
  relation: ForeignRelation,
  file: string,
): IterableIterator<unknown[]> {
  try {
    yield* db
      .prepare(`SELECT * FROM ${quoted(relation.name)}`)
      .raw()
      .safeIntegers()
      .iterate() as IterableIterator<unknown[]>;
  } catch (error) {
    throw unreadable(file, error as Error);
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function ownWorkspace(name: string): ExpectedError {
  return new ExpectedError('unsupportedFormat', `${name} is a Quarterdeck workspace, not a table`, {
    file: name,
    hint: 'Open it instead of importing it; to bring its data here, import the files it was made from.',
  });
}

function unreadable(name: string, cause: Error): ExpectedError {
  return new ExpectedError(
    'badInput',
    `${name} cannot be read as a database: ${cause.message}`,
    { file: name, hint: 'It may be damaged, encrypted, or open in another program. Copy it and try again.' },
    cause,
  );
}
