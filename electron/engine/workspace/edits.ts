import { basename } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Edit, EditContent, EditOf } from '../../../shared/contract/edits.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { digestOf } from './digest.ts';
import { damaged } from './storageError.ts';

/** The log of what the user decided. Writes belong in a transaction of the caller. */
export interface Edits {
  /** In order of id. Throws `damaged`. */
  all(): Edit[];
  /** Those of one kind. */
  ofKind<Kind extends Edit['kind']>(kind: Kind): EditOf<Kind>[];
  /** Another text after every change of the log through this file, and after any by another program. */
  stamp(): string;
  find(id: number): Edit;
  /** Returns the new edit's id. */
  write(content: EditContent): number;
  setState(id: number, state: Edit['state']): void;
  /** Ids of edits that are not what was written. */
  verify(): number[];
  /** How many there are, and how many are undone. */
  count(): string;
}

interface Row {
  id: number;
  at: string;
  kind: string;
  state: Edit['state'];
  body: string;
  digest: Buffer;
}

function digestOfRow({ id, at, kind, body }: Pick<Row, 'id' | 'at' | 'kind' | 'body'>): Buffer {
  return digestOf(String(id), at, kind, body);
}

function isWhole(row: Row): boolean {
  return row.digest.equals(digestOfRow(row)) && (row.state === 'active' || row.state === 'undone');
}

export function createEdits(db: Database, file: string): Edits {
  const selectAll = db.prepare<[], Row>('SELECT * FROM edit ORDER BY id');
  const selectKind = db.prepare<[string], Row>('SELECT * FROM edit WHERE kind = ? ORDER BY id');
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  const select = db.prepare<[number], Row>('SELECT * FROM edit WHERE id = ?');
  const last = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM edit').pluck();
  const counts = db
    .prepare<[], string>("SELECT count(*) || ' ' || coalesce(sum(state = 'undone'), 0) FROM edit")
    .pluck();
  const insert = db.prepare(
    "INSERT INTO edit (id, at, kind, state, body, digest) VALUES (?, ?, ?, 'active', ?, ?)",
  );
  const updateState = db.prepare('UPDATE edit SET state = ? WHERE id = ?');

  function toEdit(row: Row): Edit {
    if (!isWhole(row)) throw damaged(file, `what is known of edit ${row.id} is not what was saved`);
    const { id, at, kind, state, body } = row;
    return { id, at, state, kind, body: JSON.parse(body) } as Edit;
  }

  return {
    all: () => selectAll.all().map(toEdit),
    ofKind: <Kind extends Edit['kind']>(kind: Kind) => selectKind.all(kind).map(toEdit) as EditOf<Kind>[],
    stamp: () => `${changes.get()} ${db.pragma('data_version', { simple: true })}`,
    find(id) {
      const row = select.get(id);
      if (row) return toEdit(row);
      const name = basename(file);
      throw new ExpectedError('notFound', `${name} has no edit ${id}.`, { file: name, params: { edit: id } });
    },
    write({ kind, body }) {
      const row = {
        id: (last.get() ?? 0) + 1,
        at: new Date().toISOString(),
        kind,
        body: JSON.stringify(body),
      };
      insert.run(row.id, row.at, row.kind, row.body, digestOfRow(row));
      return row.id;
    },
    setState: (id, state) => void updateState.run(state, id),
    count: () => counts.get() ?? '',
    verify: () =>
      selectAll
        .all()
        .filter((row) => !isWhole(row))
        .map(({ id }) => id),
  };
}
