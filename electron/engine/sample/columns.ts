import { createHash } from 'node:crypto';
import type { TableKind } from '../../../shared/domain/fields.ts';
import { missingDay, type NewBatch, type StoredColumn } from '../workspace/types.ts';

/** A dictionary-coded column of these texts, in order of first appearance. */
export function codeColumn(name: string, texts: readonly (string | null)[]): StoredColumn {
  const codes = new Map<string, number>();
  const values = Int32Array.from(texts, (text) => {
    if (text === null) return -1;
    const known = codes.get(text);
    if (known !== undefined) return known;
    codes.set(text, codes.size);
    return codes.size - 1;
  });
  return { name, type: 'code', values, dictionary: [...codes.keys()] };
}

/** A coded column over a dictionary that is already there: all accounts, all products. */
export function keyColumn(
  name: string,
  values: Int32Array,
  dictionary: string[],
  labels?: string[],
): StoredColumn {
  return { name, type: 'code', values, dictionary, ...(labels ? { labels } : {}) };
}

export function valueColumn(name: string, values: Float64Array): StoredColumn {
  return { name, type: 'number', values };
}

/** Days; NaN becomes the missing day. */
export function dayColumn(name: string, days: ArrayLike<number>): StoredColumn {
  const values = Int32Array.from({ length: days.length }, (_, row) =>
    Number.isNaN(days[row]!) ? missingDay : days[row]!,
  );
  return { name, type: 'day', values };
}

function bytesOf(values: Int32Array | Float64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** Dictionaries can be too long for one string. */
function* textChunks(texts: readonly (string | null)[]): Generator<string> {
  for (let start = 0; start < texts.length; start += 10_000)
    yield JSON.stringify(texts.slice(start, start + 10_000));
}

/** SHA-256 over names, values and dictionaries: the source a generated batch has. */
function hashOf(columns: StoredColumn[]): string {
  const hash = createHash('sha256');
  for (const column of columns) {
    hash.update(`${column.name}:${column.type}\n`).update(bytesOf(column.values));
    if (column.type !== 'code') continue;
    for (const chunk of textChunks(column.dictionary)) hash.update(chunk);
    for (const chunk of textChunks(column.labels ?? [])) hash.update(chunk);
  }
  return hash.digest('hex');
}

function controlTotals(columns: StoredColumn[]): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const column of columns) {
    if (column.type !== 'number' || column.name === 'record') continue;
    let total = 0;
    for (const value of column.values) if (!Number.isNaN(value)) total += value;
    totals[column.name] = total;
  }
  return totals;
}

/** A batch of generated rows, every one of them accepted. */
export function makeBatch(kind: TableKind, seed: number, columns: StoredColumn[]): NewBatch {
  const rows = columns[0]!.values.length;
  return {
    kind,
    source: `sample-${kind}-${seed}`,
    hash: hashOf(columns),
    rows,
    accepted: rows,
    blank: 0,
    columns,
    quarantine: [],
    controlTotals: controlTotals(columns),
    mapping: Object.fromEntries(
      columns.filter(({ name }) => name !== 'record').map(({ name }) => [name, name]),
    ),
    rules: [],
  };
}
