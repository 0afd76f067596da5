import type { ImportRules } from '../../../../shared/contract/ingest.ts';
import type { Collected } from '../batch/collected.ts';
import type { ImportPlan } from '../batch/importPlan.ts';
import { ofOtherRows, readRows, type Verdict } from './readRows.ts';
import { type Repairable, readBefore, type WaitingRow } from './repairable.ts';

/**
 * The rows that records of a wide table gave when the file was imported: for each waiting row its periods, and what was
 * read for them. Only its other cells are in quarantine. Empty where a record was kept out as a whole.
 */
export type ReadBefore = Map<string, string>[];

/** Which periods of the waiting rows are in the batch already? */
export async function findReadBefore(
  repairable: Repairable,
  rows: readonly WaitingRow[],
  signal?: AbortSignal,
): Promise<ReadBefore> {
  const before: ReadBefore = rows.map(() => new Map());
  if (!repairable.wide) return before;
  const inPart = rows.flatMap(({ original, entries }, at) =>
    original && !entries.some(({ reason }) => ofOtherRows.has(reason)) ? [at] : [],
  );
  const planned = repairable.plan(repairable.rules);
  const cells = inPart.map((at) => rows[at]!.original!);
  const collected = await readRows(repairable, planned, cells, repairable.rules, signal);
  for (const { record, period, text } of longRows(planned.plan, collected))
    before[inPart[record - 1]!]!.set(period, text);
  return before;
}

interface LongRow {
  record: number;
  period: string;
  /** All that was read for it. */
  text: string;
}

function longRows({ slots }: ImportPlan, collected: Collected): LongRow[] {
  const { dictionaries, rows } = collected;
  const columns = collected.columns.map((column) => column.all());
  const records = collected.record.all();
  const valueAt = (slot: number, row: number) => {
    const value = columns[slot]![row]!;
    return dictionaries[slot] ? (dictionaries[slot].values[value] ?? '') : value;
  };
  const periodSlots = ['date', 'period_months'].flatMap((name) => slots.get(name) ?? []);
  return Array.from({ length: rows }, (_, row) => ({
    record: records[row]!,
    period: periodSlots.map((slot) => valueAt(slot, row)).join(' '),
    text: JSON.stringify(columns.map((__, slot) => String(valueAt(slot, row)))),
  }));
}

/** What rows read anew bring beside what was read before. */
export interface Anew {
  /** Per row read, in order: 1 where the batch has it. */
  marks: Uint8Array;
  /** Per waiting row: why it does not pass, as far as its other cells tell. */
  verdicts: (Verdict | null)[];
}

/** What do these rows, as they are now, bring that the batch has not? */
export async function readAnew(
  repairable: Repairable,
  rows: readonly WaitingRow[],
  before: ReadBefore,
  rules: ImportRules,
  signal?: AbortSignal,
): Promise<Anew> {
  const planned = repairable.plan(rules);
  const cells = rows.map((row) => row.cells!);
  const found = longRows(planned.plan, await readRows(repairable, planned, cells, rules, signal));
  const marks = new Uint8Array(found.length);
  const fresh = rows.map(() => 0);
  const same = rows.map(() => 0);
  found.forEach(({ record, period, text }, at) => {
    const known = before[record - 1]!.get(period);
    if (known === undefined) fresh[record - 1]!++;
    else {
      marks[at] = 1;
      if (known === text) same[record - 1]!++;
    }
  });
  const verdicts = rows.map((row, at): Verdict | null => {
    if (same[at]! < before[at]!.size) return { reason: readBefore, ...firstChange(row, repairable.headers) };
    return fresh[at] === 0 ? { reason: 'blank', column: null, value: '' } : null;
  });
  return { marks, verdicts };
}

/** The first cell that was changed and is not one of those that are wrong. */
function firstChange({ original, cells, entries }: WaitingRow, headers: string[]): Omit<Verdict, 'reason'> {
  const wrong = new Set(entries.map(({ column }) => column));
  const at = headers.findIndex(
    (header, column) => !wrong.has(header) && (cells?.[column] ?? '') !== (original?.[column] ?? ''),
  );
  return { column: headers[at] ?? null, value: cells?.[at] ?? '' };
}
