import { decodeBlocks } from '../../workspace/blockDecode.ts';
import { segmentRows } from '../../workspace/blockFormat.ts';
import type { EncodedColumn, EncodedSegment, StoredColumn } from '../../workspace/types.ts';
import { scratchRows } from '../csv/kernel/scratch.ts';
import type { ColumnType } from '../csv/scanPlan.ts';
import type { Arranged, Encoded } from './arrange.ts';
import type { CodeTexts } from './codeTexts.ts';
import { missingOf } from './packedColumn.ts';
import type { Values } from './packedPart.ts';
import type { Spill, Spilled, SpillFile } from './spillFile.ts';

/** The values of a column of a batch, in order. */
export type OrderedValues = EncodedColumn | Float64Array;

/** Values as they came in order; a column of more bytes than may stay in memory is put aside. */
export function orderedValues({ values }: Arranged, spill: Spill | null): OrderedValues {
  if (values instanceof Float64Array) return values;
  const bytes = values.reduce((sum, { data }) => sum + data.byteLength, 0);
  const file = spill && bytes > spill.most ? spill.file : null;
  const segments = values.map((encoded) => kept(encoded, file));
  return { rows: values.reduce((sum, { rows }) => sum + rows, 0), segments };
}

function kept(encoded: Encoded, file: SpillFile | null): EncodedSegment {
  const spilled = file?.write(encoded.data);
  if (!file || !spilled) return inMemory(encoded);
  encoded.data.buffer.transfer(0);
  return onDisk(encoded, file, spilled);
}

function inMemory({ rows, data, hash }: Encoded): EncodedSegment {
  return { rows, bytes: data.byteLength, hash, read: () => data };
}

let room = new Uint8Array(0);

function onDisk({ rows, hash }: Encoded, file: SpillFile, spilled: Spilled): EncodedSegment {
  const read = () => {
    if (room.length < spilled.bytes) room = new Uint8Array(spilled.bytes);
    const bytes = room.subarray(0, spilled.bytes);
    file.read(spilled, bytes);
    return bytes;
  };
  return { rows, bytes: spilled.bytes, hash, read };
}

/** A column of a batch. One of whole numbers stays as it is stored: its values are decoded when somebody asks, and not kept. */
export function arrangedColumn(name: string, type: 'number' | 'day', values: OrderedValues): StoredColumn {
  return withValues({ name, type } as StoredColumn, values);
}

/** A column of codes, in order. */
export interface CodedValues {
  name: string;
  values: OrderedValues;
  texts: CodeTexts;
  labels?: (string | null)[];
}

export function codeColumn({ name, values, texts, labels }: CodedValues): StoredColumn {
  const column = { name, type: 'code', ...(labels ? { labels } : {}) } as StoredColumn;
  Object.defineProperties(column, {
    dictionary: { get: () => texts.all(), enumerable: true },
    texts: { value: texts },
  });
  return withValues(column, values);
}

function withValues(column: StoredColumn, values: OrderedValues): StoredColumn {
  if (values instanceof Float64Array) return Object.assign(column, { values });
  let known: WeakRef<Values> | null = null;
  const decode = () => {
    const all = known?.deref() ?? decoded(column.type, values);
    known = new WeakRef(all);
    return all;
  };
  return Object.defineProperties(column, {
    values: { get: decode, enumerable: true },
    encoded: { value: values },
  });
}

function decoded(type: ColumnType, { rows, segments }: EncodedColumn): Values {
  const all = type === 'number' ? new Float64Array(rows) : new Int32Array(rows);
  let from = 0;
  for (const segment of segments) from += decodeBlocks(segment.read(), all, from, missingOf(type));
  return all;
}

/** The numbers of a column piece by piece, each good until the next one is asked for. */
export function* numbersOf(column: StoredColumn): Generator<Float64Array, undefined> {
  const { encoded } = column;
  if (!encoded) {
    const values = column.values as Float64Array;
    for (let from = 0; from < values.length; from += scratchRows)
      yield values.subarray(from, from + scratchRows);
    return;
  }
  const near = new Float64Array(Math.min(segmentRows, encoded.rows));
  for (const segment of encoded.segments) {
    const count = decodeBlocks(segment.read(), near, 0, Number.NaN);
    for (let from = 0; from < count; from += scratchRows)
      yield near.subarray(from, Math.min(from + scratchRows, count));
  }
}
