import type { EditOf } from '../../../shared/contract/edits.ts';
import { parseIsoDate } from '../../../shared/domain/calendar.ts';
import { rangesToSet } from '../../../shared/domain/ranges.ts';
import { type CodeColumn, type FoldBatch, hasColumn } from './foldBatch.ts';
import { matchRows } from './rowKeys.ts';

/** Rows of a batch that no longer count: 1 where a later batch replaced the row or the user excluded it. */
export type Masks = Map<number, Uint8Array>;

/** Which account or product of the book each code of a batch's column means. */
export type MembersOf = (batch: FoldBatch, name: 'account' | 'product') => Int32Array;

/**
 * Which rows of the batches are out of force? Goes through the batches in order: each takes out, as its mode says, rows of
 * the earlier ones of its kind. Cost: a pass over the dates of earlier batches for each `replace`, over the keys for
 * each `upsert`; nothing where all append.
 */
export function findMasks(
  batches: readonly FoldBatch[],
  exclusions: readonly EditOf<'exclusion'>[],
  membersOf: MembersOf,
): Masks {
  const masks: Masks = new Map();
  batches.forEach((batch, index) => {
    if (batch.mode.mode === 'append') return;
    const earlier = batches.slice(0, index).filter(({ kind }) => kind === batch.kind);
    for (const before of earlier) maskBefore(batch, before, masks, membersOf);
  });
  for (const { body } of exclusions) {
    for (const { batch, records } of body.batches) {
      const found = batches.find(({ id }) => id === batch);
      if (found) maskRecords(found, records, maskOf(masks, found));
    }
  }
  for (const [id, mask] of masks) if (!mask.includes(1)) masks.delete(id);
  return masks;
}

function maskOf(masks: Masks, batch: FoldBatch): Uint8Array {
  const mask = masks.get(batch.id) ?? new Uint8Array(batch.rows);
  masks.set(batch.id, mask);
  return mask;
}

function maskBefore(batch: FoldBatch, before: FoldBatch, masks: Masks, membersOf: MembersOf): void {
  const { mode } = batch;
  if (mode.mode === 'replace') {
    const within = mode.within.map((field) => passingCodes(batch, before, field, membersOf));
    if (within.includes(null)) return;
    maskSpan(before, mode, within as CodeTest[], maskOf(masks, before));
  }
  if (mode.mode === 'upsert' && !isList(batch)) {
    matchRows(batch, before, mode.keys, membersOf, maskOf(masks, before));
  }
}

/** A list keeps every row: the last value that is not empty wins, which is what upserting one means. */
function isList({ kind }: FoldBatch): boolean {
  return kind === 'accounts' || kind === 'products';
}

interface CodeTest {
  codes: Int32Array;
  pass: Uint8Array;
}

/** Which codes of the earlier batch have a value that occurs in the later; null where it lacks the column. */
function passingCodes(
  batch: FoldBatch,
  before: FoldBatch,
  field: string,
  membersOf: MembersOf,
): CodeTest | null {
  if (!hasColumn(batch, field, 'code') || !hasColumn(before, field, 'code')) return null;
  const later = batch.read(field) as CodeColumn;
  const earlier = before.read(field) as CodeColumn;
  const identity = (of: FoldBatch, column: CodeColumn): ArrayLike<number | string> =>
    field === 'account' || field === 'product' ? membersOf(of, field) : column.dictionary;
  const laterIds = identity(batch, later);
  const present = new Set<number | string>();
  const used = new Uint8Array(later.dictionary.length);
  for (let row = 0; row < later.values.length; row++) {
    const code = later.values[row]!;
    if (code < 0 || used[code] === 1) continue;
    used[code] = 1;
    present.add(laterIds[code]!);
  }
  const pass = Uint8Array.from(identity(before, earlier), (id) => (present.has(id) ? 1 : 0));
  return { codes: earlier.values, pass };
}

function maskSpan(
  before: FoldBatch,
  span: { from: string | null; to: string | null },
  within: CodeTest[],
  mask: Uint8Array,
): void {
  const from = span.from === null ? Number.NEGATIVE_INFINITY : parseIsoDate(span.from);
  const to = span.to === null ? Number.POSITIVE_INFINITY : parseIsoDate(span.to);
  const bounded = span.from !== null || span.to !== null;
  if (bounded && !hasColumn(before, 'date', 'day')) return;
  const days = bounded ? (before.read('date').values as Int32Array) : null;
  for (let row = 0; row < mask.length; row++) {
    if (days && (days[row]! < from || days[row]! > to)) continue;
    if (within.every(({ codes, pass }) => codes[row]! >= 0 && pass[codes[row]!] === 1)) mask[row] = 1;
  }
}

function maskRecords(batch: FoldBatch, ranges: string, mask: Uint8Array): void {
  const wanted = rangesToSet(ranges);
  const records = batch.read('record').values;
  for (let row = 0; row < mask.length; row++) if (wanted.has(records[row]!)) mask[row] = 1;
}
