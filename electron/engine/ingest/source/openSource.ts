import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { findZipEntry } from './zipEntry.ts';

export type Compression = 'none' | 'gzip' | 'zip';

/** A file to import, its wrapping known and its content not yet read. */
export interface Source {
  path: string;
  name: string;
  /** Size of the file as it lies on disk. */
  bytes: number;
  compression: Compression;
  /** First bytes of the file as it lies on disk. */
  magic: Uint8Array;
  /** Where the wrapped content lies in the file. */
  span: { start: number; end: number; deflated: boolean };
}

export interface ReadTaps {
  /** Sees every byte of the file as it lies on disk, in order. */
  onRaw?(bytes: Uint8Array): void;
}

const blockBytes = 1 << 20;

/** What is at this path? Throws `notFound`, `emptyFile`, `io`, or `unsupportedFormat` for an archive of several files. */
export async function openSource(path: string): Promise<Source> {
  const name = basename(path);
  const info = await stat(path).catch((cause: unknown) => {
    throw fileError(cause, name);
  });
  if (!info.isFile()) {
    throw new ExpectedError('notFound', `${name} is not a file`, { file: name, hint: 'Choose a file.' });
  }
  if (info.size === 0) throw emptyFile(name);
  const magic = await readMagic(path, name);
  const whole = { start: 0, end: info.size - 1, deflated: false };
  if (magic[0] === 0x1f && magic[1] === 0x8b) {
    return { path, name, bytes: info.size, compression: 'gzip', magic, span: whole };
  }
  if (magic[0] === 0x50 && magic[1] === 0x4b && magic[2] === 3 && magic[3] === 4) {
    const span = await findZipEntry(path, name, info.size);
    return { path, name, bytes: info.size, compression: 'zip', magic, span };
  }
  return { path, name, bytes: info.size, compression: 'none', magic, span: whole };
}

export function emptyFile(name: string): ExpectedError {
  return new ExpectedError('emptyFile', `${name} is empty`, {
    file: name,
    hint: 'Export the table again and check that it holds rows.',
  });
}

async function readMagic(path: string, name: string): Promise<Uint8Array> {
  try {
    const handle = await open(path);
    try {
      const buffer = new Uint8Array(16);
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw fileError(cause, name);
  }
}

/** The content of a source, unwrapped, in blocks; memory does not grow with the file. */
export async function* readSource(source: Source, taps: ReadTaps = {}): AsyncGenerator<Uint8Array> {
  const { start, end, deflated } = source.span;
  if (end < start) return;
  const raw = createReadStream(source.path, { start, end, highWaterMark: blockBytes });
  if (taps.onRaw) raw.on('data', taps.onRaw as (chunk: unknown) => void).pause();
  const unwrap = unwrapper(source.compression, deflated);
  const stream: Readable = unwrap ? pipeline(raw, unwrap, () => undefined) : raw;
  try {
    for await (const block of stream) yield block as Uint8Array;
  } catch (cause) {
    throw fileError(cause, source.name);
  } finally {
    stream.destroy();
    raw.destroy();
  }
}

function unwrapper(compression: Compression, deflated: boolean): Transform | null {
  if (compression === 'gzip') return createGunzip({ chunkSize: blockBytes });
  return deflated ? createInflateRaw({ chunkSize: blockBytes }) : null;
}

/** Says what the operating system or zlib found wrong, in our own codes. */
export function fileError(cause: unknown, name: string): Error {
  if (cause instanceof ExpectedError || !(cause instanceof Error)) return cause as Error;
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new ExpectedError(
      'notFound',
      `${name} is not there`,
      { file: name, hint: 'Check the path, or choose the file again.' },
      cause,
    );
  }
  if (code.startsWith('Z_') || /unexpected end of file/i.test(cause.message)) {
    return new ExpectedError(
      'badInput',
      `${name} is damaged: its compressed content ends early or does not unpack`,
      { file: name, hint: 'Copy or download the file again.' },
      cause,
    );
  }
  return new ExpectedError(
    'io',
    `${name} could not be read (${code || cause.message})`,
    { file: name, hint: 'Check that the file can be opened and is not used by another program.' },
    cause,
  );
}
