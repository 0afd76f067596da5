import { createReadStream, type ReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { zstdDecompressSync } from 'node:zlib';
import {
  CompressionType,
  compressionRegistry,
  DataType,
  type Field,
  type RecordBatch,
  RecordBatchReader,
  type Vector,
} from 'apache-arrow';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { clockText, shortFloat, writeRecord, writeValue } from '../tables/cellValue.ts';
import type { ForeignFile, ForeignTable } from '../tables/foreignTable.ts';
import { RecordWriter } from '../tables/recordWriter.ts';
import { unpackLz4Frame } from './lz4Frame.ts';

const unpackLimit = 1 << 30;

compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: unpackLz4Frame });
compressionRegistry.set(CompressionType.ZSTD, {
  decode: (bytes) => zstdDecompressSync(bytes, { maxOutputLength: unpackLimit }),
});

type Read = (row: number) => unknown;

/**
 * Reads Arrow IPC files, streams and Feather version 2, batch by batch, compressed ones too; structs become columns
 * `a.b`, lists become JSON. Throws `unsupportedFormat` for Feather version 1 and what the library finds damaged.
 */
export async function openArrow(file: ForeignFile): Promise<ForeignTable> {
  const magic = (await file.access.read(0, 6)).toString('latin1');
  if (magic.startsWith('FEA1')) {
    throw new ExpectedError('unsupportedFormat', `${file.name} is a Feather file of version 1`, {
      file: file.name,
      hint: 'Write it again as Feather version 2, Parquet or CSV.',
    });
  }
  const reader = await openReader(file, magic === 'ARROW1');
  const names = leafNames(reader.schema.fields, '');
  await reader.cancel();
  return {
    format: 'arrow',
    warnings: [],
    firstRow: 0,
    named: true,
    text: () => arrowText(file, magic === 'ARROW1', names),
  };
}

async function openReader(file: ForeignFile, indexed: boolean): Promise<RecordBatchReader> {
  if (file.path === '') return startReader(await file.access.read(0, file.access.size));
  if (!indexed) return startReader(createReadStream(file.path, { highWaterMark: 1 << 20 }));
  const handle = await open(file.path);
  try {
    return await startReader(handle);
  } catch (error) {
    // The library closes what it could open only.
    await handle.close();
    throw error;
  }
}

async function startReader(source: Buffer | ReadStream | FileHandle): Promise<RecordBatchReader> {
  const reader: RecordBatchReader = await RecordBatchReader.from(source as never);
  await reader.open({ autoDestroy: true });
  return reader;
}

async function* arrowText(file: ForeignFile, indexed: boolean, names: string[]): AsyncGenerator<Uint8Array> {
  const out = new RecordWriter();
  writeRecord(out, names);
  const reader = await openReader(file, indexed);
  try {
    for await (const batch of reader as AsyncIterable<RecordBatch>) {
      const reads = batch.schema.fields.flatMap((field, at) => leafReads(field, batch.getChildAt(at)!));
      for (let row = 0; row < batch.numRows; row++) {
        for (let at = 0; at < reads.length; at++) {
          if (at > 0) out.next();
          writeValue(out, reads[at]!(row));
        }
        out.endRecord();
        if (out.isReady) yield* out.take();
      }
      yield* out.take();
    }
  } finally {
    await reader.cancel();
  }
  yield* out.take(true);
}

function leafNames(fields: Field[], parent: string): string[] {
  return fields.flatMap((field) =>
    DataType.isStruct(field.type)
      ? leafNames(field.type.children, `${parent}${field.name}.`)
      : [`${parent}${field.name}`],
  );
}

function leafReads(field: Field, vector: Vector): Read[] {
  const { type } = field;
  if (DataType.isStruct(type)) {
    return type.children.flatMap((child, at) => {
      const reads = leafReads(child, vector.getChildAt(at)!);
      return reads.map(
        (read): Read =>
          (row) =>
            vector.isValid(row) ? read(row) : null,
      );
    });
  }
  return [(row) => plainValue(type, vector.get(row))];
}

/** What a value is in the terms of `writeValue`. */
function plainValue(type: DataType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (DataType.isDictionary(type)) return plainValue(type.dictionary, value);
  if (DataType.isDate(type) || DataType.isTimestamp(type)) return new Date(Number(value));
  if (DataType.isTime(type)) return clockText(Math.round(Number(value) * 1000 ** (1 - type.unit)));
  if (DataType.isDecimal(type)) return decimalText(value as Uint32Array, type.scale);
  if (DataType.isFloat(type)) return type.precision === 1 ? shortFloat(value as number) : value;
  if (typeof value !== 'object' || value instanceof Uint8Array) return value;
  return (value as { toJSON?(): unknown }).toJSON?.() ?? value;
}

/** A whole number in words of 32 bits, lowest first, two's complement, shifted by its scale. */
function decimalText(words: Uint32Array, scale: number): string {
  const bits = words.length * 32;
  let number = 0n;
  for (let at = words.length - 1; at >= 0; at--) number = (number << 32n) | BigInt(words[at]!);
  number = BigInt.asIntN(bits, number);
  if (scale <= 0) return (number * 10n ** BigInt(-scale)).toString();
  const digits = (number < 0n ? -number : number).toString().padStart(scale + 1, '0');
  return `${number < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
