import { createHash } from 'node:crypto';
import {
  type ImportRules,
  importRules,
  type Mapping,
  type PreviewWarning,
  type ReadOptions,
} from '../../../shared/contract/ingest.ts';
import type { TableKind } from '../../../shared/domain/fields.ts';
import type { NewBatch } from '../workspace/types.ts';
import { assemble, sum } from './batch/assemble.ts';
import { type Collected, Collector } from './batch/collect.ts';
import { type ImportPlan, planImport } from './batch/importPlan.ts';
import { settleDates } from './detect/settleDates.ts';
import { missingFields, resolveMapping } from './mapping/mapColumns.ts';
import { headerOnly, type IngestContext } from './previewFile.ts';
import { findReader } from './reader.ts';
import { sourceTotals } from './repair/sourceTotals.ts';
import { hashRest } from './source/hashSource.ts';
import { openSource } from './source/openSource.ts';
import { detectionWarnings, readWarnings } from './warnings.ts';

export interface ReadBatchRequest {
  kind: TableKind;
  /** The file's name as the user knows it, where the path does not say it. */
  name?: string | undefined;
  mapping?: Mapping | undefined;
  rules?: ImportRules | undefined;
  read?: ReadOptions | undefined;
}

export interface ReadBatch {
  batch: NewBatch;
  warnings: PreviewWarning[];
}

/**
 * Reads a file into the columns of a batch. Every data record is accepted, quarantined with its reason, or blank:
 * `rows` is their sum. Absent trailing cells count as empty; surplus cells that hold anything, NUL bytes, a quote
 * that never closes, and a required date or number that is missing or not understood put the record into quarantine.
 * A value that is not understood where none is required counts as missing and is warned of. Throws what
 * `previewFile` does, `mappingIncomplete`, `unknownField`, and CancelledError.
 */
export async function readBatch(
  path: string,
  request: ReadBatchRequest,
  context: IngestContext = {},
): Promise<ReadBatch> {
  const source = { ...(await openSource(path)), ...(request.name ? { name: request.name } : {}) };
  const reader = findReader(source);
  context.progress?.({ phase: 'detect', done: 0, total: source.bytes });
  const table = await reader.detect(source, request.read ?? {});
  await settleDates(reader, source, table, request.read ?? {}, { signal: context.signal });
  const mapping = resolveMapping(request.kind, table.profiles, request.mapping, source.name);
  const plan = planImport(request.kind, mapping, table.profiles, source.name);
  const collector = new Collector(request.kind, plan, request.rules ?? importRules.parse({}));
  const hash = createHash('sha256');
  let done = 0;
  const onRaw = (bytes: Uint8Array) => {
    hash.update(bytes);
    done += bytes.length;
  };
  const onSkipped = (lines: number) => collector.startAt(lines);
  for await (const chunk of reader.read(source, table, plan.wanted, {
    signal: context.signal,
    onRaw,
    onSkipped,
  })) {
    collector.add(chunk);
    context.progress?.({ phase: 'read', done, total: source.bytes, rows: collector.records });
  }
  const collected = collector.finish();
  if (collected.records === collected.blank) throw headerOnly(source.name);
  context.progress?.({ phase: 'sort', done, total: source.bytes, rows: collected.records });
  const merged =
    request.kind === 'accounts' || request.kind === 'products' ? readSums(plan, collected) : null;
  const assembled = assemble(request.kind, plan, collected);
  const { delimiter, quote } = table.layout;
  const missing = missingFields(request.kind, mapping);
  return {
    batch: {
      kind: request.kind,
      source: source.name,
      hash: await hashRest(source, hash),
      rows: collected.records,
      accepted: assembled.accepted,
      blank: collected.blank,
      columns: assembled.columns,
      quarantine: collected.quarantine.sort((a, b) => a.record - b.record),
      controlTotals: assembled.controlTotals,
      ...sourceTotals(plan, collected.quarantine, { delimiter, quote }, merged ?? assembled.controlTotals),
      mapping,
      rules: collected.rules,
      reading: {
        sheet: table.layout.sheet ?? null,
        delimiter,
        quote,
        profiles: table.profiles.map((profile) => ({ ...profile, sample: [] })),
        rules: request.rules ?? importRules.parse({}),
      },
    },
    warnings: detectionWarnings(table, request.kind, mapping, missing).concat(
      readWarnings(plan, collected, assembled.keysWithoutDecimals),
    ),
  };
}

/** Sums over all rows of a list, taken before rows that repeat a key are merged into the first. */
function readSums(plan: ImportPlan, { pieces }: Collected): Record<string, number> {
  const numeric = [...plan.slots].filter(([, slot]) => plan.wanted.columns[slot]!.type === 'number');
  return Object.fromEntries(
    numeric.map(([field, slot]) => [
      field,
      pieces[slot]!.reduce((total, piece) => total + sum(piece as Float64Array), 0),
    ]),
  );
}
