import {
  AsyncByteQueue,
  Bool,
  type Data,
  type DataType,
  DateDay,
  Field,
  Float64,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  tableFromIPC,
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
import { breath, inBunches, runSteps, runStepsBeside, type StepContext, type Steps } from '../book/steps.ts';

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

function* validityOf(n: number, isMissing: (row: number) => boolean): Steps<Validity> {
  let nullCount = 0;
  const nullBitmap = new Uint8Array((n + 7) >> 3);
  yield* inBunches(n, (from, to) => {
    for (let row = from; row < to; row++) {
      if (isMissing(row)) nullCount++;
      else nullBitmap[row >> 3]! |= 1 << (row & 7);
    }
  });
  return { nullCount, nullBitmap: nullCount > 0 ? nullBitmap : undefined };
}

/** Texts that are encoded in one go: one call for each of them would take several times as long. */
const textsAtOnce = 512;

function* textData(values: (string | null)[]): Steps<Data> {
  const n = values.length;
  const valueOffsets = new Int32Array(n + 1);
  let bytes = new Uint8Array(Math.max(64, n * 16));
  let used = 0;
  const encode = (from: number, to: number) => {
    const some = values.slice(from, to);
    const joined = some.join('');
    const most = joined.length * 3;
    if (used + most > bytes.length) {
      const grown = new Uint8Array(Math.max(bytes.length * 2, used + most));
      grown.set(bytes.subarray(0, used));
      bytes = grown;
    }
    used = encodeTexts(some, joined, bytes, used, valueOffsets.subarray(from + 1));
  };
  yield* inBunches(n, encode, textsAtOnce);
  const validity = yield* validityOf(n, (row) => values[row] === null || values[row] === undefined);
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
function* codedData({ codes, dictionary }: NonNullable<TextColumn['coded']>): Steps<Data> {
  const { bytes, start, end } = yield* encodeUsed(codes, dictionary);
  const valueOffsets = new Int32Array(codes.length + 1);
  yield* inBunches(codes.length, (from, to) => {
    for (let row = from; row < to; row++) {
      const code = codes[row]!;
      const length = code < 0 ? 0 : end[code]! - start[code]!;
      valueOffsets[row + 1] = valueOffsets[row]! + length;
    }
  });
  const data = new Uint8Array(valueOffsets[codes.length]!);
  yield* inBunches(codes.length, (from, to) => {
    for (let row = from; row < to; row++) {
      const code = codes[row]!;
      const last = valueOffsets[row + 1]!;
      let source = code < 0 ? 0 : start[code]!;
      for (let at = valueOffsets[row]!; at < last; at++) data[at] = bytes[source++]!;
    }
  });
  const isMissing = Uint8Array.from(dictionary, (text) => ((text ?? null) === null ? 1 : 0));
  const validity = yield* validityOf(codes.length, (row) => isMissing[codes[row]!] !== 0);
  return makeData({
    type: new Utf8(),
    length: codes.length,
    nullCount: validity.nullCount,
    nullBitmap: validity.nullBitmap,
    valueOffsets,
    data,
  });
}

interface Entries {
  bytes: Uint8Array;
  start: Int32Array;
  end: Int32Array;
}

/** The bytes of the dictionary entries that some row has. */
function* encodeUsed(codes: Int32Array, dictionary: readonly (string | null)[]): Steps<Entries> {
  const used = new Uint8Array(dictionary.length);
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) used[codes[row]!] = 1;
  const start = new Int32Array(dictionary.length);
  const end = new Int32Array(dictionary.length);
  let most = 0;
  for (let code = 0; code < used.length; code++) if (used[code]) most += 3 * (dictionary[code]?.length ?? 0);
  const bytes = new Uint8Array(most);
  let at = 0;
  yield* inBunches(
    dictionary.length,
    (from, to) => {
      for (let code = from; code < to; code++) {
        start[code] = at;
        if (used[code]) at += encoder.encodeInto(dictionary[code] ?? '', bytes.subarray(at)).written;
        end[code] = at;
      }
    },
    4096,
  );
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

function* textColumnData(column: TextColumn): Steps<Data> {
  const { coded, packed } = column;
  if (packed) return packedData(packed);
  const repeats = coded !== undefined && coded.codes.length > coded.dictionary.length;
  return yield* repeats ? codedData(coded) : textData(column.values);
}

function fieldOf(column: Column, type: DataType): Field {
  const metadata = new Map([['type', column.type as string]]);
  if (column.type !== 'text') metadata.set('unit', column.unit);
  return new Field(column.name, type, true, metadata);
}

function* wirePart(column: Column): Steps<Part> {
  const data =
    column.type === 'text'
      ? yield* textColumnData(column)
      : makeData({ type: new Float64(), length: column.values.length, nullCount: 0, data: column.values });
  return { field: fieldOf(column, data.type), data };
}

function* fileData(column: NumberColumn): Steps<Data> {
  const { values } = column;
  const length = values.length;
  const { nullCount, nullBitmap } = yield* validityOf(length, (row) => Number.isNaN(values[row]));
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

function* filePart(column: Column): Steps<Part> {
  const data = yield* column.type === 'text' ? textColumnData(column) : fileData(column);
  return { field: fieldOf(column, data.type), data };
}

/** Encodes column by column. */
function* encode(
  { columns, n }: Table,
  part: (column: Column) => Steps<Part>,
  kind: 'stream' | 'file',
): Steps<Uint8Array> {
  const parts: Part[] = [];
  for (const column of columns) parts.push(yield* part(column));
  const fields = parts.map(({ field }) => field);
  const schema = new Schema(fields);
  const children = parts.map(({ data }) => data);
  const struct = makeData({ type: new Struct(fields), length: n, nullCount: 0, children });
  yield breath;
  const pieces = new Pieces();
  const writer = kind === 'file' ? new RecordBatchFileWriter() : new RecordBatchStreamWriter();
  writer.reset(pieces, schema);
  writer.write(new RecordBatch(schema, struct));
  writer.finish();
  return yield* joined(pieces.list);
}

/** What Arrow writes, as it writes it: joined by Arrow itself, a large table would be copied in one go. */
class Pieces extends AsyncByteQueue {
  readonly list: Uint8Array[] = [];

  override write(piece: Uint8Array): void {
    if (piece.byteLength > 0) this.list.push(piece);
  }
}

const bytesAtOnce = 2 ** 21;

function* joined(pieces: Uint8Array[]): Steps<Uint8Array> {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    const start = at;
    const copy = (from: number, to: number) => bytes.set(piece.subarray(from, to), start + from);
    yield* inBunches(piece.length, copy, bytesAtOnce);
    at += piece.length;
  }
  return bytes;
}

/** The bytes that carry a table between engine and screen: Arrow IPC stream, missing numbers as NaN. */
export function tableToArrow(table: Table): Uint8Array {
  return runSteps(encode(table, wirePart, 'stream'));
}

/** The same beside other calls: lists of accounts have rows by the ten thousand. Throws CancelledError. */
export function tableToArrowBeside(table: Table, context: StepContext): Promise<Uint8Array> {
  return runStepsBeside(encode(table, wirePart, 'stream'), context);
}

/** An Arrow IPC file for other programs: dates and booleans typed, missing values null. */
export function tableToArrowFile(table: Table): Uint8Array {
  return runSteps(encode(table, filePart, 'file'));
}

function* textColumnOf(name: string, vector: Vector): Steps<TextColumn> {
  const values: (string | null)[] = new Array(vector.length);
  yield* inBunches(vector.length, (from, to) => {
    for (let row = from; row < to; row++) values[row] = vector.get(row) as string | null;
  });
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
  return runSteps(decode(bytes));
}

/** The same beside other calls. Throws CancelledError, too. */
export function arrowToTableBeside(bytes: Uint8Array, context: StepContext): Promise<Table> {
  return runStepsBeside(decode(bytes), context);
}

function* decode(bytes: Uint8Array): Steps<Table> {
  const arrow = tableFromIPC(bytes);
  if (arrow.schema.fields.length === 0) throw new Error('Not the bytes of a table');
  const columns: Column[] = [];
  for (const [index, field] of arrow.schema.fields.entries()) {
    const vector = arrow.getChildAt(index);
    const type = field.metadata.get('type') as Column['type'] | undefined;
    if (!vector || !type) throw new Error(`Arrow field ${field.name} is not a column of a table`);
    if (type === 'text') columns.push(yield* textColumnOf(field.name, vector));
    else {
      const unit = (field.metadata.get('unit') ?? 'none') as Unit;
      columns.push({ name: field.name, type, unit, values: numbersOf(vector) });
    }
  }
  return { columns, n: arrow.numRows };
}
