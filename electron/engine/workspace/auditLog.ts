import type { Database } from 'better-sqlite3';
import type { AuditEntry } from '../../../shared/contract/workspace.ts';
import { digestOf } from './digest.ts';

/** What was done to the workspace and when; never what is in it. */
export interface AuditLog {
  append(action: string, detail: string): void;
  /** Newest first. */
  newest(limit: number): AuditEntry[];
  /** The first entry that is not what was written, or does not follow the one before; null when all is well. */
  firstBroken(): number | null;
}

interface Row extends AuditEntry {
  id: number;
  digest: Buffer;
}

function digestAfter(previous: Buffer | undefined, entry: Omit<Row, 'digest'>): Buffer {
  const { id, at, action, detail } = entry;
  return digestOf(previous?.toString('hex') ?? '', String(id), at, action, detail);
}

export function createAuditLog(db: Database): AuditLog {
  const last = db.prepare<[], Row>('SELECT * FROM audit ORDER BY id DESC LIMIT 1');
  const insert = db.prepare('INSERT INTO audit (id, at, action, detail, digest) VALUES (?, ?, ?, ?, ?)');
  const newest = db.prepare<[number], AuditEntry>(
    'SELECT at, action, detail FROM audit ORDER BY id DESC LIMIT ?',
  );
  const all = db.prepare<[], Row>('SELECT * FROM audit ORDER BY id');
  const append = db.transaction((action: string, detail: string) => {
    const previous = last.get();
    const id = (previous?.id ?? 0) + 1;
    const at = new Date().toISOString();
    insert.run(id, at, action, detail, digestAfter(previous?.digest, { id, at, action, detail }));
  });
  return {
    append: (action, detail) => append.immediate(action, detail),
    newest: (limit) => newest.all(limit),
    firstBroken() {
      let previous: Row | undefined;
      for (const row of all.iterate()) {
        const follows = row.id === (previous?.id ?? 0) + 1;
        if (!follows || !row.digest.equals(digestAfter(previous?.digest, row))) return row.id;
        previous = row;
      }
      return null;
    },
  };
}
