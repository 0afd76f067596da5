import {
  type Data,
  type DataType,
  Field,
  Float64,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableFromIPC,
  tableToIPC,
  Uint8,
  Uint16,
  Uint32,
  type Utf8,
} from 'apache-arrow';
import { type PackedIntegers, packDecimals, packIntegers, unpack } from './integers.ts';
import { textData, textsOf } from './textVector.ts';

/** Most rows of one column in one segment. */
export const segmentRows = 2 ** 20;

/*
 * A segment is an Arrow IPC stream of one record batch with one field. How its numbers stand for the column's values
 * is in the field's metadata: `base` and `scale` where they are packed into few bytes, nothing where they are as given.
 */
function toIpc(data: Data, metadata: Map<string, string>): Uint8Array {
  const field = new Field('values', data.type as DataType, data.nullCount > 0, metadata);
  const schema = new Schema([field]);
  const struct = makeData({
    type: new Struct([field]),
    length: data.length,
    nullCount: 0,
    children: [data],
  });
  return tableToIPC(new Table(schema, [new RecordBatch(schema, struct)]), 'stream');
}

function fromIpc(bytes: Uint8Array): { data: Data; metadata: Map<string, string> } {
  const table = tableFromIPC(bytes);
  const data = table.batches[0]?.data.children[0];
  const field = table.schema.fields[0];
  if (!data || !field || table.batches.length !== 1) throw new Error('Not one record batch of one field');
  return { data, metadata: field.metadata };
}

function packedData(packed: PackedIntegers): Data {
  const { stored } = packed;
  const common = { length: stored.length, nullCount: 0 };
  if (stored instanceof Uint8Array) return makeData({ type: new Uint8(), data: stored, ...common });
  if (stored instanceof Uint16Array) return makeData({ type: new Uint16(), data: stored, ...common });
  return makeData({ type: new Uint32(), data: stored, ...common });
}

function packedMetadata(packed: PackedIntegers): Map<string, string> {
  return new Map([
    ['base', String(packed.base)],
    ['scale', String(packed.scale)],
  ]);
}

/** Encodes codes (`missing` = -1) or days. */
export function encodeIntegers(values: Int32Array, missing: number): Uint8Array {
  const packed = packIntegers(values, missing);
  if (packed) return toIpc(packedData(packed), packedMetadata(packed));
  const plain = values.slice();
  return toIpc(makeData({ type: new Int32(), length: plain.length, nullCount: 0, data: plain }), new Map());
}

export function encodeNumbers(values: Float64Array): Uint8Array {
  const packed = packDecimals(values);
  if (packed) return toIpc(packedData(packed), packedMetadata(packed));
  const plain = values.slice();
  return toIpc(makeData({ type: new Float64(), length: plain.length, nullCount: 0, data: plain }), new Map());
}

export function encodeTexts(values: readonly (string | null)[]): Uint8Array {
  return toIpc(textData(values), new Map());
}

/** Decodes integers or numbers into `target` from `offset` on; returns how many there were. */
export function decodeNumbers(
  bytes: Uint8Array,
  target: Int32Array | Float64Array,
  offset: number,
  missing: number,
): number {
  const { data, metadata } = fromIpc(bytes);
  if (offset + data.length > target.length) throw new Error('More rows than the column has');
  const base = metadata.get('base');
  if (base === undefined) {
    target.set(data.values.subarray(0, data.length), offset);
  } else {
    const scale = Number(metadata.get('scale'));
    unpack(
      { base: Number(base), scale, stored: data.values.subarray(0, data.length) },
      target,
      offset,
      missing,
    );
  }
  return data.length;
}

/** The texts as Arrow holds them. */
export function decodeTextBytes(bytes: Uint8Array): Data<Utf8> {
  return fromIpc(bytes).data as Data<Utf8>;
}

export function decodeTexts(bytes: Uint8Array): (string | null)[] {
  return textsOf(decodeTextBytes(bytes));
}
