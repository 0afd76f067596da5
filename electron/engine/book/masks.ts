import type { EditOf } from '../../../shared/contract/edits.ts';
import type { BatchMode } from '../../../shared/contract/workspace.ts';
import { parseIsoDate } from '../../../shared/domain/calendar.ts';
import { rangesToSpans } from '../../../shared/domain/ranges.ts';
import type { KeptMask } from '../workspace/types.ts';
import { type CodeColumn, type FoldBatch, hasColumn } from './foldBatch.ts';
import type { CodeTest, DayTest } from './foldPasses.ts';
import { sharedUint8 } from './shared.ts';
import { inParts, pass, type Steps, task } from './steps.ts';
import { createUpsertTables, matchUpserts, type UpsertTables, upsertMembers } from './upserts.ts';

/** Rows of a batch that no longer count: 1 where a later batch replaced the row or the user excluded it. */
export type Masks = Map<number, Uint8Array>;

/** Which account or product of the book each code of a batch's column means. */
export interface Identity {
  members(batch: FoldBatch, name: MemberField): Int32Array;
  /** The same in every book in which the codes of the batch's column mean the same accounts or products. */
  fingerprint(batch: FoldBatch, name: MemberField): string;
}

export type MemberField = 'account' | 'product';

/** What is known of masks from an earlier fold. */
export interface MaskStore {
  find(batch: number): KeptMask | null;
  keep(batch: number, known: KeptMask): void;
}

/** A batch that takes rows of an earlier one out of force, or an exclusion, and what that depends on. */
interface Cause {
  key: string;
  later: FoldBatch | null;
  records: string | null;
}

/**
 * Which rows of the batches are out of force? Each batch takes out, as its mode says, rows of the earlier ones of its
 * kind. Goes from the last batch to the first, so that the keys of all upserting batches after a batch are in one table:
 * every row is looked up once, however many batches follow. What `store` knows is not worked out again, only what has come since.
 */
export function* findMasks(
  batches: readonly FoldBatch[],
  exclusions: readonly EditOf<'exclusion'>[],
  identity: Identity,
  store: MaskStore,
): Steps<Masks> {
  const masks: Masks = new Map();
  const tables = createUpsertTables(batches);
  for (let index = batches.length - 1; index >= 0; index--) {
    const before = batches[index]!;
    const later = batches.slice(index + 1).filter((batch) => isTaking(batch, before));
    const causes = causesOf(before, later, exclusions, identity);
    if (causes.length === 0) continue;
    const known = usable(store.find(before.id), causes, before);
    const rest = causes.filter(({ key }) => !known?.causes.includes(key));
    let mask = known?.mask;
    if (!mask || rest.length > 0) {
      mask = copyOf(mask, before.rows);
      yield* maskRows(before, rest, mask, identity, tables);
      store.keep(before.id, { causes: causes.map(({ key }) => key), mask });
    }
    if (mask.includes(1)) masks.set(before.id, mask);
  }
  return masks;
}

function isTaking({ kind, mode }: FoldBatch, before: FoldBatch): boolean {
  if (kind !== before.kind || mode.mode === 'append') return false;
  return mode.mode === 'replace' || !isList(before);
}

/** A list keeps every row: the last value that is not empty wins, which is what upserting one means. */
function isList({ kind }: FoldBatch): boolean {
  return kind === 'accounts' || kind === 'products';
}

function causesOf(
  before: FoldBatch,
  later: FoldBatch[],
  exclusions: readonly EditOf<'exclusion'>[],
  identity: Identity,
): Cause[] {
  const ofBatches = later.map((batch): Cause => {
    const names = membersOf(batch, batch.mode);
    const prints = names.flatMap((name) =>
      [batch, before].map((one) => (hasColumn(one, name, 'code') ? identity.fingerprint(one, name) : '')),
    );
    return { key: [`batch ${batch.id}`, ...prints].join(' '), later: batch, records: null };
  });
  const ofEdits = exclusions.flatMap(({ id, body }) =>
    body.batches
      .filter(({ batch }) => batch === before.id)
      .map(({ records }): Cause => ({ key: `edit ${id}`, later: null, records })),
  );
  return [...ofBatches, ...ofEdits];
}

/** The fields of a mode whose values are compared as the book knows them. */
function membersOf(batch: FoldBatch, mode: BatchMode): MemberField[] {
  if (mode.mode === 'append') return [];
  if (mode.mode === 'upsert') return upsertMembers(batch, mode.keys);
  return (['account', 'product'] as const).filter((name) => mode.within.includes(name));
}

/** What is known serves if all that it is due to is still in force. */
function usable(known: KeptMask | null, causes: Cause[], { rows }: FoldBatch): KeptMask | null {
  if (!known || known.mask.length !== rows) return null;
  const keys = new Set(causes.map(({ key }) => key));
  return known.causes.every((cause) => keys.has(cause)) ? known : null;
}

function copyOf(mask: Uint8Array | undefined, rows: number): Uint8Array {
  const copy = sharedUint8(rows);
  if (mask) copy.set(mask);
  return copy;
}

function* maskRows(
  before: FoldBatch,
  causes: Cause[],
  mask: Uint8Array,
  identity: Identity,
  tables: UpsertTables,
): Steps<void> {
  const later = causes.flatMap((cause) => cause.later ?? []);
  const spans = later.flatMap(({ mode }) =>
    mode.mode === 'replace' && mode.within.length === 0 ? [mode] : [],
  );
  if (spans.some(({ from, to }) => from === null && to === null)) {
    mask.fill(1);
    return;
  }
  if (spans.length > 0) yield* maskWhere(before, spans, [], mask);
  for (const batch of later) {
    if (batch.mode.mode === 'replace' && batch.mode.within.length > 0) {
      yield* maskWithin(batch, batch.mode, before, mask, identity);
    }
  }
  yield* matchUpserts(
    before,
    later.filter(({ mode }) => mode.mode === 'upsert'),
    mask,
    identity,
    tables,
  );
  for (const { records } of causes) {
    if (records === null) continue;
    yield { columns: [{ batch: before, names: ['record'] }] };
    yield* pass('maskRecords', before.rows, before.read('record').values, rangesToSpans(records), mask);
  }
}

interface Span {
  from: string | null;
  to: string | null;
}

/** One pass for all spans: every day between the first and the last is looked up. */
function* maskWhere(before: FoldBatch, spans: Span[], tests: CodeTest[], mask: Uint8Array): Steps<void> {
  let day: DayTest | null = null;
  if (spans.length > 0) {
    if (!hasColumn(before, 'date', 'day')) return;
    yield { columns: [{ batch: before, names: ['date'] }] };
    const days = before.read('date').values as Int32Array;
    const found = yield* pass('daySpan', before.rows, days);
    if (!found) return;
    day = { days, first: found[0], replaced: replacedDays(found, spans) };
  }
  yield {
    tasks: inParts(before.rows, (from, to) => task('maskWhere', before.rows, day, tests, from, to, mask)),
  };
}

function replacedDays([first, last]: [number, number], spans: Span[]): Uint8Array {
  const replaced = new Uint8Array(last - first + 1);
  for (const { from, to } of spans) {
    const start = from === null ? first : Math.max(first, parseIsoDate(from));
    const end = to === null ? last : Math.min(last, parseIsoDate(to));
    if (start <= end) replaced.fill(1, start - first, end - first + 1);
  }
  return replaced;
}

function* maskWithin(
  batch: FoldBatch,
  mode: Span & { within: string[] },
  before: FoldBatch,
  mask: Uint8Array,
  identity: Identity,
): Steps<void> {
  const { within } = mode;
  if (![batch, before].every((one) => within.every((field) => hasColumn(one, field, 'code')))) return;
  yield { columns: [batch, before].map((one) => ({ batch: one, names: within })) };
  const tests: CodeTest[] = [];
  for (const field of within) tests.push(yield* passingCodes(batch, before, field, identity));
  yield* maskWhere(before, mode.from === null && mode.to === null ? [] : [mode], tests, mask);
}

/** Which codes of the earlier batch have a value that occurs in the later. */
function* passingCodes(
  batch: FoldBatch,
  before: FoldBatch,
  field: string,
  identity: Identity,
): Steps<CodeTest> {
  const later = batch.read(field) as CodeColumn;
  const earlier = before.read(field) as CodeColumn;
  const idsOf = (of: FoldBatch, column: CodeColumn): ArrayLike<number | string> =>
    field === 'account' || field === 'product' ? identity.members(of, field) : column.dictionary;
  const [laterIds, earlierIds] = [idsOf(batch, later), idsOf(before, earlier)];
  const used = yield* pass('usedCodes', batch.rows, later.values, null, laterIds.length);
  const present = new Set<number | string>();
  for (let code = 0; code < used.length; code++) if (used[code] === 1) present.add(laterIds[code]!);
  const passing = Uint8Array.from({ length: earlierIds.length }, (_, code) =>
    present.has(earlierIds[code]!) ? 1 : 0,
  );
  return { codes: earlier.values, pass: passing };
}
