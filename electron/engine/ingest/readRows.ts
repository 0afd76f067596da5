import type { ImportRules } from '../../../shared/contract/ingest.ts';
import type { TableKind } from '../../../shared/domain/fields.ts';
import { Collector } from './batch/collect.ts';
import type { Collected } from './batch/collected.ts';
import type { Reading } from './batch/planReading.ts';
import type { Spill } from './batch/spillFile.ts';
import { kernelsOfThreads } from './csv/scanPool.ts';
import { findReader } from './reader.ts';
import type { Source } from './source/openSource.ts';
import type { DetectedTable } from './tableReader.ts';

export interface RowsRequest {
  source: Source;
  table: DetectedTable;
  kind: TableKind;
  rules: ImportRules;
  reading: Reading;
  signal?: AbortSignal | undefined;
  /** Sees the file's bytes, and how many records were read so far. */
  onRaw?: ((bytes: Uint8Array) => void) | undefined;
  onRows?: ((records: number) => void) | undefined;
  /** Where what is read may be put aside; all of it stays in memory unless given. */
  spill?: Spill | null;
}

/** Reads all rows of a file, through the plan of its reading and the rules. */
export async function readRows(request: RowsRequest): Promise<Collected> {
  const { source, table, reading, signal, onRaw } = request;
  await kernelsOfThreads();
  const collector = new Collector(request.kind, reading.plan, request.rules, request.spill);
  const onSkipped = (lines: number) => {
    collector.startAt(lines);
    reading.startAt(lines);
  };
  for await (const chunk of findReader(source).read(source, table, reading.wanted, {
    signal,
    onRaw,
    onSkipped,
  })) {
    collector.add(reading.pass(chunk));
    request.onRows?.(collector.records);
  }
  const collected = collector.finish();
  for (const row of reading.quarantine()) collected.quarantine.push(row);
  collected.rules.push(...reading.counts());
  return collected;
}
