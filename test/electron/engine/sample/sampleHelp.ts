import type { NewBatch, StoredColumn } from '../../../../electron/engine/workspace/types.ts';
import type { TableKind } from '../../../../shared/domain/fields.ts';

export function batchOf(batches: NewBatch[], kind: TableKind): NewBatch {
  const batch = batches.find((candidate) => candidate.kind === kind);
  if (!batch) throw new Error(`No batch of ${kind}`);
  return batch;
}

export function columnOf(batch: NewBatch, name: string): StoredColumn {
  const column = batch.columns.find((candidate) => candidate.name === name);
  if (!column) throw new Error(`No column ${name}`);
  return column;
}

export function valuesOf(batch: NewBatch, name: string): Int32Array | Float64Array {
  return columnOf(batch, name).values;
}

export function textsOf(batch: NewBatch, name: string): (string | null)[] {
  const column = columnOf(batch, name);
  if (column.type !== 'code') throw new Error(`${name} is no text`);
  return Array.from(column.values, (code) => (code < 0 ? null : column.dictionary[code]!));
}

export function dictionaryOf(batch: NewBatch, name: string): string[] {
  const column = columnOf(batch, name);
  if (column.type !== 'code') throw new Error(`${name} is no text`);
  return column.dictionary;
}
