import type { QuarantinedRow } from '../../../shared/contract/workspace.ts';
import type { PackedTexts } from '../../../shared/domain/table.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import { segmentRows } from './blockFormat.ts';
import { compress } from './compression.ts';
import type { BatchDescription, ColumnEntry, SegmentEntry } from './description.ts';
import { sha256Hex } from './digest.ts';
import {
  type Encoded,
  encodeIntegers,
  encodeNumbers,
  encodePackedTexts,
  encodeTexts,
} from './segmentCodec.ts';
import {
  type CommitOptions,
  type EncodedSegment,
  missingDay,
  type NewBatch,
  type StoredColumn,
} from './types.ts';

/** A batch ready to be written: its description, whose segment entries still lack ids, and the bytes of each entry. */
export interface PreparedBatch {
  description: BatchDescription;
  segments: { entry: SegmentEntry; read(): Uint8Array }[];
  /** Bytes of all segments. */
  bytes: number;
}

/** A piece waiting to be encoded, so that no more than a few are in memory expanded. */
interface Piece {
  entry: SegmentEntry;
  /** What is encoded already is only read when it is written. */
  content: (() => Encoded) | EncodedSegment;
}

/** Text of one segment at most, in characters or bytes. */
const segmentText = 2 ** 25;
const quarantineRows = 4096;
/** Pieces compressed at a time: the thread pool has four threads. */
const lanes = 4;

/** Encodes, compresses and hashes every piece of the batch. Throws CancelledError when the signal fires. */
export async function prepareBatch(batch: NewBatch, options: CommitOptions): Promise<PreparedBatch> {
  assertWellFormed(batch);
  const { description, pieces } = plan(batch);
  const segments: Prepared[] = new Array(pieces.length);
  let next = 0;
  let done = 0;
  async function work(): Promise<void> {
    while (next < pieces.length) {
      if (options.signal?.aborted) throw new CancelledError();
      const index = next++;
      segments[index] = await preparePiece(pieces[index]!);
      options.progress?.(++done, pieces.length + 1);
    }
  }
  await Promise.all(Array.from({ length: lanes }, work));
  return { description, segments, bytes: segments.reduce((sum, { bytes }) => sum + bytes, 0) };
}

type Prepared = PreparedBatch['segments'][number] & { bytes: number };

async function preparePiece({ entry, content }: Piece): Promise<Prepared> {
  if (typeof content !== 'function') {
    const { bytes, hash } = content;
    Object.assign(entry, { bytes, hash, packing: 'blocks' });
    return { entry, read: () => content.read(), bytes };
  }
  const { bytes: expanded, packing } = content();
  const data = packing ? Buffer.from(expanded.buffer) : await compress(expanded);
  entry.bytes = expanded.byteLength;
  entry.hash = sha256Hex(data);
  if (packing) entry.packing = packing;
  return { entry, read: () => data, bytes: data.byteLength };
}

function assertWellFormed(batch: NewBatch): void {
  const names = new Set(batch.columns.map((column) => column.name));
  if (names.size !== batch.columns.length) throw new Error('Two columns of the batch have one name');
  for (const column of batch.columns) {
    const rows = rowsOf(column);
    if (rows !== batch.accepted) {
      throw new Error(`Column ${column.name} has ${rows} rows, the batch ${batch.accepted}`);
    }
  }
  for (const [name, total] of Object.entries(batch.controlTotals)) {
    if (!Number.isFinite(total)) throw new Error(`The control total of ${name} is not a finite number`);
  }
}

function plan(batch: NewBatch): { description: BatchDescription; pieces: Piece[] } {
  const pieces: Piece[] = [];
  const columns = batch.columns.map((column) => planColumn(column, pieces));
  const quarantine = cutByText(
    batch.quarantine,
    quarantineRows,
    ({ text, value }) => text.length + value.length,
  ).map((rows) => add(pieces, rows.length, () => ({ bytes: Buffer.from(JSON.stringify(rows)) })));
  const { kind, source, hash, rows, accepted, blank, controlTotals, mapping, rules } = batch;
  const description = {
    kind,
    source,
    hash,
    importedAt: new Date().toISOString(),
    rows,
    accepted,
    quarantined: batch.quarantine.length,
    blank,
    controlTotals,
    mapping,
    rules,
    columns,
    quarantine,
    reasons: countReasons(batch.quarantine),
    ...optional(batch),
  };
  return { description, pieces };
}

function optional({ sourceTotals, quarantinedTotals, mode, repair, reading }: NewBatch) {
  return {
    ...(sourceTotals ? { sourceTotals } : {}),
    ...(quarantinedTotals ? { quarantinedTotals } : {}),
    ...(mode ? { mode } : {}),
    ...(repair ? { repair } : {}),
    ...(reading ? { reading } : {}),
  };
}

/** How many quarantined rows each reason has. */
export function countReasons(rows: readonly QuarantinedRow[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { reason } of rows) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function add(pieces: Piece[], rows: number, content: Piece['content']): SegmentEntry {
  const entry = { id: 0, rows, bytes: 0, hash: '' };
  pieces.push({ entry, content });
  return entry;
}

function planColumn(column: StoredColumn, pieces: Piece[]): ColumnEntry {
  const { name, type } = column;
  const values = planValues(column, pieces);
  if (column.type !== 'code') return { name, type, values };
  return {
    name,
    type,
    values,
    dictionary: column.texts
      ? column.texts.packed().flatMap((texts) => planPackedTexts(texts, pieces))
      : planTexts(column.dictionary, pieces),
    ...(column.labels ? { labels: planTexts(column.labels, pieces) } : {}),
  };
}

function planValues(column: StoredColumn, pieces: Piece[]): SegmentEntry[] {
  const { encoded } = column;
  if (encoded) return encoded.segments.map((segment) => add(pieces, segment.rows, segment));
  const entries: SegmentEntry[] = [];
  const rows = rowsOf(column);
  for (let from = 0; from < rows; from += segmentRows) {
    const to = Math.min(from + segmentRows, rows);
    entries.push(add(pieces, to - from, () => encodeValues(column, from, to)));
  }
  return entries;
}

function rowsOf(column: StoredColumn): number {
  return column.encoded?.rows ?? column.values.length;
}

function encodeValues(column: StoredColumn, from: number, to: number): Encoded {
  if (column.type === 'number') return encodeNumbers(column.values.subarray(from, to));
  return encodeIntegers(column.values.subarray(from, to), column.type === 'code' ? -1 : missingDay);
}

function planTexts(texts: readonly (string | null)[], pieces: Piece[]): SegmentEntry[] {
  return cutByText(texts, segmentRows, (text) => text?.length ?? 0).map((part) =>
    add(pieces, part.length, () => ({ bytes: encodeTexts(part) })),
  );
}

function planPackedTexts(texts: PackedTexts, pieces: Piece[]): SegmentEntry[] {
  const entries: SegmentEntry[] = [];
  const { offsets } = texts;
  for (let from = 0, to = 0; to < offsets.length - 1; from = to) {
    while (to < offsets.length - 1 && to - from < segmentRows && offsets[to]! - offsets[from]! < segmentText)
      to++;
    const part = { bytes: texts.bytes, offsets: offsets.subarray(from, to + 1) };
    entries.push(add(pieces, to - from, () => ({ bytes: encodePackedTexts(part) })));
  }
  return entries;
}

function cutByText<Item>(items: readonly Item[], most: number, length: (item: Item) => number): Item[][] {
  const parts: Item[][] = [];
  let from = 0;
  let characters = 0;
  for (let i = 0; i < items.length; i++) {
    characters += length(items[i]!);
    if (i + 1 - from < most && characters < segmentText && i + 1 < items.length) continue;
    parts.push(items.slice(from, i + 1));
    from = i + 1;
    characters = 0;
  }
  return parts;
}
