import type { ImportRules } from '../../../../shared/contract/ingest.ts';
import { Collector } from '../batch/collect.ts';
import type { Collected } from '../batch/collected.ts';
import type { Reading } from '../batch/planReading.ts';
import { readRecords } from '../csv/readRecords.ts';
import type { Repairable, WaitingRow } from './repairable.ts';

const comma = 44;
const doubleQuote = 34;

/** Rows as text of a CSV file without a header. */
export function rowsAsCsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  return rows.map((cells) => `${cells.map(cell).join(',')}\n`).join('');
}

/**
 * Reads rows as the import did, with the same columns, formats and rules; records of the result count from 1 in the order
 * of `rows`. One reading for the screen, the command line and the import, so that what passes here is what is imported.
 */
export async function readRows(
  { batch, headers }: Repairable,
  reading: Reading,
  rows: readonly (readonly string[])[],
  rules: ImportRules,
  signal?: AbortSignal,
): Promise<Collected> {
  const collector = new Collector(batch.kind, reading.plan, rules);
  const bytes = Buffer.from(rowsAsCsv(rows));
  const blocks = (async function* () {
    if (bytes.length > 0) yield bytes;
  })();
  const chunks = readRecords({
    blocks,
    plan: { ...reading.wanted, delimiter: comma, quote: doubleQuote, singleLine: false },
    skip: 0,
    file: batch.source,
    headers,
    threads: 0,
    signal,
  });
  for await (const chunk of chunks) collector.add(reading.pass(chunk));
  const collected = collector.finish();
  collected.quarantine.push(...reading.quarantine());
  return collected;
}

/** Why each waiting row would be kept out: as the reading says, and where it is as it was, what only the whole file tells. */
export interface Verdict {
  reason: string;
  column: string | null;
  value: string;
}

/** Reasons that follow from other rows of the file, so that an unchanged row still has them. */
export const ofOtherRows: ReadonlySet<string> = new Set([
  'duplicate',
  'contradictoryRate',
  'repeatedKey',
  'repeatedHeader',
  'titleRow',
  'groupRow',
  'totalRow',
  'hierarchy',
]);

export function unchangedVerdict(
  { row, original, cells }: WaitingRow,
  accepted: ReadonlySet<string>,
): Verdict | null {
  if (!cells || !original) return { reason: 'cutOff', column: null, value: '' };
  if (cells.every((cell) => cell.trim() === '')) return { reason: 'blank', column: null, value: '' };
  if (!ofOtherRows.has(row.reason) || accepted.has(row.reason)) return null;
  const same = cells.every((cell, at) => cell === (original[at] ?? ''));
  return same ? { reason: row.reason, column: row.column, value: row.value } : null;
}
