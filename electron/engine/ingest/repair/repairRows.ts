import { createHash } from 'node:crypto';
import type { ImportRules } from '../../../../shared/contract/ingest.ts';
import type { Repair, RepairReview, RepairRow } from '../../../../shared/contract/repair.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { NewBatch, Workspace } from '../../workspace/types.ts';
import { assemble } from '../batch/assemble.ts';
import { settleReturns } from '../batch/returnRows.ts';
import { withConstants } from '../readBatch.ts';
import { findReadBefore, readAnew } from './readInPart.ts';
import { readRows, rowsAsCsv, unchangedVerdict, type Verdict } from './readRows.ts';
import { openRepair, type Repairable, type WaitingRow, withChanges } from './repairable.ts';

export interface ReviewPage {
  /** An original reason, or `ready`. */
  show?: string | undefined;
  offset: number;
  limit: number;
}

/**
 * Which quarantined rows of a batch could be imported with these changes, and why not the others? All rows are read as
 * the import read them. Throws what `openRepair` and `withChanges` throw.
 */
export async function reviewRepair(
  workspace: Workspace,
  change: Repair,
  page: ReviewPage,
  signal?: AbortSignal,
): Promise<RepairReview> {
  const repairable = openRepair(workspace, change.batch);
  const rows = withChanges(repairable, change);
  const verdicts = await judge(repairable, rows, change, signal);
  const shown = rows.map((_, at) => at).filter((at) => isShown(rows[at]!, verdicts[at]!, page.show));
  const fieldOf = new Map(Object.entries(repairable.batch.mapping).map(([field, header]) => [header, field]));
  return {
    headers: repairable.headers,
    fields: repairable.headers.map((header) => fieldOf.get(header) ?? null),
    total: rows.length,
    ready: verdicts.filter((verdict) => verdict === null).length,
    reasons: countBy(rows.flatMap(({ entries }) => [...new Set(entries.map(({ reason }) => reason))])),
    matching: shown.length,
    rows: shown.slice(page.offset, page.offset + page.limit).map((at) => toRow(rows[at]!, verdicts[at]!)),
  };
}

/**
 * The rows that pass with these changes, as a batch linked to the one they come from: its records keep their numbers. It
 * upserts where that one does. Throws `noData` where no row passes.
 */
export async function repairedBatch(
  workspace: Workspace,
  change: Repair,
  signal?: AbortSignal,
): Promise<{ batch: NewBatch; remaining: number }> {
  const repairable = openRepair(workspace, change.batch);
  const rows = withChanges(repairable, change);
  const verdicts = await judge(repairable, rows, change, signal);
  const passing = rows.filter((_, at) => verdicts[at] === null);
  if (passing.length === 0) {
    throw new ExpectedError('noData', `None of the ${rows.length} quarantined rows passes yet`, {
      file: repairable.batch.source,
      hint: 'Correct the cells that are marked; each row says what is wrong with it.',
    });
  }
  const batch = await assembleRepair(repairable, passing, change, signal);
  return { batch, remaining: rows.length - passing.length };
}

async function judge(
  repairable: Repairable,
  rows: WaitingRow[],
  change: Repair,
  signal?: AbortSignal,
): Promise<(Verdict | null)[]> {
  const accepted = new Set(change.accept);
  const verdicts: (Verdict | null)[] = rows.map((row) => unchangedVerdict(row, accepted));
  const open = rows.map((_, at) => at).filter((at) => verdicts[at] === null);
  const rules = relaxed(repairable.rules, accepted);
  const cells = open.map((at) => rows[at]!.cells!);
  const found = await readRows(repairable, repairable.plan(rules), cells, rules, signal);
  for (const { record, reason, column, value } of found.quarantine) {
    verdicts[open[record - 1]!] = { reason, column, value };
  }
  if (repairable.wide) await judgeParts(repairable, rows, verdicts, rules, signal);
  return verdicts;
}

/** Rows of a wide table of which other cells are imported: those must stay as they are, and something must be new. */
async function judgeParts(
  repairable: Repairable,
  rows: WaitingRow[],
  verdicts: (Verdict | null)[],
  rules: ImportRules,
  signal?: AbortSignal,
): Promise<void> {
  const open = rows.map((_, at) => at).filter((at) => verdicts[at] === null);
  const passing = open.map((at) => rows[at]!);
  const before = await findReadBefore(repairable, passing, signal);
  const anew = await readAnew(repairable, passing, before, rules, signal);
  open.forEach((at, place) => {
    verdicts[at] = anew.verdicts[place]!;
  });
}

/** The rules without those whose rows the user takes all the same. */
function relaxed(rules: ImportRules, accepted: ReadonlySet<string>): ImportRules {
  const kept = [...accepted].map((reason) => (reason === 'negativePrice' ? 'zeroPrice' : reason));
  const changed = Object.entries(rules).map(([rule, action]) => [
    rule,
    action === 'quarantine' && kept.includes(rule) ? 'keep' : action,
  ]);
  return Object.fromEntries(changed) as ImportRules;
}

async function assembleRepair(
  repairable: Repairable,
  passing: WaitingRow[],
  change: Repair,
  signal?: AbortSignal,
): Promise<NewBatch> {
  const { batch: origin, reading } = repairable;
  const rules = relaxed(repairable.rules, new Set(change.accept));
  const before = repairable.wide ? await findReadBefore(repairable, passing, signal) : null;
  const anew = before && (await readAnew(repairable, passing, before, rules, signal));
  const planned = repairable.plan(rules, anew?.marks);
  const cells = passing.map((waiting) => waiting.cells!);
  const collected = await readRows(repairable, planned, cells, rules, signal);
  const records = passing.map(({ row }) => row.record);
  if (rules.returns === 'subtract') settleReturns(planned.plan, collected, 'subtract');
  const assembled = await assemble(origin.kind, planned.plan, collected);
  const columns = assembled.columns.map((column) =>
    column.name === 'record' && column.type === 'number'
      ? { ...column, values: column.values.map((record) => records[record - 1]!) }
      : column,
  );
  return {
    kind: origin.kind,
    source: `${origin.source} (repaired rows)`,
    hash: createHash('sha256').update(rowsAsCsv(cells)).digest('hex'),
    rows: repairable.wide ? assembled.accepted : passing.length,
    accepted: assembled.accepted,
    blank: 0,
    columns: withConstants(columns, reading, assembled.accepted),
    quarantine: [],
    controlTotals: assembled.controlTotals,
    sourceTotals: assembled.controlTotals,
    quarantinedTotals: {},
    mapping: origin.mapping,
    rules: collected.rules,
    mode: origin.mode.mode === 'upsert' ? origin.mode : { mode: 'append' },
    repair: {
      batch: origin.id,
      records,
      entries: passing.reduce((total, { entries }) => total + entries.length, 0),
    },
    reading,
  };
}

function isShown({ entries }: WaitingRow, verdict: Verdict | null, show: string | undefined): boolean {
  if (show === undefined) return true;
  return show === 'ready' ? verdict === null : entries.some(({ reason }) => reason === show);
}

function toRow({ row, original, cells }: WaitingRow, verdict: Verdict | null): RepairRow {
  return {
    line: row.line,
    record: row.record,
    original,
    cells,
    reason: verdict?.reason ?? null,
    column: verdict?.column ?? null,
    value: verdict?.value ?? '',
  };
}

function countBy(values: string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries(counts);
}
