import { basename } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Batch, QuarantinedRow } from '../../../shared/contract/workspace.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { type BatchDescription, type ColumnEntry, toBatch } from './description.ts';
import { digestOf } from './digest.ts';
import { prefetchColumns, readRuns } from './prefetch.ts';
import { countReasons, type PreparedBatch } from './prepareBatch.ts';
import { type Guard, SegmentError, type Segments } from './segments.ts';
import { damaged, toStorageError } from './storageError.ts';
import type { ColumnNames, Runs, StoredColumn } from './types.ts';

export interface QuarantinePage {
  total: number;
  reasons: Record<string, number>;
  rows: QuarantinedRow[];
}

/** The log of batches. Writes belong in a transaction of the caller. */
export interface Batches {
  all(): Batch[];
  description(batch: number): BatchDescription;
  state(batch: number): Batch['state'];
  setState(batch: number, state: Batch['state']): void;
  /** Returns the new batch's id. */
  write(prepared: PreparedBatch): number;
  readColumn(batch: number, name: string): StoredColumn;
  readNames(batch: number, name: string): ColumnNames;
  prefetch(batch: number, names: string[], signal?: AbortSignal): Promise<void>;
  runs(batch: number, name: string, signal?: AbortSignal): Promise<Runs | null>;
  /** Without the rows that a batch of repaired rows in use took over. */
  quarantine(batch: number, offset: number, limit: number): QuarantinePage;
  /** The same a part at a time, from 0; null behind the last. */
  quarantinePart(batch: number, part: number): QuarantinedRow[] | null;
}

/** Columns of fewer rows are one segment: nothing to share out. */
const prefetchedRows = 2 ** 20;

interface Row {
  id: number;
  state: Batch['state'];
  description: string;
  digest: Buffer;
}

export function createBatches(db: Database, segments: Segments, file: string): Batches {
  const selectAll = db.prepare<[], Pick<Row, 'id' | 'state'>>('SELECT id, state FROM batch ORDER BY id');
  const select = db.prepare<[number], Row>('SELECT id, state, description, digest FROM batch WHERE id = ?');
  const selectState = db.prepare<[number], Batch['state']>('SELECT state FROM batch WHERE id = ?').pluck();
  const updateState = db.prepare('UPDATE batch SET state = ? WHERE id = ?');
  const known = new Map<number, BatchDescription>();
  const ready = new Map<string, StoredColumn>();

  function description(id: number): BatchDescription {
    const cached = known.get(id);
    if (cached) return cached;
    const row = select.get(id);
    if (!row) throw noSuchBatch(id, file);
    if (!row.digest.equals(digestOf(String(id), row.description))) {
      throw damaged(file, `what is known of batch ${id} is not what was saved`);
    }
    const parsed = JSON.parse(row.description) as BatchDescription;
    known.set(id, parsed);
    return parsed;
  }

  function state(id: number): Batch['state'] {
    const found = selectState.get(id);
    if (found === undefined) throw noSuchBatch(id, file);
    if (found !== 'active' && found !== 'undone')
      throw damaged(file, `the state of batch ${id} cannot be read`);
    return found;
  }

  /** Quarantined records of each batch that batches in use hold repaired, and how many entries they were. */
  function repairedRows(ids: number[]): Map<number, { records: Set<number>; entries: number }> {
    const found = new Map<number, { records: Set<number>; entries: number }>();
    for (const id of ids) {
      const { repair } = description(id);
      if (!repair || state(id) !== 'active') continue;
      const taken = found.get(repair.batch) ?? { records: new Set(), entries: 0 };
      for (const record of repair.records) taken.records.add(record);
      taken.entries += repair.entries ?? repair.records.length;
      found.set(repair.batch, taken);
    }
    return found;
  }

  function ofColumn<Result>(
    id: number,
    name: string,
    read: (entry: ColumnEntry, rows: number, guard: Guard) => Result,
  ): Result {
    const found = description(id);
    const entry = found.columns.find((column) => column.name === name);
    if (!entry) throw new Error(`Batch ${id} has no column ${name}`);
    const what = `${describeBatch(id, found)}, column “${name}”`;
    return named(file, what, () => read(entry, found.accepted, guardOf(id)(entry)));
  }

  /** For texts that are read when they are asked for, which may be after the workspace was closed. */
  function guardOf(id: number): (entry: ColumnEntry) => Guard {
    return ({ name }) =>
      (read) => {
        if (!db.open) throw new ExpectedError('noWorkspace', 'The workspace is closed.');
        try {
          return named(file, `${describeBatch(id, description(id))}, column “${name}”`, read);
        } catch (error) {
          throw toStorageError(error, file);
        }
      };
  }

  return {
    description,
    state,
    all: () => {
      const ids = selectAll.all().map(({ id }) => id);
      const repaired = repairedRows(ids);
      return ids.map((id) => ({
        ...toBatch(id, state(id), description(id)),
        repaired: repaired.get(id)?.entries ?? 0,
      }));
    },
    setState: (id, wanted) => void updateState.run(wanted, id),
    write: (prepared) => writeBatch(db, prepared),
    async prefetch(id, names, signal) {
      const found = description(id);
      if (found.accepted < prefetchedRows) return;
      const columns = found.columns.filter(({ name }) => names.includes(name) && !ready.has(`${id} ${name}`));
      for (const column of await prefetchColumns(segments, columns, found.accepted, guardOf(id), signal)) {
        ready.set(`${id} ${column.name}`, column);
      }
    },
    async runs(id, name, signal) {
      const found = description(id);
      const column = found.columns.find((entry) => entry.name === name);
      if (!column || column.type === 'number' || found.accepted < prefetchedRows) return null;
      if (column.values.reduce((rows, entry) => rows + entry.rows, 0) !== found.accepted) return null;
      return readRuns(segments, column, signal);
    },
    readColumn(id, name) {
      const prefetched = ready.get(`${id} ${name}`);
      ready.delete(`${id} ${name}`);
      if (prefetched) return prefetched;
      return ofColumn(id, name, (entry, rows, guard) => segments.column(entry, rows, guard));
    },
    readNames: (id, name) => ofColumn(id, name, (entry) => segments.names(entry)),

    quarantine(id, offset, limit) {
      const found = description(id);
      const taken = repairedRows(selectAll.all().map((row) => row.id)).get(id);
      return named(file, `${describeBatch(id, found)}, quarantined rows`, () => {
        if (!taken) {
          const rows = readQuarantine(segments, found, offset, limit);
          return { total: found.quarantined, reasons: { ...found.reasons }, rows };
        }
        const rows = readQuarantine(segments, found, 0, found.quarantined).filter(
          ({ record }) => !taken.records.has(record),
        );
        return {
          total: rows.length,
          reasons: countReasons(rows),
          rows: rows.slice(offset, offset + limit),
        };
      });
    },
    quarantinePart(id, part) {
      const found = description(id);
      const entry = found.quarantine[part];
      if (!entry) return null;
      const taken = repairedRows(selectAll.all().map((row) => row.id)).get(id);
      return named(file, `${describeBatch(id, found)}, quarantined rows`, () =>
        segments.quarantine(entry).filter(({ record }) => !taken?.records.has(record)),
      );
    },
  };
}

function noSuchBatch(id: number, file: string): ExpectedError {
  const name = basename(file);
  return new ExpectedError('notFound', `${name} has no batch ${id}.`, { file: name, params: { batch: id } });
}

export function describeBatch(id: number, { kind, source }: BatchDescription): string {
  return `batch ${id} (${kind} from ${source})`;
}

function named<Result>(file: string, what: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof SegmentError) throw damaged(file, `${what} cannot be read: ${error.message}`, error);
    throw error;
  }
}

function writeBatch(db: Database, prepared: PreparedBatch): number {
  const batch = 1 + highestId(db, 'batch');
  const first = 1 + highestId(db, 'segment');
  const insert = db.prepare('INSERT INTO segment (id, batch, data) VALUES (?, ?, ?)');
  prepared.segments.forEach(({ entry, read }, index) => {
    entry.id = first + index;
    insert.run(entry.id, batch, read());
  });
  const description = JSON.stringify(prepared.description);
  db.prepare("INSERT INTO batch (id, state, description, digest) VALUES (?, 'active', ?, ?)").run(
    batch,
    description,
    digestOf(String(batch), description),
  );
  return batch;
}

function highestId(db: Database, table: 'batch' | 'segment'): number {
  return db.prepare<[], number>(`SELECT coalesce(max(id), 0) FROM ${table}`).pluck().get() ?? 0;
}

function readQuarantine(
  segments: Segments,
  description: BatchDescription,
  offset: number,
  limit: number,
): QuarantinedRow[] {
  const rows: QuarantinedRow[] = [];
  let start = 0;
  for (const entry of description.quarantine) {
    const from = Math.max(0, offset - start);
    const to = Math.min(entry.rows, offset + limit - start);
    if (from < to) rows.push(...segments.quarantine(entry).slice(from, to));
    start += entry.rows;
  }
  return rows;
}
