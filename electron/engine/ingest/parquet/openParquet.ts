import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetScan,
  parquetSchema,
  type SchemaTree,
} from 'hyparquet';
import { compressors as known } from 'hyparquet-compressors';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { RandomAccess } from '../source/randomAccess.ts';
import { shortFloat, writeRecord, writeValue } from '../tables/cellValue.ts';
import type { ForeignFile, ForeignTable } from '../tables/foreignTable.ts';
import { RecordWriter } from '../tables/recordWriter.ts';

/** Row groups are read whole, one after the other: up to this size, unpacked. */
const groupLimit = 2 ** 31;
/** A page unpacks to some megabytes; far more is an attack. */
const pageLimit = 256 << 20;
const rowsPerTurn = 16_384;

/** A column of the file: where its values are within those of a top-level column, and how a number of it is written. */
interface Leaf {
  name: string;
  path: string[];
  scale: number | null;
  isFloat: boolean;
}

/**
 * Reads a Parquet file by row group; structs become columns `a.b`, lists become JSON. Throws `unsupportedFormat` for an
 * encrypted file or a row group beyond 2 GiB, and what the library finds damaged.
 */
export async function openParquet(file: ForeignFile): Promise<ForeignTable> {
  const magic = (await file.access.read(0, 4)).toString('latin1');
  if (magic === 'PARE') throw unsupported(file.name, 'is encrypted', 'Write it again without encryption.');
  const buffer = asyncBuffer(file.access);
  const metadata = await parquetMetadataAsync(buffer);
  checkMetadata(metadata, file);
  const schema = parquetSchema(metadata);
  const leaves = schema.children.flatMap((child) => leavesOf(child, []));
  if (leaves.length === 0) throw unsupported(file.name, 'has no columns', 'Choose a file with a table.');
  return {
    format: 'parquet',
    warnings: [],
    firstRow: 0,
    named: true,
    text: () => parquetText(buffer, metadata, leaves),
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
    const size = group.columns.reduce(
      (sum, { meta_data }) => sum + Number(meta_data?.total_uncompressed_size ?? 0),
      0,
    );
    if (size > groupLimit) {
      throw unsupported(name, 'has a row group larger than 2 GiB', 'Write it again with smaller row groups.');
    }
    for (const { meta_data } of group.columns) {
      if (meta_data && Number(meta_data.num_values) > 1e9) throw damaged(name);
      if (meta_data && Number(meta_data.total_compressed_size) > access.size) throw damaged(name);
    }
  }
  if (rows !== Number(metadata.num_rows)) throw damaged(name);
}

function leavesOf(tree: SchemaTree, parents: string[]): Leaf[] {
  const { element, children } = tree;
  const path = [...parents, element.name];
  const isStruct =
    children.length > 0 &&
    element.repetition_type !== 'REPEATED' &&
    !element.converted_type &&
    !element.logical_type;
  if (isStruct) return children.flatMap((child) => leavesOf(child, path));
  const decimal = element.converted_type === 'DECIMAL' || element.logical_type?.type === 'DECIMAL';
  return [
    {
      name: path.join('.'),
      path,
      scale: decimal && children.length === 0 ? (element.scale ?? 0) : null,
      isFloat: element.type === 'FLOAT',
    },
  ];
}

async function* parquetText(
  file: AsyncBuffer,
  metadata: FileMetaData,
  leaves: Leaf[],
): AsyncGenerator<Uint8Array> {
  const out = new RecordWriter();
  writeRecord(
    out,
    leaves.map(({ name }) => name),
  );
  const tops = [...new Set(leaves.map(({ path }) => path[0]!))];
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const scan = await parquetScan({ file, metadata, compressors, useOffsetIndex: false, columns: tops });
    const columns = new Map<string, ArrayLike<unknown>>();
    for (const column of tops) {
      if (rowEnd > rowStart) columns.set(column, await scan.readColumn({ column, rowStart, rowEnd }));
    }
    const sources = leaves.map((leaf) => ({ leaf, values: columns.get(leaf.path[0]!)! }));
    for (let row = 0; row < rowEnd - rowStart; row++) {
      for (let at = 0; at < sources.length; at++) {
        const { leaf, values } = sources[at]!;
        if (at > 0) out.next();
        writeValue(out, leafValue(leaf, values[row]));
      }
      out.endRecord();
      if (row % rowsPerTurn === 0) yield* out.take();
    }
    rowStart = rowEnd;
    yield* out.take();
  }
  yield* out.take(true);
}

function leafValue({ path, scale, isFloat }: Leaf, top: unknown): unknown {
  let value = top;
  for (let depth = 1; depth < path.length; depth++) {
    if (value === null || value === undefined) return null;
    value = (value as Record<string, unknown>)[path[depth]!];
  }
  if (typeof value !== 'number') return value;
  if (scale !== null) return Number(value.toFixed(Math.min(100, Math.max(0, scale))));
  return isFloat ? shortFloat(value) : value;
}

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
