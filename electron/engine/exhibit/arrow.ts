import {
  Table as ArrowTable,
  Bool,
  type Data,
  type DataType,
  DateDay,
  Field,
  Float64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  tableFromIPC,
  tableToIPC,
  Utf8,
  type Vector,
} from 'apache-arrow';
import type {
  Column,
  NumberColumn,
  PackedTexts,
  Table,
  TextColumn,
  Unit,
} from '../../../shared/domain/table.ts';
import type { Breath } from '../background/breath.ts';

/*
 * A table as Arrow IPC. Every field carries its column's type under the metadata key `type` and, for numbers, its
 * unit under `unit`. Two layouts, told apart by the Arrow types alone, so `arrowToTable` reads both:
 *
 * - the wire (`tableToArrow`, IPC stream): every number, date, month and boolean is Float64 without a validity
 *   bitmap; a missing number is NaN, so that the receiver can use the bytes as they are, without a copy.
 * - a file for other programs (`tableToArrowFile`, IPC file): dates are Date32, booleans Bool, and a missing
 *   value is a null. Months stay `year * 12 + month - 1` as Float64 with the metadata type `month`.
 *
 * Text is Utf8 with nulls in both.
 */

interface Part {
  field: Field;
  data: Data;
}

const encoder = new TextEncoder();

interface Validity {
  nullCount: number;
  nullBitmap: Uint8Array | undefined;
}

function validityOf(n: number, isMissing: (row: number) => boolean): Validity {
  let nullCount = 0;
  const nullBitmap = new Uint8Array((n + 7) >> 3);
  for (let row = 0; row < n; row++) {
    if (isMissing(row)) nullCount++;
    else nullBitmap[row >> 3]! |= 1 << (row & 7);
  }
  return { nullCount, nullBitmap: nullCount > 0 ? nullBitmap : undefined };
}

/** Texts that are encoded in one go: one call for each of them would take several times as long. */
const textsAtOnce = 512;

function textData(values: (string | null)[]): Data {
  const n = values.length;
  const valueOffsets = new Int32Array(n + 1);
  let bytes = new Uint8Array(Math.max(64, n * 16));
  let used = 0;
  for (let from = 0; from < n; from += textsAtOnce) {
    const some = values.slice(from, from + textsAtOnce);
    const joined = some.join('');
    const most = joined.length * 3;
    if (used + most > bytes.length) {
      const grown = new Uint8Array(Math.max(bytes.length * 2, used + most));
      grown.set(bytes.subarray(0, used));
      bytes = grown;
    }
    used = encodeTexts(some, joined, bytes, used, valueOffsets.subarray(from + 1));
  }
  const validity = validityOf(n, (row) => values[row] === null || values[row] === undefined);
  return makeData({
    type: new Utf8(),
    length: n,
    nullCount: validity.nullCount,
    nullBitmap: validity.nullBitmap,
    valueOffsets,
    data: bytes.subarray(0, used),
  });
}

/** Writes texts into `bytes` from `used` on, and into `ends` where each ends; gives where the last one does. */
function encodeTexts(
  texts: readonly (string | null)[],
  joined: string,
  bytes: Uint8Array,
  used: number,
  ends: Int32Array,
): number {
  const { written } = encoder.encodeInto(joined, bytes.subarray(used));
  const isAscii = written === joined.length;
  let at = used;
  for (let row = 0; row < texts.length; row++) {
    const text = texts[row] ?? '';
    at += isAscii ? text.length : encoder.encodeInto(text, bytes.subarray(at)).written;
    ends[row] = at;
  }
  return at;
}

/** Texts that repeat: every dictionary entry in use is encoded once and its bytes are copied to each row. */
function codedData({ codes, dictionary }: NonNullable<TextColumn['coded']>): Data {
  const entries = encodeUsed(codes, dictionary);
  const valueOffsets = new Int32Array(codes.length + 1);
  for (let row = 0; row < codes.length; row++) {
    const { start, end } = entries;
    const code = codes[row]!;
    const length = code < 0 ? 0 : end[code]! - start[code]!;
    valueOffsets[row + 1] = valueOffsets[row]! + length;
  }
  const data = new Uint8Array(valueOffsets[codes.length]!);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    let to = valueOffsets[row]!;
    for (let from = code < 0 ? 0 : entries.start[code]!; to < valueOffsets[row + 1]!; from++, to++) {
      data[to] = entries.bytes[from]!;
    }
  }
  const validity = validityOf(codes.length, (row) => (dictionary[codes[row]!] ?? null) === null);
  return makeData({
    type: new Utf8(),
    length: codes.length,
    nullCount: validity.nullCount,
    nullBitmap: validity.nullBitmap,
    valueOffsets,
    data,
  });
}

/** The bytes of the dictionary entries that some row has. */
function encodeUsed(
  codes: Int32Array,
  dictionary: readonly (string | null)[],
): { bytes: Uint8Array; start: Int32Array; end: Int32Array } {
  const used = new Uint8Array(dictionary.length);
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) used[codes[row]!] = 1;
  const texts = dictionary.map((text, code) => (used[code] === 1 ? (text ?? '') : ''));
  const start = new Int32Array(texts.length);
  const end = new Int32Array(texts.length);
  const bytes = new Uint8Array(texts.reduce((sum, text) => sum + 3 * text.length, 0));
  let at = 0;
  texts.forEach((text, code) => {
    start[code] = at;
    at += encoder.encodeInto(text, bytes.subarray(at)).written;
    end[code] = at;
  });
  return { bytes, start, end };
}

function packedData({ bytes, offsets }: PackedTexts): Data {
  return makeData({
    type: new Utf8(),
    length: offsets.length - 1,
    nullCount: 0,
    valueOffsets: offsets,
    data: bytes,
  });
}

function textColumnData(column: TextColumn): Data {
  const { coded, packed } = column;
  if (packed) return packedData(packed);
  const repeats = coded !== undefined && coded.codes.length > coded.dictionary.length;
  return repeats ? codedData(coded) : textData(column.values);
}

function fieldOf(column: Column, type: DataType): Field {
  const metadata = new Map([['type', column.type as string]]);
  if (column.type !== 'text') metadata.set('unit', column.unit);
  return new Field(column.name, type, true, metadata);
}

function wirePart(column: Column): Part {
  const data =
    column.type === 'text'
      ? textColumnData(column)
      : makeData({ type: new Float64(), length: column.values.length, nullCount: 0, data: column.values });
  return { field: fieldOf(column, data.type), data };
}

function fileData(column: NumberColumn): Data {
  const { values } = column;
  const length = values.length;
  const { nullCount, nullBitmap } = validityOf(length, (row) => Number.isNaN(values[row]));
  const validity = { length, nullCount, nullBitmap };
  if (column.type === 'date') {
    return makeData({ type: new DateDay(), ...validity, data: Int32Array.from(values) });
  }
  if (column.type === 'boolean') {
    const bits = new Uint8Array((length + 7) >> 3);
    for (let row = 0; row < length; row++) if (values[row] === 1) bits[row >> 3]! |= 1 << (row & 7);
    return makeData({ type: new Bool(), ...validity, data: bits });
  }
  return makeData({ type: new Float64(), ...validity, data: values });
}

function filePart(column: Column): Part {
  const data = column.type === 'text' ? textColumnData(column) : fileData(column);
  return { field: fieldOf(column, data.type), data };
}

function encode(parts: Part[], n: number, kind: 'stream' | 'file'): Uint8Array {
  const fields = parts.map((part) => part.field);
  const schema = new Schema(fields);
  const children = parts.map((part) => part.data);
  const struct = makeData({ type: new Struct(fields), length: n, nullCount: 0, children });
  return tableToIPC(new ArrowTable(schema, [new RecordBatch(schema, struct)]), kind);
}

/** The bytes that carry a table between engine and screen: Arrow IPC stream, missing numbers as NaN. */
export function tableToArrow(table: Table): Uint8Array {
  return encode(table.columns.map(wirePart), table.n, 'stream');
}

/** The same, column by column beside other calls: lists of accounts have rows by the ten thousand. Throws CancelledError. */
export async function tableToArrowBeside(table: Table, breath: Breath): Promise<Uint8Array> {
  const parts: Part[] = [];
  for (const column of table.columns) {
    parts.push(wirePart(column));
    await breath();
  }
  return encode(parts, table.n, 'stream');
}

/** An Arrow IPC file for other programs: dates and booleans typed, missing values null. */
export function tableToArrowFile(table: Table): Uint8Array {
  return encode(table.columns.map(filePart), table.n, 'file');
}

function textColumnOf(name: string, vector: Vector): TextColumn {
  const values: (string | null)[] = new Array(vector.length);
  for (let row = 0; row < vector.length; row++) values[row] = vector.get(row) as string | null;
  return { name, type: 'text', values };
}

function bitAt(bits: Uint8Array, index: number): number {
  return (bits[index >> 3]! >> (index & 7)) & 1;
}

/** Date32 holds days; they are taken from the buffer, because `get` gives milliseconds. */
function numbersOf(vector: Vector): Float64Array {
  const [only] = vector.data;
  if (vector.data.length === 1 && only && only.type instanceof Float64 && only.nullCount === 0) {
    return only.values as Float64Array;
  }
  const values = new Float64Array(vector.length);
  let start = 0;
  for (const chunk of vector.data) {
    const isBool = chunk.type instanceof Bool;
    for (let row = 0; row < chunk.length; row++) {
      const index = isBool
        ? bitAt(chunk.values as Uint8Array, chunk.offset + row)
        : Number(chunk.values[row]);
      values[start + row] = chunk.nullCount > 0 && !chunk.getValid(row) ? Number.NaN : index;
    }
    start += chunk.length;
  }
  return values;
}

/** The table that was encoded by either function above. Throws on bytes that hold no such table, or no column. */
export function arrowToTable(bytes: Uint8Array): Table {
  const arrow = tableFromIPC(bytes);
  if (arrow.schema.fields.length === 0) throw new Error('Not the bytes of a table');
  const columns = arrow.schema.fields.map((field, index): Column => {
    const vector = arrow.getChildAt(index);
    const type = field.metadata.get('type') as Column['type'] | undefined;
    if (!vector || !type) throw new Error(`Arrow field ${field.name} is not a column of a table`);
    if (type === 'text') return textColumnOf(field.name, vector);
    const unit = (field.metadata.get('unit') ?? 'none') as Unit;
    return { name: field.name, type, unit, values: numbersOf(vector) };
  });
  return { columns, n: arrow.numRows };
}
