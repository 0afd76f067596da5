import {
  type AsyncBuffer,
  type FileMetaData,
  type ParquetParsers,
  parquetMetadataAsync,
  parquetRead,
  parquetScan,
  parquetSchema,
  type SchemaTree,
} from 'hyparquet';
import { compressors as known } from 'hyparquet-compressors';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { RandomAccess } from '../source/randomAccess.ts';
import { instantText, shortFloat, writeRecord, writeValue } from '../tables/cellValue.ts';
import type { ForeignFile, ForeignTable } from '../tables/foreignTable.ts';
import { RecordWriter } from '../tables/recordWriter.ts';

/** How much of a row group is read at once; of a larger one, plain columns are read in windows of rows. */
const usualLimits = {
  /** Of a window, unpacked. */
  bytes: 2 ** 28,
  rows: 2 ** 20,
  /** Of a list, map or struct, which is put together at once; unpacked. */
  nested: 2 ** 30,
  /** Of a column without an index of its pages, which is taken from the file at once; packed. */
  chunk: 2 ** 30,
};
type Limits = typeof usualLimits;

/** A page unpacks to some megabytes; far more is an attack. */
const pageLimit = 256 << 20;
/** A column of the file: where its values are within those of a top-level column, and how a number of it is written. */
interface Leaf {
  name: string;
  path: string[];
  scale: number | null;
  isFloat: boolean;
  /** A list, a map or the like, whose values are put together of several columns. */
  isNested: boolean;
  /** Structs around it that may be absent. */
  optional: number;
}

/**
 * Reads a Parquet file by row group, and a large group in windows of rows, so that memory stays bounded; structs become
 * columns `a.b`, lists become JSON. Throws `unsupportedFormat` for an encrypted file or a column that can only be read
 * at once and is too large for that, and what the library finds damaged.
 */
export function openParquet(file: ForeignFile): Promise<ForeignTable> {
  return openParquetWithin(file, usualLimits);
}

/** The same with other limits. */
export async function openParquetWithin(file: ForeignFile, limits: Limits): Promise<ForeignTable> {
  const magic = (await file.access.read(0, 4)).toString('latin1');
  if (magic === 'PARE') throw unsupported(file.name, 'is encrypted', 'Write it again without encryption.');
  const buffer = asyncBuffer(file.access);
  const metadata = await parquetMetadataAsync(buffer);
  checkMetadata(metadata, file);
  const schema = parquetSchema(metadata);
  const leaves = schema.children.flatMap((child) => leavesOf(child, [], 0));
  if (leaves.length === 0) throw unsupported(file.name, 'has no columns', 'Choose a file with a table.');
  return {
    format: 'parquet',
    warnings: [],
    firstRow: 0,
    named: true,
    text: () => parquetText({ file: buffer, metadata, name: file.name }, leaves, limits),
  };
}

function asyncBuffer(access: RandomAccess): AsyncBuffer {
  return {
    byteLength: access.size,
    async slice(start, end = access.size) {
      const from = start < 0 ? access.size + start : start;
      const bytes = await access.read(from, Math.min(end, access.size) - from);
      return Uint8Array.from(bytes).buffer;
    },
  };
}

function checkMetadata(metadata: FileMetaData, { name, access }: ForeignFile): void {
  let rows = 0;
  for (const group of metadata.row_groups) {
    rows += Number(group.num_rows);
    for (const { meta_data } of group.columns) {
      if (meta_data && Number(meta_data.num_values) > 1e9) throw damaged(name);
      if (meta_data && Number(meta_data.total_compressed_size) > access.size) throw damaged(name);
    }
  }
  if (rows !== Number(metadata.num_rows)) throw damaged(name);
}

type RowGroup = FileMetaData['row_groups'][number];

function unpackedBytes({ columns }: RowGroup, name?: string): number {
  return columns.reduce((sum, { meta_data: column }) => {
    const isWanted = column && (name === undefined || column.path_in_schema[0] === name);
    return sum + (isWanted ? Number(column.total_uncompressed_size) : 0);
  }, 0);
}

/** Columns that cannot be read in parts must not be too large to be read at once. */
function checkSizes(file: string, group: RowGroup, leaves: readonly Leaf[], limits: Limits): void {
  for (const column of new Set(leaves.filter((leaf) => !isPlain(leaf)).map(({ path }) => path[0]!))) {
    const bytes = unpackedBytes(group, column);
    if (bytes > limits.nested)
      throw tooLarge(file, column, bytes, 'holds lists, maps or structs that unpack to');
  }
  for (const { meta_data: column, offset_index_offset: index } of group.columns) {
    const bytes = Number(column?.total_compressed_size ?? 0);
    if (!index && bytes > limits.chunk)
      throw tooLarge(file, column!.path_in_schema.join('.'), bytes, 'has no index of its pages and takes');
  }
}

function tooLarge(file: string, column: string, bytes: number, why: string): ExpectedError {
  const size = `${(bytes / 2 ** 30).toFixed(1)} GiB`;
  return unsupported(
    file,
    `has a row group whose column "${column}" ${why} ${size}, more than can be read at once (1 GiB)`,
    'Write it again with smaller row groups: row_group_size=1_000_000 in pandas, pyarrow and Polars, ROW_GROUP_SIZE 1000000 in DuckDB, parquet.block.size in Spark.',
  );
}

function leavesOf(tree: SchemaTree, parents: string[], optional: number): Leaf[] {
  const { element, children } = tree;
  const path = [...parents, element.name];
  const isStruct =
    children.length > 0 &&
    element.repetition_type !== 'REPEATED' &&
    !element.converted_type &&
    !element.logical_type;
  const within = optional + (element.repetition_type === 'OPTIONAL' ? 1 : 0);
  if (isStruct) return children.flatMap((child) => leavesOf(child, path, within));
  const decimal = element.converted_type === 'DECIMAL' || element.logical_type?.type === 'DECIMAL';
  return [
    {
      name: path.join('.'),
      path,
      scale: decimal && children.length === 0 ? (element.scale ?? 0) : null,
      isFloat: element.type === 'FLOAT',
      isNested: children.length > 0 || element.repetition_type === 'REPEATED',
      optional,
    },
  ];
}

async function* parquetText(file: ReadableFile, leaves: Leaf[], limits: Limits): AsyncGenerator<Uint8Array> {
  const out = new RecordWriter();
  writeRecord(
    out,
    leaves.map(({ name }) => name),
  );
  let rowStart = 0;
  for (const group of file.metadata.row_groups) {
    const rows = { rowStart, rowEnd: rowStart + Number(group.num_rows) };
    rowStart = rows.rowEnd;
    const most = windowRows(group, limits);
    if (most >= Number(group.num_rows)) {
      yield* rowsText(out, await readGroup(file, leaves, rows), rows);
    } else {
      checkSizes(file.name, group, leaves, limits);
      yield* windowsText(out, file, leaves, rows, most);
    }
  }
  yield* out.take(true);
}

/** How many rows of a group are read at once. */
function windowRows(group: RowGroup, limits: Limits): number {
  const share = limits.bytes / Math.max(1, unpackedBytes(group));
  return Math.max(1, Math.min(limits.rows, Math.floor(Number(group.num_rows) * share)));
}

/** A group in windows: what is put together of several columns at once, plain columns one window after the other. */
async function* windowsText(
  out: RecordWriter,
  file: ReadableFile,
  leaves: Leaf[],
  rows: Rows,
  most: number,
): AsyncGenerator<Uint8Array> {
  const whole = await readGroup(
    file,
    leaves.filter((leaf) => !isPlain(leaf)),
    rows,
  );
  for (let rowStart = rows.rowStart; rowStart < rows.rowEnd; rowStart += most) {
    const part = { rowStart, rowEnd: Math.min(rows.rowEnd, rowStart + most) };
    const sources: Source[] = [];
    for (const leaf of leaves) {
      sources.push(
        isPlain(leaf)
          ? { leaf, values: await readWindow(file, leaf.name, part), first: part.rowStart, take: storedValue }
          : whole.find((source) => source.leaf === leaf)!,
      );
    }
    yield* rowsText(out, sources, part);
  }
}

function* rowsText(out: RecordWriter, sources: Source[], { rowStart, rowEnd }: Rows): Generator<Uint8Array> {
  for (let row = rowStart; row < rowEnd; row++) {
    for (let at = 0; at < sources.length; at++) {
      const { leaf, values, first, take } = sources[at]!;
      if (at > 0) out.next();
      writeValue(out, written(leaf, take(leaf, values[row - first])));
    }
    out.endRecord();
    if (out.isReady) yield* out.take();
  }
  yield* out.take();
}

/** Stored as it is shown: one column of the file, no list and in no struct. */
function isPlain({ path, isNested }: Leaf): boolean {
  return path.length === 1 && !isNested;
}

/** The values of a plain column in some rows of a group; pages outside are passed over unread. */
async function readWindow(
  { file, metadata, name }: ReadableFile,
  column: string,
  { rowStart, rowEnd }: Rows,
): Promise<unknown[]> {
  const values: unknown[] = new Array(rowEnd - rowStart);
  let found = 0;
  await parquetRead({
    file,
    metadata,
    rowStart,
    rowEnd,
    compressors,
    columns: [column],
    useOffsetIndex: true,
    parsers: asTexts,
    onPage({ columnData, rowStart: from, rowEnd: to }) {
      const [first, end] = [Math.max(from, rowStart), Math.min(to, rowEnd)];
      for (let row = first; row < end; row++) values[row - rowStart] = columnData[row - from];
      found += Math.max(0, end - first);
    },
  });
  if (found !== values.length) throw damaged(name);
  return values;
}

interface Rows {
  rowStart: number;
  rowEnd: number;
}

/** The values of a leaf in a row group, and how one of them is got out of what stands at its row. */
interface Source {
  leaf: Leaf;
  values: ArrayLike<unknown>;
  /** The row that they begin with. */
  first: number;
  take(leaf: Leaf, value: unknown): unknown;
}

interface ReadableFile {
  name: string;
  file: AsyncBuffer;
  metadata: FileMetaData;
}

/** The leaves of a row group. Where no list is within a column, its leaves are read as they are stored, without objects. */
async function readGroup({ file, metadata }: ReadableFile, leaves: Leaf[], rows: Rows): Promise<Source[]> {
  const sources: Source[] = [];
  for (const [column, own] of Map.groupBy(leaves, ({ path }) => path[0]!)) {
    if (own.some(({ isNested }) => isNested)) {
      const scan = await parquetScan({
        file,
        metadata,
        compressors,
        useOffsetIndex: false,
        columns: [column],
      });
      const values = await scan.readColumn({ column, ...rows });
      for (const leaf of own) sources.push({ leaf, values, first: rows.rowStart, take: valueWithin });
    } else {
      const stored = await readStored({ file, metadata }, column, rows);
      for (const leaf of own)
        sources.push({ leaf, values: stored.get(leaf.name) ?? [], first: rows.rowStart, take: storedValue });
    }
  }
  return sources;
}

/** The stored columns of a top-level column by name: `a.b`. */
async function readStored(
  file: Pick<ReadableFile, 'file' | 'metadata'>,
  column: string,
  rows: Rows,
): Promise<Map<string, ArrayLike<unknown>>> {
  const parts = new Map<string, ArrayLike<unknown>[]>();
  await parquetRead({
    ...file,
    ...rows,
    compressors,
    columns: [column],
    useOffsetIndex: false,
    parsers: asTexts,
    onPage({ pathInSchema, columnData }) {
      const name = pathInSchema.join('.');
      parts.set(name, [...(parts.get(name) ?? []), columnData]);
    },
  });
  return new Map(
    [...parts].map(([name, pages]) => [
      name,
      pages.length === 1 ? pages[0]! : pages.flatMap((page) => Array.from(page)),
    ]),
  );
}

/** A stored value lies in as many lists as structs around it may be absent; one of them is empty where it is. */
function storedValue({ optional }: Leaf, stored: unknown): unknown {
  let value = stored;
  for (let depth = 0; depth < optional && value !== undefined; depth++) value = (value as unknown[])[0];
  return value;
}

function valueWithin({ path }: Leaf, top: unknown): unknown {
  let value = top;
  for (let depth = 1; depth < path.length; depth++) {
    if (value === null || value === undefined) return null;
    value = (value as Record<string, unknown>)[path[depth]!];
  }
  return value;
}

function written({ scale, isFloat }: Leaf, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  if (scale !== null) return Number(value.toFixed(Math.min(100, Math.max(0, scale))));
  return isFloat ? shortFloat(value) : value;
}

const decoder = new TextDecoder();
const markByte = 0xef;

/** Days and instants as they are written, and texts, of which a byte-order mark is no part. */
const asTexts: Partial<ParquetParsers> = {
  dateFromDays: (days) => instantText(days * 86_400_000),
  timestampFromMilliseconds: (milliseconds) => instantText(Number(milliseconds)),
  timestampFromMicroseconds: (microseconds) => instantText(Number(microseconds / 1000n)),
  timestampFromNanoseconds: (nanoseconds) => instantText(Number(nanoseconds / 1_000_000n)),
  stringFromBytes(bytes) {
    if (!bytes || bytes[0] === markByte) return bytes && decoder.decode(bytes);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  },
};

const compressors = Object.fromEntries(
  Object.entries(known).map(([codec, unpack]) => [
    codec,
    (input: Uint8Array, length: number) => {
      if (length > pageLimit) throw new Error('a page unpacks to more than 256 MiB');
      return unpack(input, length);
    },
  ]),
) as typeof known;

function unsupported(name: string, what: string, hint: string): ExpectedError {
  return new ExpectedError('unsupportedFormat', `${name} ${what}`, { file: name, hint });
}

function damaged(name: string): ExpectedError {
  return new ExpectedError('badInput', `${name} is damaged: its table of contents contradicts itself`, {
    file: name,
    hint: 'Copy or download the file again.',
  });
}
