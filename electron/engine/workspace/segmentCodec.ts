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
  type Utf8,
} from 'apache-arrow';
import type { PackedTexts } from '../../../shared/domain/table.ts';
import { encodeBlocks } from './blockEncode.ts';
import { unpack } from './integers.ts';
import { packedTextData, textData, textsOf } from './textVector.ts';
import { type WholeNumbers, wholeDecimals, wholeIntegers } from './wholeNumbers.ts';

/*
 * Whole numbers and decimals are stored as blocks of bits (blockFormat); texts, and numbers that no power of ten up to
 * 10,000 makes whole, as an Arrow IPC stream of one record batch with one field. In workspaces of format 3 and before
 * all numbers are such streams: in the field's metadata are `base` and `scale` where they are packed into few bytes.
 */
function toIpc(data: Data): Uint8Array {
  const field = new Field('values', data.type as DataType, data.nullCount > 0);
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

/** The bytes of a segment, and how they are packed: see SegmentEntry. */
export interface Encoded {
  bytes: Uint8Array;
  packing?: 'blocks';
}

export function encodeWhole(whole: WholeNumbers): Encoded {
  return { bytes: encodeBlocks(whole), packing: 'blocks' };
}

/** Encodes codes (`missing` = -1) or days. */
export function encodeIntegers(values: Int32Array, missing: number): Encoded {
  const whole = wholeIntegers(values, missing);
  if (whole) return encodeWhole(whole);
  const plain = values.slice();
  return {
    bytes: toIpc(makeData({ type: new Int32(), length: plain.length, nullCount: 0, data: plain })),
  };
}

export function encodeNumbers(values: Float64Array): Encoded {
  const whole = wholeDecimals(values);
  if (whole) return encodeWhole(whole);
  const plain = values.slice();
  return {
    bytes: toIpc(makeData({ type: new Float64(), length: plain.length, nullCount: 0, data: plain })),
  };
}

export function encodeTexts(values: readonly (string | null)[]): Uint8Array {
  return toIpc(textData(values));
}

/** Encodes texts that are UTF-8 already. */
export function encodePackedTexts(texts: PackedTexts): Uint8Array {
  return toIpc(packedTextData(texts));
}

/** Decodes integers or numbers of an Arrow stream into `target` from `offset` on; returns how many there were. */
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
