import { createHash } from 'node:crypto';
import type { Preview, PreviewColumn, ReadOptions } from '../../../shared/contract/ingest.ts';
import type { Progress } from '../../../shared/contract/method.ts';
import { findField, type TableKind } from '../../../shared/domain/fields.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import type { ColumnProfile } from './detect/columns.ts';
import { settleDates } from './detect/settleDates.ts';
import { detectKind } from './mapping/detectKind.ts';
import { type MappedColumns, mapColumns, missingFields } from './mapping/mapColumns.ts';
import { findReader } from './reader.ts';
import { hashRest } from './source/hashSource.ts';
import { openSource, type Source } from './source/openSource.ts';
import type { DetectedTable } from './tableReader.ts';
import { detectionWarnings } from './warnings.ts';

export interface PreviewRequest {
  /** The file's name as the user knows it, where the path does not say it. */
  name?: string | undefined;
  kind?: TableKind | undefined;
  read?: ReadOptions | undefined;
}

export interface IngestContext {
  signal?: AbortSignal | undefined;
  progress?: ((progress: Progress) => void) | undefined;
}

const shownRecords = 20;

/**
 * What is in this file, and how would it be imported? Reads it once as a whole, to count its records and to hash it.
 * Throws `notFound`, `emptyFile`, `notText`, `unsupportedFormat`, `headerOnly`, `cellTooLarge`, `io`.
 * `records` counts data records that are not blank. `importedBefore` is null: this knows no workspace.
 */
export async function previewFile(
  path: string,
  request: PreviewRequest = {},
  context: IngestContext = {},
): Promise<Preview> {
  const source = { ...(await openSource(path)), ...(request.name ? { name: request.name } : {}) };
  const reader = findReader(source);
  const table = await reader.detect(source, request.read ?? {});
  await settleDates(reader, source, table, request.read ?? {}, { signal: context.signal });
  const { records, hash } = await countRecords(source, table, context);
  if (records === 0) throw headerOnly(source.name);
  const kind = request.kind ?? detectKind(table.profiles, Math.min(records, table.sample.length));
  const mapped: MappedColumns = kind
    ? mapColumns(kind, table.profiles)
    : { mapping: {}, confidence: new Map() };
  const missing = kind ? missingFields(kind, mapped.mapping) : [];
  return {
    ...table.layout,
    headerRow: table.headerRow,
    headerConfidence: round(table.headerConfidence),
    headerRows: table.headerRow < 0 ? 0 : (table.headerRows ?? 1),
    footerRows: table.footer?.filled ?? 0,
    unpivot: null,
    records,
    columns: previewColumns(table.profiles, kind, mapped),
    kind,
    mapping: mapped.mapping,
    sample: table.sample.slice(0, shownRecords),
    warnings: detectionWarnings(table, kind, mapped.mapping, missing),
    bytes: source.bytes,
    hash,
    importedBefore: null,
  };
}

export function headerOnly(name: string): ExpectedError {
  return new ExpectedError('headerOnly', `${name} has a header but no rows`, {
    file: name,
    hint: 'Export the table again and check that it holds rows.',
  });
}

async function countRecords(
  source: Source,
  table: DetectedTable,
  context: IngestContext,
): Promise<{ records: number; hash: string }> {
  const hash = createHash('sha256');
  let done = 0;
  const onRaw = (bytes: Uint8Array) => {
    hash.update(bytes);
    done += bytes.length;
  };
  const nothing = { width: Math.max(1, table.profiles.length), columns: [], required: [], hash: false };
  let records = 0;
  for await (const { result } of findReader(source).read(source, table, nothing, {
    signal: context.signal,
    onRaw,
  })) {
    records += result.records - result.blank;
    context.progress?.({ phase: 'count', done, total: source.bytes, rows: records });
  }
  return { records, hash: await hashRest(source, hash) };
}

function previewColumns(
  profiles: ColumnProfile[],
  kind: TableKind | null,
  mapped: MappedColumns,
): PreviewColumn[] {
  const fieldOf = new Map(Object.entries(mapped.mapping).map(([field, header]) => [header, field]));
  return profiles.map((profile) => {
    const field = fieldOf.get(profile.header) ?? null;
    const spec = kind && field ? findField(kind, field) : undefined;
    const type = spec?.type === 'date' && profile.filled > 0 ? 'date' : profile.type;
    return {
      header: profile.header,
      type,
      field,
      confidence: field === null ? 0 : (mapped.confidence.get(profile.header) ?? 0),
      nulls: profile.nulls,
      sample: profile.sample,
      ...(type === 'date'
        ? { dateOrder: profile.dateOrder, formatConfidence: round(profile.orderConfidence) }
        : {}),
      ...(type === 'number' || type === 'integer'
        ? { decimal: profile.number.decimal, formatConfidence: round(profile.decimalConfidence) }
        : {}),
    };
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
