import { missingDay, type StoredColumnType } from '../workspace/types.ts';
import { type CodeColumn, type FoldBatch, hasColumn } from './foldBatch.ts';
import type { Identity, MemberField } from './identity.ts';
import { createKeyTable, type KeyField, type KeySide, type KeyTable } from './keyTable.ts';
import { byteCount, packedTexts, textCount } from './packedTexts.ts';
import { sharedInt32 } from './shared.ts';
import { inParts, pass, type Steps, task } from './steps.ts';
import { absent, roomFor, type TextTable } from './textTable.ts';

interface KeyColumn {
  name: string;
  type: StoredColumnType;
}

/** The keys of the upserting batches that have the same key fields, as far as they were added. */
interface UpsertTable {
  added: Set<number>;
  columns: KeyColumn[];
  bare: KeySide['bare'];
  keys: KeyTable;
  texts: Map<string, TextTable>;
  /** By field: 1 for the members that an added batch has. */
  members: Map<string, Uint8Array>;
}

/** By what tells one row from another: rows that may be added, and the table. */
export interface UpsertTables {
  rows: Map<string, number>;
  tables: Map<string, UpsertTable>;
}

/** The fields of an upsert's key that are compared as the book knows them. */
export function upsertMembers(batch: FoldBatch, keys: readonly string[]): MemberField[] {
  const names = keyColumns(batch, keys).map(({ name }) => name);
  return (['account', 'product'] as const).filter((name) => names.includes(name));
}

/**
 * The fields that are compared. Where a sale's order is missing, its account stands in, lest unrelated sales without an
 * order meet.
 */
function keyColumns(batch: FoldBatch, keys: readonly string[]): KeyColumn[] {
  const columns = keys.map((key) => batch.columns.find(({ name }) => name === key)!);
  const named = columns.map(({ name, type }): KeyColumn => ({ name, type }));
  return isBare(batch, keys) ? [...named, { name: 'account', type: 'code' }] : named;
}

function isBare(batch: FoldBatch, keys: readonly string[]): boolean {
  return keys.includes('order') && !keys.includes('account') && hasColumn(batch, 'account', 'code');
}

/**
 * Marks the rows of `before` that agree in every key field with some row of a batch in `later`. A missing value agrees
 * with a missing one. The tables are kept from one batch to the one before it, which has the same later ones and more.
 */
export function* matchUpserts(
  before: FoldBatch,
  later: FoldBatch[],
  mask: Uint8Array,
  identity: Identity,
  tables: UpsertTables,
): Steps<void> {
  for (const [group, batches] of Map.groupBy(later, groupOf)) {
    const table = tableFor(tables, group, batches);
    for (const batch of batches) if (!table.added.has(batch.id)) yield* add(table, batch, identity);
    const side = yield* earlierSide(table, before, identity);
    yield {
      tasks: inParts(before.rows, (from, to) =>
        task('findKeys', before.rows, table.keys, side, from, to, mask),
      ),
    };
  }
}

function groupOf(batch: FoldBatch): string {
  const keys = batch.mode.mode === 'upsert' ? batch.mode.keys : [];
  return JSON.stringify([batch.kind, keyColumns(batch, keys), isBare(batch, keys)]);
}

/** Room for the keys of every batch that upserts, so that no table needs to grow. */
export function createUpsertTables(batches: readonly FoldBatch[]): UpsertTables {
  const rows = new Map<string, number>();
  for (const batch of batches) {
    if (batch.mode.mode !== 'upsert') continue;
    const group = groupOf(batch);
    rows.set(group, (rows.get(group) ?? 0) + batch.rows);
  }
  return { rows, tables: new Map() };
}

/** The table that holds none but these batches; begun anew where it holds others. */
function tableFor({ rows, tables }: UpsertTables, group: string, batches: FoldBatch[]): UpsertTable {
  const wanted = new Set(batches.map(({ id }) => id));
  const known = tables.get(group);
  if (known && [...known.added].every((id) => wanted.has(id))) return known;
  const [, columns, bare] = JSON.parse(group) as [string, KeyColumn[], boolean];
  const words = columns.reduce((sum, { type }) => sum + (type === 'number' ? 2 : 1), 0);
  const table: UpsertTable = {
    added: new Set(),
    columns,
    bare: bare
      ? { order: columns.findIndex(({ name }) => name === 'order'), account: columns.length - 1 }
      : null,
    keys: createKeyTable(rows.get(group)!, words),
    texts: new Map(),
    members: new Map(),
  };
  tables.set(group, table);
  return table;
}

function* add(table: UpsertTable, batch: FoldBatch, identity: Identity): Steps<void> {
  yield { columns: [{ batch, names: table.columns.map(({ name }) => name) }] };
  const fields: KeyField[] = [];
  for (const column of table.columns) {
    fields.push(
      yield* fieldOf(batch, column, function* (code) {
        return isMember(column.name)
          ? addedMembers(table, column.name, identity.members(batch, column.name))
          : yield* addedTexts(table, column.name, code);
      }),
    );
  }
  yield* pass('addKeys', batch.rows, table.keys, { fields, bare: table.bare }, batch.rows);
  table.added.add(batch.id);
}

function* earlierSide(table: UpsertTable, before: FoldBatch, identity: Identity): Steps<KeySide> {
  const there = table.columns.filter(({ name, type }) => hasColumn(before, name, type));
  yield { columns: [{ batch: before, names: there.map(({ name }) => name) }] };
  const fields: KeyField[] = [];
  for (const column of table.columns) {
    fields.push(
      yield* fieldOf(before, column, function* (code) {
        if (isMember(column.name)) {
          return knownMembers(table.members.get(column.name)!, identity.members(before, column.name));
        }
        yield { texts: [code.texts] };
        const texts = packedTexts(code);
        return yield* pass('findTexts', textCount(texts), table.texts.get(column.name)!, texts);
      }),
    );
  }
  return { fields, bare: table.bare };
}

function* fieldOf(
  batch: FoldBatch,
  { name, type }: KeyColumn,
  numbersOf: (column: CodeColumn) => Steps<Int32Array>,
): Steps<KeyField> {
  if (!hasColumn(batch, name, type)) {
    return { type: 'missing', value: type === 'day' ? missingDay : -1, words: type === 'number' ? 2 : 1 };
  }
  const column = batch.read(name);
  if (column.type === 'code') {
    return { type: 'code', values: column.values, map: yield* numbersOf(column) };
  }
  return { type: column.type, values: column.values } as KeyField;
}

function isMember(name: string): name is MemberField {
  return name === 'account' || name === 'product';
}

function addedMembers(table: UpsertTable, name: MemberField, members: Int32Array): Int32Array {
  const most = members.reduce((a, b) => Math.max(a, b), -1);
  const known = table.members.get(name) ?? new Uint8Array(0);
  const present = known.length > most ? known : new Uint8Array(2 * most + 2);
  if (present !== known) present.set(known);
  for (const member of members) if (member >= 0) present[member] = 1;
  table.members.set(name, present);
  return shared(members);
}

function knownMembers(present: Uint8Array, members: Int32Array): Int32Array {
  return shared(members, (member) => (member < 0 || present[member] === 1 ? member : absent));
}

function shared(values: Int32Array, of: (value: number) => number = (value) => value): Int32Array {
  const out = sharedInt32(values.length);
  for (let at = 0; at < values.length; at++) out[at] = of(values[at]!);
  return out;
}

function* addedTexts(table: UpsertTable, name: string, column: CodeColumn): Steps<Int32Array> {
  yield { texts: [column.texts] };
  const texts = packedTexts(column);
  const count = textCount(texts);
  const room = roomFor(table.texts.get(name) ?? null, count, byteCount(texts));
  table.texts.set(name, room);
  return yield* pass('addTexts', count, room, texts);
}
