import type { Database } from 'better-sqlite3';
import type { IntegrityReport } from '../../../shared/contract/workspace.ts';
import { CancelledError, ExpectedError } from '../../../shared/errors/errors.ts';
import type { AuditLog } from './auditLog.ts';
import { type Batches, describeBatch } from './batches.ts';
import { type BatchDescription, segmentsOf } from './description.ts';
import type { Edits } from './edits.ts';
import type { KeptMasks } from './keptMasks.ts';
import type { NamedValues } from './namedValues.ts';
import { SegmentError, type Segments } from './segments.ts';
import { errorCode, isUnreadable } from './storageError.ts';

/** What a check looks at. */
export interface Checked {
  db: Database;
  batches: Batches;
  segments: Segments;
  properties: NamedValues;
  settings: NamedValues;
  edits: Edits;
  audit: AuditLog;
  masks: KeptMasks;
}

interface Step {
  /** What is damaged if it fails. */
  what: string;
  /** Throws, or returns what is wrong. */
  run(): string[];
}

type Progress = (done: number, total: number) => void;

/**
 * Reads every page and every segment, and says what is damaged. Gives way to other work between two segments. Throws
 * CancelledError when the signal fires or the workspace is closed.
 */
export async function checkWorkspace(
  checked: Checked,
  progress?: Progress,
  signal?: AbortSignal,
): Promise<IntegrityReport> {
  const problems: string[] = [];
  const descriptions = readDescriptions(checked, problems);
  const steps = [
    ...recordSteps(checked),
    ...[...descriptions].flatMap(([id, description]) => batchSteps(checked, id, description)),
  ];
  for (const [index, step] of steps.entries()) {
    if (signal?.aborted || !checked.db.open) throw new CancelledError();
    problems.push(...attempt(step));
    progress?.(index + 1, steps.length);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const entries = [...descriptions.values()].flatMap(segmentsOf);
  return {
    ok: problems.length === 0,
    problems,
    segments: entries.length,
    bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0),
  };
}

function readDescriptions({ db, batches }: Checked, problems: string[]): Map<number, BatchDescription> {
  const descriptions = new Map<number, BatchDescription>();
  const listing = attempt({
    what: 'The list of batches',
    run: () => {
      for (const id of db.prepare<[], number>('SELECT id FROM batch ORDER BY id').pluck().all()) {
        const failures = attempt({
          what: `Batch ${id}`,
          run: () => {
            batches.state(id);
            descriptions.set(id, batches.description(id));
            return [];
          },
        });
        problems.push(...failures);
      }
      return [];
    },
  });
  problems.push(...listing);
  return descriptions;
}

function attempt({ what, run }: Step): string[] {
  try {
    return run();
  } catch (error) {
    if (error instanceof SegmentError) return [`${what} cannot be read: ${error.message}.`];
    if (error instanceof ExpectedError) return [`${what} cannot be read. ${error.message}`];
    if (isUnreadable(error) || errorCode(error).startsWith('SQLITE_IOERR'))
      return [`${what} cannot be read.`];
    throw error;
  }
}

function recordSteps({ db, properties, settings, edits, audit, masks }: Checked): Step[] {
  return [
    { what: 'The structure of the file', run: () => structureProblems(db) },
    {
      what: 'The properties',
      run: () => properties.verify().map((name) => `The property “${name}” is not what was saved.`),
    },
    {
      what: 'The settings',
      run: () => settings.verify().map((name) => `The setting “${name}” is not what was saved.`),
    },
    {
      what: 'The edits',
      run: () => edits.verify().map((id) => `Edit ${id} is not what was saved.`),
    },
    {
      what: 'What is kept of replaced rows',
      run: () =>
        masks
          .verify()
          .map((id) => `What is kept of replaced rows of batch ${id} is damaged; it is worked out again.`),
    },
    {
      what: 'The audit log',
      run: () => {
        const broken = audit.firstBroken();
        return broken === null ? [] : [`The audit log is not what was written from entry ${broken} on.`];
      },
    },
  ];
}

function structureProblems(db: Database): string[] {
  const rows = db.prepare<[], string>('PRAGMA integrity_check(20)').pluck().all();
  return rows
    .filter((row) => row !== 'ok')
    .map((row) => `The structure of the file is damaged: ${row.trim()}.`);
}

function batchSteps({ segments }: Checked, id: number, description: BatchDescription): Step[] {
  const where = describeBatch(id, description);
  const batch = where.charAt(0).toUpperCase() + where.slice(1);
  const ofColumns = description.columns.flatMap((column): Step[] => {
    const what = `${batch}, column “${column.name}”`;
    let row = 0;
    const values = column.values.map((entry): Step => {
      const from = row + 1;
      row += entry.rows;
      const target = column.type === 'number' ? Float64Array : Int32Array;
      return {
        what: `${what}, rows ${from}–${row},`,
        run: () => {
          segments.numbers(entry, new target(entry.rows), 0, 0);
          return [];
        },
      };
    });
    const texts = [...(column.dictionary ?? []), ...(column.labels ?? [])].map(
      (entry): Step => ({
        what: `${what}, its names,`,
        run: () => {
          segments.texts(entry);
          return [];
        },
      }),
    );
    return [...values, ...texts];
  });
  const ofQuarantine = description.quarantine.map(
    (entry): Step => ({
      what: `${batch}, quarantined rows`,
      run: () => {
        segments.quarantine(entry);
        return [];
      },
    }),
  );
  return [...ofColumns, ...ofQuarantine];
}
