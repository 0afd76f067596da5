import { type ImportRules, importRules, type Unpivot } from '../../../../shared/contract/ingest.ts';
import type { Repair } from '../../../../shared/contract/repair.ts';
import type { Batch, QuarantinedRow } from '../../../../shared/contract/workspace.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { runSteps } from '../../book/steps.ts';
import type { Reading, Workspace } from '../../workspace/types.ts';
import { type Reading as PlannedReading, planReading } from '../batch/planReading.ts';
import type { ColumnProfile } from '../detect/columns.ts';
import { quarantinedRows } from '../quarantineTable.ts';
import type { DetectedTable } from '../tableReader.ts';
import { cellsOf } from './quarantinedCells.ts';

/** Why a row is kept out of which other cells are imported already, and those were changed. */
export const readBefore = 'readBefore';

/** A batch whose quarantined rows can be read once more, the way its file was read. */
export interface Repairable {
  batch: Batch;
  reading: Reading;
  headers: string[];
  profiles: ColumnProfile[];
  /** Whether a row of the file is several of the batch. */
  wide: boolean;
  /** A plan of reading rows once: it keeps count of what it sees. Rows marked in `left`, as they come out, are left out. */
  plan(rules: ImportRules, left?: Uint8Array): PlannedReading;
  rules: ImportRules;
  rows: WaitingRow[];
}

/** A row in quarantine with the cells it has in the file, and with the user's changes. */
export interface WaitingRow {
  row: QuarantinedRow;
  /** All that is in quarantine of it: in a wide table each cell that cannot be read is an entry. */
  entries: QuarantinedRow[];
  original: string[] | null;
  cells: string[] | null;
}

/** Throws `notFound`, and `badInput` for a batch that does not tell how it was read (older versions). */
export function openRepair(workspace: Workspace, id: number): Repairable {
  const batch = workspace.batches().find((candidate) => candidate.id === id);
  const reading = workspace.reading(id);
  if (!batch?.repairable || !reading) {
    throw new ExpectedError('badInput', `Batch ${id} does not tell how its file was read`, {
      hint: 'Correct the source file and import it again in place of this batch.',
      params: { batch: id },
    });
  }
  const profiles = reading.profiles as ColumnProfile[];
  const unpivot = (reading.unpivot ?? null) as Unpivot | null;
  const rows = byRecord(runSteps(quarantinedRows(workspace, id))).map((entries): WaitingRow => {
    const row = entries[0]!;
    const original = cellsOf(row, reading, profiles.length);
    return { row, entries, original, cells: original };
  });
  return {
    batch,
    reading,
    headers: profiles.map(({ header }) => header),
    profiles,
    wide: unpivot !== null,
    plan: (rules, left) =>
      planReading({
        kind: batch.kind,
        mapping: batch.mapping,
        unpivot,
        rules: { ...rules, totalRow: 'keep' },
        table: tableOf(profiles),
        file: batch.source,
        leftOut: left && { rule: readBefore, action: 'leave', marks: left },
      }),
    rules: importRules.parse(reading.rules),
    rows,
  };
}

/** What is in quarantine of each record, in the order of the file. */
function byRecord(entries: QuarantinedRow[]): QuarantinedRow[][] {
  const records = new Map<number, QuarantinedRow[]>();
  for (const entry of entries) {
    const own = records.get(entry.record);
    if (own) own.push(entry);
    else records.set(entry.record, [entry]);
  }
  return [...records.values()];
}

/** Rows as they are handed over for a second reading: text with commas, without a header. */
function tableOf(profiles: ColumnProfile[]): DetectedTable {
  return {
    layout: {
      format: 'csv',
      encoding: 'UTF-8',
      encodingConfidence: 1,
      bom: false,
      delimiter: ',',
      delimiterConfidence: 1,
      quote: '"',
      lineEnding: 'LF',
    },
    headerRow: -1,
    headerConfidence: 1,
    skip: 0,
    profiles,
    sample: [],
    whole: true,
  };
}

/** The rows with what the user changed. Throws `badInput` for a record that is not in quarantine. */
export function withChanges({ rows, batch }: Repairable, change: Repair): WaitingRow[] {
  const own = new Map(change.rows.map(({ record, cells }) => [record, cells]));
  const changed = rows.map((waiting): WaitingRow => {
    const edited = own.get(waiting.row.record);
    if (edited) {
      own.delete(waiting.row.record);
      return { ...waiting, cells: edited };
    }
    return { ...waiting, cells: waiting.original && substituted(waiting.original, change.substitutions) };
  });
  const [unknown] = own.keys();
  if (unknown === undefined) return changed;
  throw new ExpectedError('badInput', `Record ${unknown} of batch ${batch.id} is not in quarantine`, {
    row: unknown,
    hint: 'It may have been repaired already. Load the quarantined rows again.',
  });
}

function substituted(cells: string[], substitutions: Repair['substitutions']): string[] {
  const out = [...cells];
  for (const { column, from, to, match } of substitutions) {
    const cell = out[column];
    if (cell === undefined) continue;
    if (match === 'whole') out[column] = cell.trim() === from.trim() ? to : cell;
    else if (from !== '') out[column] = cell.replaceAll(from, to);
  }
  return out;
}
