import type { Database } from 'better-sqlite3';
import { digestOf } from './digest.ts';
import { damaged } from './storageError.ts';

/** A table of named texts, each proven by a digest: the workspace's own properties, and the user's settings. */
export interface NamedValues {
  get(name: string): string | null;
  set(name: string, value: string | null): void;
  /** Names whose value is not what was written. */
  verify(): string[];
}

interface Row {
  name: string;
  value: string;
  digest: Buffer;
}

function isWhole(row: Row): boolean {
  return row.digest.equals(digestOf(row.name, row.value));
}

export function createNamedValues(db: Database, table: 'property' | 'setting', file: string): NamedValues {
  const select = db.prepare<[string], Row>(`SELECT name, value, digest FROM ${table} WHERE name = ?`);
  const selectAll = db.prepare<[], Row>(
    `SELECT name, value, digest FROM ${table} NOT INDEXED ORDER BY rowid`,
  );
  const upsert = db.prepare(
    `INSERT INTO ${table} (name, value, digest) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value, digest = excluded.digest`,
  );
  const remove = db.prepare(`DELETE FROM ${table} WHERE name = ?`);
  return {
    get(name) {
      const row = select.get(name);
      if (!row) return null;
      if (!isWhole(row)) throw damaged(file, `the ${table} “${name}” is not what was saved`);
      return row.value;
    },
    set(name, value) {
      if (value === null) remove.run(name);
      else upsert.run(name, value, digestOf(name, value));
    },
    verify: () =>
      selectAll
        .all()
        .filter((row) => !isWhole(row))
        .map((row) => row.name),
  };
}
